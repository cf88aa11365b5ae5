"""Polygons to the geometry files of the map: SVG paths in whole map units, in the order of the codes.

A path is made of rings, each `Mx yldx dy dx dy...Z`: an absolute start, then steps from point to point; the sign
of a number parts it from the one before. All files have the same origin and scale, so that they lie on each other.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import shapely

from analysis.geography.polygon_coverage import Geometries, shared_segments

ORIGIN = (-80_000.0, 7_944_000.0)
"""The top left corner in metres, EPSG:25833."""
METRES_PER_UNIT = 100.0
WIDTH, HEIGHT = 11_990, 14_990
INSET_METRES = (205_000.0, 6_530_000.0, 320_000.0, 6_695_000.0)
"""West, south, east and north of the Oslofjord area."""
DECIMALS = {"country": 0, "near": 1}


def geometry_file(
    level: str,
    vintage: int,
    detail: str,
    units: Mapping[str, shapely.Geometry],
    names: Mapping[str, str],
    parents: Mapping[str, str],
) -> dict[str, object]:
    """Return a geometry file's content; `units` by code in metres, `parents` the county of each code."""
    codes = sorted(units)
    decimals = DECIMALS[detail]
    shapes = to_map_units(np.array([units[code] for code in codes], dtype=object))
    whole = [path(shape, decimals) for shape in shapes]
    lines = county_lines(shapes, [parents[code] for code in codes], decimals) if level == "municipality" else ""
    return {
        "level": level,
        "vintage": vintage,
        "detail": detail,
        "width": WIDTH,
        "height": HEIGHT,
        "codes": codes,
        "names": [names[code] for code in codes],
        "parents": [parents[code] for code in codes],
        "paths": whole,
        "points": [point_inside(shape) for shape in shapes],
        "boxes": [_box(shape.bounds) for shape in shapes],
        "county_lines": lines,
        "inset": _box(to_map_units(np.array([shapely.box(*INSET_METRES)], dtype=object))[0].bounds),
    }


def to_map_units(geometries: Geometries) -> Geometries:
    """Return geometries in map units: origin top left, y down."""

    def move(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return (points - ORIGIN) * (1 / METRES_PER_UNIT, -1 / METRES_PER_UNIT)

    moved: Geometries = shapely.transform(geometries, move)
    return moved


def from_map_units(rings: Sequence[Sequence[tuple[float, float]]]) -> shapely.Geometry:
    """Return the polygons in metres that rings in map units stand for; a ring within another is a hole."""
    polygons = [shapely.Polygon((np.array(ring) * (METRES_PER_UNIT, -METRES_PER_UNIT)) + ORIGIN) for ring in rings]
    return shapely.make_valid(shapely.MultiPolygon(polygons))


def path(shape: shapely.Geometry, decimals: int) -> str:
    """Return the SVG path of a polygon; rings that shrink to a line are left out, but never all of them."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    drawn = [text for ring in rings if (text := _ring(shapely.get_coordinates(ring), decimals))]
    return "".join(drawn) or _dot(shape, decimals)


def county_lines(shapes: Geometries, parents: Sequence[str], decimals: int) -> str:
    """Return the lines between units of different counties as one path, without the coast."""
    segments, pairs = shared_segments(shapes)
    county = np.array(parents)
    between = segments[county[pairs[:, 0]] != county[pairs[:, 1]]]
    if not len(between):
        return ""
    lines = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.linestrings(between))))
    texts = [_steps(shapely.get_coordinates(line), decimals) for line in lines]
    return "".join(sorted(filter(None, texts)))


def point_inside(shape: shapely.Geometry) -> list[float]:
    """Return the point of the unit's largest part that lies farthest from its edge, to one decimal."""
    parts = shapely.get_parts(shape)
    largest = parts[np.argmax(shapely.area(parts))]
    circle = shapely.maximum_inscribed_circle(largest, tolerance=max(0.2, largest.area**0.5 / 50))
    return [round(float(value), 1) for value in circle.coords[0]]


def _ring(points: npt.NDArray[np.float64], decimals: int) -> str:
    steps = _rounded(points, decimals)
    if len(np.unique(steps, axis=0)) < 3 or not _doubled_area(steps):
        return ""
    return _steps(points[:-1], decimals) + "Z"


def _dot(shape: shapely.Geometry, decimals: int) -> str:
    x, y = _rounded(np.array([point_inside(shape)]), decimals)[0]
    corners = np.array([[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]) / 10**decimals
    return _ring(corners, decimals)


def _steps(points: npt.NDArray[np.float64], decimals: int) -> str:
    rounded = _rounded(points, decimals)
    steps = np.diff(rounded, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if not len(steps):
        return ""
    start = _joined(rounded[0], decimals)
    return f"M{start}l{_joined(steps.ravel(), decimals)}"


def _rounded(points: npt.NDArray[np.float64], decimals: int) -> npt.NDArray[np.int64]:
    """Return points as whole multiples of the last decimal, so that steps add up without drift."""
    whole: npt.NDArray[np.int64] = np.rint(points * 10**decimals).astype(np.int64)
    return whole


def _doubled_area(points: npt.NDArray[np.int64]) -> int:
    x, y = points[:, 0], points[:, 1]
    return int(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def _joined(values: npt.NDArray[np.int64], decimals: int) -> str:
    texts = [f"{value / 10**decimals:.{decimals}f}" for value in values.tolist()]
    short = [text.rstrip("0").rstrip(".") if decimals else text for text in texts]
    return "".join(text if text.startswith("-") or not i else f" {text}" for i, text in enumerate(short))


def _box(bounds: Sequence[float]) -> list[int]:
    x0, y0, x1, y1 = bounds
    return [int(np.floor(x0)), int(np.floor(y0)), int(np.ceil(x1)), int(np.ceil(y1))]
