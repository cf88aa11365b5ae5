"""Workbooks: the cells of each sheet, read in a process with limits, for a hostile one can end the process."""

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from analysis.uploads import sheet_marks
from analysis.uploads.errors import NO_SHEET, NOT_A_WORKBOOK, TOO_SLOW, UploadError

Cell = str | bool | float | datetime.date | datetime.time | datetime.timedelta | None
MOST_UNPACKED_BYTES, MOST_PARTS, MOST_SHEETS = 400_000_000, 2_000, 50
MOST_TEXT = 100_000_000
_BEGINNING = b"PK\x03\x04"


def unpacked_size(content: bytes) -> int:
    """Return how many bytes a zip file says it unpacks to.

    Raises:
        UploadError: it is no zip file, or has more parts than any file of its kind.
    """
    if not content.startswith(_BEGINNING):
        raise UploadError(NOT_A_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        raise UploadError(NOT_A_WORKBOOK) from None
    if len(parts) > MOST_PARTS:
        raise UploadError(TOO_SLOW)
    return sum(part.file_size for part in parts)


class Workbook:
    """A workbook whose sheets are read one by one.

    Attributes:
        names: the sheets, hidden ones last.
        hidden: those of them that are hidden.
    """

    def __init__(self, content: bytes, *, most_unpacked: int = MOST_UNPACKED_BYTES) -> None:
        """Open it; raises UploadError where it is none, or unpacks to more than `most_unpacked` bytes."""
        if unpacked_size(content) > most_unpacked:
            raise UploadError(NOT_A_WORKBOOK)
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        except (CalamineError, OSError, ValueError):
            raise UploadError(NOT_A_WORKBOOK) from None
        self._content = content
        listed = self._book.sheets_metadata[:MOST_SHEETS]
        self.hidden = tuple(sheet.name for sheet in listed if sheet.visible != SheetVisibleEnum.Visible)
        self.names = tuple(sorted((sheet.name for sheet in listed), key=lambda name: name in self.hidden))

    def marks(self, names: Iterable[str]) -> dict[str, sheet_marks.Marks]:
        """Return what is said of the cells of these sheets besides their values; see sheet_marks."""
        return sheet_marks.of_workbook(self._content, names)

    def merged(self, name: str) -> list[tuple[sheet_marks.Position, sheet_marks.Position]]:
        """Return the first and the last cell of each block of merged ones."""
        try:
            return self._book.get_sheet_by_name(name).merged_cell_ranges or []
        except (CalamineError, OSError, ValueError):
            return []

    def rows(self, name: str, *, most_rows: int, most_columns: int) -> list[list[Cell]]:
        """Return the cells of a sheet, one more than the most where there are more; raises UploadError."""
        if name not in self.names:
            raise UploadError(NO_SHEET, name=name)
        found: list[list[Cell]] = []
        letters = 0
        try:
            for row in self._book.get_sheet_by_name(name).iter_rows():
                found.append(list(row[: most_columns + 1]))
                # A text that stands in many cells takes little room in the file.
                letters += sum(len(cell) for cell in found[-1] if isinstance(cell, str))
                if letters > MOST_TEXT:
                    raise UploadError(TOO_SLOW)
                if len(found) > most_rows:
                    break
        except (CalamineError, OSError, ValueError):
            raise UploadError(NOT_A_WORKBOOK) from None
        return found


def text_of(rows: Sequence[Sequence[Cell]], *, decimal: str = ".") -> list[list[str]]:
    """Return cells as text: dates as in ISO 8601, whole numbers without decimals, others with this decimal sign."""
    return [[_text(cell, decimal) for cell in row] for row in rows]


def _text(cell: Cell, decimal: str) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", decimal)
        case datetime.datetime():
            return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
        case datetime.date() | datetime.time():
            return cell.isoformat()
        case _:
            return str(cell)
