"""Where the parts of an SVG made by analysis.exports stand on its page, for tests."""

import re
from dataclasses import dataclass
from math import cos, radians, sin
from xml.etree import ElementTree

from analysis.exports.pictures import lettering

SVG = "{http://www.w3.org/2000/svg}"
IDENTITY = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Part:
    """An element and the corners of its box on the page, in pixels."""

    name: str
    element: ElementTree.Element
    left: float
    top: float
    right: float
    bottom: float

    @property
    def text(self):
        return "".join(self.element.itertext())


def size(svg):
    root = ElementTree.fromstring(svg)
    return float(root.get("width")), float(root.get("height"))


def parts(svg, *names):
    """Return the drawn elements; what a clip cuts has the box of the clip."""
    root = ElementTree.fromstring(svg)
    clips = {clip.get("id"): clip[0] for clip in root.iter(f"{SVG}clipPath")}
    found = list(_walk(root, IDENTITY, None, clips))
    return [part for part in found if not names or part.name in names]


def texts(svg):
    return parts(svg, "text")


def overlapping(found, slack=0.5):
    return [
        (one.text, other.text)
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if min(one.right, other.right) - max(one.left, other.left) > slack
        and min(one.bottom, other.bottom) - max(one.top, other.top) > slack
    ]


def outside(svg):
    width, height = size(svg)
    return [
        (part.name, part.text, part.left, part.top, part.right, part.bottom)
        for part in parts(svg)
        if part.left < -0.5 or part.top < -0.5 or part.right > width + 0.5 or part.bottom > height + 0.5
    ]


def _walk(element, matrix, clip, clips):
    name = element.tag.removeprefix(SVG)
    if name in ("defs", "title", "desc"):
        return
    matrix = _times(matrix, _matrix(element.get("transform", "")))
    if element.get("clip-path"):
        clip = _box(clips[element.get("clip-path")[5:-1]], matrix)
    if name not in ("svg", "g", "tspan"):
        yield Part(name, element, *(clip or _box(element, matrix)))
    for child in element:
        yield from _walk(child, matrix, clip, clips)


def _box(element, matrix):
    xs, ys = zip(*(_moved(point, matrix) for point in _points(element)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _points(element):
    name = element.tag.removeprefix(SVG)
    value = {key: float(text) for key, text in element.items() if re.fullmatch(r"-?[\d.]+", text)}
    x, y = value.get("x", 0), value.get("y", 0)
    if name == "rect":
        return [(x, y), (x + value["width"], y + value["height"])]
    if name == "line":
        return [(value["x1"], value["y1"]), (value["x2"], value["y2"])]
    if name == "circle":
        cx, cy, r = value["cx"], value["cy"], value["r"]
        return [(cx - r, cy - r), (cx + r, cy + r)]
    if name == "text":
        return _text_corners(element, x, y, value["font-size"])
    return list(_path(element.get("d")))


def _text_corners(element, x, y, font_size):
    spans = list(element) or [element]
    bold = {"600": True, None: False}
    width = sum(
        lettering.length(span.text, font_size, bold=bold[span.get("font-weight", element.get("font-weight"))])
        for span in spans
    )
    left = x - width * {None: 0, "start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor")]
    return [(left, y - 0.74 * font_size), (left + width, y + 0.22 * font_size)]


def _path(written):
    x = y = 0.0
    for command, numbers in re.findall(r"([MLHVvlZ])([^MLHVvlZ]*)", written):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command in "ML":
            x, y = values[0], values[1]
        elif command == "H":
            x = values[0]
        elif command == "V":
            y = values[0]
        elif command == "v":
            y += values[0]
        for dx, dy in zip(values[::2], values[1::2], strict=True) if command == "l" else ():
            x, y = x + dx, y + dy
            yield x, y
        yield x, y


def _matrix(transform):
    matrix = IDENTITY
    for name, numbers in re.findall(r"(\w+)\(([^)]*)\)", transform):
        given = [float(number) for number in numbers.split()]
        if name == "translate":
            step = (1, 0, 0, 1, given[0], given[1])
        elif name == "scale":
            step = (given[0], 0, 0, given[0], 0, 0)
        else:
            turn = radians(given[0])
            step = (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0)
            step = _times(_times((1, 0, 0, 1, *given[1:]), step), (1, 0, 0, 1, -given[1], -given[2]))
        matrix = _times(matrix, step)
    return matrix


def _times(one, other):
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def _moved(point, matrix):
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
