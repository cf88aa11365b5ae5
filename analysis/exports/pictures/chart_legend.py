"""The legend of a chart: in rows below the plot, in the order of the traces."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.exports.pictures import svg
from analysis.exports.pictures.chart_marks import MIDDLE, dashes
from analysis.exports.pictures.chart_place import Page
from analysis.exports.pictures.chart_read import Chart, Settings, listed
from analysis.exports.pictures.lettering import element, plain, shortened, width_of

_SWATCH, _GAP, _BETWEEN, _ROW = 26, 7, 22, 24
_ABOVE = 10


@dataclass(frozen=True)
class Entry:
    """One entry of the legend at its place in a row."""

    trace: Settings
    text: str
    x: float
    row: int


def entries(chart: Chart, width: float) -> list[Entry]:
    """Return the entries of the legend in rows; none where the figure shows none."""
    shown = [trace for trace in chart.traces if trace.get("showlegend") is not False and trace.get("name")]
    wanted = chart.layout.get("showlegend")
    if wanted is False or (wanted is None and len(shown) < 2 and not any(trace.get("showlegend") for trace in shown)):
        return []
    size = _size(chart)
    found: list[Entry] = []
    x, row = 0.0, 0
    for trace in shown:
        text = shortened(plain(str(trace["name"])), width - _SWATCH - _GAP, size)
        needed = _swatch_width(trace) + _GAP + width_of([(text, False)], size)
        if x and x + needed > width:
            x, row = 0.0, row + 1
        found.append(Entry(trace, text, x, row))
        x += needed + _BETWEEN
    return found


def rows(found: Sequence[Entry]) -> list[float]:
    """Return the heights of the legend's rows, the distance to the plot in the first."""
    count = found[-1].row + 1 if found else 0
    return [_ROW + (_ABOVE if row == 0 else 0) for row in range(count)]


def drawn(found: Sequence[Entry], chart: Chart, page: Page, top: float) -> str:
    """Return the legend as SVG, its first row below `top`."""
    size, parts = _size(chart), []
    for entry in found:
        middle = top + _ABOVE + _ROW * (entry.row + 0.5)
        parts.append(_swatch(entry.trace, entry.x, middle))
        x = entry.x + _swatch_width(entry.trace) + _GAP
        parts.append(element(entry.text, x, middle + MIDDLE * size, size, page.colour))
    return "".join(parts)


def _size(chart: Chart) -> float:
    font = (chart.layout.get("legend") or {}).get("font") or {}
    return float(font.get("size") or (chart.layout.get("font") or {}).get("size") or 14)


def _is_line(trace: Settings) -> bool:
    return trace["type"] == "scatter" and "lines" in str(trace.get("mode") or "lines")


def _swatch_width(trace: Settings) -> float:
    return _SWATCH if _is_line(trace) else 14


def _swatch(trace: Settings, x: float, middle: float) -> str:
    line, marker = trace.get("line") or {}, trace.get("marker") or {}
    colour = next(iter(listed(marker.get("color"), 1)), None) or "#1f669f"
    if trace["type"] == "bar":
        return svg.rect(x, middle - 7, 14, 14, colour)
    drawn = ""
    if _is_line(trace):
        drawn = svg.line(
            x, middle, x + _SWATCH, middle, line.get("color") or colour, line.get("width") or 2,
            stroke_dasharray=dashes(line),
        )  # fmt: skip
    if "markers" in str(trace.get("mode")):
        radius = min(float(next(iter(listed(marker.get("size"), 1)), None) or 6) / 2, 7)
        drawn += svg.tag("circle", cx=x + _swatch_width(trace) / 2, cy=middle, r=radius, fill=colour)
    return drawn
