"""Norwegian partners in Erasmus+ Centres of Vocational Excellence (source: erasmus_centres).

The list names every Norwegian partner of the calls 2021 to 2025; it has no amounts.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.sources.common import examples, organisation_kind, published
from analysis.sources.common.account import Account, Built
from analysis.store.tables import read_reference

SOURCE_ID = "erasmus_centres"
FILE = "raw/erasmus_other/erasmus_cove_norway.csv"
PROGRAMME = "erasmus_plus_2021_2027"
# Head offices were coded by hand on the municipalities and counties of this year.
GEOGRAPHY_YEAR = 2024
_COUNTY = "county "
_ROLES: Mapping[str, str] = {
    "coordinator": "coordinator",
    "partner": "participant",
    "associated partner": "associated_partner",
}


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return examples, one row per Norwegian partner in a centre."""
    known = organisation_kind.known_kinds(made["participations"])
    area = raw["area_2024_handcoded"]
    of_county = area.str.startswith(_COUNTY)
    project = (raw["call_year"] + " " + raw["acronym"]).map(published.slug)
    call_year = raw["call_year"].astype("Int16")
    return pd.DataFrame(
        {
            "example_id": "cove-" + project + "-" + raw["norwegian_organisation"].map(published.slug),
            "source_id": SOURCE_ID,
            "programme_id": PROGRAMME,
            "programme_name": "Erasmus+",
            "action": "Centres of Vocational Excellence",
            "project_id": project,
            "project_name": raw["acronym"] + ": " + raw["project_title"],
            "organisation_name": raw["norwegian_organisation"],
            "organisation_kind": organisation_kind.by_name(
                raw["norwegian_organisation"], read_reference("organisation_kinds"), known
            )["kind"],
            "role": published.mapped(raw["role"], _ROLES, file=FILE),
            "municipality_code": published.null_if_blank(area).mask(of_county),
            "county_code": area.str.removeprefix(_COUNTY).where(of_county),
            "geography_year": pd.Series(GEOGRAPHY_YEAR, index=raw.index, dtype="Int16").mask(area == ""),
            "placed_by": pd.Series("hand", index=raw.index, dtype="str").mask(area == "", "country"),
            "period_start": call_year,
            "period_end": call_year,
            "source_title": "Centres of Vocational Excellence, calls 2021-2025",
            "publisher": "European Commission",
        }
    )


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the file below `raw_dir` and return its examples."""
    raw = read_raw(raw_dir / FILE)
    table = schemas.conform(examples.complete(tidy(raw, made)), "examples").sort_values("example_id", ignore_index=True)
    return Built({"examples": table}, (Account(SOURCE_ID, FILE, len(raw), len(table)),))
