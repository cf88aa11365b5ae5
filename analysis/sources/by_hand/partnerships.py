"""Partnerships, memberships and projects known by name only, collected by hand (source: partnerships)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.errors import DataError
from analysis.sources.by_hand import programmes
from analysis.sources.by_hand.programmes import with_nulls
from analysis.sources.common import published
from analysis.sources.common.places import Places

SOURCE_ID = "partnerships"
FILE = "published/partnerships.csv"
PARTNERS = "partners named in published/partnerships.csv"
"""How the account calls the rows that are read out of the partners of other rows."""
MEMBERSHIP = "membership"
LEVELS = {"municipality": "municipality", "county council": "county_council"}
REFERENCES = ("corrections", "details", "network_names", "partnership_partners", "programme_names")
# The pairs from Wikidata, most of the undated rows, were harvested in this year.
UNDATED_YEAR = 2017


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, references: Mapping[str, pd.DataFrame], places: Places) -> pd.DataFrame:
    """Return partnerships and memberships together, one row per row of the file and one per partner it names in Norway.

    Running notes are not carried over; the facts in them are the short `details`, kept by hand.

    Args:
        raw: the file as read_raw gives it.
        references: the hand-kept tables REFERENCES by name.
        places: the finder of places.

    Raises:
        DataError: a hand-kept row fits no row of the file.
    """
    rows = published.correct(raw, SOURCE_ID, references["corrections"])
    rows = rows.rename(
        columns={"id": "partnership_id", "area_code_or_name": "area_name", "programme": "programme_name"}
    )
    rows = pd.concat([rows, _of_partners(rows, references["partnership_partners"])], ignore_index=True)
    starts = [published.years_of(start)[0] for start in rows["start"]]
    issued = [published.years_of(text)[0] for text in rows["published"]]
    rows = rows.assign(
        source_id=SOURCE_ID,
        area_level=published.mapped(rows["area_level"], LEVELS, file=FILE),
        programme_id=_programmes(rows, starts, issued, references["programme_names"]),
        details=programmes.details_of(rows["partnership_id"], references["details"]),
        network_id=_networks(rows, references["network_names"]),
        as_of=None,
    )
    years = [year or first or UNDATED_YEAR for first, year in zip(starts, issued, strict=True)]
    table = with_nulls(with_codes(rows, years, places), "partnerships")
    return table.assign(amount=pd.to_numeric(table["amount"]).astype("Float64"))


def _of_partners(rows: pd.DataFrame, partners: pd.DataFrame) -> pd.DataFrame:
    """Return a row for every Norwegian place that a row names as its partner: the same project, seen from there."""
    named = partners[partners["area_name"] != ""].rename(
        columns={"area_level": "partner_level", "area_name": "partner_name", "reason": "partner_reason"}
    )
    both = named.merge(rows, on="partnership_id", how="left", validate="many_to_one")
    if both["name"].isna().any():
        missing = both.loc[both["name"].isna(), "partnership_id"].iloc[0]
        raise DataError(f"partnership_partners.csv: {FILE} has no {missing}. Remove the row, or see what changed.")
    seen_from = [
        "; ".join([row["area_name"], *(one for one in row["partners"].split("; ") if row["partner_name"] not in one)])
        for row in published.records(both)
    ]
    return both.assign(
        partnership_id=both["partnership_id"] + "-" + both["partner_name"].map(published.slug),
        area_level=both["partner_level"],
        area_name=both["partner_name"],
        partners=seen_from,
        role="partner",
        municipal_unit="",
        amount="",
        currency="",
        amount_basis="",
        note="",
    )[list(rows.columns)]


def _programmes(
    rows: pd.DataFrame, starts: Sequence[int | None], issued: Sequence[int | None], names: pd.DataFrame
) -> "pd.Series[str]":
    """Return the programme that a row names, else the one that the project itself is called after."""
    found = [
        programmes.id_of(programme, first, names, known_in=year) or programmes.id_of(name, first, names, known_in=year)
        for programme, name, first, year in zip(rows["programme_name"], rows["name"], starts, issued, strict=True)
    ]
    return pd.Series(found, index=rows.index, dtype="str")


def _networks(rows: pd.DataFrame, names: pd.DataFrame) -> "pd.Series[str]":
    """Return the network of the register that a membership is of, null where it is none."""
    known = names[names["network_id"] != ""].set_index("network_name")["network_id"]
    return rows["name"].where(rows["kind"] == MEMBERSHIP).map(known).astype("str")


def with_codes(rows: pd.DataFrame, years: list[int], places: Places) -> pd.DataFrame:
    """Return the rows with the code the place had near its year, and today's municipality; null if not certain."""
    levels = ["county" if level == "county_council" else "municipality" for level in rows["area_level"]]
    found = [places.find(*place) for place in zip(rows["area_name"], levels, years, strict=True)]
    return rows.assign(
        area_code=pd.array([place.area_code if place else None for place in found], dtype="str"),
        geography_year=pd.array([place.geography_year if place else None for place in found], dtype="Int16"),
        municipality_code_today=pd.array([place.code_today if place else None for place in found], dtype="str"),
    )
