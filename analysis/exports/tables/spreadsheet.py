"""Tables as CSV: as a Norwegian Excel opens it, or plain for programs; no text of theirs is run as a formula."""

from csv import QUOTE_MINIMAL, QUOTE_NONNUMERIC

import pandas as pd

from analysis.text import formulas


def csv(table: pd.DataFrame, *, note: str = "") -> bytes:
    """Return UTF-8 with a mark, semicolons and decimal commas, the note (source, period) as last line.

    Text that a spreadsheet would run as a formula gets an apostrophe in front. Null is an empty cell.
    """
    body = harmless(table).to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n", quoting=QUOTE_MINIMAL)
    closing = f'"{formulas.guarded(note).replace(chr(34), chr(34) * 2)}"\r\n' if note else ""
    return ("\ufeff" + body + closing).encode(errors="replace")


def plain_csv(table: pd.DataFrame) -> bytes:
    """Return UTF-8 with commas and decimal points and nothing but the table, for programs."""
    return harmless(table).to_csv(index=False, lineterminator="\n", quoting=QUOTE_NONNUMERIC).encode(errors="replace")


def harmless(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with an apostrophe in front of every text that a spreadsheet would run as a formula."""
    safe = table.copy()
    for column in safe.select_dtypes(exclude="number"):
        safe[column] = safe[column].map(_harmless)
    safe.columns = [formulas.guarded(str(name)) for name in safe.columns]
    return safe


def _harmless(value: object) -> object:
    return formulas.guarded(value) if isinstance(value, str) else value
