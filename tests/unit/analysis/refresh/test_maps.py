"""A refresh that draws the map anew from Kartverket's files: what it puts in use, what it refuses, and the way back."""

import json
import shutil

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from analysis.errors import DataError
from analysis.geography import paths, polygons
from analysis.refresh import changes, maps
from analysis.refresh.__main__ import main
from analysis.sources.kartverket import kartverket
from analysis.store import map_files, versions
from analysis.store.tables import read_table
from tests.tools import small_data, small_map
from tests.tools.small_map import collection, features, in_zip

NAME = "Basisdata_0000_Norge_25833_Kommuner_GeoJSON.zip"
FYLKER = "Basisdata_0000_Norge_25833_Fylker_GeoJSON.zip"
RATES = "norges-bank-eur.csv"
DIVISIONS = ["county-2020", "county-2024", "municipality-2020", "municipality-2024"]


@pytest.fixture(scope="module")
def come_with(tmp_path_factory):
    return small_data.write(tmp_path_factory.mktemp("embedded"))


@pytest.fixture(scope="module")
def tables(come_with):
    return {name: read_table(name, come_with) for name in ("municipalities", "counties", "area")}


@pytest.fixture(scope="module")
def static(tmp_path_factory, tables):
    return small_map.write_come_with(tmp_path_factory.mktemp("static") / "geometry", tables)


@pytest.fixture(autouse=True)
def store(tmp_path, come_with, static, monkeypatch):
    monkeypatch.setenv(versions.STORE, str(tmp_path / "store"))
    monkeypatch.setattr(versions, "DATA", come_with)
    monkeypatch.setattr(map_files, "COME_WITH", static)
    monkeypatch.setattr(changes, "of_units", lambda *_: [])


@pytest.fixture
def given(tmp_path):
    folder = tmp_path / "given"
    folder.mkdir()
    return folder


def kommuner(given, tables, shapes, name=NAME):
    return in_zip(given / name, collection(features(shapes, small_map.names(tables))))


def drawn(level, vintage, detail="near"):
    path = map_files.of(level, vintage, versions.in_use())[detail]
    content = json.loads(path.read_text("utf-8"))
    rings = maps.map_outlines.rings
    return {
        code: paths.from_map_units(rings(one)) for code, one in zip(content["codes"], content["paths"], strict=True)
    }


def km2(shape):
    return shapely.area(shape) / 1e6


def refreshed(given, *arguments):
    return main(["kartverket", "--from", str(given), *arguments])


def told():
    return versions.loaded(versions.in_use())["kartverket"]


@pytest.mark.parametrize("detail", ["near", "country"])
def test_a_line_that_was_moved_moves_on_every_map_and_the_coast_stays(given, tables, detail):
    before = {level: drawn(level, 2024, detail) for level in ("municipality", "county")}
    kommuner(given, tables, small_map.with_sea(tables, moved_km=2))
    assert refreshed(given) == 0
    assert sorted(map_files.redrawn(versions.in_use())) == DIVISIONS
    for level in before:
        after = drawn(level, 2024, detail)
        first, second = list(after)[:2]
        change = [km2(after[code]) - km2(before[level][code]) for code in after]
        assert change[:2] == pytest.approx([20, -20], abs=0.5)
        assert change[2:] == pytest.approx([0] * (len(after) - 2), abs=0.1)
        land = [shapely.union_all(list(units.values())) for units in (before[level], after)]
        assert km2(shapely.symmetric_difference(*land)) < 0.1
        assert km2(shapely.intersection(after[first], after[second])) < 0.01


def test_the_same_lines_give_the_same_map(given, tables, static):
    kommuner(given, tables, small_map.with_sea(tables))
    assert refreshed(given) == 0
    for level in ("municipality", "county"):
        for detail, path in map_files.of(level, 2024, versions.in_use()).items():
            new, old = (json.loads(one.read_text("utf-8")) for one in (path, map_files.of(level, 2024, static)[detail]))
            assert path.parent != static
            if level == "municipality":
                assert dict(zip(new["codes"], new["names"], strict=True)) == small_map.names(tables)
            assert {key: new[key] for key in new if key not in ("paths", "county_lines", "points")} == {
                key: old[key] for key in old if key not in ("paths", "county_lines", "points")
            }


@pytest.mark.parametrize("name", ["Basisdata_0000_Norge.gpkg", "Basisdata_0000_Norge.gml"])
def test_a_file_that_was_unzipped_by_hand_draws_the_same_map(given, tables, name):
    shapes = small_map.with_sea(tables, moved_km=2)
    units = gpd.GeoDataFrame({"kommunenummer": list(shapes)}, geometry=list(shapes.values()), crs=polygons.METRES)
    units.to_file(given / name, layer="Kommune", driver="GPKG" if name.endswith("gpkg") else "GML")
    (given / "Basisdata_0000_Norge.xsd").unlink(missing_ok=True)
    assert refreshed(given) == 0
    assert km2(drawn("municipality", 2024)["0301"]) == pytest.approx(120, abs=0.5)


def test_the_version_tells_what_was_loaded_and_how_units_lie_together(given, tables):
    assert read_table("neighbours", versions.in_use()).empty
    kommuner(given, tables, small_map.with_sea(tables))
    refreshed(given)
    assert (told()["published"], told()["rows"], told()["maps"]) == ("2025-12-10", 24, DIVISIONS)
    rows = read_table("neighbours", versions.in_use())
    of_oslo = rows[(rows["area_code"] == "0301") & (rows["geography_year"] == 2024)]["neighbour_code"].tolist()
    codes = small_map.codes(tables)
    assert of_oslo == [codes[1], codes[small_map.COLUMNS]]
    assert set(rows["geography_year"]) == {2020, 2024}
    assert codes[-1] not in set(rows["area_code"])  # the island
    accounts = json.loads((versions.in_use() / "reconciliation.json").read_text("utf-8"))
    assert [record["rows_out"] for record in accounts if record["source_id"] == "kartverket"] == [24]
    assert refreshed(given) == 0
    assert len(versions.versions()) == 1  # nothing new


def test_maps_outlive_a_refresh_of_something_else_and_go_with_a_rollback(given, tables):
    kommuner(given, tables, small_map.with_sea(tables, moved_km=2))
    refreshed(given)
    first = map_files.redrawn(versions.in_use())
    small_data.rates_csv(given / RATES, small_data.all_rates(y2024="12.5"))
    assert main(["exchange_rates", "--from", str(given)]) == 0
    assert map_files.redrawn(versions.in_use()) == first
    assert km2(drawn("municipality", 2024)["0301"]) == pytest.approx(120, abs=0.5)
    kommuner(given, tables, small_map.with_sea(tables, moved_km=1))
    refreshed(given)
    assert km2(drawn("municipality", 2024)["0301"]) == pytest.approx(110, abs=0.5)
    named = {name for details in map_files.redrawn(versions.in_use()).values() for name in details.values()}
    assert {path.name for path in (versions.in_use() / "geometry").iterdir()} == {*named, "index.json"}
    versions.rollback()
    assert km2(drawn("municipality", 2024)["0301"]) == pytest.approx(120, abs=0.5)
    versions.switch("")
    assert km2(drawn("municipality", 2024)["0301"]) == pytest.approx(100, abs=0.5)


def half_a_file(folder, name):
    path = folder / name
    path.write_bytes(path.read_bytes()[:-10])


def without_a_file(folder, name):
    (folder / name).unlink()


@pytest.mark.parametrize("harm", [half_a_file, without_a_file])
def test_a_version_whose_maps_are_not_whole_is_not_used(given, tables, come_with, harm):
    kommuner(given, tables, small_map.with_sea(tables))
    refreshed(given)
    folder = versions.in_use()
    harm(folder / map_files.FOLDER, map_files.redrawn(folder)["county-2024"]["near"])
    assert versions.in_use() == come_with


def refused(given, capsys):
    before = versions.current_id()
    assert refreshed(given) == 1
    assert versions.current_id() == before
    return capsys.readouterr().out


def test_numbers_that_were_mixed_up_are_told_by_where_the_units_lie(given, tables, capsys):
    shapes = small_map.with_sea(tables)
    first, second = list(shapes)[:2]
    kommuner(given, tables, shapes | {first: shapes[second], second: shapes[first]})
    assert f"elsewhere than on the map, with how much of it they cover: {first} (0 %), {second}" in refused(
        given, capsys
    )


def test_another_zone_than_the_file_says_is_told_by_the_land_that_is_left(given, tables, capsys):
    made = features(small_map.with_sea(tables), small_map.names(tables), crs=25832)
    in_zip(given / NAME, collection(made, 25833))
    assert "no land lies within the new polygon" in refused(given, capsys)


def test_a_missing_unit_leaves_the_data_as_they_were(given, tables, capsys):
    shapes = small_map.with_sea(tables)
    kommuner(given, tables, {code: shape for code, shape in shapes.items() if code != "1103"})
    assert "1 are missing: 1103" in refused(given, capsys)


def test_two_files_of_the_same_units_are_refused(given, tables, capsys):
    kommuner(given, tables, small_map.with_sea(tables))
    kommuner(given, tables, small_map.with_sea(tables, moved_km=1), NAME.replace("Kommuner", "Kommuner2024"))
    assert "both have the units of 2020" in refused(given, capsys)


def of_counties(shapes):
    return {code: shapely.union_all([one for unit, one in shapes.items() if unit[:2] == code]) for code in ("03", "11")}


def fylker(given, shapes):
    made = features(of_counties(shapes), {"03": "Oslo", "11": "Rogaland"})
    for feature in made:
        feature["properties"]["objtype"] = "Fylke"
        feature["properties"]["fylkesnummer"] = feature["properties"].pop("kommunenummer")
    return in_zip(given / FYLKER, collection(made))


def test_a_file_of_counties_alone_draws_counties_and_yields_to_municipalities(given, tables):
    fylker(given, small_map.with_sea(tables, moved_km=1))
    assert refreshed(given) == 0
    assert told()["maps"] == ["county-2020", "county-2024"]
    assert km2(drawn("county", 2024)["03"]) == pytest.approx(110, abs=0.5)
    assert km2(drawn("municipality", 2024)["0301"]) == pytest.approx(100, abs=0.5)
    kommuner(given, tables, small_map.with_sea(tables, moved_km=2))
    assert refreshed(given) == 0
    assert km2(drawn("county", 2024)["03"]) == pytest.approx(120, abs=0.5)


def test_areas_far_from_those_of_statistics_norway_are_named(tables):
    shapes = small_map.with_sea(tables)
    land = small_map.land(tables)
    codes = tuple(shapes)
    made = {"municipalities": tables["municipalities"]}
    units = gpd.GeoDataFrame({"code": list(codes)}, geometry=list(shapes.values()), crs=polygons.METRES)
    raw = kartverket.Published("municipality", units, "")
    division = kartverket.tidy(raw, made, file=NAME)
    area = pd.DataFrame({"municipality_code": codes, "area_kind": "total", "geography_year": 2024, "area_km2": 100.0})
    fitted = np.array(list(land.values()), dtype=object)
    maps._expect_areas(division, fitted, area)
    for wrong in (80.0, 10_000.0):
        area.loc[1, "area_km2"] = wrong
        with pytest.raises(DataError, match=f"areas that are not .*: {codes[1]} "):
            maps._expect_areas(division, fitted, area)


def test_a_year_that_no_map_is_drawn_for_is_told(tables):
    of_2019 = read_table("municipalities").query("geography_year == 2019")
    made = {"municipalities": of_2019.assign(county_code="99")}
    codes = tuple(of_2019["municipality_code"])
    empty = kartverket.Account("kartverket", "municipality", 0, 0)
    division = kartverket.Division(NAME, "municipality", (2019,), codes, np.array([]), empty, "")
    made["municipalities"] = pd.concat(
        [made["municipalities"], read_table("municipalities").query("geography_year == 2018")]
    )
    with pytest.raises(DataError, match=r"the units of 2019, .* no map\. Municipalities are drawn as of 2020"):
        maps._assigned([division], made)


def test_a_file_of_a_year_before_2020_draws_the_counties_of_that_time():
    rows = read_table("municipalities")
    codes = tuple(rows.query("geography_year == 2019")["municipality_code"])
    account = kartverket.Account("kartverket", "municipality", 0, 0)
    division = kartverket.Division(NAME, "municipality", (2019,), codes, np.array([]), account, "")
    ((_, found),) = maps._assigned([division], {"municipalities": rows})
    assert list(found) == [("county", 2018)]
    assert set(found["county", 2018]) == set(rows.query("geography_year == 2018")["county_code"])


def test_a_map_of_a_version_is_listed_with_its_file(given, tables, capsys):
    kommuner(given, tables, small_map.with_sea(tables))
    refreshed(given)
    shutil.rmtree(given)
    capsys.readouterr()
    assert main(["--list"]) == 0
    said = capsys.readouterr().out
    assert f"kartverket (retrieved {told()['retrieved']})" in said
    assert "https://nedlasting.geonorge.no/geonorge/Basisdata/Kommuner/GeoJSON/" in said
