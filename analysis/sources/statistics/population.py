"""Population on 1 January, on the boundaries of each year and on those of 2024 (source: population)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract.schemas import conform
from analysis.geography import crosswalk, years
from analysis.sources.common.account import Account, Built
from analysis.sources.common.ledger import Ledger

SOURCE_ID = "population"
OWN_YEAR_FILES = ("population_municipality_2007_2026.csv", "population_county_2007_2026.csv")
SERIES_FILE = "population_2024_boundaries_2007_2026.csv"
_KEY = ["year", "area_level", "area_code", "geography_year"]


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the population of counties, municipalities or the country on the boundaries of each year."""
    rows = raw.rename(columns={"level": "area_level", "code": "area_code", "value": "population"})
    rows = rows.assign(geography_year=rows["year"], status="value")
    return conform(rows, "population")


def tidy_series(raw: pd.DataFrame, municipalities: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return the series on the boundaries of 2024, without 2024 itself.

    The series calls a municipality exact although it took over a part of a divided one (Tønsberg, from Stokke):
    such years are marked as estimated here.
    """
    rows = raw[raw["year"] != str(years.TODAY)].rename(
        columns={"level": "area_level", "code": "area_code", "value": "population"}
    )
    shared = {
        (str(year), code)
        for year in rows["year"].unique().astype(int)
        for code in _receiving_parts(municipalities, changes, year)
    }
    is_shared = pd.Series(list(zip(rows["year"], rows["area_code"], strict=True)), index=rows.index).isin(shared)
    exact = (rows["quality"] == "exact") & ~is_shared
    status = exact.map({True: "value", False: "estimated"})
    return conform(rows.assign(geography_year=years.TODAY, status=status), "population")


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return the population table; needs municipalities and municipality_changes."""
    own_year = {file: read_raw(raw_dir / "statistics" / file) for file in OWN_YEAR_FILES}
    series = read_raw(raw_dir / "statistics" / SERIES_FILE)
    on_2024 = tidy_series(series, made["municipalities"], made["municipality_changes"])
    rows = pd.concat([*(tidy(raw) for raw in own_year.values()), on_2024]).sort_values(_KEY, ignore_index=True)
    fates = Ledger(series)
    fates.leave_out(series["year"] == str(years.TODAY), "2024 is in the file of each year's own boundaries")
    accounts = [Account(SOURCE_ID, f"statistics/{file}", len(raw), len(raw)) for file, raw in own_year.items()]
    accounts.append(fates.account(SOURCE_ID, f"statistics/{SERIES_FILE}", rows_out=len(on_2024)))
    return Built({"population": conform(rows, "population")}, tuple(accounts))


def _receiving_parts(municipalities: pd.DataFrame, changes: pd.DataFrame, year: int) -> set[str]:
    if year >= years.TODAY:
        return set()
    known = crosswalk.changes_of(changes)
    codes = years.in_force(municipalities, year)["municipality_code"]
    chains = (crosswalk.follow(known, code, year, years.TODAY) for code in codes)
    return {target for chain in chains if len(chain) > 1 for target in chain}
