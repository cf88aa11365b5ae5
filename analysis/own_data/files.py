"""Files that the reader takes along: the template, the accepted rows as a register, and the refused cells."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from analysis.exports.tables import spreadsheet, workbook
from analysis.own_data.fields import TEMPLATE
from analysis.own_data.model import Reading
from analysis.store.tables import read_table
from analysis.text.translate import Words, mark

_EXAMPLE = ("5037", "Levanger")
_WIDTHS = {"project_title": 46, "programme": 30, "place": 26, "organisation": 34, "link": 40}
_ROLES = (mark("coordinator"), mark("participant"))
_CURRENCIES = ("EUR", "NOK")
COORDINATOR, PARTICIPANT = _ROLES


def template(text: Words, names: Mapping[str, str] | None = None) -> bytes:
    """Return a workbook with the headings of a register and Levanger's projects as example.

    Args:
        names: programmes by id in the reader's language; as in the register otherwise.

    Source: the partnerships that Levanger's own case names; only those whose programme is known.
    """
    programmes = names or _programme_names()
    rows = read_table("partnerships")
    known = rows["municipality_code_today"].eq(_EXAMPLE[0]) & rows["kind"].eq("project") & rows["programme_id"].notna()
    examples = [
        {
            "project_title": row["name"], "programme": programmes[str(row["programme_id"])], "place": _EXAMPLE[1],
            "start": row["start"], "end": row["end"],
            "role": text(PARTICIPANT) if str(row["role"]).startswith("partner") else None,
        }
        for row in rows[known].to_dict("records")
    ]  # fmt: skip
    return _book(pd.DataFrame(examples), text, sorted(programmes.values(), key=str.casefold))


def as_register(rows: pd.DataFrame, text: Words) -> pd.DataFrame:
    """Return accepted rows as a register that can be uploaded again, with headings for the reader."""
    names = _programme_names()
    roles = {"coordinator": text(COORDINATOR), "participant": text(PARTICIPANT)}
    amounts = rows["eu_contribution_cents"].astype("Float64") / 100
    table = pd.DataFrame({
        "project_title": rows["project_title"],
        "programme": rows["programme_id"].map(names),
        "place": rows["municipality_code"].fillna(rows["county_code"]),
        "organisation": rows["organisation_name"].mask(rows["organisation_id"].isna()),
        "role": rows["role"].map(roles),
        "start": _days(rows["start_date"]),
        "end": _days(rows["end_date"]),
        "amount": amounts,
        "currency": amounts.notna().map({True: "EUR", False: None}),
        "link": rows["project_url"],
    })  # fmt: skip
    return table.rename(columns=_headings(text))


def errors_file(reading: Reading, headings: Mapping[str, str]) -> bytes:
    """Return the refused cells as CSV; `headings` names row, column, value and expected."""
    return spreadsheet.csv(reading.rejected[list(headings)].rename(columns=dict(headings)))


def _programme_names() -> dict[str, str]:
    rows = read_table("programmes")
    return dict(zip(rows["programme_id"].astype(str), rows["programme_name"].astype(str), strict=True))


def _book(rows: pd.DataFrame, text: Words, programmes: Sequence[str]) -> bytes:
    headings = _headings(text)
    table = rows.reindex(columns=list(headings)).rename(columns=headings)
    about = [
        (f"{text(field.heading)} *" if field.required else text(field.heading), text(field.expected))
        for field in TEMPLATE
    ]
    choices = {headings["role"]: [text(role) for role in _ROLES], headings["currency"]: list(_CURRENCIES)}
    return workbook.xlsx(
        table, sheet=text("Own projects"), about=[*about, ("*", text("must be there"))],
        about_sheet=text("What goes where"), choices=choices, suggestions={headings["programme"]: programmes},
        widths={headings[name]: width for name, width in _WIDTHS.items()},
    )  # fmt: skip


def _headings(text: Words) -> dict[str, str]:
    return {field.field_id: text(field.heading) for field in TEMPLATE}


def _days(column: pd.Series) -> list[date | None]:
    return [None if pd.isna(moment) else moment.date() for moment in column]
