"""Bars, lines, circles and their texts as SVG."""

from collections.abc import Mapping, Sequence

from analysis.errors import DataError
from analysis.exports.pictures import svg
from analysis.exports.pictures.chart_axes import Axis
from analysis.exports.pictures.chart_bars import Bar, Bars
from analysis.exports.pictures.chart_place import LINE, Page
from analysis.exports.pictures.chart_read import Settings, is_number, listed
from analysis.exports.pictures.lettering import element, runs

MIDDLE = 0.34
"""From the middle of a line of text down to its base, in sizes of the letters."""
_THICKEST = {True: 34.0, False: 96.0}
"""A lone bar, lying or standing, is not drawn thicker than this."""
_COLOUR = "#1f669f"
_DASHES = {"dot": (1, 1), "dash": (3, 3), "longdash": (5, 5), "dashdot": (3, 1, 1, 1), "longdashdot": (5, 2, 1, 2)}


def bars(group: Bars, axes: Mapping[str, Axis], page: Page) -> str:
    """Return the bars of a trace with their error bars and texts, cut at the ends of the axes."""
    across, along = axes[group.place_axis], axes[group.value_axis]
    drawn = []
    for bar in group.bars:
        middle = across.at(bar.place)
        full = abs(across.place(across.value(bar.place) + bar.thickness) - middle)
        half = min(full, _THICKEST[group.is_flat]) / 2
        start, end = sorted(along.kept(along.at(value)) for value in (bar.start, bar.end))
        near, far = across.kept(middle - half), across.kept(middle + half)
        x, y, right, bottom = (start, near, end, far) if group.is_flat else (near, start, far, end)
        drawn.append(_filled(bar, x, y, right - x, bottom - y))
        drawn.append(_error(bar, group.error, middle, along))
        drawn.append(_bar_text(bar, group.is_flat, middle, along, page))
    return "".join(drawn)


def _filled(bar: Bar, x: float, y: float, width: float, height: float) -> str:
    """Return a bar in its colour, or hatched in it on white with an outline."""
    colour = bar.colour or _COLOUR
    if not bar.hatched:
        return svg.rect(x, y, width, height, colour)
    name = f"hatched-{colour.lstrip('#')}"
    stripe = svg.rect(0, 0, 3, 6, colour)
    pattern = svg.tag(
        "pattern", stripe, id=name, width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )
    return (
        f"<defs>{pattern}</defs>"
        + svg.rect(x, y, width, height, "#ffffff")
        + svg.rect(x, y, width, height, f"url(#{name})", stroke=colour, stroke_width=1)
    )


def _error(bar: Bar, settings: Settings, middle: float, along: Axis) -> str:
    if bar.low is None or bar.high is None:
        return ""
    low, high = (along.kept(along.at(value)) for value in (bar.low, bar.high))
    cap, colour = settings.get("width") or 4, settings.get("color") or "#000000"
    path = f"M{svg.number(low)} {svg.number(middle)}H{svg.number(high)}"
    for end in (low, high):
        path += f"M{svg.number(end)} {svg.number(middle - cap)}v{svg.number(2 * cap)}"
    return svg.tag("path", d=path, fill="none", stroke=colour, stroke_width=settings.get("thickness") or 2)


def _bar_text(bar: Bar, is_flat: bool, middle: float, along: Axis, page: Page) -> str:
    if not bar.text:
        return ""
    end, size = along.kept(along.at(bar.end)), page.size
    sign = (-1 if bar.end < bar.start else 1) * (-1 if bar.inside else 1)
    colour = "#ffffff" if bar.inside else page.colour
    line = runs(bar.text)[0]
    if is_flat:
        return element(
            line, end + 3 * sign, middle + MIDDLE * size, size, colour, anchor="start" if sign > 0 else "end"
        )
    base = end - 5 if sign > 0 else end + size
    return element(line, middle, base, size, colour, anchor="middle")


def scatter(trace: Settings, axes: Mapping[str, Axis], page: Page) -> str:
    """Return a trace's lines, circles and texts, cut at the edges of the plot unless the trace says otherwise."""
    x_axis, y_axis = axes[trace.get("xaxis") or "x"], axes[trace.get("yaxis") or "y"]
    points = [
        (x_axis.at(x), y_axis.at(y))
        if x_axis.value(x) == x_axis.value(x) and y_axis.value(y) == y_axis.value(y)
        else None
        for x, y in zip(trace.get("x") or (), trace.get("y") or (), strict=False)
    ]
    mode = str(trace.get("mode") or ("lines+markers" if len(points) < 20 else "lines")).split("+")
    strange = set(mode) - {"lines", "markers", "text", "none"}
    if strange:
        raise DataError(f"picture of a chart: scatter.mode = {strange} is not drawn. Use lines, markers and text.")
    line = _line(points, trace.get("line") or {}) if "lines" in mode else ""
    marks = _circles(points, trace.get("marker") or {}) if "markers" in mode else ""
    text = _texts(points, trace, page) if "text" in mode else ""
    if trace.get("cliponaxis") is False or all(_is_inside(point, x_axis, y_axis) for point in points if point):
        return line + marks + text
    return _cut(line + marks, x_axis, y_axis) + text


def _is_inside(point: tuple[float, float], x_axis: Axis, y_axis: Axis) -> bool:
    return x_axis.kept(point[0]) == point[0] and y_axis.kept(point[1]) == point[1]


def _cut(content: str, x_axis: Axis, y_axis: Axis) -> str:
    """Return elements cut at the axes; the id says where, so that equal ids in one document mean the same."""
    left, top = min(x_axis.start, x_axis.end), min(y_axis.start, y_axis.end)
    width, height = abs(x_axis.end - x_axis.start), abs(y_axis.end - y_axis.start)
    name = "cut-" + "-".join(svg.number(value).replace(".", "_") for value in (left, top, width, height))
    path = svg.tag("clipPath", svg.rect(left, top, width, height, "#000000"), id=name)
    return f"<defs>{path}</defs>" + svg.tag("g", content, clip_path=f"url(#{name})")


def dashes(line: Settings) -> str | None:
    """Return the dashes of a line as SVG has them."""
    dash = line.get("dash") or "solid"
    if dash == "solid":
        return None
    if dash not in _DASHES:
        raise DataError(f"picture of a chart: line.dash = {dash} is not drawn. Use one of {', '.join(_DASHES)}.")
    unit = max(3.0, float(line.get("width") or 2))
    return " ".join(svg.number(unit * part) for part in _DASHES[dash])


def _line(points: Sequence[tuple[float, float] | None], line: Settings) -> str:
    path, is_drawing = [], False
    for point in points:
        if point:
            path.append(f"{'L' if is_drawing else 'M'}{svg.number(point[0])} {svg.number(point[1])}")
        is_drawing = point is not None
    if not path:
        return ""
    width = line.get("width")
    return svg.tag(
        "path", d="".join(path), fill="none", stroke=line.get("color") or _COLOUR,
        stroke_width=2 if width is None else width, stroke_dasharray=dashes(line), stroke_linejoin="round",
    )  # fmt: skip


def _circles(points: Sequence[tuple[float, float] | None], marker: Settings) -> str:
    opacity = marker.get("opacity")
    if opacity == 0:
        return ""
    edge = marker.get("line") or {}
    sizes, colours = (listed(marker.get(key), len(points)) for key in ("size", "color"))
    return "".join(
        svg.tag(
            "circle", cx=point[0], cy=point[1], r=_size(size) / 2, fill=colour or _COLOUR, opacity=opacity,
            stroke=edge.get("color") if edge.get("width") else None, stroke_width=edge.get("width"),
        )
        for point, size, colour in zip(points, sizes, colours, strict=True)
        if point
    )  # fmt: skip


def _size(size: object) -> float:
    return float(size) if is_number(size) else 6.0


def _texts(points: Sequence[tuple[float, float] | None], trace: Settings, page: Page) -> str:
    font = trace.get("textfont") or {}
    size, colour = font.get("size") or page.size, font.get("color") or page.colour
    marker_sizes = listed((trace.get("marker") or {}).get("size"), len(points))
    positions, texts = listed(trace.get("textposition"), len(points)), listed(trace.get("text"), len(points))
    drawn = []
    for point, text, position, marker in zip(points, texts, positions, marker_sizes, strict=True):
        if point and text:
            away = _size(marker) / 2 + 4 if "markers" in str(trace.get("mode")) else 0
            drawn.append(_beside(point, str(text), str(position or "middle center"), away, size, colour))
    return "".join(drawn)


def _beside(point: tuple[float, float], text: str, position: str, away: float, size: float, colour: str) -> str:
    above, side = position.split()
    lines = runs(text)
    height = (len(lines) - 1) * size * LINE
    top = {"top": -away - height, "middle": MIDDLE * size - height / 2, "bottom": away + size * 0.75}[above]
    anchor = {"left": "end", "center": "middle", "right": "start"}[side]
    x = point[0] + (away if above == "middle" else 0) * {"left": -1, "center": 0, "right": 1}[side]
    return "".join(
        element(line, x, point[1] + top + at * size * LINE, size, colour, anchor=anchor, halo=True)
        for at, line in enumerate(lines)
    )
