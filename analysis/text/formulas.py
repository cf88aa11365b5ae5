"""Text that a spreadsheet would run as a formula: guarded by an apostrophe when saved, freed of it when read."""

import re

from analysis.text import hidden

_SIGN = r"(?=[=+\-@＝＋－＠])"
# Spreadsheets pass over blanks and control characters before they look for a formula.
_BLANK = r"[\s\x00-\x1f\x7f-\x9f\u00ad\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u206f]*"
_BEGINS = re.compile(rf"{_BLANK}{_SIGN}|[\t\r]")
# A spreadsheet set to another separator begins a cell in the middle of a text, quoted or not.
_BEGINS_INSIDE = re.compile(rf"([;,\t\r\n]\"*{_BLANK}){_SIGN}")
_GUARD = re.compile(rf"^'+(?={_BLANK}{_SIGN}|[\t\r])")
_GUARD_INSIDE = re.compile(rf"([;,\t\r\n]\"*{_BLANK})'+{_SIGN}")


def guarded(text: str) -> str:
    """Return the text with an apostrophe wherever a spreadsheet would begin a formula, and without hidden marks."""
    seen = hidden.removed(text)
    inside = _BEGINS_INSIDE.sub(r"\1'", seen)
    return f"'{inside}" if _BEGINS.match(seen) else inside


def unguarded(text: str) -> str:
    """Return a text that was saved by `guarded` as it was before."""
    return _GUARD.sub("", _GUARD_INSIDE.sub(r"\1", text))
