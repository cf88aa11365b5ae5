"""Text files: what parts the columns, and the rows that can be read of them; see encodings for the letters."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.uploads.errors import NOT_CLOSED, NOT_TEXT, UploadError

SEPARATORS = (";", ",", "\t", "|")
_SAMPLE_LINES, _SAMPLE_CHARACTERS = 30, 200_000
_MOST_BROKEN = 100
_STRAY = "expected after"
"""What csv says of a text that goes on behind its closing quotation mark."""
_SEPARATOR_TOLD = re.compile(r"\"?sep=(.)\"?\r?\n", re.IGNORECASE)
"""A first line with which spreadsheets tell each other the separator; it is no row."""
_KEPT_AS_TEXT = re.compile(r"=\"([^\"]*)\"")
"""How a text is written that a spreadsheet shall not take for a number: ="0301"."""


@dataclass(frozen=True)
class Table:
    """The rows of a text file.

    Attributes:
        rows: the cells; a row that is no CSV is there without any.
        separator: what parts them.
        broken: position of such a row -> its text.
    """

    rows: list[list[str]]
    separator: str
    broken: dict[int, str] = field(default_factory=dict)


def table(text: str, asked: str | None, *, most_rows: int, most_columns: int) -> Table:
    """Return the rows of a text with columns, one more than the most where there are more.

    A row with quotation marks inside a quoted cell is named, and the reading goes on in the line below it.

    Raises:
        UploadError: no row can be read, too many cannot, a row is beyond all measure, or a quotation mark never closes.
    """
    told = _SEPARATOR_TOLD.match(text)
    body = text[told.end() :] if told else text
    separator = asked or (told[1] if told and told[1] in SEPARATORS else separator_of(body))
    if separator not in SEPARATORS:
        raise UploadError(NOT_TEXT)
    rows: list[list[str]] = []
    broken: dict[int, str] = {}
    for cells, line in _records(body, separator):
        if cells is None and line is None:
            raise UploadError(NOT_CLOSED, row=str(len(rows) + 1))
        if cells is None:
            broken[len(rows)] = str(line)
        rows.append([_KEPT_AS_TEXT.sub(r"\1", cell) if cell.startswith("=") else cell for cell in cells or ()])
        if len(rows) > most_rows or len(rows[-1]) > most_columns:
            break
        if len(broken) > _MOST_BROKEN:
            raise UploadError(NOT_TEXT)
    if broken and not any(map(any, rows)):
        raise UploadError(NOT_TEXT)
    return Table(rows, separator, broken)


def _records(text: str, separator: str) -> Iterator[tuple[list[str] | None, str | None]]:
    """Give each row's cells, or None and the line where it cannot be read; no line where its end is not found."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        first = lines.at
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if len(lines.all[first]) > csv.field_size_limit():
                raise UploadError(NOT_TEXT) from None
            if _STRAY not in str(error):
                yield None, None
                return
            lines.at = first + 1
            reader = csv.reader(lines, delimiter=separator, strict=True)
            yield None, lines.all[first].rstrip("\r\n")
            continue
        if cells is None:
            return
        yield cells, ""


class _Lines:
    """The lines of a text, which can be read again from any of them."""

    def __init__(self, text: str) -> None:
        self.all = list(io.StringIO(text, newline=""))
        self.at = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.at >= len(self.all):
            raise StopIteration
        self.at += 1
        return self.all[self.at - 1]


def separator_of(text: str) -> str:
    """Return what parts the columns: the mark that most of the first lines have, and as often as the other lines."""
    lines = io.StringIO(text[:_SAMPLE_CHARACTERS], newline="")
    sample = "".join(line for _, line in zip(range(_SAMPLE_LINES), lines, strict=False))
    return max(SEPARATORS, key=lambda separator: _fit(sample, separator))


def _fit(sample: str, separator: str) -> tuple[int, int, int]:
    """Return how many lines have more than one cell, how many of these are equally wide, and how wide.

    Empty cells at the end do not count: programs leave more or fewer of them behind short rows.
    """
    try:
        widths = Counter(map(_width, csv.reader(io.StringIO(sample, newline=""), delimiter=separator)))
    except csv.Error:
        return (0, 0, 0)
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return (0, 0, 0)
    width, count = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
    return (sum(wide.values()), count, width)


def _width(cells: Sequence[str]) -> int:
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)
