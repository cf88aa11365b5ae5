"""Which counties and municipalities are in force in a year, and whose boundaries a map of that year needs."""

import pandas as pd

from analysis.errors import DataError

LEVELS = ("municipality", "county")
FIRST_YEAR, LAST_YEAR = 2007, 2026
TODAY = 2024
"""The last year in which a boundary changed: 2025 and 2026 have the units of 2024."""

VINTAGES: dict[str, tuple[int, ...]] = {"municipality": (2020, 2024), "county": (2017, 2018, 2020, 2024)}

OUTSIDE: dict[str, tuple[str, ...]] = {"municipality": ("2100", "2200", "2211"), "county": ("21", "22")}
"""Svalbard and Jan Mayen (two numbers are in use): neither municipalities nor counties, but in the sources."""


def vintage_of(level: str, year: int) -> int | None:
    """Return the vintage with the boundaries of a year, None where no polygons of that year exist."""
    if level == "county":
        return next((vintage for vintage in reversed(VINTAGES["county"]) if vintage <= year), VINTAGES["county"][0])
    return next((vintage for vintage in reversed(VINTAGES["municipality"]) if vintage <= year), None)


def in_force(units: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows of `municipalities` or `counties` that are in force in a year.

    Raises:
        DataError: the table does not know the year.
    """
    rows = units[units["geography_year"] == year]
    if rows.empty:
        known = units["geography_year"]
        raise DataError(f"No units are known for {year}. Choose a year from {known.min()} to {known.max()}.")
    return rows


def codes_in_force(municipalities: pd.DataFrame, year: int, level: str) -> list[str]:
    """Return the sorted codes of a level in a year, Svalbard and Jan Mayen last."""
    return [*sorted(in_force(municipalities, year)[f"{level}_code"].unique()), *OUTSIDE[level]]


def county_of(municipalities: pd.DataFrame, year: int) -> dict[str, str]:
    """Return the county code of every municipality of a year, Svalbard and Jan Mayen included."""
    rows = in_force(municipalities, year)
    known = dict(zip(rows["municipality_code"].astype(str), rows["county_code"].astype(str), strict=True))
    return known | {code: code[:2] for code in OUTSIDE["municipality"]}
