"""Rows of a register of which only its reader knows whether they count: equal ones, totals, one name in many places."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analysis.geography.lookup import plain
from analysis.own_data import cells, register
from analysis.own_data.cells import RefusedError
from analysis.own_data.model import APART, EQUAL, TOTAL
from analysis.own_data.row import NUMBERED
from analysis.text.translate import mark

EQUAL_ROWS = mark("rows that are equal to another one, until you say that they count")
TOTALS = mark("rows that are the sum of others, until you say that they are projects")
NOTES = mark("rows with one cell alone, such as notes")
HEADINGS_AGAIN = mark("the headings again")
_TOTAL = re.compile(
    r"(?:hoved|hovud|del|total)?summ?(?:en)?|totalt?|totalt alle|total amount|grand total|sub ?total|i alt|"
    r"til ?sammen|saml[ae]t?|samla sum|samlet sum|summert|sum totalt?"
)
_PERHAPS_TOTAL = re.compile(
    r"(?:(?:hoved|hovud|del|total)?sum|totalt?|sub ?total|grand total|i alt|til ?sammen|saml[ae]t?)"
    r"(?: for| av| alle| i)* (?P<of>.+)"
)
_TOLERANCE = 1
"""In whole units: what the rows are rounded to in a sheet may differ from their sum by less."""
_FEWEST_SUMMED = 2
Amount = Callable[[str], Decimal | None]


@dataclass(frozen=True)
class Doubtful:
    """A row, by its label, and those it is equal to or the sum of."""

    kind: str
    label: str
    others: tuple[str, ...]


def equal_rows(rows: pd.DataFrame, used: Sequence[str]) -> list[Doubtful]:
    """Return the rows that have in every cell what an earlier one has; a column that numbers the rows does not count.

    Args:
        rows: text by heading, the index the rows' labels.
        used: the headings that fields are read from.
    """
    told = [name for name in rows if name in used or not _numbers_rows(rows[name])]
    first: dict[tuple[str, ...], str] = {}
    equal = []
    for label, values in zip(rows.index, rows[told].itertuples(index=False, name=None), strict=True):
        key = tuple(" ".join(str(value).split()) for value in values)
        earlier = first.setdefault(key, str(label))
        if earlier != label:
            equal.append(Doubtful(EQUAL, str(label), (earlier,)))
    return equal


def _numbers_rows(column: pd.Series) -> bool:
    """Return whether a column counts the rows."""
    return bool(column.str.fullmatch(r"\d{1,6}\.?").all()) and column.is_unique


def totals(rows: pd.DataFrame, columns: Mapping[str, str | None], amount: Amount) -> list[Doubtful]:
    """Return the rows that are the sum of others.

    They say nothing but so; or they say so of a place or programme of the rows above, lack what a project has, or have
    as amount the sum of rows above.

    Args:
        columns: field id -> heading.
        amount: what a cell of the column of amounts means, None where it is no amount.
    """
    heading = columns["amount"]
    needed = [name for name in (columns["project_title"], columns["place"], columns["programme"]) if name]
    sums, found, seen = _Sums(), [], set[str]()
    for label, row in zip(rows.index, rows.to_dict("records"), strict=True):
        said = plain(next((str(cell) for cell in row.values() if str(cell).strip()), ""))
        value = amount(str(row[heading])) if heading else None
        others = sums.adding_up_to(value)
        perhaps = _PERHAPS_TOTAL.fullmatch(said)
        is_told = perhaps and (others or perhaps["of"] in seen or not all(str(row[name]).strip() for name in needed))
        if _TOTAL.fullmatch(said) or is_told:
            found.append(Doubtful(TOTAL, str(label), others))
            sums.begin_anew()
            continue
        groups = [plain(str(row[name])) for name in needed[1:]]
        sums.add(str(label), value, groups)
        seen.update(groups)
    return found


class _Sums:
    """The sums of the rows so far: of all, since the last total, and for each place and programme."""

    def __init__(self) -> None:
        self._groups: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)

    def add(self, label: str, value: Decimal | None, groups: Sequence[str]) -> None:
        if value is not None:
            for group in ("all rows", "since the last total", *(f"of {name}" for name in groups)):
                self._groups[group].append((label, value))

    def begin_anew(self) -> None:
        self._groups.pop("since the last total", None)

    def adding_up_to(self, value: Decimal | None) -> tuple[str, ...]:
        """Return the labels of rows whose amounts add up to a value, none where no group of them does."""
        if not value:
            return ()
        for group in self._groups.values():
            if len(group) >= _FEWEST_SUMMED and abs(sum(one for _, one in group) - value) < _TOLERANCE:
                return tuple(label for label, _ in group)
        return ()


def reader_of_amounts(decimal: str, unit: int) -> Amount:
    """Return what reads a cell as an amount, whatever its currency; None where it is none."""

    def read(cell: str) -> Decimal | None:
        try:
            return cells.amount(cell, decimal, unit, "")[0] if cell.strip() else None
        except RefusedError:
            return None

    return read


def apart(accepted: pd.DataFrame) -> list[Doubtful]:
    """Return the rows of one name, programme and time that lie in several places, the first of each name.

    Args:
        accepted: participations of a register; those of projects with a number of their own are never in doubt.
    """
    unnumbered = accepted[~accepted["project_id"].str.startswith(NUMBERED)]
    places = unnumbered["municipality_code"].fillna(unnumbered["county_code"])
    keys = ["project_title", "programme_id", "start_date", "end_date"]
    found = []
    for _, group in unnumbered.assign(place=places).groupby(keys, dropna=False, sort=False):
        if group["place"].nunique() > 1:
            first, *others = (register.label_of(one) for one in group["participation_id"])
            found.append(Doubtful(APART, first, tuple(others)))
    return found
