"""Kartverket's files of administrative units as published, read with geopandas.

The files look different over the years and from form to form; all of these are read:

- one layer, in which units and the lines between them are told apart by `objtype`;
- layers by kind (`Kommune`, `Kommunegrense`; `administrative_enheter.kommune` before);
- headings cut to ten letters, as in a shapefile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from analysis.errors import DataError
from analysis.sources.kartverket import datasets

KINDS = {
    "municipality": ("kommunenummer", "Kommune", 4),
    "county": ("fylkesnummer", "Fylke", 2),
}
"""Of each level: the attribute with its number, what its features are called, and digits."""
LONLAT = "EPSG:4326"
KNOWN_CRS = ("EPSG:25832", "EPSG:25833", "EPSG:25835", "EPSG:4258", LONLAT)
Layers = Mapping[str, pd.DataFrame]
"""The features of each layer by its name; a GeoDataFrame where they have places."""
_SHAPEFILE_LETTERS = 10
_NOT_SUCH = (
    pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.GeometryError,
    shapely.errors.ShapelyError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class Published:
    """What a file holds.

    Attributes:
        level: "municipality", or "county" where it has no municipalities.
        features: every feature of the file: `code` of a unit of the level, null for features of other kinds such as
            the lines between units; `geometry`, null where there is no polygon, in one of KNOWN_CRS, x before y.
        taken: the last day (yyyy-mm-dd) that units were taken out of Kartverket's register; "" where not stated.
    """

    level: str
    features: gpd.GeoDataFrame
    taken: str


def read(path: Path) -> Published:
    """Read a file of units as published.

    Raises:
        DataError: it is not such a file, or its reference system is none that Kartverket uses.
    """
    try:
        with datasets.opened(path) as sources:
            layers = {name: rows for part, source in sources.items() for name, rows in _layers(part, source)}
            is_gml = any(source.endswith(".gml") for source in sources.values())
    except _NOT_SUCH as error:
        raise _no_polygons(path, f" ({error})") from error
    codes = {level: {name: _codes(layers, name, level) for name in layers} for level in KINDS}
    level = next((level for level in KINDS if any(one.notna().any() for one in codes[level].values())), None)
    if level is None:
        raise _no_polygons(path)
    parts = [_features(rows, codes[level][name]) for name, rows in layers.items()]
    units = [part[part["code"].notna()] for part in parts]
    crs = _crs(path, units)
    features = gpd.GeoDataFrame(pd.concat([pd.DataFrame(part) for part in parts], ignore_index=True), crs=crs)
    if is_gml:
        features.geometry = _east_first(features.geometry)
    return Published(level, features[["code", "geometry"]], _taken(features["taken"]))


def _no_polygons(path: Path, why: str = "") -> DataError:
    return DataError(f"{path.name}: no polygons of municipalities or counties in it{why}. {datasets.TAKE}")


def _layers(part: str, source: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Return the name and the features of each layer; those of GeoJSON are the parts that a file is opened in."""
    is_one = source.startswith(datasets.GEOJSON)
    for layer in [None] if is_one else pyogrio.list_layers(source)[:, 0]:
        # A ring that is not closed is closed; whatever else is wrong with a shape, its unit is named for.
        rows = gpd.read_file(source, layer=layer, on_invalid="fix", datetime_as_string=True)
        yield (part if is_one else str(layer)), rows


def _codes(layers: Layers, name: str, level: str) -> pd.Series:
    """Return the code of each feature of a layer, null where it is not a unit of the level."""
    number, kind, digits = KINDS[level]
    rows, own = layers[name], _text(layers[name], number).str.zfill(digits)
    of_kind = [layer for layer in layers if layer.rpartition(".")[2].casefold() == kind.casefold()]
    if not isinstance(rows, gpd.GeoDataFrame) or (of_kind and name not in of_kind):
        return own.mask(own.notna())
    return own.where(_text(rows, "objtype").fillna(kind) == kind)


def _features(rows: pd.DataFrame, codes: pd.Series) -> gpd.GeoDataFrame:
    """Return what is used of the features of a layer; see Published."""
    no_place = gpd.GeoSeries([None] * len(rows), index=rows.index)
    shapes = rows.geometry if isinstance(rows, gpd.GeoDataFrame) else no_place
    is_polygon = codes.notna() & shapes.geom_type.isin(["Polygon", "MultiPolygon"])
    columns = {"code": codes, "taken": _text(rows, "datauttaksdato").where(codes.notna())}
    return gpd.GeoDataFrame(columns, geometry=shapes.force_2d().where(is_polygon), crs=shapes.crs)


def _text(rows: pd.DataFrame, attribute: str) -> pd.Series:
    """Return an attribute as text, null where it is empty or the layer lacks it."""
    headings = (attribute, attribute[:_SHAPEFILE_LETTERS])
    heading = next((str(one) for one in rows if str(one).casefold() in headings), None)
    if heading is None:
        return pd.Series(pd.NA, index=rows.index, dtype="str")
    # A number with nulls beside it has a decimal.
    text = rows[heading].astype("str").str.removesuffix(".0").str.strip()
    return text.mask(text == "")


def _crs(path: Path, units: list[gpd.GeoDataFrame]) -> str:
    """Return the one reference system of all units."""
    authorities = {rows.crs.to_authority() if rows.crs else ("none", "stated") for rows in units if len(rows)}
    named = ", ".join(sorted(":".join(one) if one else "of its own" for one in authorities)).replace(
        "OGC:CRS84", LONLAT
    )
    if named not in KNOWN_CRS:
        raise DataError(
            f"{path.name}: the reference system {named} is not one of {', '.join(KNOWN_CRS)}. {datasets.TAKE}"
        )
    return named


def _east_first(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return shapes x before y: GML has either first, and in Norway a place is always farther north than east."""
    turned = shapes.bounds["minx"] > shapes.bounds["miny"]
    return shapes.where(~turned, gpd.GeoSeries(shapely.transform(shapes, lambda points: points[:, ::-1]), shapes.index))


def _taken(days: pd.Series) -> str:
    """Return the last day of extraction, from «20191220110344» or «2025-12-10T08:15:00»."""
    plain = days.dropna().str[:10].str.replace(r"\D", "", regex=True).str[:8]
    last = max(plain[plain.str.len() == 8], default="")
    return f"{last[:4]}-{last[4:6]}-{last[6:]}" if last else ""
