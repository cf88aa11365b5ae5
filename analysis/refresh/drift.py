"""Whether a publisher's file is still what it was: its columns, and about as many rows.

The columns are held against those of the last time, else against those that the importer knows in full; before either
is known, only those that the importer needs are asked for, and the importer itself does that.
"""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.sources.common.importing import Importer, Parts

MOST_PCT = 20
"""By how many per cent the number of rows may differ from the last time."""
_SHOWN = 5
_NUMBER = re.compile(r"\d+")
_LINE = 1 << 20

Headings = Mapping[str, Sequence[str]]


def headings(importer: Importer, raw: Parts, path: Path) -> dict[str, list[str]]:
    """Return the column headings of each part, sorted, with # for numbers: "Partner # name" stands for all hundred.

    Args:
        importer: one that reads only some columns has COLUMNS, all that it knows of; then the file itself is asked.
        raw: what the importer read.
        path: the file.
    """
    known = getattr(importer, "COLUMNS", None)
    found = {part: list(rows.columns) for part, rows in raw.items() if part in importer.PARTS}
    if known and zipfile.is_zipfile(path):
        found = _of_zip(path, found) or found
    return {part: sorted({_NUMBER.sub("#", str(column)) for column in columns}) for part, columns in found.items()}


def _of_zip(path: Path, parts: Headings) -> dict[str, list[str]]:
    with zipfile.ZipFile(path) as archive:
        members = {Path(name).name: name for name in archive.namelist()}
        return {
            part: _first_line(archive.open(members[f"{part}.csv"]).readline(_LINE))
            for part in parts
            if f"{part}.csv" in members
        }


def _first_line(line: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(line.decode("utf-8-sig")), delimiter=";"), [])


def of_columns(importer: Importer, given: Headings, last: Headings | None) -> list[str]:
    """Return what has changed in the columns, in words; nothing where all is as it was.

    Args:
        importer: its COLUMNS count where the source was never loaded.
        given: see headings.
        last: the same of the last time, None where there was none.
    """
    known: Headings = last or {
        part: sorted({_NUMBER.sub("#", column) for column in columns})
        for part, columns in getattr(importer, "COLUMNS", {}).items()
    }
    said = []
    for part in sorted(set(given) & set(known)):
        new, gone = sorted(set(given[part]) - set(known[part])), sorted(set(known[part]) - set(given[part]))
        said += [f"{len(new)} unknown columns in {part}: {_some(new)}"] if new else []
        said += [f"{len(gone)} missing columns in {part}: {_some(gone)}"] if gone else []
    return said


def of_rows(rows: int, last: int | None) -> list[str]:
    """Return, in words, by how much the number of rows is off; nothing where it is not, or none is known."""
    if not last or abs(rows - last) * 100 <= MOST_PCT * last:
        return []
    return [f"{rows:,} rows where there were {last:,} ({(rows - last) * 100 / last:+.0f} %)"]


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" ..." if len(names) > _SHOWN else "")
