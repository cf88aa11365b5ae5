"""Mobility in Erasmus+ from and to Norway, in persons (source: erasmus_mobility).

The open data have one row per cut of age, gender, month and more, with a count of persons. The table keeps fewer
cuts, so counts of rows that differ in the others alone are added up: persons are counted once in the file, and the
account holds the totals to it. A person who goes twice counts twice.
"""

import re
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import importing, ledger, partner_rows, placing, sheets
from analysis.sources.common.account import Account
from analysis.sources.common.ledger import Ledger
from analysis.sources.erasmus import lists
from analysis.text.translate import mark

IMPORTER_ID = "erasmus_mobility"
SOURCE_ID = "erasmus_mobility"
SOURCE_IDS = (SOURCE_ID,)
PARTS = MappingProxyType(
    {
        "rows": (
            "Project Reference", "Academic Year", "Activity (mob)", "Field of Education",
            "Sending Country Code", "Sending City", "Sending Organization",
            "Receiving Country Code", "Receiving City", "Receiving Organization", "Participants",
        )
    }
)  # fmt: skip
NEITHER = mark("neither sent from nor received in Norway")
ACADEMIC_YEAR = mark("an academic year such as 2019-2020")
PROJECT_YEAR = mark("a project that begins with its year, such as 2018-1-NO01-KA103-038853")
COUNT = mark("a whole number of persons")
# As the European institutions write them; the rest of the world does not.
_COUNTRY_CODES = {"EL": "GR", "UK": "GB"}
_ACADEMIC_YEAR = re.compile(r"(\d{4})[-/](\d{4})")


def read_raw(path: Path) -> importing.Parts:
    """Read a year's file as published; raises DataError where a column is missing."""
    for rows in sheets.read(path).values():
        if set(PARTS["rows"]) <= set(rows):
            return {"rows": rows}
    raise DataError(f"{path.name}: no mobility data of Erasmus+. See the headings of its columns.")


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return mobility, one row per year, field, activity, direction, other country and Norwegian organisation.

    Mobility within Norway stands with the organisation that sends, and has no other country. A city's name places an
    organisation where one municipality alone has it.
    """
    rows = raw["rows"]
    sends, receives = (
        partner_rows.is_norway(rows[f"{end} Country Code"].str.strip()) for end in ("Sending", "Receiving")
    )
    fates = Ledger(rows)
    fates.leave_out(~(sends | receives), NEITHER)
    ours = rows[fates.stays]
    about = _facts(ours, sends[ours.index], receives[ours.index])
    cells = {
        "Academic Year": (about["academic_year"].isna(), ACADEMIC_YEAR),
        "Project Reference": (about["programme_id"].isna(), PROJECT_YEAR),
        "Participants": (about["participants"].isna(), COUNT),
    }
    fates.refuse(rows, cells)
    good = about[fates.stays[about.index]]
    places = placing.place(good[["city"]], made, by_city=True)
    table = _counted(good.drop(columns="city").assign(**places))
    return importing.Imported(
        {"mobility": table},
        (fates.account(SOURCE_ID, "rows", rows_out=len(good)), _of_persons(about, good, table)),
        fates.rejected,
        placing.counts(places["placed_by"]),
    )


def _facts(ours: pd.DataFrame, sends: "pd.Series[bool]", receives: "pd.Series[bool]") -> pd.DataFrame:
    """Return the rows with a Norwegian end: the table's columns before they are counted, and `city`."""
    here = {
        name: partner_rows.given(ours[f"Sending {heading}"].where(sends, ours[f"Receiving {heading}"]))
        for name, heading in (("organisation_name", "Organization"), ("city", "City"))
    }
    other = ours["Receiving Country Code"].where(sends, ours["Sending Country Code"]).str.strip().str.upper()
    other = other.replace(_COUNTRY_CODES).where(other.str.fullmatch("[A-Z]{2}"))
    years = ours["Academic Year"].str.strip().str.extract(f"^{_ACADEMIC_YEAR.pattern}$")
    counts = ours["Participants"].str.strip().str.extract(r"^(\d+)(?:\.0+)?$", expand=False)
    project = pd.DataFrame({"project_id": ours["Project Reference"].str.strip(), "programme": "Erasmus+"})
    call_years = lists.years(project.assign(call_year=pd.Series(pd.NA, ours.index, dtype="str")))
    direction = pd.Series("incoming", index=ours.index, dtype="str").mask(sends, "outgoing")
    return pd.DataFrame(
        {
            "source_id": SOURCE_ID,
            "programme_id": lists.programmes(project, call_years),
            "academic_year": (years[0] + "-" + years[1]).where(
                years[1].astype("Int64") - years[0].astype("Int64") == 1
            ),
            "field": partner_rows.given(ours["Field of Education"]),
            "activity": partner_rows.given(ours["Activity (mob)"]),
            "direction": direction.mask(sends & receives, "within_norway"),
            "other_country_code": other.mask(sends & receives),
            **here,
            "participants": counts.astype("Int64"),
        }
    )


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the table: persons of rows that are alike in all its columns, together."""
    keys = [column for column in schemas.TABLES["mobility"].columns if column != "participants"]
    return schemas.conform(rows.groupby(keys, dropna=False)["participants"].sum().reset_index(), "mobility")


def _of_persons(about: pd.DataFrame, good: pd.DataFrame, table: pd.DataFrame) -> Account:
    """Return the account of the persons in rows with a Norwegian end."""
    total, counted = int(about["participants"].sum()), int(table["participants"].sum())
    lost = int(about.loc[~about.index.isin(good.index), "participants"].sum())
    return Account(SOURCE_ID, "persons", total, counted, {ledger.REFUSED: lost} if lost else {})
