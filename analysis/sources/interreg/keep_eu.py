"""Interreg 2014-2020 projects and partners by Norwegian county of 2020 (source: keep_eu).

Only the counts are used: Norwegian partners are not paid from the ERDF, so the publisher's amounts say nothing here.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.sources.common import published
from analysis.sources.common.account import Account, Built

SOURCE_ID = "keep_eu"
FILE = "raw/keep_eu/keep_norway_nuts3_2014_2020.csv"
GEOGRAPHY_YEAR = 2020
# NUTS 3 areas of 2021, which are the counties of 2020 to 2023 and the two areas outside them.
AREAS: Mapping[str, str] = {
    "Oslo": "03",
    "Rogaland": "11",
    "Møre og Romsdal": "15",
    "Nordland": "18",
    "Svalbard": "21",
    "Jan Mayen": "22",
    "Viken": "30",
    "Innlandet": "34",
    "Vestfold og Telemark": "38",
    "Agder": "42",
    "Vestland": "46",
    "Trøndelag": "50",
    "Troms og Finnmark": "54",
}
INDICATORS: Mapping[str, tuple[str, str, str]] = {
    "keep_No_of_projects": ("interreg_projects", "Interreg projects with a partner in the area", "projects"),
    "keep_No_of_partners": ("interreg_partners", "Interreg partners in the area", "partners"),
}


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return figures, two rows per area: its projects and its partners; a published zero has the status "zero"."""
    code = published.mapped(raw["NAME_LATN"], AREAS, file=FILE)
    parts = []
    for column, (indicator_id, indicator_name, unit) in INDICATORS.items():
        value = raw[column].map(published.whole_number)
        part = {
            "figure_id": "keep_eu-" + code + "-" + unit,
            "area_name": raw["NAME_LATN"],
            "area_code": code,
            "indicator_id": indicator_id,
            "indicator_name": indicator_name,
            "value": value,
            "value_text": value.astype("str"),
            "unit": unit,
            "status": value.map(lambda count: "zero" if count == 0 else "value"),
        }
        parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True).assign(
        area_level="county",
        geography_year=GEOGRAPHY_YEAR,
        period_text="2014-2020",
        period_start=2014,
        period_end=2020,
        programme_name="Interreg",
        programme_id="interreg",
        source_id=SOURCE_ID,
        source_title="Projects and partners by NUTS 3 area",
        source_url="https://keep.eu/",
        publisher="keep.eu (Interact)",
        published=None,
        confidence=None,
        other_value_text=None,
        other_publisher=None,
    )


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the file below `raw_dir` and return its figures."""
    raw = read_raw(raw_dir / FILE)
    table = schemas.conform(tidy(raw), "figures").sort_values("figure_id", ignore_index=True)
    return Built({"figures": table}, (Account(SOURCE_ID, FILE, len(raw), table["area_code"].nunique()),))
