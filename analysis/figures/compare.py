"""Figures that compare units: bars with intervals and a median, a funnel, and small multiples over the years."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis.figures import axes, theme

GREYED = "#c3cbd3"


def bars_with_intervals(
    table: pd.DataFrame,
    *,
    own: str,
    median: float | None,
    median_name: str,
    write: Callable[[float], str],
    write_axis: Callable[[float], str],
) -> go.Figure:
    """Return sorted bars with intervals, the own unit strong, units with too few projects greyed, the median as a line.

    Args:
        table: area_name, value, low, high (null where there is none) and greyed (bool), one row per unit.
        own: the area_name to emphasise.
        write: how a value is written.
    """
    rows = table.sort_values("value", kind="stable", na_position="first")
    colours = [
        theme.BAR if name == own else GREYED if grey else theme.BAR_MUTED
        for name, grey in zip(rows["area_name"], rows["greyed"], strict=True)
    ]
    spans = [_span(low, high, write) for low, high in zip(rows["low"], rows["high"], strict=True)]
    figure = go.Figure(
        go.Bar(
            x=rows["value"], y=rows["area_name"], orientation="h", marker_color=colours,
            customdata=[[write(value), span] for value, span in zip(rows["value"], spans, strict=True)],
            hovertemplate="%{y}: %{customdata[0]}%{customdata[1]}<extra></extra>",
            error_x={
                "type": "data", "symmetric": False, "array": rows["high"] - rows["value"],
                "arrayminus": rows["value"] - rows["low"], "color": theme.QUIET, "thickness": 1.2, "width": 4,
            },
        )
    )  # fmt: skip
    theme.dress(figure, height=90 + 30 * len(rows))
    largest = float(pd.concat([rows["value"], rows["high"]]).max() or 0)
    figure.update_xaxes(axes.ticks(largest, write_axis))
    figure.update_yaxes(showgrid=False, ticklabelstandoff=6)
    if median is not None:
        figure.add_vline(x=median, line={"color": theme.INK, "width": 1.5, "dash": "dot"})
        figure.add_annotation(
            x=median, y=1, yref="paper", yanchor="bottom", text=f"{median_name} {write(median)}", showarrow=False,
            font={"size": 13, "color": theme.INK},
        )  # fmt: skip
        figure.update_layout(margin={"t": 30})
    return figure


def _span(low: object, high: object, write: Callable[[float], str]) -> str:
    return "" if pd.isna(low) else f" ({write(low)}–{write(high)})"  # type: ignore[call-overload, arg-type]


def funnel(
    units: pd.DataFrame, limits: pd.DataFrame, *, own: str, peers: Sequence[str], national: float,
    names: dict[str, str], write: Callable[[float], str], write_people: Callable[[float], str],
    write_axis: Callable[[float], str],
) -> go.Figure:  # fmt: skip
    """Return all units by population (logarithmic) and rate, with the limits that chance alone explains.

    Args:
        units: area_code, area_name, population, rate.
        limits: population, low_95, high_95, low_998, high_998, ascending.
        names: what to call "own", "peers", "others", "national", "95" and "998".
    """
    figure = go.Figure()
    for level, dash in (("998", "dot"), ("95", "solid")):
        for side in ("low", "high"):
            figure.add_scatter(
                x=limits["population"], y=limits[f"{side}_{level}"], mode="lines", name=names[level],
                line={"color": theme.QUIET, "width": 1.2, "dash": dash}, showlegend=side == "high", hoverinfo="skip",
            )  # fmt: skip
    figure.add_hline(y=national, line={"color": theme.INK, "width": 1}, annotation_text=names["national"])
    groups = {
        "others": (~units["area_code"].isin([own, *peers]), GREYED, 6),
        "peers": (units["area_code"].isin(peers), theme.CATEGORICAL[1], 9),
        "own": (units["area_code"] == own, theme.BAR, 14),
    }
    for group, (mask, colour, size) in groups.items():
        rows = units[mask]
        figure.add_scatter(
            x=rows["population"], y=rows["rate"], mode="markers", name=names[group],
            marker={"color": colour, "size": size, "line": {"color": "#ffffff", "width": 1}},
            customdata=[
                [name, write_people(people), write(rate)]
                for name, people, rate in zip(rows["area_name"], rows["population"], rows["rate"], strict=True)
            ],
            hovertemplate="%{customdata[0]}: %{customdata[2]} (%{customdata[1]})<extra></extra>",
        )  # fmt: skip
    theme.dress(figure, height=440)
    powers = [200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000]
    figure.update_xaxes(
        type="log", tickmode="array", tickvals=powers, ticktext=[write_people(value) for value in powers]
    )
    figure.update_yaxes(axes.ticks(float(units["rate"].max() or 0), write_axis))
    return figure


def small_multiples(
    table: pd.DataFrame,
    *,
    names: Sequence[str],
    own: str,
    value: str,
    years: Sequence[int],
    write: Callable[[float], str],
    unfinished: Mapping[int, str] = MappingProxyType({}),
) -> go.Figure:
    """Return one small column chart per unit on a shared scale, four in a row.

    Args:
        table: area_name, year and `value`; a year without rows has no column.
        names: the units in order.
        own: the name to emphasise.
        unfinished: by year that is not whole what stands below it; its columns are hatched.
    """
    columns = min(4, len(names))
    lines = -(-len(names) // columns)
    figure = make_subplots(
        rows=lines, cols=columns, shared_yaxes="all", subplot_titles=list(names), vertical_spacing=0.5 / lines / 1.6
    )
    for place, name in enumerate(names):
        rows = table[table["area_name"] == name]
        figure.add_bar(
            x=rows["year"], y=rows[value], marker_color=theme.BAR if name == own else theme.BAR_MUTED,
            marker_pattern=theme.hatched(rows["year"], unfinished),
            customdata=[write(number) for number in rows[value]], showlegend=False,
            hovertemplate=f"{theme.plain(name)} %{{x}}: %{{customdata}}<extra></extra>",
            row=place // columns + 1, col=place % columns + 1,
        )  # fmt: skip
    ends = [min(years), max(years)]
    in_years = {
        "tickmode": "array", "tickvals": ends, "ticktext": [theme.year_tick(year, unfinished) for year in ends],
        "showgrid": False,
        "range": [ends[0] - 0.6, ends[1] + 0.6],
    }  # fmt: skip
    amounts = axes.ticks(float(table[value].max() or 0) if len(table) else 0.0, write, about=3)
    theme.dress(figure, height=60 + 190 * lines, margin={"t": 36}, x=in_years, y=amounts)
    figure.update_layout(bargap=0.2)
    figure.update_annotations(font={"size": 13, "color": theme.INK})
    return figure
