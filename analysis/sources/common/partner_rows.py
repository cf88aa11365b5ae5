"""Participations from lists of projects and partners: ids, kinds, places and the names that are withheld.

What Erasmus+ and Creative Europe, keep.eu and the programmes' own lists share: no amount belongs to a partner, so
eu_contribution_cents is null on every row.
"""

import re

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.geography.years import LAST_YEAR
from analysis.sources.common import importing, organisation_kind, places, placing, published
from analysis.sources.common.withheld import NATURAL_PERSON
from analysis.store.tables import read_reference

UNNAMED = "Navn ikke oppgitt"
"""Stands for a Norwegian partner that a list counts and does not name."""
WITHHELD_GROUP = "Ungdomsgruppe"
_PERSON = re.compile(r"natural person|private (?:person|individual)|^individual", re.IGNORECASE)
_GROUP = re.compile(r"young people|informal group", re.IGNORECASE)
_TYPES = (
    ("university", re.compile(r"higher education institution", re.IGNORECASE)),
    ("institute", re.compile(r"research (?:institute|centre|organisation)", re.IGNORECASE)),
    ("company", re.compile(r"enterprise|\bSME\b", re.IGNORECASE)),
)
_NOT_GIVEN = ("", "N.A.", "N/A", "NA", "NONE", "NULL", "-", "?", "UNKNOWN", "NOT AVAILABLE")
NORWAY = re.compile(r"NO|NOR|NORWAY|NORGE|NOREG|NO[\s-].*", re.IGNORECASE)
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
# The time behind a date in a workbook says nothing.
_TIME = re.compile(r"T.*|\s+\d{2}:\d{2}.*")
_MONEY = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?|\d+,\d{1,2}")


def given(column: pd.Series) -> pd.Series:
    """Return the text with single spaces, null where the publisher says that it has nothing ("N.a.", "-")."""
    text = published.clean_spaces(column)
    return text.mask(text.str.upper().isin(_NOT_GIVEN))


def column(rows: pd.DataFrame, *headings: str) -> pd.Series:
    """Return the first of the columns that the file has, as `given` does; all null where it has none."""
    for heading in headings:
        if heading in rows:
            return given(rows[heading])
    return pd.Series(pd.NA, index=rows.index, dtype="str")


def is_norway(country: pd.Series) -> "pd.Series[bool]":
    """Return whether a country is Norway: "NO", "Norway", "NO Norway / NORGE"."""
    return country.str.fullmatch(NORWAY.pattern, flags=re.IGNORECASE).fillna(False).astype(bool)


def dates(text: pd.Series) -> pd.Series:
    """Return dates written yyyy-mm-dd, dd/mm/yyyy or dd.mm.yyyy, with or without a time; null for anything else."""
    bare = text.str.replace(_TIME, "", regex=True)
    found = pd.Series(pd.NaT, index=text.index, dtype="datetime64[s]")
    for form in _DATES:
        found = found.fillna(pd.to_datetime(bare, format=form, errors="coerce").astype("datetime64[s]"))
    return found


def cents(amount: str) -> int:
    """Return euro with a decimal point, and commas between thousands if any, as whole cents; raises DataError.

    A comma before one or two last digits is a decimal sign: "200000,50".
    """
    text = re.sub(r"\s", "", amount)
    if not _MONEY.fullmatch(text):
        raise DataError(f"{amount!r} is not an amount in euro. See how the publisher writes amounts.")
    is_decimal = re.fullmatch(r"\d+,\d{1,2}", text)
    return published.cents(text.replace(",", ".") if is_decimal else text.replace(",", ""))


def withheld_names(names: pd.Series, types: pd.Series) -> pd.Series:
    """Return the names, with a word in place of those whose type says that they are persons or groups of youth.

    An informal group of young people often bears the name of the one who applied.
    """
    person = types.str.contains(_PERSON, na=False)
    group = types.str.contains(_GROUP, na=False)
    return names.mask(group, WITHHELD_GROUP).mask(person, NATURAL_PERSON)


def finish(rows: pd.DataFrame, made: importing.Tables, *, source_id: str, prefix: str) -> pd.DataFrame:
    """Return participations for one source, one row per partner given, in the order given.

    Args:
        rows: programme_id, project_id, organisation_name, and what else of the participations' columns is known.
            organisation_number, postal_code, city and nuts3 place the row, then `region` (the name of a county in
            `year`); `type`, what kind of organisation the publisher says it is, counts where its name tells nothing.
        made: the tables in use.
        source_id: the source's.
        prefix: begins the ids. A partner that stands in a project twice has two ids.
    """
    rows = rows.reset_index(drop=True)
    kinds = _kinds(rows, made)
    number = (rows.groupby("project_id").cumcount() + 1).astype("str")
    ids = prefix + "-" + rows["project_id"] + "-" + number
    persons = read_reference("natural_persons")
    is_person = ids.isin(persons.loc[persons["source_id"] == source_id, "record_id"])
    known_by = rows.rename(columns={"organisation_number": "organisation_id"})
    placed = rows.assign(**placing.place(known_by, made, by_city=True))
    placed = _by_region(placed, made).assign(
        participation_id=ids,
        source_id=source_id,
        organisation_name=rows["organisation_name"].mask(is_person, NATURAL_PERSON),
        organisation_kind=kinds.mask(is_person, "other"),
        eu_contribution_cents=None,
    )
    placed["organisation_id"] = _organisations(placed, prefix)
    missing = [name for name in schemas.TABLES["participations"].columns if name not in placed]
    return schemas.conform(placed.assign(**dict.fromkeys(missing)), "participations")


def _kinds(rows: pd.DataFrame, made: importing.Tables) -> pd.Series:
    known = organisation_kind.known_kinds(made["participations"])
    found = organisation_kind.by_name(rows["organisation_name"], read_reference("organisation_kinds"), known)
    kinds, open_rows = found["kind"], found["rule"] == organisation_kind.NO_RULE
    for kind, words in _TYPES:
        kinds = kinds.mask(open_rows & column(rows, "type").str.contains(words, na=False), kind)
    return kinds


def _by_region(rows: pd.DataFrame, made: importing.Tables) -> pd.DataFrame:
    """Return the rows with the county that a region's name is, where nothing placed them better.

    A NUTS 3 region of Norway is a county, so the way is that of NUTS 3. Larger regions ("Vestlandet") place nothing.
    """
    if "region" not in rows or rows["region"].isna().all():
        return rows
    finder = places.from_tables(made)
    open_rows = rows[rows["placed_by"].eq("country") & rows["region"].notna()]
    pairs = zip(open_rows["region"], open_rows["year"].fillna(LAST_YEAR), strict=True)
    found = pd.Series([finder.find(name, "county", int(year)) for name, year in pairs], index=open_rows.index)
    found = found.dropna()
    rows.loc[found.index, "county_code"] = found.map(lambda place: place.area_code)
    rows.loc[found.index, "geography_year"] = found.map(lambda place: place.geography_year)
    rows.loc[found.index, "placed_by"] = "nuts3"
    return rows


def _organisations(rows: pd.DataFrame, prefix: str) -> pd.Series:
    """Return the organisation's number, else its name and place; null where it has no name.

    Schools of the same name lie in many municipalities, so the place is part of the id. Each one whose name is
    withheld is an organisation of its own.
    """
    place = rows["municipality_code"].fillna(rows["county_code"]).fillna("no")
    by_name = prefix + "-" + rows["organisation_name"].map(published.slug) + "-" + place
    own = rows["organisation_name"].isin([NATURAL_PERSON, WITHHELD_GROUP])
    by_name = by_name.mask(own, rows["participation_id"]).mask(rows["organisation_name"] == UNNAMED)
    return rows["organisation_number"].fillna(by_name) if "organisation_number" in rows else by_name
