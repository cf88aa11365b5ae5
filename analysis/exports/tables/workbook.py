"""Tables as Excel workbooks: text stays text, dates are dates, and one column may have a list to choose from."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from numbers import Real

import numpy as np
import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.text import hidden

_NOT_IN_A_SHEETS_NAME = re.compile(r"[\[\]:*?/\\']")
_MOST_CHARACTERS, _MOST_OF_A_NAME = 32_767, 31
_ROWS_TO_FILL = 200
_ABOUT_WIDTHS = (28, 110)


def xlsx(
    table: pd.DataFrame,
    *,
    sheet: str,
    about: Sequence[tuple[str, str]] = (),
    about_sheet: str = "Info",
    widths: Mapping[str, int] | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
    suggestions: Mapping[str, Sequence[str]] | None = None,
    decimals: Mapping[str, int] | None = None,
) -> bytes:
    """Return the table as a workbook; no text becomes a formula or a link, and control characters are left out.

    Args:
        sheet: name of the sheet.
        about: source, filters and definitions as pairs of heading and text, on a sheet of their own.
        widths: characters per column; 20 otherwise.
        choices: columns whose cells offer a list.
        suggestions: columns whose cells offer a list of any length and take other texts too; the list stands on a
            sheet named as the column.
        decimals: columns of numbers written with thousands apart and so many decimals.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(_sheet_name(sheet))
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        page.freeze_panes(1, 0)
        for at, name in enumerate(table.columns):
            places = (decimals or {}).get(str(name))
            number = text if places is None else book.add_format({"num_format": _pattern(places), "valign": "top"})
            page.set_column(at, at, (widths or {}).get(str(name), 20))
            page.write_string(0, at, _plain(name), heading)
            for row, cell in enumerate(table.iloc[:, at], start=1):
                _write(page, row, at, cell, text, number, day)
            if choices and name in choices:
                validation = {"validate": "list", "source": list(choices[str(name)])}
                page.data_validation(1, at, len(table) + _ROWS_TO_FILL, at, validation)
        for name, offered in (suggestions or {}).items():
            at = list(map(str, table.columns)).index(name)
            _suggest(page, book.add_worksheet(_sheet_name(name)), at, len(table) + _ROWS_TO_FILL, offered)
        if about:
            _write_about(book.add_worksheet(_sheet_name(about_sheet)), about, heading, text)
    return content.getvalue()


def _suggest(page: Worksheet, listed: Worksheet, at: int, last: int, offered: Sequence[str]) -> None:
    """Offer a list in a column; within the validation itself it could have no more than 255 letters."""
    listed.set_column(0, 0, _ABOUT_WIDTHS[0])
    for row, option in enumerate(offered):
        listed.write_string(row, 0, _plain(option))
    source = f"='{listed.name}'!$A$1:$A${len(offered)}"
    page.data_validation(1, at, last, at, {"validate": "list", "source": source, "error_type": "information"})


def _write_about(page: Worksheet, about: Sequence[tuple[str, str]], heading: Format, text: Format) -> None:
    for at, width in enumerate(_ABOUT_WIDTHS):
        page.set_column(at, at, width)
    for row, (name, said) in enumerate(about):
        page.write_string(row, 0, _plain(name), heading)
        page.write_string(row, 1, _plain(said), text)


def _pattern(places: int) -> str:
    return "#,##0" + ("." + "0" * places if places else "")


def _write(page: Worksheet, row: int, at: int, cell: object, text: Format, number: Format, day: Format) -> None:
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        page.write_blank(row, at, None, text)
    elif isinstance(cell, date):
        page.write_datetime(row, at, cell, day)
    elif isinstance(cell, bool | np.bool_):
        page.write_boolean(row, at, bool(cell), text)
    elif isinstance(cell, Real | Decimal):  # numpy's numbers are Real, and most of them neither int nor float
        page.write_number(row, at, cell, number)
    else:
        page.write_string(row, at, _plain(cell), text)


def _plain(cell: object) -> str:
    return hidden.removed(str(cell))[:_MOST_CHARACTERS]


def _sheet_name(name: str) -> str:
    return _NOT_IN_A_SHEETS_NAME.sub(" ", _plain(name))[:_MOST_OF_A_NAME].strip() or "1"
