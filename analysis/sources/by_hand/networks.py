"""The register of networks, regional EU offices and organisations named in the cases (source: networks)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.sources.by_hand.programmes import details_of, with_nulls
from analysis.sources.common import published
from analysis.sources.common.account import Account, Built
from analysis.store.tables import read_reference

SOURCE_ID = "networks"
FILE = "published/networks.csv"
_RENAMED: Mapping[str, str] = {
    "id": "network_id",
    "name": "network_name",
    "name_en": "network_name_en",
    "type": "kind",
    "url": "official_url",
}


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, corrections: pd.DataFrame, details: pd.DataFrame) -> pd.DataFrame:
    """Return networks, one row each; running notes are not carried over, the facts in them are the short `details`."""
    rows = published.correct(raw, SOURCE_ID, corrections).rename(columns=_RENAMED)
    rows["official_url_checked"] = (rows["url_seen_in_stored_page"] == "yes") & (rows["official_url"] != "")
    told = details_of(rows["network_id"], details)
    return with_nulls(rows, "networks").assign(source_id=SOURCE_ID, details=told)


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the register below `raw_dir` and return its networks."""
    raw = read_raw(raw_dir / FILE)
    rows = schemas.conform(tidy(raw, read_reference("corrections"), read_reference("details")), "networks")
    table = rows.sort_values("network_id", ignore_index=True)
    return Built({"networks": table}, (Account(SOURCE_ID, FILE, len(raw), len(table)),))
