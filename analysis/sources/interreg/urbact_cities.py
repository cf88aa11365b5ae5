"""Norwegian cities in the networks of URBACT II and III (source: urbact_cities)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.sources.common import examples, published
from analysis.sources.common.account import Account, Built
from analysis.sources.common.interreg_programmes import WHOLE_SCHEME

SOURCE_ID = "urbact_cities"
FILE = "raw/interreg_closed/urbact_norwegian_cities.csv"
# The places were coded on the municipalities of this year.
GEOGRAPHY_YEAR = 2024
# URBACT III began to approve networks in this year; those before are of URBACT II, which the register does not have.
FIRST_YEAR_OF_III = 2015


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return examples, one row per city and network; the city's own authority is the partner."""
    start = raw["start"].astype("Int16")
    of_iii = start >= FIRST_YEAR_OF_III
    network = raw["network"].map(published.slug)
    return pd.DataFrame(
        {
            "example_id": "urbact-" + network + "-" + raw["city"].map(published.slug),
            "source_id": SOURCE_ID,
            "programme_id": of_iii.map({True: "urbact_iii", False: WHOLE_SCHEME}),
            "programme_name": of_iii.map({True: "URBACT III", False: "URBACT II"}),
            "action": "network of cities",
            "project_id": "urbact_" + network,
            "project_name": raw["network"],
            "organisation_name": raw["city"],
            "organisation_kind": "municipality",
            "role": published.mapped(raw["role"], {"Partner": "participant"}, file=FILE),
            "municipality_code": raw["knr_2024"],
            "geography_year": GEOGRAPHY_YEAR,
            "placed_by": "name",
            "period_start": start,
            "period_end": raw["end"].astype("Int16"),
            "start": raw["start"],
            "end": raw["end"],
            "source_title": raw["network"],
            "source_url": raw["address"],
            "publisher": "URBACT",
            "published": raw["source_year"],
        }
    )


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the file below `raw_dir` and return its examples."""
    raw = read_raw(raw_dir / FILE)
    table = schemas.conform(examples.complete(tidy(raw)), "examples").sort_values("example_id", ignore_index=True)
    return Built({"examples": table}, (Account(SOURCE_ID, FILE, len(raw), len(table)),))
