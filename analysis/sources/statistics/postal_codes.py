"""Postal codes and the municipality of 2024 they lie in (source: postal_codes)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract.schemas import conform
from analysis.geography.years import TODAY
from analysis.sources.common.account import Account, Built

SOURCE_ID = "postal_codes"
FILE = "geography/postnummer_kommune.csv"


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return each postal code once, withdrawn ones too; Svalbard (2100) and Jan Mayen (2211) keep their numbers."""
    names = {"postnummer": "postal_code", "poststed": "postal_place", "kommune_2024": "municipality_code"}
    in_use = raw["status"].str.startswith("current")
    rows = raw.rename(columns=names).assign(geography_year=TODAY, in_use=in_use)
    return conform(rows.sort_values("postal_code", ignore_index=True), "postal_codes")


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return the postal_codes table; needs no other table."""
    raw = read_raw(raw_dir / FILE)
    rows = tidy(raw)
    return Built({"postal_codes": rows}, (Account(SOURCE_ID, FILE, len(raw), len(rows)),))
