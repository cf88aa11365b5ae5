"""Draw the map anew from Kartverket's own files: every unit held to the register and to its place, then cut and drawn.

The coast stays that of the maps that come with the project, so that a refreshed map lies on all others.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
import shapely

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.exports.pictures import map_outlines
from analysis.geography import boundaries, paths, polygon_coverage, redrawn
from analysis.geography import years as units
from analysis.geography.boundaries import Units, Vintage
from analysis.geography.polygon_coverage import Geometries
from analysis.refresh.load import Loaded, Record, Tables
from analysis.refresh.targets import Target
from analysis.refresh.transfer import Fetched
from analysis.sources.kartverket import kartverket
from analysis.sources.kartverket.kartverket import Division
from analysis.store import map_files
from analysis.store.catalogue import Source

LEAST_IN_PLACE_PCT = 75
"""How much of a unit of the map at hand the new one must cover; no transfer of land between neighbours is so large."""
LEAST_OF_AREA_PCT, MOST_OF_AREA_PCT = 90, 110
"""How much of the area in Statistics Norway's table a polygon with its sea must have, and may have on land."""
_LAND = ("municipality", units.TODAY)
_SHOWN = 5


def load(
    target: Target,
    files: Sequence[Fetched],
    tables: Tables,
    source: Source,
    *,
    last: Mapping[str, Any] | None,
    today: str,
    accept_drift: bool = False,
) -> Loaded:
    """Return the maps that the files give, and the table of neighbours with theirs; see analysis.refresh.load.load.

    Raises:
        DataError: the units of a file are those of no map, or not where and as large as they must be; names them.
    """
    divisions = [kartverket.tidy(kartverket.read_raw(file.path), tables, file=file.path.name) for file in files]
    land = shapely.get_parts(shapely.union_all(list(at_hand(*_LAND).values())))
    maps: dict[str, Mapping[str, tuple[str, str]]] = {}
    whole: dict[Vintage, Units] = {}
    for division, codes in _assigned(divisions, tables):
        fitted = redrawn.fit(division.codes, division.shapes, land)
        own = {key: polygon_coverage.dissolve(fitted, of_unit) for key, of_unit in codes.items()}
        _expect_areas(division, fitted, tables["area"])
        for key, by_code in own.items():
            _expect_in_place(division.file, by_code, at_hand(*key))
        drawn = boundaries.draw(polygon_coverage.pieces_of(fitted), codes, lambda _: None)
        maps |= boundaries.geometry_files(drawn, tables)
        whole |= own
    told: Record = {
        "retrieved": today,
        "published": max([one.taken for one in divisions] + [file.published or "" for file in files]) or None,
        "files": {file.path.name: file.sha256 for file in files},
        "rows": sum(len(division.codes) for division in divisions),
        "placed": {},
        "coverage": [asdict(covered) for covered in source.coverage],
        "headings": {},
        "maps": sorted(maps),
        **target.retold,
    }
    neighbours = {"neighbours": _neighbours(tables["neighbours"], whole)}
    return Loaded(neighbours, tuple(division.account for division in divisions), told, (0, ""), maps)


def at_hand(level: str, vintage: int) -> Units:
    """Return the units of a map that comes with the project in the detail of a county, in metres."""
    path = map_files.of(level, vintage, map_files.COME_WITH.parent)["near"]
    content = json.loads(path.read_text(encoding="utf-8"))
    pairs = zip(content["codes"], content["paths"], strict=True)
    return {code: paths.from_map_units(map_outlines.rings(drawn)) for code, drawn in pairs}


def _assigned(divisions: Sequence[Division], tables: Tables) -> list[tuple[Division, dict[Vintage, list[str]]]]:
    """Return of each file the maps it is drawn for, and the unit that each of its polygons is part of there.

    Counties are made of municipalities; a file of counties is drawn where there is none of their municipalities.
    """
    taken: dict[Vintage, Division] = {}
    assigned = []
    for division in sorted(divisions, key=lambda division: division.level, reverse=True):
        codes = _maps_of(division, tables["municipalities"])
        if not codes:
            raise DataError(f"{division.file}: the units of {division.years[0]}, of which there is no map. {_maps()}")
        twice = [taken[key].file for key in codes if key in taken and taken[key].level == division.level]
        if twice:
            raise DataError(f"{division.file} and {twice[0]}: both have the units of {division.years[0]}. Keep one.")
        free = {key: of_unit for key, of_unit in codes.items() if key not in taken}
        taken |= dict.fromkeys(free, division)
        assigned += [(division, free)] if free else []
    return assigned


def _maps_of(division: Division, municipalities: pd.DataFrame) -> dict[Vintage, list[str]]:
    """Return the maps with the units of the file's years: of its level, and of the counties it makes up."""
    county = units.county_of(municipalities, division.years[0])
    found: dict[Vintage, list[str]] = {}
    for level in units.LEVELS if division.level == "municipality" else ("county",):
        of_unit = [county[code] for code in division.codes] if level != division.level else list(division.codes)
        for vintage in {drawn for year in division.years if (drawn := units.vintage_of(level, year))}:
            if set(units.in_force(municipalities, vintage)[f"{level}_code"]) == set(of_unit):
                found[level, vintage] = of_unit
    return found


def _maps() -> str:
    years = {level: ", ".join(map(str, vintages)) for level, vintages in units.VINTAGES.items()}
    return f"Municipalities are drawn as of {years['municipality']}, counties as of {years['county']}."


def _expect_areas(division: Division, fitted: Geometries, area: pd.DataFrame) -> None:
    known = area[(area["area_kind"] == "total") & area["geography_year"].isin(division.years)]
    km2 = known.set_index("municipality_code")["area_km2"]
    if division.level != "municipality" or km2.empty:
        return
    right = km2.reindex(list(division.codes)).to_numpy()
    given, left = shapely.area(division.shapes) / 1e6, shapely.area(fitted) / 1e6
    wrong = (given * 100 < LEAST_OF_AREA_PCT * right) | (left * 100 > MOST_OF_AREA_PCT * right)
    if wrong.any():
        said = [
            f"{division.codes[index]} ({given[index]:.0f} km², {left[index]:.0f} of it on land, {right[index]:.0f})"
            for index in np.flatnonzero(wrong)
        ]
        raise DataError(
            f"{division.file}: areas that are not those of Statistics Norway (km² in the file, and there): "
            f"{_some(said)}. See whether the file is the right one."
        )


def _expect_in_place(file: str, new: Units, old: Units) -> None:
    codes = sorted(old)
    before, after = (np.array([shapes[code] for code in codes], dtype=object) for shapes in (old, new))
    kept = 100 * shapely.area(shapely.intersection(before, after)) / shapely.area(before)
    moved = [f"{code} ({pct:.0f} %)" for code, pct in zip(codes, kept, strict=True) if pct < LEAST_IN_PLACE_PCT]
    if moved:
        raise DataError(
            f"{file}: units that lie elsewhere than on the map, with how much of it they cover: {_some(moved)}. See "
            "whether numbers were mixed up, or the reference system is another than the file says."
        )


def _neighbours(before: pd.DataFrame, whole: Mapping[Vintage, Units]) -> pd.DataFrame:
    """Return the table of neighbours with those of the maps drawn anew in place of what it had of them."""
    division = pd.MultiIndex.from_frame(before[["area_level", "geography_year"]])
    kept = before[~division.isin([(level, vintage) for level, vintage in whole])]
    rows = pd.concat([kept, boundaries.neighbours(whole)], ignore_index=True)
    rows = rows.sort_values(list(schemas.TABLES["neighbours"].key), ignore_index=True)
    return checks.check(schemas.conform(rows, "neighbours"), "neighbours", file=kartverket.SOURCE_ID)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" ({len(names)} in all)" if len(names) > _SHOWN else "")
