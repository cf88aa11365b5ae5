"""Which row holds the headings, and which column holds which field of a register."""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from analysis.geography.lookup import plain
from analysis.own_data.model import FIELDS
from analysis.text import languages, translate

ROWS_LOOKED_AT = 20
"""The headings are among the first rows of a file, below a title at most."""
FEWEST_FIELDS = 2
_ALIKE = 0.9
_LONGEST, _MOST_SPELT = 60, 100


def columns(headings: Sequence[str]) -> dict[str, str | None]:
    """Return for each field of FIELDS the heading that means it, None where none does; each heading is used once.

    A heading in any of the three languages counts; then one that is spelt nearly so, among so many as a register has.
    """
    # Of headings that are the same for comparison the first one counts.
    free = {plain(heading): heading for heading in reversed(headings) if 0 < len(heading) <= _LONGEST}
    found: dict[str, str | None] = dict.fromkeys(_names())
    for nearly in (False, True) if len(free) <= _MOST_SPELT else (False,):
        for field_id, names in _names().items():
            if found[field_id] is None:
                said = next((name for name in names if name in free), None) or (nearly and _alike(names, free)) or None
                found[field_id] = free.pop(said) if said else None
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


def _alike(names: Sequence[str], said: Collection[str]) -> str | None:
    """Return what is spelt nearly as one of the names."""
    longest = max(map(len, names)) + 2
    short = [one for one in said if len(one) <= longest]
    alike = (get_close_matches(name, short, n=1, cutoff=_ALIKE) for name in names)
    return next((one[0] for one in alike if one), None)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the headings of each field for comparison, its own in every language first."""
    own = [translate.words(language) for language in languages.CODES]
    return {
        field.field_id: tuple(
            dict.fromkeys(plain(name) for name in (*(words(field.heading) for words in own), *field.names))
        )
        for field in FIELDS
    }
