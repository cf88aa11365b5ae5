"""The units of a map as points: the rings of their outlines, and the part of the map that a county takes.

The geometry is the content of a file in static/geometry: paths of rings `Mx yldx dy dx dy...Z` in map units, in the
order of the codes (see analysis.geography.paths, which writes them).
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from analysis.errors import DataError

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
_FOCUS_EDGE = 0.03
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def units_in(geometry: Mapping[str, Any], focus: str = "") -> list[int]:
    """Return the numbers of the units in a county, or of all.

    Raises:
        DataError: no unit lies in the county.
    """
    found = [index for index, county in enumerate(geometry["parents"]) if focus in ("", county)]
    if not found:
        raise DataError(
            f"picture of a map: no unit lies in county {focus!r}. Give a county of the geometry's own year."
        )
    return found


def extent(geometry: Mapping[str, Any], focus: str = "") -> Box:
    """Return the edges of the whole map, or of a county with a narrow margin, in map units."""
    if not focus:
        return 0.0, 0.0, float(geometry["width"]), float(geometry["height"])
    lefts, tops, rights, bottoms = zip(*(geometry["boxes"][index] for index in units_in(geometry, focus)), strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    edge = _FOCUS_EDGE * max(right - left, bottom - top)
    return left - edge, top - edge, right + edge, bottom + edge


def outlines(geometry: Mapping[str, Any], focus: str = "") -> list[tuple[str, list[list[Point]]]]:
    """Return every unit's code and rings, of a county alone where `focus` is its code.

    The points are in map units from the top left corner of `extent(geometry, focus)`, y downwards; a ring does not
    repeat its first point. Holes are rings among the others: fill by the even-odd rule.
    """
    left, top, _, _ = extent(geometry, focus)
    return [
        (geometry["codes"][index], [[(x - left, y - top) for x, y in ring] for ring in rings(geometry["paths"][index])])
        for index in units_in(geometry, focus)
    ]


@lru_cache(maxsize=1024)
def rings(path: str) -> tuple[tuple[Point, ...], ...]:
    """Return the rings of a path as points in map units."""
    return tuple(_points(part) for part in path.split("M")[1:])


def meets(one: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether two boxes share a point."""
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def parts_in(path: str, box: Box) -> str:
    """Return those parts of a path that reach into a box, whole."""
    kept = []
    for part in path.split("M")[1:]:
        xs, ys = zip(*_points(part), strict=True)
        if meets((min(xs), min(ys), max(xs), max(ys)), box):
            kept.append(f"M{part}")
    return "".join(kept)


def largest_part(path: str) -> float:
    """Return the width or height, whichever is more, of a path's longest ring; drawing.js does the same."""
    xs, ys = zip(*_points(max(path.split("M"), key=len)), strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))


def _points(part: str) -> tuple[Point, ...]:
    numbers = [float(number) for number in _NUMBER.findall(part)]
    xs, ys = accumulate(numbers[::2]), accumulate(numbers[1::2])
    return tuple((round(x, 1), round(y, 1)) for x, y in zip(xs, ys, strict=True))
