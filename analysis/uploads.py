"""Read a reader's CSV or XLSX file as a table of text, without trusting it.

A workbook is opened in a process of its own with limits on time and memory: a hostile one can end the process that
reads it. What is wrong comes as UploadError, whose words the page puts into the reader's language.
"""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from analysis.errors import DataError
from analysis.text.translate import mark

MOST_BYTES = 2_000_000
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 2_000, 50, 2_000
MOST_UNPACKED_BYTES = 60_000_000
SECONDS = 20
_WORKER = Path(__file__).with_name("uploads_worker.py")

TOO_LARGE = mark("The file is larger than {limit} MB. Nothing was read.")
EMPTY = mark("The file holds no rows. Nothing was changed.")
NOT_TEXT = mark("The file is not readable as CSV. Save it as CSV (UTF-8) or XLSX and try again.")
NOT_A_WORKBOOK = mark("The file is not a readable XLSX workbook. Save it anew in your spreadsheet and try again.")
TOO_MUCH = mark("The file has more than {rows} rows or {columns} columns. Nothing was read.")
UNKNOWN_KIND = mark("Only CSV and XLSX files are read. Nothing was changed.")


class UploadError(DataError):
    """A file or a row that cannot be taken: a text of the interface, and what fills its places."""

    def __init__(self, words: str, **places: str) -> None:
        super().__init__(words.format(**places))
        self.words, self.places = words, places


def read(content: bytes, name: str) -> list[list[str]]:
    """Return the rows of a file as text, empty ones included, so that row numbers are those on the screen.

    Args:
        content: the file.
        name: its name; the ending tells its kind.

    Raises:
        UploadError: the file is too large, of another kind, damaged, or empty.
    """
    if len(content) > MOST_BYTES:
        raise UploadError(TOO_LARGE, limit=str(MOST_BYTES // 1_000_000))
    ending = name.rsplit(".", 1)[-1].lower()
    if ending not in ("csv", "xlsx"):
        raise UploadError(UNKNOWN_KIND)
    rows = _csv(content) if ending == "csv" else _xlsx(content)
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise UploadError(TOO_MUCH, rows=str(MOST_ROWS), columns=str(MOST_COLUMNS))
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise UploadError(EMPTY)
    return [[cell[:MOST_CHARACTERS] for cell in row] for row in rows]


def _csv(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    if "\x00" in text:
        raise UploadError(NOT_TEXT)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)]
    except csv.Error:
        raise UploadError(NOT_TEXT) from None


def _decoded(content: bytes) -> str:
    """Return the text of a file as spreadsheets write it: UTF-8, UTF-16 with a mark, or Windows' western code."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes: Sequence[str] = ("utf-16",)
    else:
        codes = ("utf-8-sig", "cp1252")
    for code in codes:
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    raise UploadError(NOT_TEXT)


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UploadError(NOT_A_WORKBOOK) from None
    if unpacked > MOST_UNPACKED_BYTES:
        raise UploadError(NOT_A_WORKBOOK)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_WORKER), str(MOST_ROWS + 1), str(MOST_COLUMNS + 1), str(MOST_CHARACTERS)],
            input=content, capture_output=True, timeout=SECONDS, check=True,
        )  # fmt: skip
        rows = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        raise UploadError(NOT_A_WORKBOOK) from None
    return [[str(cell) for cell in row] for row in rows]
