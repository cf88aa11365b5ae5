"""Boundaries of municipalities or counties of a year, from Kartverket's own file (source: kartverket).

The polygons reach into the sea, to the territorial border; analysis.geography.redrawn cuts them at the coast. Which
year a file is of is told by its codes alone, for the files do not always say it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from analysis.errors import DataError
from analysis.geography import polygons
from analysis.geography import years as units
from analysis.geography.polygon_coverage import Geometries
from analysis.sources.common import importing
from analysis.sources.common.account import Account
from analysis.sources.common.ledger import Ledger
from analysis.sources.kartverket import files
from analysis.sources.kartverket.files import Published
from analysis.text.translate import mark

SOURCE_ID = IMPORTER_ID = "kartverket"
SOURCE_IDS = (SOURCE_ID,)
PARTS = MappingProxyType({"units": ("kommunenummer",)})
OTHER_KINDS = mark("lines between units, and features of other kinds")
OUTSIDE_COUNTRY = mark("Svalbard and Jan Mayen, which the map does not draw")
NORWAY_METRES = (-200_000.0, 6_300_000.0, 1_300_000.0, 8_100_000.0)
"""West, south, east and north of the mainland and its sea, EPSG:25833."""
MOST_OVERLAP_KM2 = 0.1
"""What two units may have in common, or a unit lose when it is mended; more is a fault of the file."""
_SHOWN = 5
_ONE_FILE = "Take one file of one year, as Kartverket publishes it."


@dataclass(frozen=True)
class Division:
    """The units of a level as one file has them.

    Attributes:
        file: the file's name.
        years: the years of the municipalities table that have these codes and no others.
        codes: of the units.
        shapes: of the units, in metres (EPSG:25833), valid, with sea.
        taken: the day the publisher took them out of its register, yyyy-mm-dd; "" where not stated.
    """

    file: str
    level: str
    years: tuple[int, ...]
    codes: tuple[str, ...]
    shapes: Geometries
    account: Account
    taken: str


def read_raw(path: Path) -> Published:
    """Read the file as published; see analysis.sources.kartverket.files."""
    return files.read(path)


def tidy(raw: Published, made: importing.Tables, *, file: str) -> Division:
    """Return the units of a file, each with one valid polygon and none missing.

    Args:
        raw: see read_raw.
        made: municipalities.
        file: its name, for messages.

    Raises:
        DataError: the codes are those of no year, a unit is there twice or has no good polygon, polygons lie over one
            another or elsewhere than in Norway; names the units.
    """
    fates = Ledger(raw.features)
    fates.leave_out(raw.features["code"].isna(), OTHER_KINDS)
    fates.leave_out(raw.features["code"].isin(list(units.OUTSIDE[raw.level])), OUTSIDE_COUNTRY)
    names = made["municipalities"].drop_duplicates("municipality_code", keep="last").set_index("municipality_code")
    own = raw.features[fates.stays]
    own = own.assign(name=own["code"].map(names["municipality_name"]).fillna(""))
    _refuse(file, own[own.duplicated("code")], f"units that are there more than once. {_ONE_FILE}")
    _refuse(file, own[own.geometry.isna() | own.geometry.is_empty], "units without a polygon.")
    years = _years(file, raw.level, set(own["code"]), made["municipalities"])
    shapes = _in_metres(file, own)
    _expect_no_overlaps(file, own["code"], shapes)
    account = fates.account(SOURCE_ID, raw.level, rows_out=len(own))
    return Division(file, raw.level, years, tuple(own["code"]), shapes.to_numpy(), account, raw.taken)


def _years(file: str, level: str, codes: set[str], municipalities: pd.DataFrame) -> tuple[int, ...]:
    """Return the years with just these codes."""
    column = f"{level}_code"
    known_years = municipalities["geography_year"].unique().tolist()
    of_year = {year: set(units.in_force(municipalities, year)[column]) for year in known_years}
    found = tuple(year for year, known in of_year.items() if known == codes)
    if found:
        return found
    nearest = min(of_year, key=lambda year: (len(of_year[year] ^ codes), -year))
    said = [
        f"{len(apart)} {words}: {_some(sorted(apart))}"
        for apart, words in ((of_year[nearest] - codes, "are missing"), (codes - of_year[nearest], "are not of it"))
        if apart
    ]
    raise DataError(
        f"{file}: the units of no year from {min(of_year)} to {max(of_year)}. Nearest is {nearest}, of which "
        f"{'; '.join(said)}. {_ONE_FILE}"
    )


def _in_metres(file: str, own: gpd.GeoDataFrame) -> gpd.GeoSeries:
    shapes = own.geometry.to_crs(polygons.METRES)
    west, south, east, north = NORWAY_METRES
    bounds = shapes.bounds
    inside = bounds["minx"].ge(west) & bounds["miny"].ge(south) & bounds["maxx"].le(east) & bounds["maxy"].le(north)
    _refuse(
        file,
        own[~inside],
        f"units that lie elsewhere than in Norway, read as {own.crs}, x before y. See the file's reference system.",
    )
    mended = shapes.make_valid()
    # A ring that crosses itself counts one lobe against the other, until it is mended.
    lost = (mended.area - shapes.area).abs() / 1e6
    _refuse(file, own[lost > MOST_OVERLAP_KM2], "units whose polygon crosses itself.")
    return mended


def _expect_no_overlaps(file: str, codes: pd.Series, shapes: gpd.GeoSeries) -> None:
    at_fault = shapes[~shapes.invalid_coverage_edges().is_empty]
    first, second = shapes.sindex.query(at_fault, predicate="intersects")
    one, other = at_fault.iloc[first], shapes.iloc[second]
    km2 = one.intersection(other, align=False).area / 1e6
    pairs = zip(codes[one.index], codes[other.index], km2 > MOST_OVERLAP_KM2, strict=True)
    over = sorted({tuple(sorted(pair)) for *pair, is_over in pairs if is_over and pair[0] != pair[1]})
    if over:
        raise DataError(
            f"{file}: polygons that lie over one another: {_some([' and '.join(pair) for pair in over])}. {_ONE_FILE}"
        )


def _refuse(file: str, at_fault: pd.DataFrame, why: str) -> None:
    if len(at_fault):
        named = (at_fault["code"] + " " + at_fault["name"]).str.strip().unique().tolist()
        raise DataError(f"{file}: {_some(named)}: {why}")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" ({len(names)} in all)" if len(names) > _SHOWN else "")
