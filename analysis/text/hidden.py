"""Characters that cannot be seen and do harm: they turn a line round, break a file, or end a text unseen.

They are taken out where text enters the app (`tables.read_table`, the name of an uploaded file, what a reader types
into a board) and nowhere else: the files of a version stay as they are, byte for byte, and no number, code or visible
letter changes. Marks that join or part letters within words (U+200B to U+200D) and soft hyphens stay.
"""

import re

import pandas as pd

_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # marks of encodings and notes
)
_OF_A_TEXT = re.compile(f"[{_HIDDEN}\ud800-\udfff]")
_OF_A_COLUMN = f"[{_HIDDEN}]"
"""A column of Arrow texts cannot hold the halves of surrogate pairs."""


def removed(text: str) -> str:
    """Return a text without characters that cannot be seen and do harm."""
    return _OF_A_TEXT.sub("", text)


def removed_from(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without such characters in its texts; the same table where there are none."""
    found = [name for name in _texts(table) if table[name].str.contains(_OF_A_COLUMN, regex=True, na=False).any()]
    if not found:
        return table
    return table.assign(**{name: table[name].str.replace(_OF_A_COLUMN, "", regex=True) for name in found})


def _texts(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table if isinstance(table[name].dtype, pd.StringDtype)]
