"""A made-up country of squares with the municipalities of tests.tools.small_data, and Kartverket's files of it."""

import json
import zipfile

import numpy as np
import shapely

from analysis.geography import boundaries, polygon_coverage, polygons, years

KM = 1000
WEST, SOUTH, COLUMNS, SIDE = 100, 6600, 6, 10
SEA = 15
_LINE = {"type": "LineString", "coordinates": [[100_000, 6_600_000], [110_000, 6_600_000]]}


def codes(tables):
    return sorted(years.in_force(tables["municipalities"], years.TODAY)["municipality_code"])


def land(tables):
    """Return a square for each municipality, in metres; the last one is an island, apart from the others."""
    squares = {code: _square(number) for number, code in enumerate(codes(tables))}
    island = list(squares)[-1]
    return squares | {island: _square(len(squares) + 2 * COLUMNS)}


def _square(number):
    row, column = divmod(number, COLUMNS)
    west, south = (WEST + column * SIDE) * KM, (SOUTH + row * SIDE) * KM
    return shapely.box(west, south, west + SIDE * KM, south + SIDE * KM)


def with_sea(tables, *, moved_km=0):
    """Return the units as Kartverket has them, into the sea; the line between the first two is moved to the east."""
    shapes = land(tables)
    first, second = list(shapes)[:2]
    strip = shapely.box(
        *(shapes[second].bounds[:2]), shapes[second].bounds[0] + moved_km * KM, shapes[second].bounds[3]
    )
    if moved_km:
        shapes[first] = shapely.union(shapes[first], strip)
        shapes[second] = shapely.difference(shapes[second], strip)
    country = shapely.union_all(list(shapes.values()))
    result = {}
    for code, shape in shapes.items():
        reach = shapely.buffer(shape, SEA * KM, cap_style="square", join_style="mitre")
        taken = shapely.union_all([country, *result.values()])
        result[code] = shapely.union(shape, shapely.difference(reach, taken))
    return result


def write_come_with(folder, tables):
    """Write the map's geometry as it comes with the project, of the municipalities and counties since 2020."""
    shapes = polygon_coverage.clean(np.array(list(land(tables).values()), dtype=object))
    of_county = [code[:2] for code in codes(tables)]
    drawn = {("municipality", year): codes(tables) for year in (2020, 2024)}
    drawn |= {("county", year): of_county for year in (2020, 2024)}
    pieces = polygon_coverage.pieces_of(shapes)
    boundaries.write_geometry(folder, boundaries.geometry_files(boundaries.draw(pieces, drawn, lambda _: None), tables))
    return folder


def names(tables):
    rows = years.in_force(tables["municipalities"], years.TODAY)
    return dict(zip(rows["municipality_code"], rows["municipality_name"], strict=True))


def features(shapes, named, *, crs=25833, old=False):
    """Return GeoJSON features as Kartverket writes them now, or as it did in 2020."""
    moved = polygons.moved(np.array(list(shapes.values()), dtype=object), polygons.METRES, f"EPSG:{crs}")
    decimals = 8 if crs in (4258, 4326) else 2
    made = []
    for code, shape in zip(shapes, moved, strict=True):
        given = {"objtype": "Kommune", "kommunenummer": code, "lokalid": f"17{code}", "opphav": None}
        if old:
            spoken = [
                {"rekkefolge": "", "sprak": "sme", "navn": "x"},
                {"rekkefolge": "", "sprak": "nor", "navn": named[code]},
            ]
            given |= {"navn": spoken, "datauttaksdato": "20191220110344"}
        else:
            given |= {"kommunenavn": named[code], "datauttaksdato": "2025-12-10T08:15:00", "gyldigfra": "2024-01-01"}
        rounded = shapely.transform(shape, lambda points: np.round(points, decimals))
        made.append({"type": "Feature", "properties": given, "geometry": json.loads(shapely.to_geojson(rounded))})
    return made


def collection(made, crs=25833, written="EPSG:{}"):
    named = {"type": "name", "properties": {"name": written.format(crs)}}
    return {"type": "FeatureCollection", **({"crs": named} if crs else {}), "features": made}


def line(kind="Kommunegrense"):
    return {"type": "Feature", "properties": {"objtype": kind, "lokalid": "1"}, "geometry": _LINE}


def in_zip(path, content, *, member=None):
    """Write a zip as Geonorge has it, the file in it with a byte order mark."""
    text = content if isinstance(content, str) else json.dumps(content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member or path.name.replace(".zip", ".geojson"), "\ufeff" + text)
    return path
