"""Annual mean of the ECB's daily rates, NOK per EUR (source: exchange_rates)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract.schemas import conform
from analysis.errors import DataError
from analysis.sources.common.account import Account, Built

SOURCE_ID = "exchange_rates"
FILE = "statistics/eurnok_annual_2007_2026.csv"


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return one rate per year; `days` counts the daily rates in the mean, fewer in a year that is not over.

    Raises:
        DataError: a row does not say how many days it is the mean of.
    """
    days = raw["source"].str.extract(r"n=(\d+)$", expand=False)
    if days.isna().any():
        raise DataError(f"{FILE}: {raw.loc[days.isna(), 'year'].iloc[0]} gives no number of days (n=...) in source.")
    rows = raw.rename(columns={"value": "nok_per_eur"}).assign(days=days)
    return conform(rows.sort_values("year", ignore_index=True), "exchange_rates")


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return the exchange_rates table; needs no other table."""
    raw = read_raw(raw_dir / FILE)
    rows = tidy(raw)
    return Built({"exchange_rates": rows}, (Account(SOURCE_ID, FILE, len(raw), len(rows)),))
