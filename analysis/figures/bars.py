"""Sorted horizontal bars and yearly columns."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

import pandas as pd
import plotly.graph_objects as go

from analysis.figures import axes, theme

_LETTER = 7.5
"""Width of a letter or figure of a bar's text, in px."""


def ranked(
    table: pd.DataFrame, *, label: str, value: str, write: Callable[[float], str], emphasis: Sequence[str] = ()
) -> go.Figure:
    """Return horizontal bars, the largest on top, with the value written at each bar's end.

    Args:
        table: one row per bar, in any order; `label` is text, `value` a number of any unit.
        write: how a value is written, unit included.
        emphasis: labels to draw in the strong colour; empty draws all in it.
    """
    rows = table.sort_values(value, kind="stable")
    colours = [theme.BAR if not emphasis or name in emphasis else theme.BAR_MUTED for name in rows[label]]
    written = [f"{chr(0xA0)}{write(number)}" for number in rows[value]]  # the space parts bar and number
    figure = go.Figure(
        go.Bar(
            x=rows[value], y=rows[label], orientation="h", marker_color=colours, text=written, customdata=written,
            textposition="outside", cliponaxis=False, hovertemplate="%{y}: %{customdata}<extra></extra>",
        )
    )  # fmt: skip
    # The texts stand in the margin, so that the longest bar's has room however narrow the screen is.
    room = 16 + round(_LETTER * max((len(text) for text in written), default=0))
    theme.dress(figure, height=56 + 32 * len(rows), margin={"r": room})
    largest = float(rows[value].max()) if len(rows) else 1.0
    figure.update_xaxes(visible=False, range=[0, max(largest, 1e-9)])
    figure.update_yaxes(showgrid=False, ticks="", ticklabelstandoff=6)
    return figure


def by_year(
    table: pd.DataFrame,
    *,
    year: str,
    value: str,
    series: str,
    names: Sequence[str],
    write: Callable[[float], str],
    write_axis: Callable[[float], str],
    unfinished: Mapping[int, str] = MappingProxyType({}),
    hatched: Collection[str] = (),
) -> go.Figure:
    """Return one column per year, stacked by series; a year without a value has no column.

    Each of `names` has the colour of its place there, also where others have no rows.

    Args:
        unfinished: by year that is not whole in the data what stands below it ("to Nov."); its column is hatched.
        hatched: the series that are estimated.
    """
    figure = go.Figure()
    for name, colour in zip(names, theme.CATEGORICAL, strict=False):
        rows = table[table[series] == name]
        if rows.empty:
            continue
        figure.add_bar(
            x=rows[year], y=rows[value], name=name, marker_color=colour,
            marker_pattern=theme.hatched(rows[year], set(rows[year]) if name in hatched else unfinished),
            customdata=[write(number) for number in rows[value]],
            hovertemplate=f"{theme.plain(name)} %{{x}}: %{{customdata}}<extra></extra>",
        )  # fmt: skip
    theme.dress(figure, height=340)
    totals = table.groupby(year)[value].sum()
    figure.update_layout(barmode="stack", bargap=0.25, showlegend=table[series].nunique() > 1)
    figure.update_xaxes(
        tickmode="array",
        tickvals=list(totals.index),
        ticktext=[theme.year_tick(x, unfinished) for x in totals.index],
        showgrid=False,
    )
    figure.update_yaxes(axes.ticks(float(totals.max()) if len(totals) else 0.0, write_axis))
    return figure
