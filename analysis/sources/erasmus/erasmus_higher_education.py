"""Study exchange of Norwegian institutions in Erasmus+ (source: erasmus_higher_education).

The publisher gives one total over six academic years; its column of totals is damaged and not used.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.sources.common import published
from analysis.sources.common.account import Account, Built
from analysis.store.tables import read_reference

SOURCE_ID = "erasmus_higher_education"
FILE = "raw/erasmus_higher_education/erasmus_universities_norway_2014_2019.csv"
# Head offices were coded on the municipalities of this year.
GEOGRAPHY_YEAR = 2024


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Return student_exchange, one row per institution; students are counted over 2014/15 to 2019/20 together."""
    rows = published.correct(raw, SOURCE_ID, corrections)
    return pd.DataFrame(
        {
            "institution_name": published.clean_spaces(rows["university"]),
            "source_id": SOURCE_ID,
            "programme_id": "erasmus_plus_2014_2020",
            "municipality_code": rows["knr_2024_handcoded"],
            "geography_year": GEOGRAPHY_YEAR,
            "period_start": 2014,
            "period_end": 2020,
            "outgoing_students": rows["outgoing"].map(published.whole_number),
            "incoming_students": rows["incoming"].map(published.whole_number),
        }
    )


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the file below `raw_dir` and return its institutions."""
    raw = read_raw(raw_dir / FILE)
    rows = schemas.conform(tidy(raw, read_reference("corrections")), "student_exchange")
    table = rows.sort_values("institution_name", ignore_index=True)
    return Built({"student_exchange": table}, (Account(SOURCE_ID, FILE, len(raw), len(table)),))
