"""Partnerships, memberships and projects known by name only, collected by hand (source: partnerships)."""

from pathlib import Path

import pandas as pd

from analysis.sources.by_hand import programmes
from analysis.sources.by_hand.programmes import with_nulls
from analysis.sources.common import published
from analysis.sources.common.places import Places

SOURCE_ID = "partnerships"
FILE = "published/partnerships.csv"
MEMBERSHIP = "membership"
LEVELS = {"municipality": "municipality", "county council": "county_council"}
# The pairs from Wikidata, most of the undated rows, were harvested in this year.
UNDATED_YEAR = 2017


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, programme_names: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return partnerships and memberships together, one row per row of the file; running notes are not carried over."""
    rows = raw.rename(columns={"id": "partnership_id", "area_code_or_name": "area_name", "programme": "programme_name"})
    starts = [published.years_of(start)[0] for start in rows["start"]]
    rows = rows.assign(
        source_id=SOURCE_ID,
        area_level=published.mapped(rows["area_level"], LEVELS, file=FILE),
        programme_id=pd.array(
            [
                programmes.id_of(name, first, programme_names)
                for name, first in zip(rows["programme_name"], starts, strict=True)
            ],
            dtype="str",
        ),
    )
    issued = [published.years_of(text)[0] for text in rows["published"]]
    years = [year or first or UNDATED_YEAR for first, year in zip(starts, issued, strict=True)]
    table = with_nulls(with_codes(rows, years, places), "partnerships")
    return table.assign(amount=pd.to_numeric(table["amount"]).astype("Float64"))


def with_codes(rows: pd.DataFrame, years: list[int], places: Places) -> pd.DataFrame:
    """Return the rows with the code the place had near its year, and today's municipality; null if not certain."""
    levels = ["county" if level == "county_council" else "municipality" for level in rows["area_level"]]
    found = [places.find(*place) for place in zip(rows["area_name"], levels, years, strict=True)]
    return rows.assign(
        area_code=pd.array([place.area_code if place else None for place in found], dtype="str"),
        geography_year=pd.array([place.geography_year if place else None for place in found], dtype="Int16"),
        municipality_code_2024=pd.array([place.code_today if place else None for place in found], dtype="str"),
    )
