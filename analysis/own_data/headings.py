"""Where the headings of a table stand, and a name for each of its columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from analysis.own_data import matching
from analysis.own_data.grid import Block
from analysis.text import days

ROWS_LOOKED_AT = 20
"""The headings are among the first rows of a file, below a title at most."""
FEWEST_FIELDS = 2
_LONGEST = 500
_NUMBER = re.compile(r"[-\u2212]?[\d\s.,]*\d")


@dataclass(frozen=True)
class Headings:
    """The rows of the headings, the first one 0, and the column's names; `last` is before the first row without any.

    Attributes:
        names: one for each column, each another: that of a column without heading is its letter, as "(G)", and that of
            one whose heading stands further left too has it behind, as "Beløp (F)".
        given: the headings as they stand there, "" where there is none.
        columns: field id of a register -> name; see matching.columns.
    """

    first: int
    last: int
    names: tuple[str, ...]
    given: tuple[str, ...]
    columns: Mapping[str, str | None]

    @property
    def fields(self) -> int:
        """How many fields of a register they mean."""
        return sum(name is not None for name in self.columns.values())

    @property
    def rows(self) -> tuple[int, int]:
        """The first and the last row as a spreadsheet counts them; 0 and 0 where there are no headings."""
        return (self.first + 1, self.last + 1) if self.first <= self.last else (0, 0)

    @property
    def twice(self) -> tuple[str, ...]:
        """The names of columns whose heading stands further left too."""
        return tuple(name for name, given in zip(self.names, self.given, strict=True) if given and name != given)


def find(rows: Sequence[Sequence[str]], merged: Sequence[Block] = ()) -> Headings:
    """Return the row, or the two rows, that mean most fields of a register.

    Where none means two, the first row with two cells is taken, or none at all where that looks like a row of values.
    """
    first = range(min(len(rows), ROWS_LOOKED_AT))
    single = [at_rows(rows, at, at) for at in first]
    double = [at_rows(rows, at, at + 1, merged) for at in first[:-1] if _may_be_two(rows, at)]
    best = max((*single, *double), key=lambda found: (found.fields, found.first == found.last, -found.first))
    if best.fields >= FEWEST_FIELDS:
        return best
    at = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    return without(rows, at) if _has_values(rows[at]) else at_rows(rows, at, at)


def at_rows(rows: Sequence[Sequence[str]], first: int, last: int, merged: Sequence[Block] = ()) -> Headings:
    """Return the headings in these rows; of two rows the upper one stands before the lower one's names."""
    given = [heading[:_LONGEST] for heading in rows[last]]
    if first < last:
        width = max(len(rows[first]), len(given))
        upper, lower = (list(row) + [""] * (width - len(row)) for row in (rows[first], given))
        over = _spread(upper, lower, first, merged)
        given = [_both(above, below) for above, below in zip(over, lower, strict=True)]
    names = tuple(_names(given))
    return Headings(first, last, names, tuple(given), matching.columns(names))


def without(rows: Sequence[Sequence[str]], at: int) -> Headings:
    """Return names for the columns of a table whose values begin in a row."""
    width = max((len(row) for row in rows[at : at + ROWS_LOOKED_AT]), default=0)
    names = tuple(f"({letters(column)})" for column in range(width))
    return Headings(at, at - 1, names, ("",) * width, matching.columns(()))


def letters(column: int) -> str:
    """Return a column's letters, as a spreadsheet has them: 0 -> "A", 26 -> "AA"."""
    written = ""
    while column >= 0:
        written = ascii_uppercase[column % 26] + written
        column = column // 26 - 1
    return written


def _names(given: Sequence[str]) -> list[str]:
    seen: set[str] = set()
    names = []
    for column, heading in enumerate(given):
        unique = heading and heading not in seen
        names.append(heading if unique else f"{heading} ({letters(column)})".strip())
        seen |= {heading, names[-1]}
    return names


def _both(upper: str, lower: str) -> str:
    return f"{upper}{matching.BELOW}{lower}" if upper and lower and upper != lower else lower or upper


def _spread(upper: Sequence[str], lower: Sequence[str], row: int, merged: Sequence[Block]) -> list[str]:
    """Return the upper headings above all the columns they stand over: as far as they are merged, or others are not."""
    blocks = [(start[1], end[1]) for start, end in merged if start[0] <= row <= end[0]]
    spread: list[str] = []
    for column, heading in enumerate(upper):
        start = next((first for first, last in blocks if first <= column <= last), column)
        goes_on = not blocks and not heading and lower[column] and column
        spread.append(spread[-1] if goes_on else heading or (spread[start] if start < column else ""))
    return spread


def _may_be_two(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Return whether a row may hold names below those of the row above: texts, and some of them under or beside it."""
    return any(rows[at]) and any(rows[at + 1]) and not _has_values(rows[at + 1])


def _has_values(row: Sequence[str]) -> bool:
    """Return whether a row holds a number or a day, which no heading is."""
    return any(cell and (_NUMBER.fullmatch(cell) or days.span(cell)) for cell in row)
