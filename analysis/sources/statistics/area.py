"""Total and land area of municipalities in km² (source: area)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract.schemas import conform
from analysis.errors import DataError
from analysis.sources.common.account import Account, Built

SOURCE_ID = "area"
FILE = "statistics/area.csv"
_KINDS = {
    "km2, total incl. fresh water": "total",
    "km2, land (excl. fresh water)": "land",
    "km2, land (excl. fresh water), 2016 areas summed to 2024 boundaries": "land",
}


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return areas in km²; `area_year`, the year of measuring, is before the boundaries where areas were summed."""
    unknown = sorted(set(raw["unit"]) - set(_KINDS))
    if unknown:
        raise DataError(f"{FILE}: unit {unknown[0]!r} is not known ({len(unknown)} units). Add it to _KINDS.")
    measured = raw["unit"].str.extract(r", (\d{4}) areas summed", expand=False).fillna(raw["year"])
    rows = raw.rename(columns={"code": "municipality_code", "year": "geography_year", "value": "area_km2"}).assign(
        area_kind=raw["unit"].map(_KINDS), area_year=measured
    )
    return conform(rows.sort_values(["geography_year", "municipality_code", "area_kind"], ignore_index=True), "area")


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return the area table; needs no other table."""
    raw = read_raw(raw_dir / FILE)
    rows = tidy(raw)
    return Built({"area": rows}, (Account(SOURCE_ID, FILE, len(raw), len(rows)),))
