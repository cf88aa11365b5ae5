"""One table of a file: its headings, the rows below them as text, and what must be said of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.own_data import register
from analysis.own_data.grid import Sheet
from analysis.own_data.headings import Headings, letters
from analysis.own_data.model import Note
from analysis.text.translate import mark

NO_LONGER = mark("no cells beyond the headings")
CLOSED = mark("quotation marks that close: double those inside a text")
HIDDEN_ROWS = mark("Rows that are hidden in the sheet, and were read: {number} (row {where}).")
HIDDEN_COLUMNS = mark("Columns that are hidden in the sheet: {number} ({where}).")
TWICE = mark("Columns whose heading stands further left too, and that are not read: {number} ({where}).")
NO_HEADING = mark("Columns with values and without a heading: {number} ({where}).")
ERRORS = mark("Cells in error, or with a formula that has no result: {number} ({where}).")
FILLED = mark("Cells that are merged with one above, and have its value: {number} ({where}).")
AMOUNTS_MERGED = mark("Amounts in merged cells, counted in the first of their rows: {number} ({where}).")
NOT_LOOKED_AT = mark("The sheet is so large that hidden rows, hidden columns and cells in error were not looked for.")
LOST = mark("Cells with letters that were lost before the file came here (�): {number} (row {where}).")
_MOST_FILLED, _MOST_NAMED, _LONGEST_NAMED = 200_000, 10, 60


@dataclass(frozen=True)
class Table:
    """The rows below a sheet's headings.

    Attributes:
        headings: where they stand, and the columns' names.
        rows: text by name, the index the row number as a spreadsheet counts it; columns without any value are not
            there where they have no heading.
        refused: rows that are too long or no CSV; see register.as_rejected.
        notes: what must be said of the sheet.
    """

    headings: Headings
    rows: pd.DataFrame
    refused: pd.DataFrame
    notes: tuple[Note, ...] = ()


def below(sheet: Sheet, texts: Sequence[Sequence[str]], headings: Headings) -> Table:
    """Return the rows below the headings.

    Args:
        texts: the sheet's cells as text; see Sheet.texts.
    """
    names = headings.names
    width = len(names)
    numbers, cells, refused = [], [], []
    for at in range(headings.last + 1, len(texts)):
        row = texts[at]
        if at in sheet.broken:
            refused.append((str(at + 1), "", sheet.broken[at], CLOSED, ""))
        elif any(row[width:]):
            refused.append((str(at + 1), "", next(filter(None, row[width:])), NO_LONGER, ""))
        elif any(row):
            numbers.append(at + 1)
            cells.append([*row[:width], *[""] * (width - len(row))])
    rows = pd.DataFrame(cells, index=pd.Index(numbers, dtype="int64"), columns=list(names), dtype="str")
    empty = [name for name, given in zip(names, headings.given, strict=True) if not given and (rows[name] == "").all()]
    rows = rows.drop(columns=empty)
    return Table(headings, rows, register.as_rejected(refused), tuple(_notes(sheet, headings, rows)))


def _notes(sheet: Sheet, headings: Headings, rows: pd.DataFrame) -> Iterable[Note]:
    names = headings.names
    if sheet.marks is None:
        yield Note(NOT_LOOKED_AT, 1, "")
    else:
        hidden = [number for number in rows.index if number - 1 in sheet.marks.hidden_rows]
        yield from said(HIDDEN_ROWS, rows_named(map(str, hidden)), len(hidden))
        columns = [names[at] for at in sorted(sheet.marks.hidden_columns) if at < len(names) and names[at] in rows]
        yield from said(HIDDEN_COLUMNS, named(columns), len(columns))
        errors = [
            f"{letters(column)}{at + 1} {error}"
            for (at, column), error in sorted(sheet.marks.errors.items()) if at > headings.last
        ]  # fmt: skip
        yield from said(ERRORS, named(errors), len(errors))
    yield from said(TWICE, named(headings.twice), len(headings.twice))
    without = [name for name, given in zip(names, headings.given, strict=True) if not given and name in rows]
    if headings.rows != (0, 0):
        yield from said(NO_HEADING, named(without), len(without))
    lost = [
        str(number) for number, row in zip(rows.index, rows.to_numpy(), strict=True) if any("\ufffd" in c for c in row)
    ]
    yield from said(LOST, rows_named(lost), len(lost))


def filled(table: Table, sheet: Sheet, columns: Mapping[str, str | None]) -> Table:
    """Return the table with the value of a merged cell in all of its rows, in the columns that fields are read from.

    An amount stays in the first row alone: it is that of all of them together.
    """
    used = {name: field_id for field_id, name in columns.items() if name}
    rows = table.rows.copy()
    fills: dict[str, list[str]] = {FILLED: [], AMOUNTS_MERGED: []}
    for (first, column), (last, _) in sheet.merged:
        name = table.headings.names[column] if column < len(table.headings.names) else ""
        if name not in used or first <= table.headings.last or first + 1 not in rows.index:
            continue
        words = AMOUNTS_MERGED if used[name] == "amount" else FILLED
        for number in range(first + 2, min(last + 1, int(rows.index[-1])) + 1):
            if number in rows.index and not rows.at[number, name] and len(fills[words]) < _MOST_FILLED:
                fills[words].append(f"{letters(column)}{number}")
                if words == FILLED:
                    rows.at[number, name] = str(rows.at[first + 1, name])
    notes = [note for words, where in fills.items() for note in said(words, named(where), len(where))]
    return Table(table.headings, rows, table.refused, (*table.notes, *notes))


def said(words: str, where: str, number: int) -> list[Note]:
    """Return a note, none where it is said of nothing."""
    return [Note(words, number, where)] if number else []


def named(names: Sequence[str]) -> str:
    """Return names for the screen, the first of many."""
    shown = [name if len(name) <= _LONGEST_NAMED else f"{name[:_LONGEST_NAMED]}…" for name in names[:_MOST_NAMED]]
    return ", ".join(shown) + (" …" if len(names) > _MOST_NAMED else "")


def rows_named(labels: Iterable[str]) -> str:
    """Return rows by label for the screen, those that follow each other as one: 2–5, 9."""
    spans: list[list[str]] = []
    for label in labels:
        sheet, mark_of_sheet, number = label.rpartition("!")
        before = f"{sheet}{mark_of_sheet}{int(number) - 1}"
        if spans and spans[-1][-1] == before:
            spans[-1][1:] = [label]
        else:
            spans.append([label])
    return named([f"{span[0]}–{span[-1].rpartition('!')[2]}" if len(span) > 1 else span[0] for span in spans])
