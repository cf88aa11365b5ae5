"""The committed boundaries are valid, meet without overlaps, and counties are the union of their municipalities."""

import geopandas as gpd
import pytest

from analysis.store.tables import DATA, read_table

METRES = "EPSG:25833"
NUMBERS = {
    "municipality_2020": 356,
    "municipality_2024": 357,
    "county_2017": 19,
    "county_2018": 18,
    "county_2020": 11,
    "county_2024": 15,
}


@pytest.fixture(scope="module")
def boundaries():
    return {name: gpd.read_file(DATA / "boundaries" / f"{name}.geojson") for name in NUMBERS}


@pytest.mark.parametrize("name", NUMBERS)
def test_every_unit_is_there_and_valid(boundaries, name):
    units = boundaries[name]
    assert len(units) == NUMBERS[name]
    assert units.geometry.is_valid.all()
    assert not units.geometry.is_empty.any()


@pytest.mark.parametrize("name", NUMBERS)
def test_units_do_not_overlap(boundaries, name):
    units = boundaries[name].to_crs(METRES)
    whole = units.geometry.union_all().area
    assert abs(units.geometry.area.sum() - whole) / whole < 1e-5


@pytest.mark.parametrize(("level", "year"), [("municipality", 2020), ("municipality", 2024)])
def test_codes_are_those_in_force(boundaries, level, year):
    units = read_table("municipalities")
    in_force = set(units.loc[units["geography_year"] == year, "municipality_code"])
    assert set(boundaries[f"{level}_{year}"]["code"]) == in_force


@pytest.mark.parametrize("year", [2020, 2024])
def test_counties_are_the_union_of_their_municipalities(boundaries, year):
    municipalities = boundaries[f"municipality_{year}"].to_crs(METRES)
    joined = municipalities.dissolve(municipalities["code"].str[:2])
    counties = boundaries[f"county_{year}"].to_crs(METRES).set_index("code")
    difference = joined.geometry.symmetric_difference(counties.geometry.reindex(joined.index)).area
    assert (difference / counties.geometry.area < 1e-5).all()


def test_all_divisions_cover_the_same_country(boundaries):
    areas = [units.to_crs(METRES).geometry.union_all().area for units in boundaries.values()]
    assert max(areas) / min(areas) - 1 < 1e-5


@pytest.mark.parametrize("code", ["1835", "1144", "1856", "1151"])
def test_the_smallest_municipalities_have_not_vanished(boundaries, code):
    units = boundaries["municipality_2024"].to_crs(METRES).set_index("code")
    assert units.geometry.area[code] > 1e6
