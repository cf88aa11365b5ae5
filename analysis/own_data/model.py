"""What is asked of a file, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

ENDINGS = ("csv", "txt", "xlsx", "zip", "json")
NO_HEADINGS = (0, 0)
ALL_ALIKE = "*"
"""Asked for in place of a sheet: every visible one with the headings of the first. No sheet can bear this name."""
EQUAL, TOTAL, APART = "equal", "total", "apart"
"""Kinds of rows in doubt, and what the reader may say: that equal rows count each, that totals are projects, and that
rows of one name are several projects."""


@dataclass(frozen=True)
class Asked:
    """What the reader corrects of how a file is read; None where it is as found.

    Attributes:
        sheet: its name, or ALL_ALIKE.
        decimal: "," or ".".
        headings: the first and the last row of the headings, as a spreadsheet counts; NO_HEADINGS where there are none.
        columns: field id -> heading, for a register of own projects.
        currency: "EUR" or "NOK", of amounts that have none beside them.
        unit: what the amounts are in, such as 1,000.
        order: whether the day or the month stands first in 03/04/2022; see analysis.text.days.
        counted: which rows in doubt count: EQUAL, TOTAL, APART.
    """

    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    headings: tuple[int, int] | None = None
    columns: Mapping[str, str] | None = None
    currency: str | None = None
    unit: int | None = None
    order: str | None = None
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something of a file that its reader must know.

    Attributes:
        words: a text of the interface, with places for `number` and `where`.
        number: of how many rows, cells or columns it is said.
        where: the first of them, such as "3, 7" or "F2".
    """

    words: str
    number: int
    where: str


@dataclass(frozen=True)
class Doubt:
    """Rows of a register of which the reader must say whether they count.

    Attributes:
        kind: EQUAL, TOTAL or APART.
        row: the row as a spreadsheet counts it, behind its sheet where several are read.
        others: the rows that it is equal to, or the sum of.
        cells: field id -> what stands in it.
    """

    kind: str
    row: str
    others: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """A file as it was read; nothing of it is in use yet.

    Attributes:
        kind: "own_register", the id of the importer of a publisher's file, or "" where the headings tell neither.
        part: the importer's part that the file is.
        encoding, separator, decimal, sheet: how it was read; "" where the file has no such thing. The decimal sign is
            "" too where no amount tells it; an amount that could then be read in two ways is refused.
        headings, preview: the headings, and the first rows as text.
        columns: field or heading that is looked for -> heading found, None where it is missing.
        heading_rows: the first and the last row of the headings, as `Asked.headings`; None in a publisher's file.
        currency, unit, order: as in Asked, how the cells are read that do not tell; "", 1 and days.DAY_FIRST otherwise.
        unused: the columns that no field is read from.
        rows_read: rows below the headings that are not empty; of a register each is accepted, rejected or left out.
        accepted: participations, as in analysis.contract.schemas; participation_id is unique within the file.
        tables: the other tables that a publisher's file gives, by name.
        rejected: row (as a spreadsheet counts it, headings included), column, value, what was expected (a text of the
            interface), and candidates: what the value could mean, by names that are the same in every language.
        rows_rejected: rows with a refused cell, those that are too many to be listed in `rejected` included.
        placed: placed_by -> accepted participations.
        left_out: reason, a text of the interface -> rows, or cells where the reason says so.
        rows_left_out: rows of a register that are no projects, such as totals.
        notes: what else the reader must know.
        doubts: the rows of which the reader must say whether they count; those of `Asked.counted` do.
        alike: the other visible sheets with the same headings.
        fates: the first rows of a register, by label, and why each is left out; "" where it is read.
    """

    kind: str
    part: str
    encoding: str
    separator: str
    decimal: str
    sheets: tuple[str, ...]
    sheet: str
    headings: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]
    columns: Mapping[str, str | None]
    rows_read: int
    accepted: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    rejected: pd.DataFrame
    placed: Mapping[str, int]
    left_out: Mapping[str, int]
    rows_rejected: int = 0
    rows_left_out: int = 0
    heading_rows: tuple[int, int] | None = None
    currency: str = ""
    unit: int = 1
    order: str = ""
    unused: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    alike: tuple[str, ...] = ()
    fates: tuple[tuple[str, str], ...] = ()
