"""A register of own projects out of a file's sheets: which columns, how its cells are written, which rows count."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.contract import schemas
from analysis.own_data import doubts, headings, matching, money_words, outcome, register, sheets, table
from analysis.own_data.doubts import Doubtful
from analysis.own_data.grid import MOST_COLUMNS, Grid
from analysis.own_data.model import ALL_ALIKE, APART, EQUAL, TOTAL, Doubt, Note
from analysis.own_data.outcome import NOT_USED, InUse, Outcome
from analysis.own_data.register import Register
from analysis.own_data.row import Manner
from analysis.own_data.sheets import Chosen
from analysis.own_data.table import Table
from analysis.participation import OWN_REGISTER
from analysis.sources.common.importing import Imported
from analysis.text import days
from analysis.text.translate import mark
from analysis.uploads.errors import TOO_MUCH, UploadError

WAITING = mark("rows of which nothing is read until each column that must be there is chosen")
LETTERS = mark("Some letters make no words. Look at the names below, and choose another encoding if they are wrong.")
ONE_PROJECT = mark(
    "Rows that are one project with an earlier row, by name, programme and time: {number} (row {where})."
)
_TIMES = ("start", "end", "period")
_UNITS = re.compile(r"[(\[].+[)\]]|\D+")
"""A cell below the heading of amounts that may say what they are in; "1 000 kr" without brackets is an amount."""
_ROWS_FOR_PREVIEW, _LONGEST_CELL = 200, 80


@dataclass(frozen=True)
class _Register:
    """A register before its rows are read."""

    reader: Register
    columns: Mapping[str, str | None]
    manner: Manner
    counted: Sequence[str]

    @property
    def used(self) -> list[str]:
        """The columns that fields are read from."""
        return [name for name in self.columns.values() if name]


def of_grid(grid: Grid, request: Mapping[str, Any]) -> Outcome:
    """Return the participations of a register, or its headings alone where they do not tell enough."""
    chosen = sheets.choose(grid, request)
    sheet = grid.sheets[chosen.names[0]]
    texts = sheet.texts(most=chosen.first.last + 1 + _ROWS_FOR_PREVIEW)
    shown = table.below(sheet, texts, chosen.first)
    is_register = request["columns"] is not None or chosen.first.fields >= headings.FEWEST_FIELDS
    reader = Register(InUse(Path(request["data"]))) if is_register else None
    columns = _columns(shown, reader, request)
    said = _said(grid, chosen, shown, columns) | {"kind": OWN_REGISTER if is_register else ""}
    notes = [*sheets.notes(grid, chosen), *table.said(LETTERS, "", int(grid.is_doubtful))]
    if reader is None or not sheets.is_enough(columns):
        left_out = {WAITING: said["rows_read"]} if is_register else {}
        nothing = Imported({"participations": schemas.empty("participations")}, ())
        return Outcome(said | {"rows_left_out": sum(left_out.values())}, nothing, left_out, [*notes, *shown.notes])
    if said["rows_read"] > register.MOST_ROWS:
        raise UploadError(TOO_MUCH, rows=str(register.MOST_ROWS), columns=str(MOST_COLUMNS))
    manner = _manner(grid, chosen, columns, texts, request)
    whole = _together(chosen.names, [_table(grid, name, chosen, columns, manner) for name in chosen.names])
    return _outcome(_Register(reader, columns, manner, request["counted"]), whole, said, notes)


def _columns(shown: Table, reader: Register | None, request: Mapping[str, Any]) -> Mapping[str, str | None]:
    """Return which column each field is read from: as asked, else by headings and what stands below them."""
    if request["columns"] is not None:
        return matching.asked(request["columns"], shown.headings.names)
    if reader is None:
        return shown.headings.columns
    offered = [name for name in shown.headings.names if name in shown.rows]
    return matching.columns(offered, lambda field_id, name: reader.looks_like(field_id, shown.rows[name]))


def _said(grid: Grid, chosen: Chosen, shown: Table, columns: Mapping[str, str | None]) -> dict[str, Any]:
    rows_read = sum(grid.sheets[name].filled(below=chosen.headings[name].last) for name in chosen.names)
    return {
        "part": "", "encoding": grid.encoding, "separator": grid.separator, "decimal": "",
        "sheets": [name for name in grid.sheets if name],
        "sheet": ALL_ALIKE if len(chosen.names) > 1 else chosen.names[0],
        "alike": list(chosen.alike or chosen.names[1:]),
        "headings": list(shown.headings.names), "heading_rows": list(shown.headings.rows),
        "preview": outcome.preview(shown.rows.reindex(columns=list(shown.headings.names), fill_value="")),
        "columns": dict(columns), "rows_read": rows_read,
    }  # fmt: skip


def _manner(
    grid: Grid, chosen: Chosen, columns: Mapping[str, str | None], texts: Sequence[Sequence[str]],
    request: Mapping[str, Any],
) -> Manner:  # fmt: skip
    """Return how the cells are written: as asked, else as headings and cells tell."""
    words, decimal, orders = money_words.Words(), "", {}
    if amount := columns["amount"]:
        words = _words_of(amount, chosen, texts)
        signs = {
            grid.sheets[name].decimal(chosen.headings[name].names.index(amount), below=chosen.headings[name].last)
            for name in chosen.names
        } - {""}
        decimal = signs.pop() if len(signs) == 1 else ""
    for name in _TIMES:
        if heading := columns[name]:
            orders[name] = request["order"] or days.order_in(_cells(grid, chosen, heading))
    return Manner(
        request["decimal"] or decimal, request["currency"] or words.currency, request["unit"] or words.unit or 1,
        orders, APART in request["counted"],
    )  # fmt: skip


def _words_of(amount: str, chosen: Chosen, texts: Sequence[Sequence[str]]) -> money_words.Words:
    """Return what the heading of amounts, or a cell with units below it, says of them."""
    words = money_words.in_heading(amount)[1]
    at, number = chosen.first.last + 1, chosen.first.names.index(amount)
    below = texts[at][number] if len(texts) > at and len(texts[at]) > number else ""
    rest, of_units = money_words.in_heading(below)
    return of_units if not (words.currency or words.unit or rest) and _UNITS.fullmatch(below) else words


def _cells(grid: Grid, chosen: Chosen, heading: str) -> list[str]:
    """Return all cells of a column below its headings, those of several sheets one after the other."""
    cells = []
    for name in chosen.names:
        head = chosen.headings[name]
        at = head.names.index(heading)
        cells += [row[at] for row in grid.sheets[name].texts()[head.last + 1 :] if len(row) > at]
    return cells


def _table(grid: Grid, name: str, chosen: Chosen, columns: Mapping[str, str | None], manner: Manner) -> Table:
    """Return a sheet's rows, with the decimal sign of its texts in its numbers too."""
    sheet, head, amount = grid.sheets[name], chosen.headings[name], columns["amount"]
    texts = sheet.texts(decimal=manner.decimal or ",", amount=head.names.index(amount) if amount else None)
    return table.filled(table.below(sheet, texts, head), sheet, columns)


def _together(names: Sequence[str], tables: Sequence[Table]) -> Table:
    """Return the tables of one or several sheets as one; of several the rows' labels begin with the sheet."""
    if len(tables) == 1:
        only = tables[0]
        return Table(only.headings, only.rows.set_axis(only.rows.index.map(str), axis=0), only.refused, only.notes)
    rows, refused, notes = [], [], list[Note]()
    for name, one in zip(names, tables, strict=True):
        rows.append(one.rows.set_axis([f"{name}!{number}" for number in one.rows.index], axis=0))
        refused.append(one.refused.assign(sheet=name))
        notes += [Note(note.words, note.number, f"{name}: {note.where}") for note in one.notes]
    return Table(tables[0].headings, pd.concat(rows).fillna(""), pd.concat(refused), tuple(notes))


def _outcome(own: _Register, whole: Table, said: dict[str, Any], notes: Sequence[Note]) -> Outcome:
    rows, manner = whole.rows, own.manner
    no_projects = _no_projects(whole, len(own.used))
    projects = rows.drop(index=list(no_projects))
    totals = doubts.totals(projects, own.columns, doubts.reader_of_amounts(manner.decimal, manner.unit))
    equal = doubts.equal_rows(projects.drop(index=[one.label for one in totals]), own.used)
    out = no_projects | _left_out(own, TOTAL, totals, doubts.TOTALS) | _left_out(own, EQUAL, equal, doubts.EQUAL_ROWS)
    read = own.reader.tidy(rows.drop(index=list(out)), own.columns, manner)
    apart = doubts.apart(read.accepted)
    placed = {"publisher": len(read.accepted)} if len(read.accepted) else {}
    imported = Imported({"participations": read.accepted}, (), read.rejected, placed)
    said |= {
        "decimal": manner.decimal, "currency": manner.currency, "unit": manner.unit, "order": _order(manner),
        "unused": [name for name in rows if name not in own.used and (rows[name] != "").any()],
        "rows_left_out": len(out),
        "fates": [[label, out.get(label, "")] for label in map(str, rows.index[: outcome.PREVIEW_ROWS])],
    }  # fmt: skip
    unused = int((rows.drop(columns=own.used) != "").to_numpy().sum())
    return Outcome(
        said, outcome.with_refused(imported, whole.refused), {**Counter(out.values()), NOT_USED: unused},
        [*notes, *whole.notes, *_told(read.told), *_of_one_project(read.accepted, apart)],
        [_doubt(one, rows, own.columns) for one in (*totals, *equal, *apart)],
    )  # fmt: skip


def _left_out(own: _Register, kind: str, found: Sequence[Doubtful], reason: str) -> dict[str, str]:
    return {} if kind in own.counted else {one.label: reason for one in found}


def _no_projects(whole: Table, used: int) -> dict[str, str]:
    """Return the rows, by label, that are no projects beyond doubt, and why: notes, and the headings again."""
    rows = whole.rows
    filled = (rows != "").sum(axis="columns")
    reasons = {str(label): doubts.NOTES for label in rows.index[filled == 1]} if used > 1 else {}
    given = pd.Series(dict(zip(whole.headings.names, whole.headings.given, strict=True))).reindex(rows.columns)
    again = (rows == given).sum(axis="columns").eq(filled) & filled.gt(1)
    return reasons | {str(label): doubts.HEADINGS_AGAIN for label in rows.index[again]}


def _of_one_project(accepted: pd.DataFrame, apart: Sequence[Doubtful]) -> list[Note]:
    """Return what is said of rows that are one project with an earlier row in the same place."""
    asked = {label for one in apart for label in one.others}
    again = accepted.loc[accepted["project_id"].duplicated(), "participation_id"].map(register.label_of)
    labels = [label for label in again if label not in asked]
    return table.said(ONE_PROJECT, table.rows_named(labels), len(labels))


def _doubt(one: Doubtful, rows: pd.DataFrame, columns: Mapping[str, str | None]) -> Doubt:
    cells = {field_id: str(rows.at[one.label, name])[:_LONGEST_CELL] for field_id, name in columns.items() if name}
    return Doubt(one.kind, one.label, table.rows_named(one.others), cells)


def _told(told: Mapping[str, Sequence[str]]) -> list[Note]:
    return [Note(words, len(labels), table.rows_named(labels)) for words, labels in told.items()]


def _order(manner: Manner) -> str:
    """Return the order that is not that of Norway, if a column of days has one."""
    return next((order for order in manner.orders.values() if order != days.DAY_FIRST), days.DAY_FIRST)
