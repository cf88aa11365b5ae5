"""A table as an Excel workbook: text stays text, dates are dates, and one column may have a list to choose from."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import xlsxwriter

_NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MOST_CHARACTERS = 32_767
_ROWS_TO_FILL = 200


def xlsx(
    table: pd.DataFrame,
    *,
    sheet: str,
    note: str = "",
    widths: Mapping[str, int] | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """Return the table as a workbook; no text becomes a formula or a link, and control characters are left out.

    Args:
        sheet: name of the sheet.
        note: source or explanation, on a sheet of its own.
        widths: characters per column.
        choices: columns whose cells offer a list.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(sheet)
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        page.freeze_panes(1, 0)
        for at, name in enumerate(table.columns):
            page.set_column(at, at, (widths or {}).get(str(name), 20))
            page.write_string(0, at, _plain(name), heading)
            for row, cell in enumerate(table[name], start=1):
                _write(page, row, at, cell, text, day)
            if choices and name in choices:
                validation = {"validate": "list", "source": list(choices[str(name)])}
                page.data_validation(1, at, len(table) + _ROWS_TO_FILL, at, validation)
        if note:
            book.add_worksheet("Info").write_string(0, 0, _plain(note))
    return content.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, at: int, cell: object, text: object, day: object) -> None:
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        page.write_blank(row, at, None, text)
    elif isinstance(cell, date):
        page.write_datetime(row, at, cell, day)
    elif isinstance(cell, int | float):
        page.write_number(row, at, cell, text)
    else:
        page.write_string(row, at, _plain(cell), text)


def _plain(cell: object) -> str:
    return _NOT_IN_A_CELL.sub("", str(cell))[:_MOST_CHARACTERS]
