"""Rates and shares: per inhabitant, of the national total, and ranks that leave out units with too few projects."""

from collections.abc import Sequence

import pandas as pd

from analysis.errors import DataError
from analysis.geography import years

FEWEST_PROJECTS_TO_RANK = 5


def population_year(level: str, vintage: int, wanted: int) -> int:
    """Return the year nearest to the wanted one in which these boundaries have a population.

    For today's boundaries Statistics Norway's counts are carried back to 2007; older ones have their own years alone.
    """
    if vintage == years.TODAY:
        return min(max(wanted, years.FIRST_YEAR), years.LAST_YEAR)
    later = [year for year in years.VINTAGES[level] if year > vintage]
    first = years.FIRST_YEAR if vintage == min(years.VINTAGES["county"]) else vintage
    return min(max(wanted, first), min(later) - 1)


def population_of(population: pd.DataFrame, level: str, vintage: int, year: int) -> pd.DataFrame:
    """Return area_code, population (persons, 1 January) and status on the boundaries of a vintage.

    Raises:
        DataError: the table has no population for these boundaries in this year.
    """
    boundaries = vintage if vintage == years.TODAY else year
    rows = population[
        (population["area_level"] == level)
        & (population["year"] == year)
        & (population["geography_year"] == boundaries)
    ]
    if rows.empty:
        raise DataError(f"population: no {level} of {boundaries} in {year}. Choose a year with rates.population_year.")
    return rows[["area_code", "population", "status"]].rename(columns={"status": "population_status"})


def per_inhabitant(amount_cents: pd.Series, population: pd.Series) -> pd.Series:
    """Return whole units of the currency per inhabitant, null where either is unknown."""
    return amount_cents.astype("Float64") / 100 / population.astype("Float64")


def share_pct(part: pd.Series, whole: int) -> pd.Series:
    """Return each part's share of the whole in per cent."""
    return part.astype("Float64") / whole * 100


def ranks(values: pd.Series, statuses: Sequence[str]) -> pd.Series:
    """Return 1 for the largest value; equal values share a rank. Zero, too few and unknown have none."""
    rankable = pd.Series([status in ("value", "estimated") for status in statuses], index=values.index)
    return values.where(rankable).rank(ascending=False, method="min").astype("Int64")
