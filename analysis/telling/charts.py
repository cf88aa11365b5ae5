"""A story's charts, drawn with the figures that the pages have."""

import plotly.graph_objects as go

from analysis.figures import bars, compare
from analysis.telling.story import Bars, Columns


def chart(visual: Bars | Columns) -> go.Figure:
    """Return the chart of a visual: bars with intervals where it has any or a median, else ranked bars, or columns."""
    if isinstance(visual, Columns):
        return bars.by_year(
            visual.table, year="year", value="value", series="series", names=visual.series, write=visual.write,
            write_axis=visual.write_axis, unfinished=visual.unfinished,
        )  # fmt: skip
    table = visual.table
    if visual.median is None and table["low"].isna().all():
        emphasis = [visual.own] if visual.own else []
        return bars.ranked(table, label="name", value="value", write=visual.write, emphasis=emphasis)
    numeric = table.rename(columns={"name": "area_name"}).astype(
        {"value": "float64", "low": "float64", "high": "float64"}
    )
    return compare.bars_with_intervals(
        numeric, own=visual.own, median=visual.median, median_name=visual.median_name, write=visual.write,
        write_axis=visual.write_axis,
    )  # fmt: skip
