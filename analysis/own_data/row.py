"""One row of a register: its cells by field, what they tell together, and those that are refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from analysis.geography import years
from analysis.geography.lookup import Place
from analysis.own_data import cells
from analysis.own_data.cells import RefusedError
from analysis.own_data.fields import FIELDS, REQUIRED
from analysis.sources.common.published import slug
from analysis.text import days
from analysis.text.translate import mark

NOT_BEFORE_THE_START = mark("an end that is not before the start")
NOT_KNOWN = mark("Cells that say that their value is not known: {number} (row {where}).")
NUMBERED = "own-nr-"
"""Begins the project_id of projects that have a number of their own in the file."""
EXPECTED = {one.field_id: one.expected for one in FIELDS}
T = TypeVar("T")


@dataclass(frozen=True)
class Manner:
    """How the cells of a register are written, as far as they do not tell it themselves.

    Attributes:
        decimal: see amounts.number.
        currency, unit: of amounts without either beside them; "" where the currency is not known.
        orders: field id -> what stands first in 03/04/2022; see analysis.text.days.
        apart: whether rows of one name and time in several places are projects of their own.
    """

    decimal: str
    currency: str = ""
    unit: int = 1
    orders: Mapping[str, str] = field(default_factory=dict)
    apart: bool = False


class Row:
    """One row: its cells by field, those that are refused with what was expected, and what must be said of it."""

    def __init__(self, cells_of_row: Mapping[str, str]) -> None:
        self.cells = cells_of_row
        self.refused: list[tuple[str, RefusedError]] = []
        self.told: list[str] = []

    def value(self, name: str) -> str:
        """Return what a cell says, "" where it is empty or says that nothing is known."""
        cell = self.cells[name].strip()
        return "" if name not in REQUIRED and cells.says_nothing(cell) else cell

    def take(self, name: str, read: Callable[[str], T]) -> T | None:
        """Return what a cell means, None where it is empty, says that nothing is known, or is refused."""
        cell = self.value(name)
        if not cell:
            self.told += [NOT_KNOWN] if self.cells[name].strip() else []
            return None
        try:
            cells.check(cell)
            return read(cell)
        except RefusedError as refused:
            self.refused.append((name, refused))
            return None

    def refuse(self, name: str, expected: str) -> None:
        """Refuse a cell."""
        self.refused.append((name, RefusedError(expected)))


def time_of(row: Row, manner: Manner) -> tuple[date | None, date | None]:
    """Return the row's first and last day, from their own columns or from that of the period."""

    def day(name: str, last: bool = False) -> date | None:
        order = manner.orders.get(name, days.DAY_FIRST)
        return row.take(name, lambda cell: cells.day(cell, EXPECTED[name], order, last=last))

    start, end = day("start"), day("end", last=True)
    if not (row.value("start") and row.value("end")):
        order = manner.orders.get("period", days.DAY_FIRST)
        period = row.take("period", lambda cell: cells.period(cell, order))
        start, end = (start or period[0], end or period[1]) if period else (start, end)
    if start and end and end < start:
        row.refuse("end", NOT_BEFORE_THE_START)
    return start, end


def project_id(
    title: str | None, number: str | None, programme: str | None, start: date | None, end: date | None,
    place: Place | None, label: str,
) -> str:  # fmt: skip
    """Return what rows of one project share: its number, else its name, programme and time; a row without, its own."""
    if number and slug(number):
        return f"{NUMBERED}{slug(number)}"
    name = slug(title or "")
    if not name:
        return f"own-{label}"
    return "-".join(
        ["own", name, *(str(part) for part in (programme, start, end) if part), *([place.code] if place else [])]
    )


def placed(place: Place | None) -> dict[str, object]:
    """Return the columns of participations that tell of a place of today."""
    if place is None:
        return {}
    municipality = place.code if place.level == "municipality" else None
    return {
        "municipality_code": municipality,
        "county_code": place.code[:2],
        "geography_year": years.TODAY,
        "placed_by": "publisher",
    }
