"""Kartverket's own files, in every form it has published them in, and those that are not what they should be."""

import pytest
import shapely

from analysis.errors import DataError
from analysis.refresh import fetch
from analysis.refresh.targets import TARGETS
from analysis.sources.kartverket import kartverket
from tests.tools import small_map
from tests.tools.small_map import collection, features, in_zip, line

NAME = "Basisdata_0000_Norge_25833_Kommuner_GeoJSON.zip"
GML = """<?xml version="1.0" encoding="UTF-8"?>
<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="https://skjema.geonorge.no/AdmEnheter">
{members}</gml:FeatureCollection>"""
MEMBER = """<gml:featureMember><app:{kind} gml:id="id-{code}">
<app:identifikasjon><app:Identifikasjon><app:lokalId>17{code}</app:lokalId></app:Identifikasjon></app:identifikasjon>
<app:datauttaksdato>2024-01-10T08:00:00</app:datauttaksdato>
<app:område><gml:MultiSurface srsName="{crs}">{parts}</gml:MultiSurface></app:område>
<app:kommunenummer>{code}</app:kommunenummer><app:kommunenavn>{name}</app:kommunenavn>
</app:{kind}></gml:featureMember>
"""
PART = """<gml:surfaceMember><gml:Surface><gml:patches><gml:PolygonPatch>{rings}</gml:PolygonPatch></gml:patches>
</gml:Surface></gml:surfaceMember>"""
RING = """<gml:{kind}><gml:LinearRing><gml:posList>{points}</gml:posList></gml:LinearRing></gml:{kind}>"""


@pytest.fixture(scope="module")
def named(tables):
    return small_map.names(tables)


def tidied(path, tables):
    return kartverket.tidy(kartverket.read_raw(path), tables, file=path.name)


def one_collection(made, crs):
    return collection([line(), *made, line("Territorialgrense")], crs)


def layers(made, crs):
    return {"Kommune": collection(made, crs), "Kommunegrense": collection([line()] * 2, crs)}


def old_layers(made, crs):
    grense = collection([line()] * 2, crs)
    return {
        "administrative_enheter.kommune": collection(made, crs, "urn:ogc:def:crs:EPSG::{}"),
        "x.kommunegrense": grense,
    }


@pytest.mark.parametrize("form", [one_collection, layers, old_layers])
@pytest.mark.parametrize("crs", [25833, 25832, 4258])
def test_every_form_and_reference_system_gives_the_same_units(tmp_path, tables, shapes, named, form, crs):
    made = features(shapes, named, crs=crs, old=form is old_layers)
    raw = kartverket.read_raw(in_zip(tmp_path / NAME, form(made, crs)))
    division = kartverket.tidy(raw, tables, file=NAME)
    assert raw.features["code"].dropna().tolist() == list(named)
    assert (division.level, division.codes, division.years) == ("municipality", tuple(shapes), tuple(range(2020, 2027)))
    assert division.taken == ("2019-12-20" if form is old_layers else "2025-12-10")
    assert shapely.area(division.shapes) == pytest.approx(shapely.area(list(shapes.values())), rel=1e-5)
    assert division.account.left_out == {kartverket.OTHER_KINDS: 2}
    division.account.check()


def test_a_file_without_a_reference_system_has_longitude_and_latitude(tmp_path, tables, shapes, named):
    path = tmp_path / "kommuner.geojson"
    path.write_text(small_map.json.dumps(collection(features(shapes, named, crs=4326), None)), "utf-8")
    division = tidied(path, tables)
    assert shapely.area(division.shapes) == pytest.approx(shapely.area(list(shapes.values())), rel=1e-5)


def gml(shapes, named, *, crs="http://www.opengis.net/def/crs/EPSG/0/25833", turned=False, ring=RING):
    def written(line, kind):
        points = " ".join(f"{y:.2f} {x:.2f}" if turned else f"{x:.2f} {y:.2f}" for x, y in line.coords)
        return ring.format(kind=kind, points=points)

    members = []
    for code, shape in shapes.items():
        parts = [
            written(one.exterior, "exterior") + "".join(written(hole, "interior") for hole in one.interiors)
            for one in shapely.get_parts(shape)
        ]
        drawn = "".join(PART.format(rings=rings) for rings in parts)
        members.append(MEMBER.format(kind="Kommune", code=code, name=named[code], crs=crs, parts=drawn))
    edge = "<gml:featureMember><app:Kommunegrense><app:lokalId>1</app:lokalId></app:Kommunegrense></gml:featureMember>"
    return GML.format(members="".join([*members, edge]))


@pytest.mark.parametrize("turned", [False, True])
def test_gml_is_read_whichever_axis_comes_first(tmp_path, tables, shapes, named, turned):
    path = in_zip(tmp_path / "Basisdata_Kommuner2024_GML.zip", gml(shapes, named, turned=turned), member="a.gml")
    raw = kartverket.read_raw(path)
    division = kartverket.tidy(raw, tables, file=path.name)
    assert raw.features["code"].dropna().tolist() == list(named)
    assert (division.codes, division.taken) == (tuple(shapes), "2024-01-10")
    for given, wanted in zip(division.shapes, shapes.values(), strict=True):
        assert shapely.area(shapely.symmetric_difference(given, wanted)) < 1000


def test_a_hole_in_gml_stays_a_hole(tmp_path, shapes, named):
    west, south, _, _ = shapes["1101"].bounds
    enclave = shapely.box(west + 2000, south + 2000, west + 4000, south + 4000)
    with_a_hole = {"1101": shapely.difference(shapely.box(west, south, west + 9000, south + 9000), enclave)}
    raw = kartverket.read_raw(in_zip(tmp_path / "a.zip", gml(with_a_hole, named), member="a.gml"))
    assert shapely.equals(raw.features.geometry.dropna().item(), with_a_hole["1101"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        ("<gml>", "no polygons"),
        ("<a/>", "no polygons"),
    ],
)
def test_gml_that_is_no_file_of_kartverket_is_refused(tmp_path, text, words):
    with pytest.raises(DataError, match=words):
        kartverket.read_raw(in_zip(tmp_path / "a.zip", text, member="a.gml"))


def test_gml_with_arcs_is_refused(tmp_path, shapes, named):
    arcs = RING.replace("gml:LinearRing", "gml:Ring").replace("<gml:posList>", "<gml:Arc/><gml:posList>")
    with pytest.raises(DataError, match="as GeoJSON"):
        kartverket.read_raw(in_zip(tmp_path / "a.zip", gml(shapes, named, ring=arcs), member="a.gml"))


def test_counties_are_read_where_a_file_has_no_municipalities(tmp_path, tables, shapes, named):
    counties = {
        code: shapely.union_all([shape for unit, shape in shapes.items() if unit[:2] == code]) for code in ("03", "11")
    }
    made = features(counties, dict.fromkeys(counties, "x"))
    for feature in made:
        properties = feature["properties"]
        properties |= {"objtype": "Fylke", "fylkesnummer": properties.pop("kommunenummer")}
        properties["fylkesnavn"] = properties.pop("kommunenavn")
    division = tidied(in_zip(tmp_path / NAME, {"Fylke": collection(made)}), tables)
    assert (division.level, division.codes) == ("county", ("03", "11"))


def test_svalbard_is_left_out_and_counted(tmp_path, tables, shapes, named):
    made = features({**shapes, "2100": shapes["0301"]}, {**named, "2100": "Svalbard"})
    division = tidied(in_zip(tmp_path / NAME, collection(made)), tables)
    assert division.codes == tuple(shapes)
    assert division.account.left_out == {kartverket.OUTSIDE_COUNTRY: 1}


def bow_tie(shapes):
    west, south, east, north = shapes["1101"].bounds
    return {**shapes, "1101": shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])}


def larger(shapes):
    return {**shapes, "1101": shapely.buffer(shapes["1101"], 5000)}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda shapes: {code: shape for code, shape in shapes.items() if code != "1103"}, "1 are missing: 1103"),
        (lambda shapes: {**shapes, "9999": shapes["0301"]}, "1 are not of it: 9999"),
        (lambda shapes: {**shapes, "1101": shapely.Polygon()}, "1101 .*without a polygon"),
        (bow_tie, "1101 .*crosses itself"),
        (larger, "lie over one another: .*1101"),
    ],
)
def test_units_that_are_missing_strange_or_badly_drawn_are_named(tmp_path, tables, shapes, named, change, words):
    changed = change(shapes)
    made = features(changed, {**named, "9999": "Ingen"})
    with pytest.raises(DataError, match=words):
        tidied(in_zip(tmp_path / NAME, collection(made)), tables)


def test_a_unit_that_is_there_twice_is_named(tmp_path, tables, shapes, named):
    made = features(shapes, named)
    with pytest.raises(DataError, match="1103 Stavanger: units that are there more than once"):
        tidied(in_zip(tmp_path / NAME, collection([*made, made[2]])), tables)


def test_a_unit_whose_geometry_is_null_is_named(tmp_path, tables, shapes, named):
    made = features(shapes, named)
    made[2]["geometry"] = None
    with pytest.raises(DataError, match="1103 Stavanger: units without a polygon"):
        tidied(in_zip(tmp_path / NAME, collection(made)), tables)


def test_axes_that_are_swapped_and_a_wrong_reference_system_are_told(tmp_path, tables, shapes, named):
    turned = {code: shapely.transform(shape, lambda points: points[:, ::-1]) for code, shape in shapes.items()}
    with pytest.raises(DataError, match="elsewhere than in Norway, read as EPSG:25833, x before y"):
        tidied(in_zip(tmp_path / NAME, collection(features(turned, named))), tables)
    degrees = features(shapes, named, crs=4258)
    with pytest.raises(DataError, match="elsewhere than in Norway"):
        tidied(in_zip(tmp_path / NAME, collection(degrees, 25833)), tables)
    with pytest.raises(DataError, match="EPSG:3857 is not one of EPSG:25832"):
        tidied(in_zip(tmp_path / NAME, collection(degrees, 3857)), tables)


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{}",
        '{"features": 1}',
        '{"type": "FeatureCollection", "features": []}',
        "[[[[",
        '{"Kommune": {"features": [1]}}',
        '{"features": [{"properties": {"kommunenummer": "1"}, "geometry": {"type": "Polygon", "coordinates": [[1]]}}]}',
    ],
)
def test_json_that_is_something_else_is_refused_in_plain_words(tmp_path, content):
    with pytest.raises(DataError, match="no polygons of municipalities or counties"):
        kartverket.read_raw(in_zip(tmp_path / NAME, content))


def test_a_zip_without_the_file_or_with_several_is_refused(tmp_path, shapes, named):
    with pytest.raises(DataError, match=r"readme\.txt found"):
        kartverket.read_raw(in_zip(tmp_path / NAME, "text", member="readme.txt"))


def test_a_web_page_and_half_a_zip_are_refused_before_they_are_read(tmp_path, shapes, named):
    whole = in_zip(tmp_path / NAME, collection(features(shapes, named))).read_bytes()
    for content, words in ((whole[:-400], "cut short or damaged"), (b"<!doctype html><html></html>", "web page")):
        (tmp_path / NAME).write_bytes(content)
        with pytest.raises(DataError, match=words):
            fetch.by_hand(TARGETS["kartverket"], tmp_path)
