"""Boundaries of municipalities or counties of a year, from Kartverket's own file (source: kartverket).

The polygons reach into the sea, to the territorial border; analysis.geography.redrawn cuts them at the coast. Which
year a file is of is told by its codes alone, for the files do not always say it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import shapely

from analysis.errors import DataError
from analysis.geography import polygons
from analysis.geography import years as units
from analysis.geography.polygon_coverage import Geometries
from analysis.sources.common import importing
from analysis.sources.common.account import Account
from analysis.sources.kartverket import files
from analysis.sources.kartverket.files import Feature, Published
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
    own = [feature for feature in raw.features if feature.code not in units.OUTSIDE[raw.level]]
    codes = tuple(feature.code for feature in own)
    _expect_once(file, own)
    years = _years(file, raw.level, set(codes), made["municipalities"])
    shapes = _in_metres(file, own, raw.crs)
    _expect_no_overlaps(file, own, shapes)
    left = {OTHER_KINDS: raw.others, OUTSIDE_COUNTRY: len(raw.features) - len(own)}
    account = Account(
        SOURCE_ID, raw.level, len(raw.features) + raw.others, len(own), {why: n for why, n in left.items() if n}
    )
    return Division(file, raw.level, years, codes, shapes, account, raw.taken)


def _expect_once(file: str, features: Sequence[Feature]) -> None:
    times = Counter(feature.code for feature in features)
    _refuse(file, [one for one in features if times[one.code] > 1], f"units that are there more than once. {_ONE_FILE}")
    _refuse(
        file,
        [one for one in features if shapely.is_missing(one.shape) or shapely.is_empty(one.shape)],
        "units without a polygon.",
    )


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


def _in_metres(file: str, features: Sequence[Feature], crs: str) -> Geometries:
    published = np.array([feature.shape for feature in features], dtype=object)
    shapes = polygons.moved(shapely.force_2d(published), crs, polygons.METRES)
    west, south, east, north = NORWAY_METRES
    bounds = shapely.bounds(shapes)
    inside: list[bool] = [
        bool(west <= left and south <= bottom and right <= east and top <= north) for left, bottom, right, top in bounds
    ]
    _refuse(
        file, [one for one, good in zip(features, inside, strict=True) if not good],
        f"units that lie elsewhere than in Norway, read as {crs}, x before y. See the file's reference system.",
    )  # fmt: skip
    mended = shapely.make_valid(shapes)
    # A ring that crosses itself counts one lobe against the other, until it is mended.
    lost = np.abs(shapely.area(mended) - shapely.area(shapes)) / 1e6
    _refuse(
        file, [one for one, km2 in zip(features, lost, strict=True) if km2 > MOST_OVERLAP_KM2],
        "units whose polygon crosses itself.",
    )  # fmt: skip
    return mended


def _expect_no_overlaps(file: str, features: Sequence[Feature], shapes: Geometries) -> None:
    at_fault = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(shapes)))
    one, other = shapely.STRtree(shapes).query(shapes[at_fault], predicate="intersects")
    one = at_fault[one]
    pairs = np.unique(np.sort(np.stack([one, other], axis=1)[one != other], axis=1), axis=0)
    common = shapely.area(shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]])) / 1e6
    over = pairs[common > MOST_OVERLAP_KM2]
    if len(over):
        said = [f"{features[first].code} and {features[second].code}" for first, second in over]
        raise DataError(f"{file}: polygons that lie over one another: {_some(said)}. {_ONE_FILE}")


def _refuse(file: str, at_fault: Sequence[Feature], why: str) -> None:
    if at_fault:
        named = [f"{one.code} {one.name}".strip() for one in {one.code: one for one in at_fault}.values()]
        raise DataError(f"{file}: {_some(named)}: {why}")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" ({len(names)} in all)" if len(names) > _SHOWN else "")
