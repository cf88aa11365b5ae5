"""Centrality of municipalities: class 1 (most central) to 6 and index 0-1000 (source: centrality)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract.schemas import conform
from analysis.errors import DataError
from analysis.sources.common.account import Account, Built

SOURCE_ID = "centrality"
FILE = "statistics/centrality_2020_2024.csv"
_KEY = ["geography_year", "municipality_code"]
_CLASS, _INDEX = "centrality class 1-6", "centrality index 0-1000"


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return class and index side by side, one row per municipality and year.

    Raises:
        DataError: a municipality has only one of the two, or a unit is not known.
    """
    rows = raw.rename(columns={"year": "geography_year", "code": "municipality_code"})
    classes, indexes = (
        rows[rows["unit"] == unit][[*_KEY, "value"]].rename(columns={"value": name})
        for unit, name in ((_CLASS, "centrality_class"), (_INDEX, "centrality_index"))
    )
    both = classes.merge(indexes, on=_KEY, validate="one_to_one")
    if len(raw) != 2 * len(both):
        raise DataError(
            f"{FILE}: {len(raw)} rows for {len(both)} municipalities with class and index. "
            "Every municipality needs one row of each."
        )
    return conform(both.sort_values(_KEY, ignore_index=True), "centrality")


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return the centrality table; needs no other table."""
    raw = read_raw(raw_dir / FILE)
    return Built({"centrality": tidy(raw)}, (Account(SOURCE_ID, FILE, len(raw), len(raw)),))
