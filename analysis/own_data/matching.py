"""Which row holds the headings, and which column holds which field of a register."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from analysis.geography.lookup import plain
from analysis.own_data.model import FIELDS
from analysis.text import translate

ROWS_LOOKED_AT = 20
"""The headings are among the first rows of a file, below a title at most."""
FEWEST_FIELDS = 2
_ALIKE = 0.86


def columns(headings: Sequence[str]) -> dict[str, str | None]:
    """Return for each field of FIELDS the heading that means it, None where none does; each heading is used once.

    A heading in any of the three languages counts; then one that is spelt nearly so.
    """
    free = list(dict.fromkeys(heading for heading in headings if heading))
    found: dict[str, str | None] = dict.fromkeys((field.field_id for field in FIELDS), None)
    for close in (False, True):
        for field in FIELDS:
            if found[field.field_id] is None:
                heading = _first(free, _names(field.field_id), close=close)
                if heading is not None:
                    found[field.field_id] = heading
                    free.remove(heading)
    return found


def asked(columns_asked: Mapping[str, str], headings: Sequence[str]) -> dict[str, str | None]:
    """Return the columns that the reader chose, as far as the file has them."""
    return {
        field.field_id: heading if (heading := columns_asked.get(field.field_id)) in headings else None
        for field in FIELDS
    }


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Return the position of the row that has most fields' headings, else of the first with two cells or more."""
    first = rows[:ROWS_LOOKED_AT]
    scores = [sum(heading is not None for heading in columns(row).values()) for row in first]
    best = max(range(len(first)), key=lambda at: (scores[at], -at), default=0)
    if scores and scores[best] >= FEWEST_FIELDS:
        return best
    return next((at for at, row in enumerate(first) if sum(map(bool, row)) > 1), 0)


def _first(headings: Sequence[str], names: Sequence[str], *, close: bool) -> str | None:
    said = {plain(heading): heading for heading in reversed(headings)}
    for name in names:
        if name in said:
            return said[name]
    if close:
        for name in names:
            alike = get_close_matches(name, list(said), n=1, cutoff=_ALIKE)
            if alike:
                return said[alike[0]]
    return None


def _names(field_id: str) -> list[str]:
    """Return the headings of a field for comparison, its own in every language first."""
    field = next(field for field in FIELDS if field.field_id == field_id)
    own = [translate.words(language)(field.heading) for language in translate.LANGUAGES]
    return list(dict.fromkeys(plain(name) for name in (*own, *field.names)))
