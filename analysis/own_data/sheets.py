"""Which of a file's sheets is a register, where its headings stand, and what is said of those that are not read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.own_data import headings, table
from analysis.own_data.fields import PLACES, REQUIRED
from analysis.own_data.grid import Grid
from analysis.own_data.headings import Headings
from analysis.own_data.model import ALL_ALIKE, NO_HEADINGS, Note
from analysis.text.translate import mark

SHEETS_ALIKE = mark("Sheets with the same headings, which are not read: {number} ({where}).")
OTHER_SHEETS = mark("Other sheets, which are not read: {number} ({where}).")
HIDDEN_SHEETS = mark("Hidden sheets, which are not read: {number} ({where}).")


@dataclass(frozen=True)
class Chosen:
    """The sheets that are read.

    Attributes:
        names: the one whose headings count first.
        headings: of every visible sheet, by name.
        alike: the visible ones with the same headings that are not read.
    """

    names: tuple[str, ...]
    headings: Mapping[str, Headings]
    alike: tuple[str, ...]

    @property
    def first(self) -> Headings:
        """The headings that count."""
        return self.headings[self.names[0]]


def choose(grid: Grid, request: Mapping[str, Any]) -> Chosen:
    """Return the sheet asked for, else the first visible one with all that a project must have, or most of it."""
    visible = [name for name, sheet in grid.sheets.items() if not sheet.is_hidden] or list(grid.sheets)
    asked = request["sheet"]
    offered = [asked] if asked in grid.sheets else visible
    found = {name: _find(grid, name) for name in dict.fromkeys([*offered, *visible])}
    best = max(offered, key=lambda name: (is_enough(found[name].columns), found[name].fields, -offered.index(name)))
    if request["headings"] is not None:
        found[best] = _at(grid, best, *request["headings"])
    alike = tuple(name for name in visible if name != best and _are_alike(found[best], found[name]))
    if asked == ALL_ALIKE:
        return Chosen((best, *alike), found, ())
    return Chosen((best,), found, alike)


def is_enough(columns: Mapping[str, str | None]) -> bool:
    """Return whether all that a project must have has a column."""
    return all(columns[name] for name in REQUIRED if name != "place") and any(columns[name] for name in PLACES)


def notes(grid: Grid, chosen: Chosen) -> list[Note]:
    """Return what is said of the sheets that are not read."""
    hidden = [name for name, sheet in grid.sheets.items() if sheet.is_hidden and name not in chosen.names]
    others = [name for name in grid.sheets if name not in (*chosen.names, *chosen.alike, *hidden)]
    alike = [f"{name}: {grid.sheets[name].filled(below=chosen.headings[name].last)}" for name in chosen.alike]
    return [
        note
        for words, names in ((SHEETS_ALIKE, alike), (OTHER_SHEETS, others), (HIDDEN_SHEETS, hidden))
        for note in table.said(words, table.named(names), len(names))
    ]


def _find(grid: Grid, name: str) -> Headings:
    sheet = grid.sheets[name]
    return headings.find(sheet.texts(most=headings.ROWS_LOOKED_AT), sheet.merged)


def _at(grid: Grid, name: str, first: int, last: int) -> Headings:
    """Return the headings in the rows asked for, as far as the sheet has them."""
    sheet = grid.sheets[name]
    texts = sheet.texts(most=max(last, headings.ROWS_LOOKED_AT) + 1)
    if (first, last) == NO_HEADINGS:
        return headings.without(texts, next((at for at, row in enumerate(texts) if sum(map(bool, row)) > 1), 0))
    last = max(min(last, len(texts)) - 1, 0)
    return headings.at_rows(texts, max(min(first - 1, last), 0), last, sheet.merged)


def _are_alike(one: Headings, other: Headings) -> bool:
    return one.fields >= headings.FEWEST_FIELDS and one.columns == other.columns
