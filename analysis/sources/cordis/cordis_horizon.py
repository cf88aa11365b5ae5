"""Horizon Europe as it comes with the project (source: cordis_horizon), read by the importer that a refresh uses."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.errors import DataError
from analysis.sources.common.account import Built
from analysis.sources.cordis import cordis

SOURCE_ID = "cordis_horizon"
FILE = "raw/cordis_horizon/cordis-HORIZONprojects-csv_norway.zip"


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the zip below `raw_dir`, with organisation_pics and the participations of Horizon 2020 in `made`.

    Raises:
        DataError: a cell of the file was refused.
    """
    imported = cordis.tidy(cordis.read_raw(raw_dir / FILE), made)
    if len(imported.rejected):
        first = imported.rejected.iloc[0]
        raise DataError(
            f"{FILE}: row {first['row']}, column {first['column']}: {first['value']!r} where {first['expected']} was "
            f"expected ({len(imported.rejected)} in all). Correct it in data/reference/corrections.csv."
        )
    accounts = [replace(account, file=f"{FILE}: {account.file}") for account in imported.accounts]
    return Built(imported.tables, tuple(accounts))
