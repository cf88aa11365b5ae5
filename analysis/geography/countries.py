"""The countries of Europe as the partner map draws them, from Natural Earth (public domain).

    python -m analysis.geography.countries FILE

FILE is countries-50m.json of the npm package world-atlas 2.0.2 (`npm pack world-atlas@2.0.2`). Writes
data/europe/countries.geojson and static/europe/europe-<hash>.json; the same file gives the same bytes.
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from analysis.errors import DataError
from analysis.geography import paths, polygons
from analysis.store.tables import DATA, read_reference

PACKAGE, VERSION = "world-atlas", "2.0.2"
SHA256 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
METRES = "EPSG:3035"
WEST, SOUTH, EAST, NORTH = 2_600_000.0, 1_390_000.0, 6_640_000.0, 6_450_000.0
"""The part of the world that the map shows, in metres (EPSG:3035): Iceland to Cyprus, Crete to Svalbard."""
METRES_PER_UNIT = 1_000.0
NEARBY_DEGREES = (-70.0, 25.0, 75.0, 84.0)
LEAST_KM2 = 30_000.0
"""A country that the map's edge cuts is drawn where so much of it is left: Russia is, Syria is not."""
LONLAT_DECIMALS = 3


def read(path: Path) -> dict[str, shapely.Geometry]:
    """Return every country's polygons (longitude, latitude) by the name Natural Earth gives it.

    Raises:
        DataError: the file is another one than the package's.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise DataError(
            f"{path}: not countries-50m.json of {PACKAGE} {VERSION}. Run: npm pack {PACKAGE}@{VERSION}, and unpack it."
        )
    return decode(path)


def decode(path: Path) -> dict[str, shapely.Geometry]:
    """Return the polygons of a TopoJSON's object `countries` by name."""
    rows = gpd.read_file(f"TopoJSON:{path}", layer="countries")
    shapes = rows[rows.geom_type.isin(["Polygon", "MultiPolygon"])].geometry
    names = rows["name"][shapes.index]
    return {name: shapely.make_valid(_beyond_180(shape)) for name, shape in zip(names, shapes, strict=True)}


def _beyond_180(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Return polygons that go on at 180 degrees, not round the world, as Russia's far east does."""
    return shapely.MultiPolygon([_unbroken(part) for part in shapely.get_parts(shape)])


def _unbroken(polygon: shapely.Polygon) -> shapely.Polygon:
    if np.abs(np.diff(shapely.get_coordinates(polygon.exterior)[:, 0])).max() <= 180:
        return polygon
    unbroken: shapely.Polygon = shapely.transform(polygon, lambda points: points + np.where(points < 0, (360, 0), 0))
    return unbroken


def on_the_map(by_name: Mapping[str, shapely.Geometry], codes: Mapping[str, str]) -> dict[str, shapely.Geometry]:
    """Return the countries of the map by code, cut at its edges, in metres (EPSG:3035).

    Args:
        by_name: polygons in longitude and latitude.
        codes: two-letter codes by name; several names may share one (Åland lies in Finland).

    Raises:
        DataError: a country lies on the map but has no code.
    """
    nearby = shapely.box(*NEARBY_DEGREES)
    frame = shapely.box(WEST, SOUTH, EAST, NORTH)
    parts: dict[str, list[shapely.Geometry]] = {}
    for name, whole in by_name.items():
        near = _areas(shapely.intersection(whole, nearby))
        if near.is_empty:
            continue
        metres = _moved(near)
        shown = _areas(shapely.intersection(metres, frame))
        is_cut = shapely.area(shown) < 0.99 * shapely.area(metres)
        if shown.is_empty or (is_cut and shapely.area(shown) / 1e6 < LEAST_KM2):
            continue
        if name not in codes:
            raise DataError(f"countries.csv: no row for {name}, which lies on the map. Add its two-letter code.")
        parts.setdefault(codes[name], []).append(shown)
    return {code: _areas(shapely.union_all(shapes)) for code, shapes in sorted(parts.items())}


def geometry_file(countries: Mapping[str, shapely.Geometry]) -> dict[str, object]:
    """Return the map's geometry, as analysis.geography.paths makes it for Norway; the page names the countries."""
    codes = sorted(countries)
    shapes = shapely.transform(
        np.array([countries[code] for code in codes], dtype=object),
        lambda points: (points - (WEST, NORTH)) * (1 / METRES_PER_UNIT, -1 / METRES_PER_UNIT),
    )
    return {
        "width": int((EAST - WEST) / METRES_PER_UNIT),
        "height": int((NORTH - SOUTH) / METRES_PER_UNIT),
        "codes": codes,
        "names": [""] * len(codes),
        "parents": codes,
        "paths": [paths.path(shape, 0) for shape in shapes],
        "points": [paths.point_inside(shape) for shape in shapes],
        "boxes": [
            [int(edge) for edge in (*np.floor(shape.bounds[:2]), *np.ceil(shape.bounds[2:]))] for shape in shapes
        ],
        "county_lines": "",
        "inset": [0, 0, 0, 0],
    }


def build(source: Path, data: Path, static: Path) -> None:
    """Write the GeoJSON below `data` and the map's geometry below `static`, whose older versions are removed."""
    rows = read_reference("countries")
    codes = dict(zip(rows["country_name"], rows["country_code"], strict=True))
    countries = on_the_map(read(source), codes)
    text = _json(geometry_file(countries))
    static.mkdir(parents=True, exist_ok=True)
    for old in static.glob("europe-*.json"):
        old.unlink()
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    (static / f"europe-{digest}.json").write_text(text, encoding="utf-8")
    data.mkdir(parents=True, exist_ok=True)
    (data / "countries.geojson").write_text(_geojson(countries), encoding="utf-8")


def _geojson(countries: Mapping[str, shapely.Geometry]) -> str:
    in_degrees = polygons.moved(np.array(list(countries.values()), dtype=object), METRES, polygons.LONLAT)
    rounded = shapely.transform(in_degrees, lambda points: np.round(points, LONLAT_DECIMALS))
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": json.loads(shapely.to_geojson(shape))}
        for code, shape in zip(countries, rounded, strict=True)
    ]
    return _json({"type": "FeatureCollection", "features": features})


def _moved(shape: shapely.Geometry) -> shapely.Geometry:
    moved: shapely.Geometry = polygons.moved(np.array([shape], dtype=object), polygons.LONLAT, METRES)[0]
    return shapely.make_valid(moved)


def _areas(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Return the polygons of a geometry alone: cutting leaves lines and points where edges touch."""
    return shapely.MultiPolygon([part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)])


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    build(Path(sys.argv[1]), DATA / "europe", DATA.parent / "static" / "europe")
