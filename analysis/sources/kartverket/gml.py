"""Kartverket's units as GML: features with plain texts, and a surface of straight rings."""

import re
from collections.abc import Iterator
from typing import IO, Any
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
import shapely

from analysis.errors import DataError

_MEMBERS = ("featureMember", "featureMembers", "member")
_RINGS = ("exterior", "interior")
_START = 1 << 16
_NUMBER = re.compile(r"\d+$")
_NO_OTHER = "Take the same file as GeoJSON."


def features(file: IO[bytes], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the reference system and each feature that is a surface, in the form that GeoJSON has them in.

    Args:
        file: the file, at its beginning.
        name: of the file, for messages.

    Raises:
        DataError: the file declares entities, or a surface has arcs or edges that lie elsewhere.
    """
    if b"<!DOCTYPE" in file.read(_START):
        raise DataError(f"{name}: declares a document type, which no file of Kartverket does. It is refused.")
    file.seek(0)
    crs = ""
    for _, element in ElementTree.iterparse(file):
        crs = element.get("srsName") or crs
        if _local(element) in _MEMBERS:
            found = [feature for part in element if (feature := _feature(part, name))]
            yield from ((_epsg(crs), feature) for feature in found)
            element.clear()


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _epsg(written: str) -> str:
    """Return EPSG:number, from «EPSG:25833», «urn:ogc:def:crs:EPSG::25833» or «http://.../def/crs/EPSG/0/25833»."""
    number = _NUMBER.search(written)
    return f"EPSG:{number.group()}" if number else written


def _feature(element: ElementTree.Element, name: str) -> dict[str, Any] | None:
    """Return a feature with the first text of each attribute; None where it has no surface."""
    texts: dict[str, str] = {"objtype": _local(element)}
    for part in element.iter():
        if part.text and part.text.strip() and _local(part) not in ("posList", "pos"):
            texts.setdefault(_local(part), part.text.strip())
    polygons = [part for part in element.iter() if _local(part) in ("PolygonPatch", "Polygon")]
    if not polygons:
        return None
    return {"properties": texts, "geometry": shapely.MultiPolygon([_polygon(part, name) for part in polygons])}


def _polygon(element: ElementTree.Element, name: str) -> shapely.Polygon:
    rings = {kind: [_ring(part, name) for part in element if _local(part) == kind] for kind in _RINGS}
    return shapely.Polygon(rings["exterior"][0], rings["interior"])


def _ring(element: ElementTree.Element, name: str) -> npt.NDArray[np.float64]:
    """Return a ring's points, x before y.

    Files have either first, and in Norway a place is always farther north than east, in degrees as in metres.
    """
    lists = [part for part in element.iter() if _local(part) == "posList"]
    if len(lists) != 1 or any(_local(part).startswith("Arc") for part in element.iter()):
        raise DataError(f"{name}: a surface whose edge is not one line of points. {_NO_OTHER}")
    numbers = np.array((lists[0].text or "").split(), dtype=np.float64)
    points = numbers.reshape(-1, int(lists[0].get("srsDimension") or 2))[:, :2]
    return points if points[:, 0].mean() < points[:, 1].mean() else points[:, ::-1]
