"""Every form that Kartverket gives is read alike, and what could lead GDAL elsewhere never reaches it."""

import http.server
import json
import threading
import zipfile

import geopandas as gpd
import pytest
import shapely

from analysis.errors import DataError
from analysis.sources.kartverket import datasets, kartverket
from tests.tools import small_map
from tests.tools.small_map import collection, features, in_zip

DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>'
GML = """<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2">
<gml:featureMember><Kommune xmlns="https://skjema.geonorge.no/x"><kommunenummer>0301</kommunenummer></Kommune>
</gml:featureMember></gml:FeatureCollection>"""


def layers(shapes, named, crs):
    units = gpd.GeoDataFrame(
        {"kommunenummer": list(shapes), "kommunenavn": list(named.values()), "datauttaksdato": "20251210081500"},
        geometry=gpd.GeoSeries(list(shapes.values()), crs=25833).to_crs(crs).to_numpy(),
        crs=crs,
    )
    lines = gpd.GeoDataFrame({"objtype": ["Kommunegrense"]}, geometry=units.boundary.iloc[:1].to_numpy(), crs=crs)
    return {"kommune": units, "kommunegrense": lines}


def zipped(folder, path):
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder))
    return path


@pytest.mark.parametrize("crs", [25833, 25832, 4258, 4326])
@pytest.mark.parametrize(
    ("driver", "name"), [("GPKG", "units.gpkg"), ("OpenFileGDB", "units.gdb"), ("ESRI Shapefile", None)]
)
def test_a_geopackage_a_file_geodatabase_and_shapefiles_give_the_same_units(
    tmp_path, tables, shapes, driver, name, crs
):
    content = tmp_path / "content"
    content.mkdir()
    for layer, rows in layers(shapes, small_map.names(tables), crs).items():
        rows.to_file(
            content / (name or f"{layer}.shp"), layer=layer if name else None, driver=driver, promote_to_multi=True
        )
    path = zipped(content, tmp_path / "Basisdata_0000_Norge.zip")
    division = kartverket.tidy(kartverket.read_raw(path), tables, file=path.name)
    assert (division.level, division.codes, division.taken) == ("municipality", tuple(shapes), "2025-12-10")
    assert shapely.area(division.shapes) == pytest.approx(shapely.area(list(shapes.values())), rel=1e-5)
    assert division.account.left_out == {kartverket.OTHER_KINDS: 1}
    division.account.check()


def test_a_file_that_is_not_zipped_is_read_and_nothing_is_left_beside_it(tmp_path, tables, shapes):
    path = tmp_path / "units.gpkg"
    for layer, rows in layers(shapes, small_map.names(tables), 25833).items():
        rows.to_file(path, layer=layer, driver="GPKG")
    before = path.read_bytes()
    assert kartverket.tidy(kartverket.read_raw(path), tables, file=path.name).codes == tuple(shapes)
    assert [file.name for file in tmp_path.iterdir()] == ["units.gpkg"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "encoding", "words"),
    [
        (f"<!--{'x' * 200_000}-->{DOCTYPE}{GML}", "utf-8", "document type"),
        (f"{DOCTYPE}{GML}", "utf-16", "document type"),
        (GML, "utf-16", "UTF-16"),
        (GML.replace("</Kommune>", "</Fylke>"), "utf-8", "no polygons .*: mismatched tag"),
        ("<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "utf-8", "no polygons .*OGRVRTDataSource"),
        ("<kml xmlns='http://www.opengis.net/kml/2.2'/>", "utf-8", "no polygons .*kml"),
    ],
)
def test_gml_that_declares_a_type_or_is_none_is_refused_for_the_true_reason(tmp_path, text, encoding, words):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.gml", text.encode(encoding))
    with pytest.raises(DataError, match=words):
        kartverket.read_raw(path)


@pytest.mark.parametrize("name", ["../a.json", "/a.json", "C:/a.json", "x\\..\\..\\a.json", "b/../../c.txt"])
def test_a_zip_that_leads_out_of_its_folder_is_refused(tmp_path, name):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.geojson", "{}")
        archive.writestr(name, "{}")
    with pytest.raises(DataError, match="leads out of the folder"):
        kartverket.read_raw(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    path = in_zip(tmp_path / "a.zip", "{" + " " * 3_000_000)
    monkeypatch.setattr(datasets, "MOST_UNPACKED_MEGABYTES", 2)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(DataError, match="unpacks to 3 MB, where 2 are allowed"):
        kartverket.read_raw(path)


def test_a_zip_that_says_it_is_smaller_than_it_is_is_damaged(tmp_path):
    path = in_zip(tmp_path / "a.zip", '{"a": "' + "x" * 1_000_000)
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        (member,) = archive.infolist()
    size = member.file_size.to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(DataError, match="damaged"):
        kartverket.read_raw(path)


@pytest.mark.parametrize(("member", "form"), [("a.gpkg", "GeoPackage"), ("a.shp", "shapefile")])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, member, form):
    with pytest.raises(DataError, match=f"not a {form}, as its name says"):
        kartverket.read_raw(in_zip(tmp_path / "a.zip", GML, member=member))


def test_a_zip_with_two_data_sets_is_refused_and_both_are_named(tmp_path):
    path = in_zip(tmp_path / "a.zip", "{}", member="a.geojson")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("b.gpkg", b"SQLite format 3\0")
    with pytest.raises(DataError, match=r"a\.geojson, b\.gpkg found"):
        kartverket.read_raw(path)


def test_a_file_of_another_form_and_half_a_geopackage_are_refused(tmp_path):
    (tmp_path / "units.sos").write_text(".HODE")
    with pytest.raises(DataError, match="GeoJSON, GML, GeoPackage, shapefile, FileGDB can be read"):
        kartverket.read_raw(tmp_path / "units.sos")
    (tmp_path / "units.gpkg").write_bytes(b"SQLite format 3\0" + b"\1" * 500)
    with pytest.raises(DataError, match="no polygons of municipalities or counties"):
        kartverket.read_raw(tmp_path / "units.gpkg")


def test_no_file_makes_gdal_ask_a_server(tmp_path, tables, shapes):
    asked = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def do_HEAD(self):
            self.do_GET()

    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    places = f'xsi:schemaLocation="https://skjema.geonorge.no/x {url}/a.xsd" xlink:href="{url}/a.gml#1"'
    names = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xlink="http://www.w3.org/1999/xlink"'
    linked = GML.replace("<gml:FeatureCollection", f"<gml:FeatureCollection {names} {places}")
    stream = json.dumps({"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read /vsicurl/{url}/b"})
    wfs = f"<OGRWFSDataSource><URL>{url}/wfs</URL></OGRWFSDataSource>"
    layer = f"<OGRVRTLayer name='a'><SrcDataSource>/vsicurl/{url}</SrcDataSource></OGRVRTLayer>"
    vrt = f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>"
    for name, text in (("a.gml", linked), ("b.geojson", stream), ("c.gml", wfs), ("d.gml", vrt), ("e.json", stream)):
        (tmp_path / name).write_text(text, "utf-8")
        with pytest.raises(DataError, match=r"no polygons|0301"):
            kartverket.tidy(kartverket.read_raw(tmp_path / name), tables, file=name)
    server.shutdown()
    assert asked == []


def test_a_unit_with_a_line_in_place_of_its_polygon_is_named(tmp_path, tables, shapes):
    made = features(shapes, small_map.names(tables))
    made[2]["geometry"] = small_map.line()["geometry"]
    path = in_zip(tmp_path / "a.zip", collection(made))
    with pytest.raises(DataError, match="1103 Stavanger: units without a polygon"):
        kartverket.tidy(kartverket.read_raw(path), tables, file=path.name)
