"""Read the built tables of data/tables; the running app never writes them."""

from pathlib import Path

import pandas as pd

from analysis.errors import DataError
from analysis.text import hidden

DATA = Path(__file__).resolve().parents[2] / "data"
REFERENCE = DATA / "reference"
TABLES = "tables"


def read_table(name: str, data: Path = DATA) -> pd.DataFrame:
    """Return a built table by its name in analysis.contract.schemas, typed as written, texts without hidden characters.

    Raises:
        DataError: the table has not been built, or its file is damaged.
    """
    path = data / TABLES / f"{name}.parquet"
    if not path.exists():
        raise DataError(f"{path.name}: not found in {path.parent}. Run: python -m analysis.build")
    try:
        return hidden.removed_from(pd.read_parquet(path))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: damaged ({error}). Fetch or build the data anew.") from error


def read_reference(name: str) -> pd.DataFrame:
    """Return a hand-kept table of data/reference, every column as text, empty where nothing is given."""
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype="string", keep_default_na=False)
