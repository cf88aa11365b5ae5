"""The cells of a reader's file, from whichever kind of file, and what the file says of them besides their values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.own_data import amounts
from analysis.own_data.model import ALL_ALIKE
from analysis.uploads import encodings, text
from analysis.uploads.errors import EMPTY, NO_SHEET, TOO_MUCH, UploadError
from analysis.uploads.sheet_marks import Marks, Position
from analysis.uploads.workbooks import Cell, Workbook, text_of

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_CHARACTERS = 120_000, 1_000, 8_000_000, 32_767
_ROUNDED_BY_A_SPREADSHEET = 4
Block = tuple[Position, Position]
"""The first and the last cell of a block of merged ones."""


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet; a text file has one.

    Attributes:
        rows: cells by row and column, the errors among them as text.
        is_hidden: whether a spreadsheet shows the sheet.
        marks: what is said of the cells besides; None where the sheet is too large to look.
        merged: the blocks of merged cells.
        broken: position of a row that is no CSV -> its text.
    """

    rows: Sequence[Sequence[Cell]]
    is_hidden: bool = False
    marks: Marks | None = field(default_factory=Marks)
    merged: Sequence[Block] = ()
    broken: Mapping[int, str] = field(default_factory=dict)

    def texts(self, *, decimal: str = ".", most: int | None = None, amount: int | None = None) -> list[list[str]]:
        """Return the cells, or those of the first rows, as text; numbers that are no text get this decimal sign.

        Args:
            amount: the column of amounts, whose numbers have the currency of their format behind them, and zeros
                behind parts of a cent: 1234,567 is a number there, and never a million.
        """
        written = text_of(self.rows[:most], decimal=decimal)
        rows = [[cell[:MOST_CHARACTERS].strip() for cell in row] for row in written]
        if amount is not None:
            for at, row in enumerate(self.rows[:most]):
                if len(row) > amount and isinstance(row[amount], float):
                    rows[at][amount] = self._amount(rows[at][amount], decimal, (at, amount))
        return rows

    def _amount(self, written: str, decimal: str, position: Position) -> str:
        whole, sign, part = written.partition(decimal)
        exact = f"{whole}{sign}{part.ljust(_ROUNDED_BY_A_SPREADSHEET, '0')}" if len(part) > 2 else written
        currency = self.marks.currencies.get(position) if self.marks else None
        return f"{exact} {currency}" if currency else exact

    def filled(self, *, below: int) -> int:
        """Return how many rows below a heading have a cell that holds anything, or are no CSV."""
        rows = (at for at, row in enumerate(self.rows) if at in self.broken or any(map(_holds, row)))
        return sum(at > below for at in rows)

    def decimal(self, column: int, *, below: int) -> str:
        """Return the decimal sign that the texts of a column below its heading tell of; see amounts.decimal_sign."""
        cells = (row[column] for row in self.rows[below + 1 :] if len(row) > column)
        return amounts.decimal_sign(cell for cell in cells if isinstance(cell, str))


@dataclass(frozen=True)
class Grid:
    """A file's sheets by name, visible ones first; that of a text file is named "", and has an encoding and separator.

    Attributes:
        is_doubtful: whether the letters of a text file make words.
    """

    sheets: Mapping[str, Sheet]
    encoding: str = ""
    separator: str = ""
    is_doubtful: bool = False


def of_text(content: bytes, *, encoding: str | None, separator: str | None) -> Grid:
    """Return the rows of a text file; raises UploadError."""
    decoded, used = encodings.decode(content, encoding)
    table = text.table(decoded, separator, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    sheet = Sheet(table.rows, broken=table.broken)
    return _checked(Grid({"": sheet}, used, table.separator, encodings.is_doubtful(content, used)))


def of_workbook(content: bytes, *, sheet: str | None) -> Grid:
    """Return the sheets that hold anything, the one asked for first; raises UploadError."""
    book = Workbook(content)
    if sheet not in (None, ALL_ALIKE, *book.names):
        raise UploadError(NO_SHEET, name=str(sheet))
    names = sorted(book.names, key=lambda name: name != sheet)
    rows = {name: book.rows(name, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS) for name in names}
    filled = {name: cells for name, cells in rows.items() if any(map(any, cells))}
    marks = book.marks(filled)
    sheets = {}
    for name, cells in filled.items():
        with_errors = _with_errors(cells, marks[name].errors) if name in marks else cells
        sheets[name] = Sheet(with_errors, name in book.hidden, marks.get(name), book.merged(name))
    return _checked(Grid(sheets))


def _with_errors(rows: list[list[Cell]], errors: Mapping[Position, str]) -> list[list[Cell]]:
    """Return the cells with what stands in those in error, which come empty."""
    for (at, column), error in errors.items():
        if at < len(rows) and column < MOST_COLUMNS:
            rows[at] += [""] * (column + 1 - len(rows[at]))
            rows[at][column] = rows[at][column] or error
    return rows


def _checked(grid: Grid) -> Grid:
    """Return the grid; raises UploadError where it is empty or has more than any file of its kind."""
    rows = [row for sheet in grid.sheets.values() for row in sheet.rows]
    if not any(map(any, rows)):
        raise UploadError(EMPTY)
    many = any(len(sheet.rows) > MOST_ROWS for sheet in grid.sheets.values())
    if many or any(len(row) > MOST_COLUMNS for row in rows) or sum(map(len, rows)) > MOST_CELLS:
        raise UploadError(TOO_MUCH, rows=str(MOST_ROWS), columns=str(MOST_COLUMNS))
    return grid


def _holds(cell: Cell) -> bool:
    return cell not in (None, "") and (not isinstance(cell, str) or bool(cell.strip()))
