"""Tables as CSV: as a Norwegian Excel opens it, or plain for programs; no text of theirs is run as a formula."""

import re
from csv import QUOTE_MINIMAL, QUOTE_NONNUMERIC

import pandas as pd

from analysis.text import hidden

# Spreadsheets pass over blanks and control characters before they look for a formula.
_BLANK = r"[\s\x00-\x1f\x7f-\x9f\u00ad\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u206f]*"
_STARTS_A_FORMULA = re.compile(rf"{_BLANK}[=+\-@＝＋－＠]|[\t\r]")
# A spreadsheet set to another separator begins a cell in the middle of a text, quoted or not.
_BEGINS_INSIDE = re.compile(rf"([;,\t\r\n]\"*{_BLANK})(?=[=+\-@＝＋－＠])")


def csv(table: pd.DataFrame, *, note: str = "") -> bytes:
    """Return UTF-8 with a mark, semicolons and decimal commas, the note (source, period) as last line.

    Text that a spreadsheet would run as a formula gets an apostrophe in front. Null is an empty cell.
    """
    body = harmless(table).to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n", quoting=QUOTE_MINIMAL)
    closing = f'"{str(_harmless(note)).replace(chr(34), chr(34) * 2)}"\r\n' if note else ""
    return ("\ufeff" + body + closing).encode(errors="replace")


def plain_csv(table: pd.DataFrame) -> bytes:
    """Return UTF-8 with commas and decimal points and nothing but the table, for programs."""
    return harmless(table).to_csv(index=False, lineterminator="\n", quoting=QUOTE_NONNUMERIC).encode(errors="replace")


def harmless(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with an apostrophe in front of every text that a spreadsheet would run as a formula."""
    safe = table.copy()
    for column in safe.select_dtypes(exclude="number"):
        safe[column] = safe[column].map(_harmless)
    safe.columns = [str(_harmless(name)) for name in safe.columns]
    return safe


def _harmless(value: object) -> object:
    if not isinstance(value, str):
        return value
    seen = hidden.removed(value)
    inside = _BEGINS_INSIDE.sub(r"\1'", seen)
    return f"'{inside}" if _STARTS_A_FORMULA.match(seen) else inside
