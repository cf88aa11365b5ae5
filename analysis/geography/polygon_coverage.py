"""One cleaned coverage of land pieces: cut, simplify and dissolve, so that every map shares its lines.

Geometries are arrays of shapely polygons in metres (EPSG:25833). A piece is one polygon of one area of the finest
division; a landmass is an island or the mainland, and all its pieces together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

Geometries = npt.NDArray[np.object_]
Segments = npt.NDArray[np.float64]

GAP_METRES = 100.0
"""Gaps narrower than this are faults of drawing, not sounds."""
SLIVER_RATIO = 10
"""A polygon that many times smaller than the one it hangs on is a sliver of a coarse cut."""


@dataclass(frozen=True)
class Detail:
    """How far lines are simplified.

    `tolerances` are (landmass smaller than km², metres), ascending: the smaller an island, the closer it is followed.
    An islet below `least_km2` is left out where it is less than `least_share` of every area on it.
    """

    name: str
    tolerances: tuple[tuple[float, float], ...]
    least_km2: float = 0.0
    least_share: float = 0.0


COUNTRY = Detail("country", ((5, 300), (50, 500), (500, 900), (float("inf"), 1200)), 1.0, 0.02)
NEAR = Detail("near", ((5, 200), (float("inf"), 400)), 0.05, 0.02)


@dataclass(frozen=True)
class Pieces:
    """Polygons of one coverage with the area (`owner`) and the landmass (`mass`) of each, and the landmasses' km²."""

    polygons: Geometries
    owner: npt.NDArray[np.int64]
    mass: npt.NDArray[np.int64]
    mass_km2: npt.NDArray[np.float64]


Part = tuple[str, str]
"""An area's code and the code of a part of it, "" for the rest."""


def cut(
    areas: Geometries, owners: Sequence[str], cutters: Mapping[str, Sequence[tuple[str, shapely.Geometry]]]
) -> tuple[list[Part], Geometries]:
    """Divide some areas by coarse cutters: what lies within a cutter is the named part, what is left has part "".

    A cutter follows the area's own border only roughly: a sliver it leaves or takes goes to what it hangs on.

    Returns:
        Owner and part of each piece, and its geometry, in the same order.
    """
    names: list[Part] = []
    result: list[shapely.Geometry] = []
    for owner, area in zip(owners, areas, strict=True):
        divided = [("", area)]
        for part, cutter in cutters.get(owner, ()):
            rest = divided.pop(0)[1]
            divided = [("", shapely.difference(rest, cutter)), *divided, (part, shapely.intersection(rest, cutter))]
        for part, geometry in _without_slivers(divided).items():
            names.append((owner, part))
            result.append(geometry)
    return names, np.array(result, dtype=object)


def _without_slivers(divided: Sequence[tuple[str, shapely.Geometry]]) -> dict[str, shapely.Geometry]:
    """Give each polygon to the largest one it touches, where that is many times larger; islands stay."""
    parts, polygons = _polygons_by_name(divided)
    areas = shapely.area(polygons)
    one, other = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    hangs_on = np.arange(len(polygons))
    for index, neighbour in zip(one, other, strict=True):
        larger = areas[neighbour] > max(SLIVER_RATIO * areas[index], areas[hangs_on[index]])
        if larger and shapely.length(shapely.intersection(polygons[index], polygons[neighbour])):
            hangs_on[index] = neighbour
    owned = np.array(parts)[hangs_on]
    return {str(part): shapely.union_all(polygons[owned == part]) for part in dict.fromkeys(owned.tolist())}


def _polygons_by_name(divided: Sequence[tuple[str, shapely.Geometry]]) -> tuple[list[str], Geometries]:
    """Return only polygons; lines and points are what an overlay leaves at its edges."""
    single = [(name, part) for name, geometry in divided for part in shapely.get_parts(geometry)]
    kept = [(name, part) for name, part in single if isinstance(part, shapely.Polygon)]
    return [name for name, _ in kept], np.array([part for _, part in kept], dtype=object)


def clean(areas: Geometries, gap_metres: float = GAP_METRES) -> Geometries:
    """Return a valid coverage: no overlaps, no narrow gaps, neighbours with the same vertices."""
    valid = shapely.make_valid(areas)
    cleaned: Geometries = shapely.coverage_clean(valid, gap_width=gap_metres)  # type: ignore[attr-defined]
    return cleaned


def pieces_of(areas: Geometries) -> Pieces:
    """Take a cleaned coverage apart into single polygons and find the landmass of each."""
    polygons, owner = shapely.get_parts(areas, return_index=True)
    masses = shapely.get_parts(shapely.coverage_union_all(areas))
    found, mass = shapely.STRtree(masses).query(shapely.point_on_surface(polygons), predicate="within")
    return Pieces(polygons, owner, mass[np.argsort(found)], shapely.area(masses) / 1e6)


def simplify(pieces: Pieces, detail: Detail) -> tuple[Geometries, npt.NDArray[np.int64]]:
    """Simplify each landmass as its size allows; neighbours keep the same line, for they share a landmass.

    Returns:
        A valid coverage of polygons, and the owner of each.
    """
    kept = _large_enough(pieces, detail)
    polygons: list[shapely.Geometry] = []
    owners: list[int] = []
    least = 0.0
    for limit, tolerance in detail.tolerances:
        size = pieces.mass_km2[pieces.mass]
        chosen = kept & (size >= least) & (size < limit)
        least = limit
        polygons += list(shapely.coverage_simplify(pieces.polygons[chosen], tolerance)) if chosen.any() else []
        owners += pieces.owner[chosen].tolist()
    # Islets simplified apart from the mainland may come to lie on it.
    return clean(np.array(polygons, dtype=object), gap_metres=0), np.array(owners)


def dissolve(geometries: Geometries, units: Sequence[str]) -> dict[str, shapely.Geometry]:
    """Join the pieces of each unit; shared lines disappear, all others stay as they are."""
    members: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        members.setdefault(unit, []).append(index)
    joined: dict[str, shapely.Geometry] = {}
    for unit, indexes in members.items():
        parts = shapely.get_parts(shapely.coverage_union_all(geometries[indexes]))
        joined[unit] = shapely.MultiPolygon(list(parts))
    return joined


def shared_segments(geometries: Sequence[shapely.Geometry] | Geometries) -> tuple[Segments, npt.NDArray[np.int64]]:
    """Return the segments that two geometries have in common, as (n, 2, 2), and the two geometries, as (n, 2)."""
    rings, owner = shapely.get_parts(shapely.boundary(np.array(geometries, dtype=object)), return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[1:] == ring[:-1]
    start, end = points[:-1][inside], points[1:][inside]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    segments = np.where(swap[:, None, None], np.stack([end, start], axis=1), np.stack([start, end], axis=1))
    owners = owner[ring[:-1][inside]]
    order = np.lexsort((owners, *segments.reshape(-1, 4).T))
    segments, owners = segments[order], owners[order]
    same = (segments[1:] == segments[:-1]).all(axis=(1, 2)) & (owners[1:] != owners[:-1])
    return segments[:-1][same], np.stack([owners[:-1][same], owners[1:][same]], axis=1)


def _large_enough(pieces: Pieces, detail: Detail) -> npt.NDArray[np.bool_]:
    areas = shapely.area(pieces.polygons) / 1e6
    owner_km2 = np.bincount(pieces.owner, areas)
    matters = pieces.mass_km2[pieces.mass] >= detail.least_share * owner_km2[pieces.owner]
    kept = pieces.mass_km2 >= detail.least_km2
    np.logical_or.at(kept, pieces.mass, matters)
    result: npt.NDArray[np.bool_] = kept[pieces.mass]
    return result
