"""The cells of a reader's file, from whichever kind of file: rows with the numbers that a spreadsheet gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.own_data import amounts
from analysis.uploads import text
from analysis.uploads.errors import EMPTY, NO_SHEET, TOO_MUCH, UploadError
from analysis.uploads.workbooks import Cell, Workbook, text_of

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_CHARACTERS = 120_000, 1_000, 8_000_000, 32_767


@dataclass(frozen=True)
class Grid:
    """A file's sheets by name; a text file is one sheet named "" and has an encoding and a separator."""

    sheets: Mapping[str, Sequence[Sequence[Cell]]]
    encoding: str = ""
    separator: str = ""

    def rows(self, sheet: str, *, decimal: str = ".", most: int | None = None) -> list[list[str]]:
        """Return a sheet, or its first rows, as text; numbers that are no text get this decimal sign."""
        written = text_of(self.sheets[sheet][:most], decimal=decimal)
        return [[cell[:MOST_CHARACTERS].strip() for cell in row] for row in written]

    def filled(self, sheet: str, *, below: int) -> int:
        """Return how many rows below a heading have a cell that holds anything."""
        return sum(any(cell not in (None, "") for cell in row) for row in self.sheets[sheet][below + 1 :])

    def decimal(self, sheet: str, column: int, *, below: int) -> str:
        """Return the decimal sign that the texts of a column below its heading tell of; see amounts.decimal_sign."""
        cells = (row[column] for row in self.sheets[sheet][below + 1 :] if len(row) > column)
        return amounts.decimal_sign(cell for cell in cells if isinstance(cell, str))


def of_text(content: bytes, *, encoding: str | None, separator: str | None) -> Grid:
    """Return the rows of a text file; raises UploadError."""
    decoded, found = text.decode(content, encoding)
    rows, between = text.rows(decoded, separator, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    return _checked(Grid({"": rows}, found, between))


def of_workbook(content: bytes, *, sheet: str | None) -> Grid:
    """Return the sheets that hold anything, the one asked for first; raises UploadError."""
    book = Workbook(content)
    if sheet is not None and sheet not in book.names:
        raise UploadError(NO_SHEET, name=sheet)
    names = sorted(book.names, key=lambda name: name != sheet)
    found = {name: book.rows(name, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS) for name in names}
    return _checked(Grid({name: rows for name, rows in found.items() if any(map(any, rows))}))


def _checked(grid: Grid) -> Grid:
    """Return the grid; raises UploadError where it is empty or has more than any file of its kind."""
    rows = [row for sheet in grid.sheets.values() for row in sheet]
    if not any(map(any, rows)):
        raise UploadError(EMPTY)
    many = any(len(sheet) > MOST_ROWS for sheet in grid.sheets.values())
    if many or any(len(row) > MOST_COLUMNS for row in rows) or sum(map(len, rows)) > MOST_CELLS:
        raise UploadError(TOO_MUCH, rows=str(MOST_ROWS), columns=str(MOST_COLUMNS))
    return grid
