"""Periods as bars under a common axis of years."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures import theme

ROW_HEIGHT = 36
_BAR = 0.3


def spans(
    table: pd.DataFrame,
    *,
    groups: Mapping[str, str],
    years: tuple[int, int],
    emphasised: str | None = None,
) -> go.Figure:
    """Return one bar per row, first row on top, with its name above it so that narrow screens have room for both.

    Args:
        table: id, label, start, end (years, both included; an end beyond the axis is cut there), period (as text),
            group.
        groups: the words for each group, in the legend's order.
        years: first and last year of the axis.
        emphasised: the id of the row that the others belong to; all rows have their group's colour where it is None.
    """
    first, last = years
    place = {row_id: -position for position, row_id in enumerate(table["id"])}
    figure = go.Figure()
    for colour, (group, name) in zip(theme.CATEGORICAL, groups.items(), strict=False):
        rows = table[table["group"] == group]
        if rows.empty:
            continue
        starts = rows["start"].clip(lower=first).astype(int)
        ends = rows["end"].clip(upper=last).astype(int) + 1
        muted = [emphasised is not None and row_id != emphasised for row_id in rows["id"]]
        figure.add_bar(
            y=[place[row_id] for row_id in rows["id"]], base=starts.tolist(), x=(ends - starts).tolist(),
            orientation="h", width=_BAR, name=name,
            marker_color=[theme.BAR_MUTED if quiet else colour for quiet in muted],
            customdata=list(zip(rows["label"], rows["period"], strict=True)),
            hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
        )  # fmt: skip
    for row_id, label in zip(table["id"], table["label"], strict=True):
        figure.add_annotation(
            text=f"<b>{label}</b>" if row_id == emphasised else label,
            x=first, y=place[row_id] + _BAR / 2, xanchor="left", yanchor="bottom", xshift=2,
            showarrow=False, font={"size": 13, "color": theme.INK},
        )  # fmt: skip
    theme.dress(figure, height=90 + ROW_HEIGHT * len(table))
    figure.update_layout(showlegend=emphasised is None, barmode="overlay", margin_l=24)
    figure.update_xaxes(range=[first - 0.2, last + 1.6], **_ticks(first, last))
    figure.update_yaxes(visible=False, range=[-len(table) + 0.6, 0.9])
    return figure


def _ticks(first: int, last: int) -> Mapping[str, Sequence[object] | str | int]:
    """Return ticks at the first years of the programme periods, which are what the reader looks for."""
    shown = [year for year in range(first, last + 2) if (year - first) % 7 == 0]
    return {"tickmode": "array", "tickvals": shown, "ticktext": [str(year) for year in shown]}
