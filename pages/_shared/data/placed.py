"""Chosen rows as a table of units, on the boundaries the reader asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.comparing import layers, rates
from analysis.comparing.layers import Units
from analysis.participation import CrosswalkFrom, Rows, summary
from pages._shared.data import cached

GEOGRAPHY = ("municipalities", "municipality_changes", "population")


@dataclass(frozen=True)
class _CrosswalkTo:
    """Leads to the units of one map; two to the same units are equal, so that what was counted by one is known."""

    level: str
    vintage: int

    def __call__(self, year: int, level: str) -> pd.DataFrame:
        """Return how the units of a year and level lie in those of the map."""
        return cached.crosswalk(year, self.vintage, level, self.level)


def crosswalk_to(units: Units) -> CrosswalkFrom:
    """Return the function that leads from any year's units to these."""
    return _CrosswalkTo(units.level, units.vintage)


def population_year(units: Units, rows: Rows, last_year: int | None) -> int:
    """Return the year whose people divide the amounts: the last of the period, or the nearest with these borders."""
    wanted = last_year or summary(rows).last_year or units.vintage
    return rates.population_year(units.level, units.vintage, wanted)


def participation(rows: Rows, units: Units, *, currency: str, year: int) -> pd.DataFrame:
    """Return layers.participation for these units, per inhabitant of a year."""
    population = rates.population_of(cached.table("population"), units.level, units.vintage, year)
    return layers.participation(rows, units, crosswalk_to(units), currency=currency, population=population)


def geography() -> Mapping[str, pd.DataFrame]:
    """Return the tables that carry figures from one year's units to another's."""
    return {name: cached.table(name) for name in GEOGRAPHY}


def codes_on(units: Units, level: str, code: str, year: int) -> list[str]:
    """Return the units of a map in which a place of some year lies, counties of a municipality included."""
    if level == "county" and units.level == "municipality":
        return []
    walk = cached.crosswalk(year, units.vintage, level, units.level)
    return [target for target in walk.loc[walk["from_code"] == code, "to_code"] if target in units.names]
