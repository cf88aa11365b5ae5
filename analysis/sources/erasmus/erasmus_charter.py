"""Norwegian holders of the Erasmus Charter for Higher Education (source: erasmus_charter).

The charter says who may take part in Erasmus+, not who did or how much.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.sources.common import organisation_kind, published
from analysis.sources.common.account import Account, Built
from analysis.store.tables import read_reference

SOURCE_ID = "erasmus_charter"
FILE = "raw/erasmus_other/eche_norway_2024-07.csv"
PROGRAMME = "erasmus_plus_2021_2027"
# The places were coded on the municipalities of this year.
GEOGRAPHY_YEAR = 2024


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return accreditations, one row per holder; a place is that of the address given to the Commission."""
    known = organisation_kind.known_kinds(made["participations"])
    name = published.clean_spaces(raw["legal_name"])
    return pd.DataFrame(
        {
            "accreditation_id": "eche-" + raw["proposal_number"],
            "source_id": SOURCE_ID,
            "programme_id": PROGRAMME,
            "kind": "erasmus_charter",
            "organisation_name": name,
            "organisation_kind": organisation_kind.by_name(name, read_reference("organisation_kinds"), known)["kind"],
            "status": None,
            "call_year": pd.Series(pd.NA, index=raw.index, dtype="Int16"),
            "awarded_from": _dates(raw["eche_start"]),
            "awarded_to": _dates(raw["eche_end"]),
            "municipality_code": published.null_if_blank(raw["knr_2024_added"]),
            "geography_year": GEOGRAPHY_YEAR,
            "placed_by": "postal_code",
        }
    )


def _dates(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column, format="%Y-%m-%d").astype("datetime64[s]")


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the file below `raw_dir` and return its holders."""
    raw = read_raw(raw_dir / FILE)
    table = schemas.conform(tidy(raw, made), "accreditations").sort_values("accreditation_id", ignore_index=True)
    return Built({"accreditations": table}, (Account(SOURCE_ID, FILE, len(raw), len(table)),))
