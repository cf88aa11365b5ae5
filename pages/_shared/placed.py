"""Chosen rows as a table of units, on the boundaries the reader asked for."""

from collections.abc import Mapping

import pandas as pd

from analysis import layers, rates
from analysis.layers import Units
from analysis.participation import CrosswalkFrom
from pages._shared import cached

GEOGRAPHY = ("municipalities", "municipality_changes", "population")


def crosswalk_to(units: Units) -> CrosswalkFrom:
    """Return the function that leads from any year's units to these."""
    return lambda year, level: cached.crosswalk(year, units.vintage, level, units.level)


def population_year(units: Units, rows: pd.DataFrame, last_year: int | None) -> int:
    """Return the year whose people divide the amounts: the last of the period, or the nearest with these borders."""
    latest = rows["year"].max()
    wanted = last_year or (units.vintage if pd.isna(latest) else int(latest))
    return rates.population_year(units.level, units.vintage, wanted)


def participation(rows: pd.DataFrame, units: Units, *, currency: str, year: int) -> pd.DataFrame:
    """Return layers.participation for these units, per inhabitant of a year."""
    population = rates.population_of(cached.table("population"), units.level, units.vintage, year)
    return layers.participation(rows, units, crosswalk_to(units), currency=currency, population=population)


def geography() -> Mapping[str, pd.DataFrame]:
    """Return the tables that carry figures from one year's units to another's."""
    return {name: cached.table(name) for name in GEOGRAPHY}


def unplaced(rows: pd.DataFrame, level: str) -> dict[str, int]:
    """Return how many rows a map of this level cannot show, by reason."""
    by_municipality, by_county = rows["municipality_code"].notna(), rows["county_code"].notna()
    found = {"no_place": int((~by_municipality & ~by_county).sum())}
    if level == "municipality":
        found["county_only"] = int((~by_municipality & by_county).sum())
    return found


def codes_on(units: Units, level: str, code: str, year: int) -> list[str]:
    """Return the units of a map in which a place of some year lies, counties of a municipality included."""
    if level == "county" and units.level == "municipality":
        return []
    walk = cached.crosswalk(year, units.vintage, level, units.level)
    return [target for target in walk.loc[walk["from_code"] == code, "to_code"] if target in units.names]
