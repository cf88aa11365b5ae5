"""Native charts that PowerPoint can edit: bars with intervals and a median, and stacked columns by year."""

import re
from collections.abc import Sequence

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.util import Pt

from analysis.exports.pictures.lettering import clean, shortened
from analysis.exports.slides import chart_xml, parts
from analysis.exports.slides.parts import Part
from analysis.figures import axes, theme
from analysis.figures.compare import GREYED
from analysis.telling.story import Bars, Columns, Write, first_bars

MOST_BARS = 15
_COUNTS = ("projects", "participations", "organisations", "municipalities")
_MILLION, _LARGE, _CENTS = 1_000_000, 10_000_000, 100
_LABELS = 13.0
_LEFT, _TOP, _WIDE, _TALL = 0.36, 0.06, 0.58, 0.84
"""Where the plot of a bar chart lies in its frame: a line is drawn exactly upon it."""
_LONGEST_NAME, _THICKEST = 250.0, 34.0
_NOT_A_TEXT = re.compile(r"\{?=|(?:ftp|https?)://|mailto:|(?:in|ex)ternal:|file://", re.IGNORECASE)


def bars(slide: Part, visual: Bars, million: str) -> Part:
    """Draw bars, the first row on top, each with its value; return the chart's frame."""
    table, _ = first_bars(visual, MOST_BARS)
    rows = table.iloc[::-1]
    scale, unit = _scale(visual.measure, _largest(table["value"]), million)
    spread = bool(table["low"].notna().any())
    values = [_number(value, scale) for value in rows["value"]]
    data = CategoryChartData(number_format=_pattern(_largest(table["value"]) / scale, visual.measure))
    data.categories = [
        _category(name, value, visual.write, spread) for name, value in zip(rows["name"], rows["value"], strict=True)
    ]
    data.add_series(_cell(f"{visual.axis_title}{unit}"), values)
    frame = _frame(slide, XL_CHART_TYPE.BAR_CLUSTERED, data)
    chart = frame.chart
    chart.has_legend = False
    series = chart.plots[0].series[0]
    chart.plots[0].gap_width = _gap(len(rows))
    for number, (name, grey) in enumerate(zip(rows["name"], rows["greyed"], strict=True)):
        _fill(series.points[number].format, _bar_colour(visual.own, str(name), bool(grey)))
    largest = max(_largest(table["value"]), _largest(table["high"])) / scale
    end = _value_axis(chart, largest, lambda value: visual.write_axis((value or 0) * scale))
    _category_axis(chart)
    chart_xml.fix_plot(chart, (_LEFT, _TOP, _WIDE, _TALL))
    if spread:
        ends = [
            (_number(high, scale), _number(value, scale), _number(low, scale))
            for high, value, low in zip(rows["high"], rows["value"], rows["low"], strict=True)
        ]
        chart_xml.intervals(series, ends)
    else:
        _labels(series, [visual.write(value) for value in rows["value"]])
    if visual.median is not None:
        _median(slide, frame, f"{visual.median_name} {visual.write(visual.median)}", visual.median / scale / end)
    return frame


def columns(slide: Part, visual: Columns, million: str) -> Part:
    """Draw stacked columns by year with a legend, hatched where a year is not whole; return the chart's frame."""
    totals = visual.table.groupby("year")["value"].sum()
    scale, unit = _scale(visual.measure, _largest(totals), million)
    years = range(int(totals.index.min()), int(totals.index.max()) + 1)
    names = [name for name in visual.series if name in set(visual.table["series"])]
    cells = visual.table.groupby(["series", "year"])["value"].sum(min_count=1)
    data = CategoryChartData(number_format=_pattern(_largest(totals) / scale, visual.measure))
    data.categories = [
        f"{year} {visual.unfinished[year]}" if year in visual.unfinished else str(year) for year in years
    ]
    for name in names:
        data.add_series(_cell(name), [_number(cells.get((name, year)), scale) for year in years])
    frame = _frame(slide, XL_CHART_TYPE.COLUMN_STACKED, data)
    chart = frame.chart
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for name, series in zip(names, plot.series, strict=True):
        colour = theme.CATEGORICAL[visual.series.index(name) % len(theme.CATEGORICAL)]
        _fill(series.format, colour)
        for number, year in enumerate(years):
            if year in visual.unfinished:
                _hatch(series.points[number].format, colour)
    chart.has_legend = len(names) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        parts.style(chart.legend.font, _LABELS)
    _value_axis(chart, _largest(totals) / scale, lambda value: visual.write_axis((value or 0) * scale))
    chart.value_axis.has_title = True
    parts.write(chart.value_axis.axis_title.text_frame, [f"{visual.axis_title}{unit}"], _LABELS, hex_code=theme.QUIET)
    _category_axis(chart)
    return frame


def _frame(slide: Part, kind: Part, data: CategoryChartData) -> Part:
    place = (parts.MARGIN, parts.VISUAL_TOP, parts.ROOM, parts.VISUAL_HEIGHT)
    frame = slide.shapes.add_chart(kind, *(Pt(length) for length in place), data)
    frame.chart.has_title = False
    parts.style(frame.chart.font, _LABELS)
    return frame


def _largest(values: "pd.Series[float]") -> float:
    known = values.dropna()
    return float(known.max()) if len(known) else 0.0


def _scale(measure: str, largest: float, million: str) -> tuple[float, str]:
    """Return by what the values are divided in the chart, and how its unit says so: amounts come in cents."""
    if measure != "amount":
        return 1.0, ""
    if largest / _CENTS >= _LARGE:
        return float(_CENTS * _MILLION), f", {million}"
    return float(_CENTS), ""


def _number(value: object, scale: float) -> float | None:
    return None if value is None or pd.isna(value) else float(value) / scale  # type: ignore[arg-type, call-overload]


def _pattern(largest: float, measure: str) -> str:
    """Return the number format of the chart's cells; PowerPoint writes it as its reader's language does."""
    if measure in _COUNTS or largest >= 100:
        return "#,##0"
    return "#,##0.0" if largest >= 10 else "#,##0.00"


def _category(name: str, value: float, write: Write, with_value: bool) -> str:
    """Return a bar's name; its value stands beside it where an interval takes the room at the bar's end."""
    said = f"  {write(value)}" if with_value else ""
    return _cell(shortened(clean(name), _LONGEST_NAME - parts.text_width(said, _LABELS), _LABELS)) + said


def _cell(name: str) -> str:
    """Return a name for the workbook behind a chart, in which python-pptx would make formulas and links of some."""
    said = clean(name)
    return f"\u2060{said}" if _NOT_A_TEXT.match(said) else said


def _bar_colour(own: str, name: str, grey: bool) -> str:
    if own and name != own:
        return GREYED if grey else theme.BAR_MUTED
    return theme.BAR


def _fill(formatted: Part, hex_code: str) -> None:
    formatted.fill.solid()
    formatted.fill.fore_color.rgb = parts.colour(hex_code)


def _hatch(formatted: Part, hex_code: str) -> None:
    """Fill a bar as a year that is not whole: stripes on white, with an outline."""
    formatted.fill.patterned()
    formatted.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    formatted.fill.fore_color.rgb, formatted.fill.back_color.rgb = parts.colour(hex_code), parts.colour("#ffffff")
    formatted.line.color.rgb = parts.colour(hex_code)


def _gap(count: int) -> int:
    """Return the gap between bars in per cent of a bar, so that few bars are no thicker than many."""
    each = parts.VISUAL_HEIGHT * _TALL / max(count, 1)
    return int(min(max((each / _THICKEST - 1) * 100, 40), 500))


def _value_axis(chart: Part, largest: float, write: Write) -> float:
    """Set the axis from zero to a round number and return that number.

    Args:
        write: how a value of the chart is written, by which no two ticks are alike.
    """
    steps = axes.ticks(largest, write)["tickvals"]
    assert isinstance(steps, list)
    end, axis = float(steps[-1]) or 1.0, chart.value_axis
    step = float(steps[1]) if len(steps) > 1 else end
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, end, step
    pattern = "#,##0" if step >= 1 else "#,##0.0" if step >= 0.1 else "#,##0.00"
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = pattern, False
    axis.major_gridlines.format.line.color.rgb = parts.colour(theme.GRID)
    axis.format.line.fill.background()
    parts.style(axis.tick_labels.font, _LABELS, hex_code=theme.QUIET)
    return end


def _category_axis(chart: Part) -> None:
    axis = chart.category_axis
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = parts.colour(theme.QUIET)
    parts.style(axis.tick_labels.font, _LABELS)


def _labels(series: Part, written: Sequence[str]) -> None:
    """Put the values, as the page writes them, at the ends of the bars."""
    for number, said in enumerate(written):
        label = series.points[number].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        parts.write(label.text_frame, [said], _LABELS)


def _median(slide: Part, frame: Part, said: str, share: float) -> None:
    """Draw the median as a line of its own on the plot, with its name above it."""
    left, top = parts.MARGIN, parts.VISUAL_TOP
    x = left + parts.ROOM * (_LEFT + _WIDE * share)
    upper, lower = top + parts.VISUAL_HEIGHT * _TOP, top + parts.VISUAL_HEIGHT * (_TOP + _TALL)
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(x), Pt(upper), Pt(x), Pt(lower))
    line.line.color.rgb, line.line.width, line.line.dash_style = parts.colour(theme.INK), Pt(1.5), MSO_LINE.ROUND_DOT
    parts.describe(line, said)
    wide = parts.text_width(said, _LABELS) + 4
    parts.write(parts.box(slide, x - wide / 2, upper - 17, wide, 16), [said], _LABELS)
