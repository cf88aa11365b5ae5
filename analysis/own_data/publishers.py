"""Publishers' own files: known by their headings, all sheets together, or packed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DataError
from analysis.own_data import headings, outcome, table
from analysis.own_data.grid import Grid
from analysis.own_data.importers import IMPORTERS, PACKED
from analysis.own_data.model import Note
from analysis.own_data.outcome import InUse, Outcome
from analysis.own_data.table import Table
from analysis.sources.common import importing
from analysis.sources.common.importing import Imported, Importer
from analysis.sources.cordis import cordis
from analysis.sources.cordis import files as cordis_files
from analysis.text.translate import mark
from analysis.uploads.errors import EMPTY, UploadError

NOT_AS_PUBLISHED = mark("The file looks like one of a publisher's, but is not as it is published: {reason}")
NOT_KNOWN = mark("This is none of the publishers' files that are known here. Nothing was read.")
SEVERAL_SETS = mark("Several sets of files are in this zip: {files}. Upload one zip for each. Nothing was read.")
PROJECTS_WANTED = mark(
    "The project file of CORDIS is not here, so rows of projects that are not among the data in use are refused. "
    "Upload the whole zip."
)
_LONGEST_REASON = 300


def of_packed(path: Path, request: Mapping[str, Any]) -> Outcome:
    """Return the tables of a publisher's file that is no table: a zip file or JSON."""
    named = path.with_name(f"file.{request['ending']}")
    path.rename(named)
    if several := cordis_files.twice(named):
        raise UploadError(SEVERAL_SETS, files=", ".join(several)[:_LONGEST_REASON])
    importer, parts = _read(named, PACKED[request["ending"]])
    rows = sum(len(part) for part in parts.values())
    part = next(iter(importer.PARTS))
    shown = parts.get(part, pd.DataFrame())
    said = {
        "kind": importer.IMPORTER_ID, "part": part, "encoding": "", "separator": "", "decimal": "", "sheets": [],
        "sheet": "", "headings": list(map(str, shown.columns)), "preview": outcome.preview(shown), "rows_read": rows,
        "columns": dict.fromkeys(importer.PARTS[part]) | {name: name for name in importer.PARTS[part] if name in shown},
    }  # fmt: skip
    return Outcome(said, _imported(importer, parts, request), notes=_without_projects(importer, parts))


def _read(path: Path, importers: Sequence[Importer]) -> tuple[Importer, Mapping[str, pd.DataFrame]]:
    """Return the first importer that can read a file, and its parts; raises UploadError."""
    for importer in importers:
        try:
            return importer, importer.read_raw(path)
        except (DataError, ValueError, KeyError, TypeError, AttributeError, OSError):
            continue
    raise UploadError(NOT_KNOWN)


def _without_projects(importer: Importer, parts: Mapping[str, pd.DataFrame]) -> list[Note]:
    """Return what is said of participants that come without the file of their projects."""
    wanted = importer.IMPORTER_ID == cordis.IMPORTER_ID and "organization" in parts and "project" not in parts
    return table.said(PROJECTS_WANTED, "", int(wanted))


def of_grid(grid: Grid, request: Mapping[str, Any]) -> Outcome | None:
    """Return the tables of a publisher's file, all its sheets together; None where there is none."""
    parts: dict[str, pd.DataFrame] = {}
    first: tuple[Importer, str, str, Table] | None = None
    refused, notes = [], list[Note]()
    for name, sheet in grid.sheets.items():
        first_rows = sheet.texts(most=headings.ROWS_LOOKED_AT)
        at = _publishers_headings(first_rows)
        known = importing.recognise(first_rows[at], IMPORTERS) if at is not None else None
        if at is None or known is None or (first and known[0] is not first[0]):
            continue
        texts = sheet.texts()
        rows = table.below(sheet, texts, headings.at_rows(texts, at, at))
        first = first or (known[0], known[1], name, rows)
        parts.setdefault(known[1], importing.as_published(rows.rows, known[0].PARTS[known[1]]))
        refused.append(rows.refused)
        notes += rows.notes
    if first is None:
        return None
    if not any(len(rows) for rows in parts.values()):
        raise UploadError(EMPTY)
    importer, part, name, rows = first
    said = {
        "kind": importer.IMPORTER_ID, "part": part, "encoding": grid.encoding, "separator": grid.separator,
        "decimal": "", "sheets": sorted(filter(None, grid.sheets)), "sheet": name,
        "headings": list(rows.headings.names), "preview": outcome.preview(rows.rows),
        "columns": {heading: heading for heading in importer.PARTS[part]},
        "rows_read": len(rows.rows) + len(rows.refused),
    }  # fmt: skip
    imported = outcome.with_refused(_imported(importer, parts, request), pd.concat(refused))
    return Outcome(said, imported, notes=[*notes, *_without_projects(importer, parts)])


def _publishers_headings(rows: Sequence[Sequence[str]]) -> int | None:
    looked_at = range(min(len(rows), headings.ROWS_LOOKED_AT))
    return next((at for at in looked_at if importing.recognise(rows[at], IMPORTERS)), None)


def _imported(importer: Importer, parts: importing.Parts, request: Mapping[str, Any]) -> Imported:
    try:
        return importer.tidy(parts, InUse(Path(request["data"])))
    except DataError as error:
        raise UploadError(NOT_AS_PUBLISHED, reason=str(error)[:_LONGEST_REASON]) from error
