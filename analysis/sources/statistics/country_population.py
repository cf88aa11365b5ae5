"""Inhabitants of countries, mid-year (source: country_population)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract.schemas import conform
from analysis.sources.common import country_codes, published
from analysis.sources.common.account import Account, Built

SOURCE_ID = "country_population"
FILE = "statistics/population_countries_2007_2024.csv"


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return persons by country and year."""
    rows = pd.DataFrame(
        {
            "country_code": country_codes.iso(raw["country"]),
            "year": raw["year"].map(published.whole_number),
            "population": raw["population"].map(published.whole_number),
        }
    )
    return conform(rows, "country_population").sort_values(["country_code", "year"], ignore_index=True)


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return the country_population table; needs no other table."""
    raw = read_raw(raw_dir / FILE)
    rows = tidy(raw)
    return Built({"country_population": rows}, (Account(SOURCE_ID, FILE, len(raw), len(rows)),))
