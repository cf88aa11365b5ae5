"""The sheets of a publisher's file, CSV or workbook: every cell as text, "" where empty, rows numbered as readers do.

Used by the importers, which run in the refresh or in a process of their own; the running app never parses files.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from analysis.errors import DataError

Cell = str | bool | float | datetime.date | datetime.time | datetime.timedelta | None
SEPARATORS = (",", ";", "\t", "|")
# A workbook is a zip file, or an old compound file.
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Below the headings, which are row 1.
_FIRST_ROW = 2


def read(path: Path) -> dict[str, pd.DataFrame]:
    """Return each sheet with cells by its name; a CSV is one sheet named "". The index is the row number.

    Raises:
        DataError: the file is neither text with columns nor a workbook.
    """
    with path.open("rb") as file:
        start = file.read(4)
    return _workbook(path) if start in _WORKBOOK else {"": _csv(path)}


def _csv(path: Path) -> pd.DataFrame:
    for encoding in _encodings(path):
        try:
            with path.open(encoding=encoding, newline="") as file:
                separator = separator_of(file.readline())
            rows = pd.read_csv(
                path, sep=separator, dtype="str", keep_default_na=False, encoding=encoding, index_col=False
            )
        except UnicodeDecodeError:
            continue
        except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            raise DataError(f"{path.name}: {error}. Download the file again, or save it anew as CSV.") from error
        rows = rows.fillna("").rename(columns=str.strip)
        return rows.set_axis(pd.RangeIndex(_FIRST_ROW, _FIRST_ROW + len(rows)), axis=0)
    raise DataError(f"{path.name}: not text in UTF-8, UTF-16 or Windows-1252. Download the file again.")


def _encodings(path: Path) -> tuple[str, ...]:
    with path.open("rb") as file:
        return ("utf-16",) if file.read(2) in _UTF_16 else ("utf-8-sig", "cp1252")


def separator_of(headings: str) -> str:
    """Return the separator that a line of headings has most of, outside quotes."""
    bare = "".join(headings.split('"')[::2])
    return max(SEPARATORS, key=bare.count)


def _workbook(path: Path) -> dict[str, pd.DataFrame]:
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        cells = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in _names(workbook)}
    except (CalamineError, OSError) as error:
        raise DataError(f"{path.name}: not a workbook that can be read ({error}). Save it anew as XLSX.") from error
    return {name: _table(rows) for name, rows in cells.items() if rows}


def _names(workbook: CalamineWorkbook) -> list[str]:
    return list(workbook.sheet_names)


def _table(cells: Sequence[Sequence[Cell]]) -> pd.DataFrame:
    """Return the rows below the first row that is not empty, which is the headings; columns without one are left."""
    text = [[cell_text(cell) for cell in row] for row in cells]
    top = next((number for number, row in enumerate(text) if any(row)), 0)
    headings = [heading.strip() for heading in text[top]]
    kept = [column for column, heading in enumerate(headings) if heading]
    rows = {number + 1: row for number, row in enumerate(text) if number > top and any(row)}
    table = [[row[column] for column in kept] for row in rows.values()]
    return pd.DataFrame(table, index=list(rows), columns=[headings[column] for column in kept], dtype="str")


def cell_text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without decimals, dates as yyyy-mm-dd."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime.datetime():
            return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat()
        case datetime.date() | datetime.time():
            return cell.isoformat()
        case _:
            return str(cell)
