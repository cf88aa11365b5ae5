"""New polygons of a division on the land that the maps draw already: the coast stays, the lines between units change.

Kartverket's polygons reach far into the sea, and its coast is no part of them. So they are cut at the coast of the
maps at hand; what that leaves of land without a unit, along the frontier, goes to the unit that it lies nearest.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from analysis.errors import DataError
from analysis.geography import polygon_coverage
from analysis.geography.polygon_coverage import Geometries

MOST_UNCOVERED_PCT = 2
"""How much of the country's land new polygons may leave without a unit."""
SLIVER_METRES = 300.0
"""The coast at hand is so coarse that a strip of land narrower than this, across a sound, tells nothing."""
_STEP_METRES = 100.0


def fit(codes: Sequence[str], shapes: Geometries, land: Geometries) -> Geometries:
    """Return the units on the land, as one valid coverage that covers all of it and nothing else.

    Args:
        codes: of the units, for messages.
        shapes: polygons of the units, with sea or without, in metres.
        land: islands and mainland, single polygons in metres that do not touch.

    Raises:
        DataError: a unit has no land, or the units leave more than MOST_UNCOVERED_PCT of it uncovered.
    """
    parts, owners = _on_land(shapes, land)
    bare = set(range(len(codes))) - set(owners.tolist())
    if bare:
        raise DataError(f"{', '.join(codes[index] for index in sorted(bare))}: no land lies within the new polygon.")
    rest = _uncovered(parts, land)
    whole = _joined(*_shared_out(rest, parts, owners), len(codes))
    whole = _joined(*_without_slivers(*_singles(whole, np.arange(len(codes)))), len(codes))
    return polygon_coverage.clean(whole)


def _joined(parts: Geometries, owners: npt.NDArray[np.int64], number: int) -> Geometries:
    return np.array([shapely.union_all(parts[owners == index]) for index in range(number)], dtype=object)


def _on_land(shapes: Geometries, land: Geometries) -> tuple[Geometries, npt.NDArray[np.int64]]:
    """Return the single polygons in which units and land meet, and the unit of each."""
    unit, mass = shapely.STRtree(land).query(shapes, predicate="intersects")
    shapely.prepare(shapes)
    whole = shapely.contains_properly(shapes[unit], land[mass])
    met = land[mass].copy()
    met[~whole] = shapely.intersection(shapes[unit[~whole]], land[mass[~whole]])
    return _singles(met, unit)


def _singles(geometries: Geometries, owners: npt.NDArray[np.int64]) -> tuple[Geometries, npt.NDArray[np.int64]]:
    parts, index = shapely.get_parts(geometries, return_index=True)
    inner, again = shapely.get_parts(parts, return_index=True)  # a collection may hold polygons of several parts
    kept = (shapely.get_dimensions(inner) == 2) & (shapely.area(inner) > 1)
    return inner[kept], owners[index[again]][kept]


def _uncovered(parts: Geometries, land: Geometries) -> Geometries:
    rest = shapely.get_parts(shapely.difference(shapely.union_all(land), shapely.union_all(parts)))
    rest = rest[shapely.area(rest) > 1]
    pct = 100 * shapely.area(rest).sum() / shapely.area(land).sum()
    if pct > MOST_UNCOVERED_PCT:
        raise DataError(
            f"The new polygons leave {pct:.0f} % of the country's land uncovered. See whether the file is whole, and "
            "its reference system the one it names."
        )
    return rest


def _shared_out(
    rest: Geometries, parts: Geometries, owners: npt.NDArray[np.int64]
) -> tuple[Geometries, npt.NDArray[np.int64]]:
    """Give each polygon without a unit to the one it touches; where it touches several, divide it between them."""
    if not len(rest):
        return parts, owners
    tree = shapely.STRtree(parts)
    bare, touched = tree.query(rest, predicate="dwithin", distance=1)
    added, added_owners = [], []
    for index, polygon in enumerate(rest):
        near = touched[bare == index]
        if len(np.unique(owners[near])) < 2:
            added.append(polygon)
            added_owners.append(owners[near[0] if len(near) else tree.nearest(polygon)])
            continue
        for owner, cell in _nearest_to(polygon, parts[near], owners[near]):
            added.append(cell)
            added_owners.append(owner)
    more, more_owners = _singles(np.array(added, dtype=object), np.array(added_owners, dtype=np.int64))
    return np.concatenate([parts, more]), np.concatenate([owners, more_owners])


def _nearest_to(
    polygon: shapely.Geometry, near: Geometries, owners: npt.NDArray[np.int64]
) -> list[tuple[int, shapely.Geometry]]:
    """Return what of a polygon lies nearest to each unit, by the points of their edges."""
    around = shapely.buffer(polygon, 10 * _STEP_METRES)
    edges = shapely.segmentize(shapely.intersection(shapely.boundary(near), around), _STEP_METRES)
    points, index = shapely.get_coordinates(edges, return_index=True)
    # Whole metres: the cells of points that lie closer than rounding errors cannot be told apart.
    points, first, times = np.unique(np.rint(points), axis=0, return_index=True, return_counts=True)
    only = times == 1  # a point that two units share is nearest to both
    points, of_point = points[only], owners[index[first[only]]]
    sites = shapely.multipoints(points)
    cells = shapely.get_parts(shapely.voronoi_polygons(sites, extend_to=polygon, ordered=True))
    regions = [(int(owner), shapely.union_all(cells[of_point == owner])) for owner in np.unique(of_point)]
    return [(owner, shapely.intersection(polygon, region)) for owner, region in regions]


def _without_slivers(parts: Geometries, owners: npt.NDArray[np.int64]) -> tuple[Geometries, npt.NDArray[np.int64]]:
    """Give strips that are narrower than the coast is exact to the unit that they share most of their edge with.

    An island of its own stays, however small.
    """
    narrow = np.flatnonzero(shapely.is_empty(shapely.buffer(parts, -SLIVER_METRES / 2)))
    tree = shapely.STRtree(parts)
    one, other = tree.query(parts[narrow], predicate="intersects")
    one = narrow[one]
    apart = owners[one] != owners[other]
    one, other = one[apart], other[apart]
    shared = shapely.length(shapely.intersection(parts[one], parts[other]))
    result = owners.copy()
    for index in np.unique(one[shared > 0]):
        mine = one == index
        result[index] = owners[other[mine][np.argmax(shared[mine])]]
    last = np.setdiff1d(owners, result)  # a unit whose land is all narrow keeps it
    result[np.isin(owners, last)] = owners[np.isin(owners, last)]
    return parts, result
