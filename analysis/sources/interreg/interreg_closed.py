"""Interreg 2000-2019: Norwegian partners in projects closed by November 2019 (source: interreg_closed).

From keep.eu by way of a study. Closed projects only, 2000-2013 about half of them and 2014-2020 few: who stands here
took part, who does not may have taken part all the same. Names are spelt in many ways, so projects are counted and not
names. Budgets are those of whole projects and say nothing of Norwegian money: they are left out.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import councils, examples, interreg_programmes, organisation_kind, published
from analysis.sources.common.account import Account, Built
from analysis.sources.common.withheld import NATURAL_PERSON
from analysis.store.tables import read_reference

SOURCE_ID = "interreg_closed"
NAMES = "raw/interreg_closed/keep_closed_2000_2019_norwegian_partners.csv"
PARTICIPATIONS = "raw/interreg_closed/keep_closed_norwegian_participations_with_programme.csv"
LOCALITIES = "raw/interreg_closed/keep_closed_2000_2019_by_locality_norway.csv"
FIRST_YEAR, LAST_YEAR = 2000, 2019
# The places were coded on the municipalities of this year.
GEOGRAPHY_YEAR = 2024
ORIGIN: Mapping[str, str | None] = {
    "source_title": "Closed projects of Interreg III, IV and V",
    "source_url": "https://keep.eu/",
    "publisher": "keep.eu (Interact)",
    "published": "2019-11",
    "confidence": None,
}
NOT_PLACED_HERE = "a locality without participation in Interreg"
_PLACED_BY: Mapping[str, str] = {
    "postal code and town agree": "postal_code",
    "postal code only": "postal_code",
    "town (poststed)": "city",
    "town (kommune name)": "city",
    "town; postal code disagrees": "city",
    "by hand": "hand",
    "not placed": "country",
}
_KINDS: Mapping[str, str] = {"municipality": "municipality", "county council": "county_council"}
_BASES: Mapping[str, str] = {
    "named in an extract with programme": "named",
    "inferred from the position in the file": "inferred",
}
_WITHHELD = "(name withheld"
_PERIOD = re.compile(r"(?P<first>\d{4}) ?- ?(?P<last>\d{4})")


def read_raw(path: Path) -> pd.DataFrame:
    """Read a file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def participations(raw: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return examples, one row per partner in a project with its programme."""
    rows = published.correct(raw, SOURCE_ID, read_reference("corrections"))
    first, last = _periods(rows["programme"])
    project = (rows["programme"] + " " + rows["project_acronym"]).map(published.slug)
    number = (rows.groupby(project).cumcount() + 1).astype("str")
    kinds = _kinds(rows, made)
    table = pd.DataFrame(
        {
            "example_id": "ic-" + project + "-" + number,
            "source_id": SOURCE_ID,
            "programme_id": interreg_programmes.of(rows["programme"], made["programmes"]),
            "programme_name": rows["programme"],
            "project_id": project,
            "project_name": published.clean_spaces(rows["project_acronym"]),
            "organisation_name": _names(rows["partner"]),
            "organisation_kind": kinds,
            "role": published.mapped(
                rows["lead_partner"], {"Yes": "coordinator", "No": "participant"}, file=PARTICIPATIONS
            ),
            "period_start": first,
            "period_end": last,
            "start": published.null_if_blank(rows["project_start"]),
            "end": published.null_if_blank(rows["project_end"]),
            **ORIGIN,
        }
    )
    return table.join(_placed(rows, kinds, last, made))


def names(raw: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return partner_names, one row per spelling of a partner with the period and programme it is first seen in."""
    rows = published.correct(raw, SOURCE_ID, read_reference("corrections"))
    _, last = _periods(rows["first_period"])
    kinds = _kinds(rows, made)
    table = pd.DataFrame(
        {
            "partner_id": rows["partner_id"],
            "source_id": SOURCE_ID,
            "organisation_name": _names(rows["partner"]),
            "organisation_kind": kinds,
            "first_period": rows["first_period"],
            "programme_name": rows["programme_first_seen"],
            "programme_id": interreg_programmes.of(rows["programme_first_seen"], made["programmes"]),
            "programme_basis": published.mapped(rows["programme_basis"], _BASES, file=NAMES),
        }
    )
    return table.join(_placed(rows, kinds, last, made))


def localities(raw: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return participation_counts, one row per locality that has participations.

    A locality of partners in several municipalities lies where the postal place of its name does.
    """
    counts = {"participations": "participations_2000_2019", "partner_names": "partners", "projects": "projects"}
    rows = raw[raw["participations_2000_2019"].map(published.whole_number) > 0].reset_index(drop=True)
    numbers = {name: rows[column].map(published.whole_number) for name, column in counts.items()}
    code = published.null_if_blank(rows["knr_2024"])
    by_name = rows["geoname"].map(published.normalised).map(_postal_places(made["postal_codes"]))
    return pd.DataFrame(
        {
            "source_id": SOURCE_ID,
            "programme_id": interreg_programmes.WHOLE_SCHEME,
            "locality_id": rows["geoname_id"],
            "locality_name": rows["geoname"],
            "municipality_code": code.fillna(by_name),
            "geography_year": GEOGRAPHY_YEAR,
            "placed_by": "city",
            "period_start": FIRST_YEAR,
            "period_end": LAST_YEAR,
            **numbers,
        }
    )


def _postal_places(postal_codes: pd.DataFrame) -> dict[str, str]:
    """Return the municipality of each postal place, its name normalised, that lies in one alone."""
    places = postal_codes.assign(place=postal_codes["postal_place"].map(published.normalised))
    alone = places.groupby("place")["municipality_code"].nunique()
    known = places[places["place"].isin(alone[alone == 1].index)].drop_duplicates("place")
    return dict(zip(known["place"], known["municipality_code"], strict=True))


def _periods(words: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the first and last year of the period that a programme's name or a cell gives."""
    years = words.str.extract(_PERIOD)
    if years.isna().any(axis=None):
        raise DataError(f"{PARTICIPATIONS}: {words[years.isna().any(axis='columns')].iloc[0]!r} gives no period.")
    return years["first"].astype("Int16"), years["last"].astype("Int16")


def _names(partners: pd.Series) -> pd.Series:
    """Return the names, with a word in place of those that the file withholds because they are persons."""
    cleaned = published.clean_spaces(partners).str.rstrip(", ")
    return cleaned.mask(cleaned.str.startswith(_WITHHELD), NATURAL_PERSON)


def _kinds(rows: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return the kind that the file reads from a name; where it reads none, that of the common rules."""
    known = organisation_kind.known_kinds(made["participations"])
    by_rules = organisation_kind.by_name(rows["partner"], read_reference("organisation_kinds"), known)["kind"]
    others = by_rules.mask(by_rules.isin(list(_KINDS.values())), "other")
    return rows["kind_from_name"].map(_KINDS).fillna(others).astype("str")


def _placed(rows: pd.DataFrame, kinds: pd.Series, last: pd.Series, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the columns of place: a unit's own address, but a county council lies in the county it is called after."""
    placed = pd.DataFrame(
        {
            "municipality_code": published.null_if_blank(rows["knr_2024"]),
            "county_code": published.null_if_blank(rows["fylke_2024"]),
            "geography_year": pd.Series(GEOGRAPHY_YEAR, index=rows.index, dtype="Int16"),
            "placed_by": published.mapped(rows["place_method"], _PLACED_BY, file=NAMES),
        }
    )
    return councils.placed_by_name(placed, rows["partner"], kinds, last, made)


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the three files below `raw_dir` and return examples, names of partners, and counts by locality."""
    raw, raw_names, raw_places = (read_raw(raw_dir / file) for file in (PARTICIPATIONS, NAMES, LOCALITIES))
    told = schemas.conform(examples.complete(participations(raw, made)), "examples")
    spellings = schemas.conform(names(raw_names, made), "partner_names").sort_values("partner_id", ignore_index=True)
    counted = schemas.conform(localities(raw_places, made), "participation_counts")
    counted = counted.sort_values("locality_id", ignore_index=True)
    left = len(raw_places) - len(counted)
    accounts = (
        Account(SOURCE_ID, PARTICIPATIONS, len(raw), len(told)),
        Account(SOURCE_ID, NAMES, len(raw_names), len(spellings)),
        Account(SOURCE_ID, LOCALITIES, len(raw_places), len(counted), {NOT_PLACED_HERE: left} if left else {}),
    )
    tables = {
        "examples": told.sort_values("example_id", ignore_index=True),
        "partner_names": spellings,
        "participation_counts": counted,
    }
    return Built(tables, accounts)
