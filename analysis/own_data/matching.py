"""Which column holds which field of a register."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache

from analysis.geography.lookup import plain
from analysis.own_data import money_words
from analysis.own_data.fields import FIELDS
from analysis.text import languages, translate

BELOW = " – "
"""Stands between the headings of a column that has two."""
_ALIKE, _SHORTEST_ALIKE = 0.9, 5
_AMOUNT = "beløp"
_LONGEST, _MOST_SPELT = 120, 100
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NOT_GRANTED = re.compile(
    r"søkt|omsøkt|søknad|budsjett|total|kostnad|kostnader|egen|eigen|rest|utbetal|brukt|forbruk|planlagt|requested|"
    r"applied|budget|cost|own|medfinans|nasjonal|national",
    re.IGNORECASE,
)
"""Begins words of headings of amounts that are not what was granted."""
Fits = Callable[[str, str], bool]
"""Whether a heading's cells look like those of a field; of what is spelt otherwise only such a one is taken."""


def columns(headings: Sequence[str], fits: Fits | None = None) -> dict[str, str | None]:
    """Return for each field of FIELDS the heading that means it, None where none does; each heading is used once.

    A heading in any of the three languages counts, with or without what it says of currency and unit; then one that is
    spelt nearly so, among so many as a register has, if its cells are like those of the field.

    Args:
        fits: asked of headings that are spelt otherwise, and of those of amounts; without it each fits.
    """
    offered = [heading for heading in dict.fromkeys(headings) if 0 < len(heading) <= _LONGEST]
    readings = {is_amount: _Readings(offered, is_amount=is_amount) for is_amount in (False, True)}
    matched: dict[str, str | None] = dict.fromkeys(_names())
    used: set[str] = set()
    for nearly in (False, True) if len(offered) <= _MOST_SPELT else (False,):
        for field_id, names in _names().items():
            if matched[field_id] is None:
                of_field = readings[field_id == "amount"]
                likely = of_field.alike(names) if nearly else of_field.same(names)
                fitting = (one for one in likely if one not in used and _is_like(field_id, one, nearly, fits))
                matched[field_id] = next(fitting, None)
                used |= {matched[field_id] or ""}
    return matched


def asked(columns_asked: Mapping[str, str], headings: Sequence[str]) -> dict[str, str | None]:
    """Return the columns that the reader chose, as far as the file has them."""
    return {
        field.field_id: heading if (heading := columns_asked.get(field.field_id)) in headings else None
        for field in FIELDS
    }


class _Readings:
    """How the headings may be read as a field's: whole, of two only the lower one, then without what stands around."""

    def __init__(self, headings: Sequence[str], *, is_amount: bool) -> None:
        self._by_depth: list[dict[str, str]] = []
        for heading in headings:
            for depth, reading in enumerate(_readings(heading, is_amount)):
                if depth == len(self._by_depth):
                    self._by_depth.append({})
                # Of headings that are the same for comparison the first one counts.
                self._by_depth[depth].setdefault(reading, heading)

    def same(self, names: Sequence[str]) -> Iterator[str]:
        """Give the headings that are one of the names."""
        return (readings[name] for readings in self._by_depth for name in names if name in readings)

    def alike(self, names: Sequence[str]) -> Iterator[str]:
        """Give the headings that are spelt nearly as one of the names."""
        longest = max(map(len, names)) + 2
        readings = {reading: heading for depth in reversed(self._by_depth) for reading, heading in depth.items()}
        short = [reading for reading in readings if _SHORTEST_ALIKE <= len(reading) <= longest]
        for name in names:
            if len(name) >= _SHORTEST_ALIKE:
                yield from (readings[one] for one in get_close_matches(name, short, n=1, cutoff=_ALIKE))


def _is_like(field_id: str, heading: str, nearly: bool, fits: Fits | None) -> bool:
    return fits is None or not (nearly or field_id == "amount") or fits(field_id, heading)


@lru_cache(maxsize=10_000)
def _readings(heading: str, is_amount: bool) -> tuple[str, ...]:
    parts = [heading, heading.rsplit(BELOW, 1)[-1]]
    if not is_amount:
        parts += [_IN_BRACKETS.sub(" ", part) for part in parts]
    elif any(_NOT_GRANTED.match(word) for word in re.findall(r"\w+", heading)):
        parts = parts[:1]
    else:
        bare = [_bare(part) for part in parts]
        parts += [*bare, *(_IN_BRACKETS.sub(" ", part) for part in bare)]
    return tuple(filter(None, map(plain, parts)))


def _bare(heading: str) -> str:
    """Return a heading of amounts without currency and unit; one that says nothing else is "amount" itself."""
    bare, words = money_words.in_heading(heading)
    return bare or (_AMOUNT if words.currency or words.unit else "")


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the headings of each field for comparison, its own in every language before the others."""
    own = [translate.words(language) for language in languages.CODES]
    return {
        field.field_id: tuple(
            dict.fromkeys(
                plain(name) for name in (*field.better, *(words(field.heading) for words in own), *field.names)
            )
        )
        for field in FIELDS
    }
