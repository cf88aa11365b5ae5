"""Kartverket's files of administrative units as published: the polygons of a GeoJSON or GML, or of a zip with one.

The files look different over the years; all of these are read, and GML besides (see gml.py):

- one FeatureCollection, in which units and the lines between them are told apart by `objtype`;
- an object of FeatureCollections by layer (`Kommune`, `Kommunegrense`; `administrative_enheter.kommune` before);
- the official name in `kommunenavn` or `fylkesnavn`, or in `navn` or `administrativenhetnavn` as a list by language.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import shapely

from analysis.errors import DataError
from analysis.sources.kartverket import gml

KINDS = {
    "municipality": ("kommunenummer", "kommunenavn", "Kommune", 4),
    "county": ("fylkesnummer", "fylkesnavn", "Fylke", 2),
}
"""Of each level: the attribute with its number, the one with its name, what its features are called, and digits."""
LONLAT = "EPSG:4326"
KNOWN_CRS = ("EPSG:25832", "EPSG:25833", "EPSG:25835", "EPSG:4258", LONLAT)
Layers = list[tuple[str, list[Any]]]
"""Reference systems, and the features in each."""
_OF_ZIP = (".geojson", ".json", ".gml")
_NOT_SUCH = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, StopIteration, ElementTree.ParseError,
)  # fmt: skip
_SPOKEN = ("nor", "norsk", "no")
_TAKE = "Take «Administrative enheter kommuner» from geonorge.no as GeoJSON."


@dataclass(frozen=True)
class Feature:
    """One polygon of a unit, as published; `shape` is None where the file has none."""

    code: str
    name: str
    shape: shapely.Geometry | None


@dataclass(frozen=True)
class Published:
    """What a file holds.

    Attributes:
        level: "municipality", or "county" where it has no municipalities.
        crs: one of KNOWN_CRS, x before y.
        features: of that level, in the order of the file.
        others: how many features are of other kinds, such as the lines between units.
        taken: the last day (yyyy-mm-dd) that units were taken out of Kartverket's register; "" where not stated.
    """

    level: str
    crs: str
    features: tuple[Feature, ...]
    others: int
    taken: str


def read(path: Path) -> Published:
    """Read a file of units as published.

    Raises:
        DataError: it is not such a file, or its reference system is none that Kartverket uses.
    """
    try:
        layers = _read(path)
        found = {level: list(_units(layers, level)) for level in KINDS}
        level = next(level for level, units in found.items() if units)
    except _NOT_SUCH as error:
        raise DataError(f"{path.name}: no polygons of municipalities or counties in it. {_TAKE}") from error
    crs = _crs(path, {crs for crs, _ in found[level]})
    own = [properties for _, properties in found[level]]
    total = sum(len(features) for _, features in layers)
    return Published(level, crs, tuple(_feature(one, level) for one in own), total - len(own), _taken(own))


def _read(path: Path) -> Layers:
    if not zipfile.is_zipfile(path):
        return list(_layers(json.loads(path.read_text(encoding="utf-8-sig"), object_hook=_shrunk)))
    with zipfile.ZipFile(path) as archive:
        members = [name for name in archive.namelist() if name.lower().endswith(_OF_ZIP)]
        if len(members) != 1:
            held = ", ".join(members or archive.namelist()) or "nothing"
            raise DataError(f"{path.name}: one file of GeoJSON or GML was expected in it, {held} found. {_TAKE}")
        if members[0].lower().endswith(".gml"):
            with archive.open(members[0]) as file:
                return [(crs, [feature]) for crs, feature in gml.features(file, path.name)]
        text = archive.read(members[0]).decode("utf-8-sig")
    return list(_layers(json.loads(text, object_hook=_shrunk)))


def _shrunk(item: dict[str, Any]) -> object:
    """Make a shape of each geometry as soon as it is read: lists of numbers take ten times as much memory."""
    if "coordinates" not in item or "type" not in item:
        return item
    if item["type"] == "Polygon":
        return _polygon(item["coordinates"])
    if item["type"] == "MultiPolygon":
        return shapely.MultiPolygon([_polygon(rings) for rings in item["coordinates"]])
    return None


def _polygon(rings: Sequence[Sequence[Sequence[float]]]) -> shapely.Polygon:
    if not rings or not rings[0]:
        return shapely.Polygon()
    shell, *holes = [np.array(ring, dtype=np.float64)[:, :2] for ring in rings]
    return shapely.Polygon(shell, holes)


def _layers(content: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Return the reference system and the features of each layer; one without a system has that of the whole file."""
    whole = _crs_of(content) if content.get("crs") else LONLAT
    collections = [content] if "features" in content else [part for part in content.values() if isinstance(part, dict)]
    for layer in collections:
        if "features" in layer:
            yield _crs_of(layer) if layer.get("crs") else whole, layer["features"]


def _crs_of(layer: Mapping[str, Any]) -> str:
    """Return a reference system as EPSG:number, from «EPSG:25833» or «urn:ogc:def:crs:EPSG::25833»."""
    written = str(layer["crs"]["properties"]["name"])
    return LONLAT if written.endswith("CRS84") else f"EPSG:{written.rpartition(':')[2]}"


def _units(layers: Layers, level: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return what is known of each unit of a level, its shape as `shape`."""
    number, _, kind, _ = KINDS[level]
    for crs, features in layers:
        for feature in features:
            properties = feature.get("properties") or {}
            named = str(properties.get("objtype") or kind) == kind
            if named and properties.get(number):
                yield crs, {**properties, "shape": feature.get("geometry")}


def _feature(properties: Mapping[str, Any], level: str) -> Feature:
    number, name, _, digits = KINDS[level]
    return Feature(str(properties[number]).zfill(digits), _name(properties, name), properties["shape"])


def _name(properties: Mapping[str, Any], official: str) -> str:
    names = properties.get(official) or properties.get("administrativenhetnavn") or properties.get("navn") or ""
    if not isinstance(names, list):
        return str(names)
    by_language = {str(one.get("sprak") or one.get("språk") or ""): str(one.get("navn") or "") for one in names}
    return next((by_language[one] for one in _SPOKEN if one in by_language), next(iter(by_language.values()), ""))


def _taken(own: Sequence[Mapping[str, Any]]) -> str:
    """Return the last day of extraction, from «20191220110344» or «2025-12-10T08:15:00»."""
    days = [str(properties.get("datauttaksdato") or "") for properties in own]
    plain = [day[:10].replace("-", "")[:8] for day in days]
    last = max((day for day in plain if len(day) == 8 and day.isdigit()), default="")
    return f"{last[:4]}-{last[4:6]}-{last[6:]}" if last else ""


def _crs(path: Path, found: set[str]) -> str:
    crs = ", ".join(sorted(found))
    if crs not in KNOWN_CRS:
        raise DataError(f"{path.name}: the reference system {crs} is not one of {', '.join(KNOWN_CRS)}. {_TAKE}")
    return crs
