"""Erasmus+ mobility in vocational education: grants, national totals and accreditations (source: erasmus_vet).

A grant stands with the organisation that coordinates it, so a consortium of schools stands with its county council:
counties may be compared, and of a municipality without a row nothing is known.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import organisation_kind, published
from analysis.sources.common.account import Account, Built
from analysis.store.tables import read_reference

SOURCE_ID = "erasmus_vet"
PROGRAMME = "erasmus_vet"
COORDINATORS = "raw/erasmus_vet/erasmus_ka1_vet_coordinators_norway_2021_2025.csv"
NATIONAL = "raw/erasmus_vet/erasmus_ka1_vet_norway_2014_2025.csv"
ACCREDITED = "raw/erasmus_vet/erasmus_vet_accredited_norway.csv"
ACTIONS: Mapping[str, str] = {"ka121_vet_projects": "KA121-VET", "ka122_vet_projects": "KA122-VET"}
# The places were coded on the municipalities and counties of this year.
GEOGRAPHY_YEAR = 2024
_COUNCIL = "county council"
_KINDS: Mapping[str, str] = {
    _COUNCIL: "county_council",
    "municipality": "municipality",
    "higher education": "university",
}
_PLACED_BY: tuple[tuple[str, str], ...] = (
    ("town in accreditation list", "city"),
    ("postal place name", "city"),
    ("municipality name", "city"),
    ("hand", "hand"),
    ("county council; not placed", "name"),
    ("county council", "name"),
    ("name", "name"),
    ("not placed", "country"),
)
"""How the words of the file begin -> how a row was given its place."""


def read_raw(path: Path) -> pd.DataFrame:
    """Read a file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, corrections: pd.DataFrame, councils: pd.DataFrame) -> pd.DataFrame:
    """Return participations without ids of organisations, one row per coordinator and call year.

    Args:
        raw: the coordinators as read_raw gives them.
        corrections: data/reference/corrections.csv.
        councils: data/reference/county_councils.csv, councils that the source calls by a later name.

    Raises:
        DataError: a row has not exactly one project, or a new way of having been placed.
    """
    rows = published.correct(raw, SOURCE_ID, corrections)
    action = _actions(rows)
    call_year = rows["call_year"].astype("int16")
    name = published.clean_spaces(rows["organisation_name_added"])
    project = rows["call_year"] + "-" + action + "-" + name.map(published.slug)
    table = pd.DataFrame(
        {
            "participation_id": "vet-" + project,
            "source_id": SOURCE_ID,
            "programme_id": PROGRAMME,
            "project_id": project,
            "area_of_programme": action,
            "organisation_name": name,
            "kind_added": rows["kind_added"],
            "role": "coordinator",
            "municipality_code": published.null_if_blank(rows["knr_2024_added"]),
            "county_code": published.null_if_blank(rows["fylke_2024_added"]),
            "geography_year": GEOGRAPHY_YEAR,
            "placed_by": placed_by(rows["placed_by_added"], COORDINATORS),
            "call_year": call_year,
            "eu_contribution_cents": rows["grant_eur"].map(published.cents),
        }
    )
    return _with_councils_of_their_time(table, councils)


def _actions(rows: pd.DataFrame) -> pd.Series:
    """Return the action of each row; a row is one project of one action."""
    counts = rows[list(ACTIONS)].astype("int64")
    wrong = rows[counts.sum(axis="columns") != 1]
    if len(wrong):
        raise DataError(
            f"{COORDINATORS}: {wrong['organisation_in_source'].iloc[0]!r} {wrong['call_year'].iloc[0]} has not one "
            f"project ({len(wrong)} rows in all). Give every project a row of its own."
        )
    return counts.idxmax(axis="columns").map(ACTIONS).astype("str")


def placed_by(words: pd.Series, file: str) -> pd.Series:
    """Return how each row was given its place, from the words of the file; raises DataError for new words."""
    ways = words.map(lambda said: next((way for start, way in _PLACED_BY if str(said).startswith(start)), None))
    if ways.isna().any():
        raise DataError(f"{file}: {words[ways.isna()].iloc[0]!r} is no known way of placing. Add it to _PLACED_BY.")
    return ways.astype("str")


def _with_councils_of_their_time(table: pd.DataFrame, councils: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the county that a council was the council of when the call was made."""
    keys = ["organisation_name", "call_year"]
    known = councils.astype({"call_year": "int16"})[[*keys, "county_code"]]
    joined = table[keys].merge(known, on=keys, how="left", validate="many_to_one")["county_code"]
    joined.index = table.index
    then = joined.notna()
    return table.assign(
        county_code=table["county_code"].mask(then, joined),
        geography_year=table["geography_year"].mask(then, table["call_year"]),
    )


def national(raw: pd.DataFrame) -> pd.DataFrame:
    """Return programme_years: projects and euro cents granted to Norwegian coordinators by year and action."""
    return pd.DataFrame(
        {
            "source_id": SOURCE_ID,
            "programme_id": PROGRAMME,
            "year": raw["call_year"].astype("int16"),
            "action": raw["action"] + "-VET",
            "projects": raw["projects"].map(published.whole_number),
            "granted_cents": raw["grant_eur"].map(published.cents),
        }
    )


def reconcile(grants: pd.DataFrame, totals: pd.DataFrame) -> None:
    """Raise DataError where coordinators and national totals differ in a year and action, by a project or a cent."""
    keys = ["year", "action"]
    of_rows = grants.rename(columns={"call_year": "year", "area_of_programme": "action"}).groupby(keys)
    counted = of_rows["eu_contribution_cents"].agg(["size", "sum"]).reset_index()
    both = counted.merge(totals, on=keys, how="left", validate="one_to_one")
    wrong = both[both["size"].ne(both["projects"]) | both["sum"].ne(both["granted_cents"])]
    if len(wrong):
        row = wrong.iloc[0]
        raise DataError(
            f"{COORDINATORS}: {row['year']} {row['action']}: {row['size']} grants of {row['sum']} cents where "
            f"{NATIONAL} has {row['projects']} of {row['granted_cents']} ({len(wrong)} in all). See which is right."
        )


def accredited(raw: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Return accreditations; the amounts of the file are a part of the coordinators' and are left out."""
    raw = published.correct(raw, "erasmus_vet_accredited", corrections)
    return pd.DataFrame(
        {
            "accreditation_id": raw["accreditation_id"],
            "source_id": SOURCE_ID,
            "programme_id": PROGRAMME,
            "kind": "vet_accreditation",
            "organisation_name": published.clean_spaces(raw["organisation"]),
            "status": raw["status"].str.lower(),
            "call_year": raw["call_year"].astype("Int16"),
            "awarded_from": pd.Series(pd.NaT, index=raw.index, dtype="datetime64[s]"),
            "awarded_to": pd.Series(pd.NaT, index=raw.index, dtype="datetime64[s]"),
            "municipality_code": published.null_if_blank(raw["knr_2024_added"]),
            "geography_year": GEOGRAPHY_YEAR,
            "placed_by": placed_by(raw["placed_by_added"], ACCREDITED),
        }
    )


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the three files below `raw_dir` and return grants, their call years, national totals and accreditations."""
    raw, raw_totals, raw_accredited = (read_raw(raw_dir / file) for file in (COORDINATORS, NATIONAL, ACCREDITED))
    corrections = read_reference("corrections")
    grants = tidy(raw, corrections, read_reference("county_councils"))
    totals = schemas.conform(national(raw_totals), "programme_years").sort_values(["year", "action"], ignore_index=True)
    reconcile(grants, totals)
    holders = accredited(raw_accredited, corrections)
    holders["organisation_kind"] = _kinds(holders["organisation_name"], made)
    holders = schemas.conform(holders, "accreditations").sort_values("accreditation_id", ignore_index=True)
    participations = _participations(grants, made)
    calls = _calls(grants)
    cents_in = published.total_cents(raw["grant_eur"])
    accounts = (
        Account(
            SOURCE_ID, COORDINATORS, len(raw), len(participations),
            money_in_cents=cents_in, money_out_cents=int(participations["eu_contribution_cents"].sum()),
        ),
        Account(
            SOURCE_ID, NATIONAL, len(raw_totals), len(totals),
            money_in_cents=published.total_cents(raw_totals["grant_eur"]),
            money_out_cents=int(totals["granted_cents"].sum()),
        ),
        Account(SOURCE_ID, ACCREDITED, len(raw_accredited), len(holders)),
    )  # fmt: skip
    tables = {
        "participations": participations, "project_grants": calls, "programme_years": totals,
        "accreditations": holders,
    }  # fmt: skip
    return Built(tables, accounts)


def _kinds(names: pd.Series, made: Mapping[str, pd.DataFrame]) -> pd.Series:
    known = organisation_kind.known_kinds(made["participations"])
    return organisation_kind.by_name(names, read_reference("organisation_kinds"), known)["kind"]


def _participations(grants: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the grants as participations; an organisation is one by its name and place."""
    place = grants["municipality_code"].fillna(grants["county_code"]).fillna("no")
    rows = grants.assign(
        organisation_id="vet-" + grants["organisation_name"].map(published.slug) + "-" + place,
        organisation_kind=grants["kind_added"].map(_KINDS).fillna(_kinds(grants["organisation_name"], made)),
    )
    missing = [name for name in schemas.TABLES["participations"].columns if name not in rows]
    table = schemas.conform(rows.assign(**dict.fromkeys(missing)), "participations")
    return table.sort_values("participation_id", ignore_index=True)


def _calls(grants: pd.DataFrame) -> pd.DataFrame:
    """Return project_grants, which hold the year of each call."""
    rows = grants.rename(columns={"eu_contribution_cents": "grant_cents"}).assign(project_title=None, participants=None)
    return schemas.conform(rows, "project_grants").sort_values("project_id", ignore_index=True)
