"""What stands around the marks of a chart: gridlines, axes, lines across and annotations."""

from collections.abc import Mapping, Sequence

from analysis.errors import DataError
from analysis.exports.pictures import svg
from analysis.exports.pictures.chart_axes import Axis
from analysis.exports.pictures.chart_marks import MIDDLE, dashes
from analysis.exports.pictures.chart_place import LINE, Page, anchor, size_of, standoff
from analysis.exports.pictures.chart_read import Chart, Settings, is_number
from analysis.exports.pictures.lettering import element, runs, shortened, width_of

_GAP = 7
_NOTE_LINE = 1.3
"""Lines of a note, from base to base, in sizes of the letters: as Plotly has them, for whom notes are placed."""


def grid(axes: Mapping[str, Axis]) -> str:
    """Return the gridlines of all axes."""
    drawn = []
    for axis in axes.values():
        if not axis.is_visible or axis.settings.get("showgrid") is False:
            continue
        other, colour = anchor(axis, axes), axis.settings.get("gridcolor") or "#eeeeee"
        for at, _ in axis.ticks():
            place = axis.place(at)
            ends = (
                (place, other.start, place, other.end)
                if axis.name[0] == "x"
                else (other.start, place, other.end, place)
            )
            drawn.append(svg.line(*ends, colour, 1))
    return "".join(drawn)


def axis_lines(axes: Mapping[str, Axis], page: Page) -> str:
    """Return the lines of the axes that have a colour, and the labels of all."""
    drawn = []
    for axis in axes.values():
        edge, colour = anchor(axis, axes).start, axis.settings.get("linecolor")
        if axis.is_visible and colour:
            ends = (axis.start, edge, axis.end, edge) if axis.name[0] == "x" else (edge, axis.start, edge, axis.end)
            drawn.append(svg.line(*ends, colour, 1))
        drawn.append(_labels(axis, edge, page))
    return "".join(drawn)


def _labels(axis: Axis, edge: float, page: Page) -> str:
    size, away = size_of(axis, page), standoff(axis)
    colour = (axis.settings.get("tickfont") or {}).get("color") or page.colour
    drawn = []
    for label in page.labels.get(axis.name, ()):
        place = axis.place(label.at)
        if label.turned:
            drawn.append(
                element(label.lines[0], place + MIDDLE * size, edge + away, size, colour, anchor="end", turned=True)
            )
            continue
        if axis.name[0] == "x":
            x, first, side = place, edge + away + size * 0.8, "middle"
        else:
            x, side = edge - away, "end"
            first = place + MIDDLE * size - (len(label.lines) - 1) * size * LINE / 2
        for at, line in enumerate(label.lines):
            drawn.append(element(line, x, first + at * size * LINE, size, colour, anchor=side))
    return "".join(drawn)


def _place(letter: str, ref: object, value: object, axes: Mapping[str, Axis], page: Page) -> float:
    """Return the pixel of a value of an axis, of a share of an axis ("x domain") or of a share of the plot."""
    name = str(ref or letter)
    if name == "paper" and is_number(value):
        return page.share(letter, value)
    axis = axes.get(name.removesuffix(" domain"))
    if axis is None:
        raise DataError(f"picture of a chart: {letter}ref = {name} is not drawn. Refer to an axis or to the paper.")
    if name.endswith(" domain") and is_number(value):
        return axis.start + value * (axis.end - axis.start)
    return axis.at(value)


def shapes(chart: Chart, axes: Mapping[str, Axis], page: Page) -> str:
    """Return the straight lines that the layout adds."""
    drawn = []
    for shape in chart.layout.get("shapes") or ():
        line = shape.get("line") or {}
        x1, x2 = (_place("x", shape.get("xref"), shape[end], axes, page) for end in ("x0", "x1"))
        y1, y2 = (_place("y", shape.get("yref"), shape[end], axes, page) for end in ("y0", "y1"))
        width = line.get("width") or 2
        drawn.append(svg.line(x1, y1, x2, y2, line.get("color") or "#000000", width, stroke_dasharray=dashes(line)))
    return "".join(drawn)


def annotations(chart: Chart, axes: Mapping[str, Axis], page: Page) -> str:
    """Return the layout's texts, moved inwards where they would leave the page and cut where they would meet."""
    given = chart.layout.get("annotations") or ()
    return "".join(_annotation(note, _room(note, given, axes, page), axes, page) for note in given)


def _room(note: Settings, given: Sequence[Settings], axes: Mapping[str, Axis], page: Page) -> float:
    """Return how wide a note may be: up to those beside it at the same height, such as the names of small charts."""
    if note.get("xref") != "paper":
        return page.width
    beside = [
        abs(other["x"] - note["x"])
        for other in given
        if other.get("xref") == "paper" and other["x"] != note["x"] and abs(other["y"] - note["y"]) < 1e-6
    ]
    return min([*beside, 1.0]) * (page.right - page.left) - _GAP if beside else page.width


def _annotation(note: Settings, room: float, axes: Mapping[str, Axis], page: Page) -> str:
    font = note.get("font") or {}
    size, colour = font.get("size") or page.size, font.get("color") or page.colour
    lines = runs(note.get("text") or "")
    if len(lines) == 1 and len(lines[0]) == 1 and width_of(lines[0], size) > room:
        text, bold = lines[0][0]
        lines = [[(shortened(text, room, size, bold=bold), bold)]]
    x = _place("x", note.get("xref"), note["x"], axes, page) + (note.get("xshift") or 0)
    y = _place("y", note.get("yref"), note["y"], axes, page) - (note.get("yshift") or 0)
    width = max(width_of(line, size) for line in lines)
    side = _side("x", note, ("left", "center", "right"))
    left = x - width * {"left": 0, "center": 0.5, "right": 1}[side]
    left = max(min(left, page.width - width - 1), 1)
    height = len(lines) * size * _NOTE_LINE
    top = y - height * {"bottom": 1, "middle": 0.5, "top": 0}[_side("y", note, ("bottom", "middle", "top"))]
    at = {"left": left, "center": left + width / 2, "right": left + width}[side]
    end = {"left": "start", "center": "middle", "right": "end"}[side]
    return "".join(
        element(line, at, top + (number + 0.75) * size * _NOTE_LINE, size, colour, anchor=end, halo=True)
        for number, line in enumerate(lines)
    )


def _side(letter: str, note: Settings, sides: tuple[str, str, str]) -> str:
    """Return where a note is held: in the middle of a value, and on shares of the plot on the side of the edge."""
    given = note.get(f"{letter}anchor") or "auto"
    if given != "auto":
        return str(given)
    ref = str(note.get(f"{letter}ref") or letter)
    if ref != "paper" and not ref.endswith(" domain"):
        return sides[1]
    return sides[min(int(note[letter] * 3), 2)] if note[letter] >= 0 else sides[0]
