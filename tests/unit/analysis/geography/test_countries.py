"""The countries of the partner map."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
import shapely

from analysis.errors import DataError
from analysis.geography import countries
from analysis.store.tables import DATA, read_reference
from analysis.text import countries as names
from analysis.text.translate import words

STATIC = DATA.parent / "static" / "europe"
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [10, 50]},
    "arcs": [[[0, 0], [2, 0]], [[2, 0], [0, 2], [-2, 0], [0, -2]], [[0, 0], [0, -2], [2, 0], [0, 2]]],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "North"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "South"}},
            ]
        }
    },
}  # fmt: skip


def drawn():
    (path,) = STATIC.glob("europe-*.json")
    return json.loads(path.read_text("utf-8"))


def decoded(folder, topology):
    path = folder / "countries.json"
    path.write_text(json.dumps(topology), encoding="utf-8")
    return countries.decode(path)


def test_arcs_become_polygons_and_a_shared_arc_is_read_both_ways(tmp_path):
    shapes = decoded(tmp_path, TOPOLOGY)
    assert shapes["North"].bounds == (10, 50, 12, 52)
    assert shapes["South"].bounds == (10, 48, 12, 50)
    assert shapely.area(shapes["North"]) == shapely.area(shapes["South"]) == 4


def test_a_ring_across_180_degrees_is_not_drawn_round_the_world(tmp_path):
    arc = np.array([[178.0, 65], [-178, 65], [-178, 67], [178, 67], [178, 65]])
    topology = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [np.diff(arc, axis=0, prepend=0).tolist()],
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {"name": "Far east"}}],
            }
        },
    }
    assert shapely.area(decoded(tmp_path, topology)["Far east"]) == 8


def test_a_country_on_the_map_without_a_code_is_an_error():
    with pytest.raises(DataError, match="no row for Nowhere"):
        countries.on_the_map({"Nowhere": shapely.box(10, 50, 12, 52)}, {})


def test_a_country_is_cut_at_the_edge_and_left_out_where_little_is_left():
    shapes = {
        "Here": shapely.box(10, 50, 12, 52),
        "Far": shapely.box(100, 10, 110, 20),
        "Edge": shapely.box(-60, 40, -50, 50),
    }
    assert list(countries.on_the_map(shapes, {"Here": "HH", "Far": "FF", "Edge": "EE"})) == ["HH"]


def test_another_file_is_refused(tmp_path):
    wrong = tmp_path / "countries-50m.json"
    wrong.write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match="npm pack world-atlas"):
        countries.read(wrong)


def test_the_map_has_the_small_and_far_north_countries():
    assert {"IS", "FO", "ME", "NO", "MT", "LU", "XK", "GL"} <= set(drawn()["codes"])


def test_norway_reaches_svalbard():
    geometry = drawn()
    box = geometry["boxes"][geometry["codes"].index("NO")]
    assert box[1] < 300  # 81 degrees north, in kilometres from the upper edge
    assert box[3] - box[1] > 2000


def test_every_country_lies_on_the_map_and_is_large_where_it_is_large():
    geometry = drawn()
    assert geometry["codes"] == sorted(set(geometry["codes"]))
    for path, (x, y) in zip(geometry["paths"], geometry["points"], strict=True):
        assert path.endswith("Z")
        assert 0 <= x <= geometry["width"]
        assert 0 <= y <= geometry["height"]
    shapes = {
        feature["properties"]["code"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in json.loads((DATA / "europe" / "countries.geojson").read_text("utf-8"))["features"]
    }
    assert sorted(shapes) == geometry["codes"]
    assert shapely.contains_xy(shapes["SE"], 18.07, 59.4)
    assert shapely.contains_xy(shapes["RU"], 37.6, 55.7)
    assert not shapely.contains_xy(shapes["RU"], 20.0, 78.0)


def test_every_country_has_a_norwegian_name():
    text = words("nb")
    for code in sorted(set(read_reference("countries")["country_code"])):
        assert names.name(code, text, "nb") != code
    assert [names.name(code, text, "nb") for code in ("FO", "GB", "PS", "CZ")] == [
        "Færøyene", "Storbritannia", "Palestina", "Tsjekkia",
    ]  # fmt: skip


def test_the_same_file_gives_the_same_map(tmp_path):
    source = Path(os.environ.get("WORLD_ATLAS", "/no/such/file"))
    if not source.exists():
        pytest.skip("WORLD_ATLAS does not name countries-50m.json of the package world-atlas")
    countries.build(source, tmp_path / "data", tmp_path / "static")
    (made,) = (tmp_path / "static").glob("*.json")
    assert made.read_bytes() == (STATIC / made.name).read_bytes()
    assert (tmp_path / "data" / "countries.geojson").read_bytes() == (DATA / "europe/countries.geojson").read_bytes()
