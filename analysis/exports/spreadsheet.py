"""Tables as CSV for Norwegian spreadsheets: UTF-8 with a mark, semicolons and decimal commas."""

import re

import pandas as pd

# Spreadsheets pass over blanks and control characters before they look for a formula.
_STARTS_A_FORMULA = re.compile(r"[\s\x00-\x1f\x7f]*[=+\-@]|[\t\r]")


def csv(table: pd.DataFrame, *, note: str = "") -> bytes:
    """Return the table as a file that a Norwegian Excel opens as it is, with the note (source, period) as last line.

    Text that a spreadsheet would run as a formula gets an apostrophe in front. Null is an empty cell.
    """
    safe = table.copy()
    for column in safe.select_dtypes(exclude="number"):
        safe[column] = safe[column].map(_harmless)
    safe.columns = [str(_harmless(name)) for name in safe.columns]
    body = safe.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
    closing = f'"{str(_harmless(note)).replace(chr(34), chr(34) * 2)}"\r\n' if note else ""
    return ("\ufeff" + body + closing).encode()


def _harmless(value: object) -> object:
    if isinstance(value, str) and _STARTS_A_FORMULA.match(value):
        return f"'{value}"
    return value
