"""A Plotly figure as SVG, made without a browser: the figures of analysis/figures, and what they are made of.

The figure's own sizes are kept in pixels; its width is the caller's. Numbers are written as the figure has them:
ticks without texts, and everything else that is not drawn here, is an error.
"""

import plotly.graph_objects as go

from analysis.exports.pictures import chart_axes, chart_bars, chart_legend, chart_marks, chart_notes
from analysis.exports.pictures.chart_place import place
from analysis.exports.pictures.chart_read import read
from analysis.exports.pictures.lettering import clean, element
from analysis.exports.pictures.svg import Drawing


def draw(figure: go.Figure, width: float, *, no_data: str = "") -> Drawing:
    """Return the figure at this width; `no_data` is written in the middle of one that has no points.

    The legend stands below the plot. A figure's height has room for one row of it, each more adds to the height.

    Raises:
        DataError: the figure has a trace or a setting that no picture draws; names it.
    """
    chart = read(figure)
    bars = chart_bars.of(chart)
    axes = chart_axes.axes(chart, bars)
    entries = chart_legend.entries(chart, width)
    rows = chart_legend.rows(entries)
    page = place(chart, axes, bars, width, rows)
    if no_data and not any(len(trace.get("x") or ()) for trace in chart.traces):
        middle = page.height / 2 + chart_marks.MIDDLE * page.size
        text = element(clean(no_data), width / 2, middle, page.size, page.colour, anchor="middle")
        return Drawing(width=width, height=page.height, content=text)
    content = [chart_notes.grid(axes)]
    content += [chart_marks.bars(group, axes, page) for group in bars]
    content.append(chart_notes.axis_lines(axes, page))
    content += [chart_marks.scatter(trace, axes, page) for trace in chart.traces if trace["type"] == "scatter"]
    content += [chart_notes.shapes(chart, axes, page), chart_notes.annotations(chart, axes, page)]
    margin = (chart.layout.get("margin") or {}).get("b", 8)
    content.append(chart_legend.drawn(entries, chart, page, page.height - sum(rows) - margin))
    return Drawing(width=width, height=page.height, content="".join(content))
