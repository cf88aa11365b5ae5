"""Tables made of a file's cells: a publisher's file by its importer, else a register of own projects.

Runs in the process that reads a file; see analysis.own_data.worker.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.own_data import matching, register
from analysis.own_data.grid import MOST_COLUMNS, Grid
from analysis.own_data.importers import IMPORTERS, PACKED
from analysis.participation import OWN_REGISTER
from analysis.sources.common import importing
from analysis.sources.common.importing import Imported, Importer
from analysis.store.tables import read_table
from analysis.text.translate import mark
from analysis.uploads.errors import EMPTY, TOO_MUCH, UploadError

PREVIEW_ROWS, _ROWS_FOR_PREVIEW = 5, 200
NO_LONGER = mark("no cells beyond the headings")
NOT_AS_PUBLISHED = mark("The file looks like one of a publisher's, but is not as it is published: {reason}")
NOT_KNOWN = mark("This is none of the publishers' files that are known here. Nothing was read.")
TOO_MANY_ROWS = mark(
    "The file gives more rows than a page can hold. Divide it, for instance by year, and try again. Nothing was read."
)
NOT_USED = mark("cells in columns that no field is read from")
NOT_LISTED = mark("refused cells that are too many to be listed")
_MOST_BYTES, _MOST_LISTED = 40_000_000, 20_000
_LONGEST_REASON, _LONGEST_SHOWN, _LONGEST_HEADING = 300, 200, 500


class InUse(dict[str, pd.DataFrame]):
    """The tables in use, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, name: str) -> pd.DataFrame:
        self[name] = read_table(name, self._folder)
        return self[name]


@dataclass(frozen=True)
class Sheet:
    """One sheet below its headings: text by heading, the index the row number, and rows that are too long."""

    headings: tuple[str, ...]
    rows: pd.DataFrame
    refused: pd.DataFrame


@dataclass(frozen=True)
class Outcome:
    """What a file gave, what is said of it in the answer, and what besides the importer's account is left out."""

    said: dict[str, Any]
    imported: Imported
    left_out: Mapping[str, int] = field(default_factory=dict)

    def written(self, folder: Path) -> dict[str, Any]:
        """Write the tables into the folder and return the answer; raises UploadError where a page cannot hold them."""
        tables, rejected = self.imported.tables, self.imported.rejected
        if sum(int(table.memory_usage(deep=True).sum()) for table in tables.values()) > _MOST_BYTES:
            raise UploadError(TOO_MANY_ROWS)
        for name, table in {**tables, "rejected": _listed(rejected)}.items():
            table.to_parquet(folder / f"{name}.parquet", index=False)
        left_out = Counter({**self.left_out, NOT_LISTED: max(len(rejected) - _MOST_LISTED, 0)})
        for account in self.imported.accounts:
            left_out.update(account.left_out)
        return {
            **self.said, "tables": list(tables), "placed": dict(self.imported.placed),
            "rows_rejected": rejected["row"].nunique(),
            "left_out": {reason: count for reason, count in left_out.items() if count},
        }  # fmt: skip


def of_grid(grid: Grid, request: Mapping[str, Any]) -> Outcome:
    """Return the tables of a file with cells."""
    known = _of_publisher(grid, request)
    if known:
        return known
    name = next(iter(grid.sheets))
    first = grid.rows(name, most=matching.ROWS_LOOKED_AT + _ROWS_FOR_PREVIEW)
    at = matching.heading_row(first)
    shown = below(first, at)
    asked = request["columns"]
    columns = matching.asked(asked, shown.headings) if asked else matching.columns(shown.headings)
    found = sum(heading is not None for heading in columns.values())
    is_register = bool(asked) or found >= matching.FEWEST_FIELDS
    amount = columns["amount"]
    decimal = request["decimal"] or (grid.decimal(name, shown.headings.index(amount), below=at) if amount else "")
    said = _said(grid, name, shown, columns) | {
        "kind": OWN_REGISTER if is_register else "", "decimal": decimal,
        "rows_read": grid.filled(name, below=at),
    }  # fmt: skip
    if not is_register or any(columns[name] is None for name in register.REQUIRED):
        return Outcome(said, Imported({"participations": schemas.empty("participations")}, ()))
    if said["rows_read"] > register.MOST_ROWS:
        raise UploadError(TOO_MUCH, rows=str(register.MOST_ROWS), columns=str(MOST_COLUMNS))
    sheet = below([*first[: at + 1], *grid.rows(name, decimal=decimal or ",")[at + 1 :]], at)
    imported = register.Register(InUse(Path(request["data"])), decimal).tidy(sheet.rows, columns)
    return Outcome(said, _with_refused(imported, sheet.refused), {NOT_USED: _cells_outside(sheet, columns)})


def of_packed(path: Path, request: Mapping[str, Any]) -> Outcome:
    """Return the tables of a publisher's file that is no table: a zip file or JSON."""
    importer = PACKED[request["ending"]]
    named = path.with_name(f"file.{request['ending']}")
    path.rename(named)
    try:
        parts = importer.read_raw(named)
    except (DataError, ValueError, KeyError, TypeError, AttributeError, OSError):
        raise UploadError(NOT_KNOWN) from None
    rows = sum(len(part) for part in parts.values())
    part = next(iter(importer.PARTS))
    shown = parts.get(part, pd.DataFrame())
    said = {
        "kind": importer.IMPORTER_ID, "part": part, "encoding": "", "separator": "", "decimal": "", "sheets": [],
        "sheet": "", "headings": list(map(str, shown.columns)), "preview": _first(shown), "rows_read": rows,
        "columns": dict.fromkeys(importer.PARTS[part]) | {name: name for name in importer.PARTS[part] if name in shown},
    }  # fmt: skip
    return Outcome(said, _imported(importer, parts, request))


def _of_publisher(grid: Grid, request: Mapping[str, Any]) -> Outcome | None:
    """Return the tables of a publisher's file, all its sheets together; None where there is none."""
    parts: dict[str, pd.DataFrame] = {}
    first: tuple[Importer, str, str, Sheet] | None = None
    refused = []
    for name in grid.sheets:
        first_rows = grid.rows(name, most=matching.ROWS_LOOKED_AT)
        at = _publishers_headings(first_rows)
        known = importing.recognise(first_rows[at], IMPORTERS) if at is not None else None
        if at is None or known is None or (first and known[0] is not first[0]):
            continue
        sheet = below(grid.rows(name), at)
        first = first or (known[0], known[1], name, sheet)
        parts.setdefault(known[1], sheet.rows)
        refused.append(sheet.refused)
    if first is None:
        return None
    if not any(len(rows) for rows in parts.values()):
        raise UploadError(EMPTY)
    importer, part, name, sheet = first
    needed = {heading: heading for heading in importer.PARTS[part]}
    said = _said(grid, name, sheet, needed) | {"kind": importer.IMPORTER_ID, "part": part, "decimal": ""}
    return Outcome(said, _with_refused(_imported(importer, parts, request), pd.concat(refused)))


def _publishers_headings(rows: Sequence[Sequence[str]]) -> int | None:
    looked_at = range(min(len(rows), matching.ROWS_LOOKED_AT))
    return next((at for at in looked_at if importing.recognise(rows[at], IMPORTERS)), None)


def _imported(importer: Importer, parts: importing.Parts, request: Mapping[str, Any]) -> Imported:
    try:
        imported = importer.tidy(parts, InUse(Path(request["data"])))
    except DataError as error:
        raise UploadError(NOT_AS_PUBLISHED, reason=str(error)[:_LONGEST_REASON]) from error
    return imported


def below(rows: Sequence[Sequence[str]], at: int) -> Sheet:
    """Return the rows below the headings at a position; of columns with the same heading the first one counts."""
    headings = [heading[:_LONGEST_HEADING] for heading in rows[at]]
    kept = [place for place, name in enumerate(headings) if name and headings.index(name) == place]
    width = len(headings)
    numbers, cells, long = [], [], []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if not any(row):
            continue
        if any(row[width:]):
            long.append((number, "", next(filter(None, row[width:])), NO_LONGER, ""))
            continue
        full = [*row, *[""] * (width - len(row))]
        numbers.append(number)
        cells.append([full[place] for place in kept])
    names = [headings[place] for place in kept]
    table = pd.DataFrame(cells, index=pd.Index(numbers, dtype="int64"), columns=names, dtype="str")
    return Sheet(tuple(headings), table, register.as_rejected(long))


def _cells_outside(sheet: Sheet, columns: Mapping[str, str | None]) -> int:
    """Return how many cells hold something that no field is read from."""
    return int((sheet.rows.drop(columns=[name for name in columns.values() if name]) != "").to_numpy().sum())


def _said(grid: Grid, name: str, sheet: Sheet, columns: Mapping[str, str | None]) -> dict[str, Any]:
    return {
        "part": "", "encoding": grid.encoding, "separator": grid.separator,
        "sheets": sorted(filter(None, grid.sheets)), "sheet": name, "headings": list(sheet.headings),
        "preview": _first(sheet.rows), "columns": dict(columns), "rows_read": len(sheet.rows) + len(sheet.refused),
    }  # fmt: skip


def _first(rows: pd.DataFrame) -> list[list[str]]:
    shown: Iterable[Sequence[object]] = rows.head(PREVIEW_ROWS).itertuples(index=False, name=None)
    return [[str(cell)[:_LONGEST_SHOWN] for cell in row] for row in shown]


def _listed(rejected: pd.DataFrame) -> pd.DataFrame:
    """Return the refused cells that are listed, with as much of their text as can be shown."""
    listed = rejected.head(_MOST_LISTED)
    candidates = listed["candidates"].fillna("") if "candidates" in listed else ""
    return listed.assign(
        column=listed["column"].str[:_LONGEST_SHOWN], value=listed["value"].str[:_LONGEST_SHOWN], candidates=candidates
    )


def _with_refused(imported: Imported, more: pd.DataFrame) -> Imported:
    both = pd.concat([imported.rejected, more], ignore_index=True).sort_values("row", kind="stable", ignore_index=True)
    return Imported(imported.tables, imported.accounts, both, imported.placed)
