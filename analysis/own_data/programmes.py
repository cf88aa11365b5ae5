"""The programmes of the register by any name they have in three languages, in lists, or among those who take part."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from analysis.sources.common.published import normalised
from analysis.store.tables import read_reference
from analysis.text import languages

_ALIKE, _MOST_ALIKE, _SHORTEST_ALIKE = 0.75, 3, 4
_SOON = 1
"""A period that is told may begin or end a year beside that of the register: 2014-2020 and 2014-2021."""
_PERIOD = re.compile(r"\b((?:19|20)\d\d) ((?:19|20)?\d\d)\b")
_YEAR = re.compile(r"(?<!^)\b(20[0-4]\d)$")
_INTERREG = re.compile(r"\b(III|IV|VI|V|[3-6]) ?[ABC]?\b(?! \d)")
_STRAND = re.compile(r"(?<=INTERREG) [ABC](?= )")
_INTERREGS = {"III": (2000, 2006), "IV": (2007, 2013), "V": (2014, 2020), "VI": (2021, 2027)}
_NUMERALS = {"3": "III", "4": "IV", "5": "V", "6": "VI"}
_SAYS_NOTHING = re.compile(r"\b(?:EUS?|THE|PROGRAM|PROGRAMMET|PROGRAMMES?|ORDNINGEN)\b")
_ACTION = re.compile(r"\bKA ?\d+(?: (?:SCH|VET|ADU|YOU|HED))?\b|\b(?:SCH|VET|ADU|YOU|HED)\b")
_YOUTH = re.compile(r"^ERASMUS\b.*\b(?:UNG|UNGDOM|YOUTH|DISCOVEREU)\b.*")
_FAMILIES = re.compile(
    r"^(ERASMUS|HORI[SZ]ONT? 2020|H2020|HORI[SZ]ONT? EUROP[AE]|FP7|EEA (?:AND NORWAY )?GRANTS|EOS MIDL(?:E|A)(?:NE|R)|"
    r"NORWAY GRANTS|NORGE MIDLENE|NORDPLUS|KREATIVT EUROPA|CREATIVE EUROPE)\b.+"
)
"""What begins with one of these names is a part of that programme: "Erasmus+ mobilitet for elever"."""


@dataclass(frozen=True)
class _Reading:
    """A name for comparison, and the period or the year that stood in it."""

    name: str
    period: tuple[int, int] | None = None
    year: int | None = None


class Programmes:
    """Finds a programme by name; a name of several periods needs the year that tells which."""

    def __init__(self, programmes: pd.DataFrame) -> None:
        """Take the table of programmes; other names come from data/reference."""
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._spans: dict[str, tuple[int, int]] = {}
        for row in programmes.to_dict("records"):
            self._spans[str(row["programme_id"])] = _year(row["period_start"], 0), _year(row["period_end"], 9999)
            for name in (row["programme_id"], row["programme_name"], row["programme_name_en"]):
                self._add(str(name), str(row["programme_id"]))
        short = read_reference("programme_ids")
        for column in (f"short_name_{code}" for code in languages.CODES):
            for name, programme_id in zip(short[column], short["programme_id"], strict=True):
                self._add(str(name), str(programme_id))
        for table, column in (("programme_names", "programme_name"), ("programme_spellings", "name")):
            for row in read_reference(table).to_dict("records"):
                self._add(str(row[column]), str(row["programme_id"]))

    def _add(self, name: str, programme_id: str) -> None:
        if normalised(name):
            self._by_name[normalised(name)].add(programme_id)

    def find(self, name: str, year: int | None) -> list[str]:
        """Return the ids of the programmes that a name may mean; of several those whose period has the year.

        A period in the name must be the programme's own, or lie in it.
        """
        return [name] if name in self._spans else self._find(name, year, in_period=True)

    def _find(self, name: str, year: int | None, *, in_period: bool) -> list[str]:
        for reading in _readings(name):
            known = sorted(self._by_name.get(reading.name, ()))
            if reading.period and in_period:
                known = [one for one in known if self._has(one, *reading.period)]
            told = year if year is not None else reading.year
            if len(known) > 1 and told is not None:
                known = [one for one in known if self._spans[one][0] <= told <= self._spans[one][1]] or known
            if known:
                return known
        return []

    def alike(self, name: str, year: int | None) -> list[str]:
        """Return the ids of a few programmes of another period, or with a name that is spelt nearly so."""
        plain = normalised(name)[:200]
        names = list(self._by_name) if len(plain) >= _SHORTEST_ALIKE else []
        likely = [name, *get_close_matches(plain, names, n=_MOST_ALIKE, cutoff=_ALIKE)]
        found = dict.fromkeys(one for spelt in likely for one in self._find(spelt, year, in_period=False))
        return list(found)[:_MOST_ALIKE]

    def _has(self, programme_id: str, first: int, last: int) -> bool:
        begin, end = self._spans[programme_id]
        same = abs(begin - first) <= _SOON and abs(end - last) <= _SOON
        return same or (begin <= first and last <= end)


def _readings(name: str) -> Iterator[_Reading]:
    """Give a name as it may be meant, the most literal first."""
    parts = [normalised(name), *(normalised(part) for part in re.split(r"[()]", name) if "(" in name)]
    for whole in filter(None, parts):
        yield _Reading(whole)
        bare, period, year = whole, None, None
        if written := _PERIOD.search(bare):
            first, last = written.groups()
            period = int(first), int(last if len(last) == 4 else first[:2] + last)
            bare = _without(bare, _PERIOD)
            yield _Reading(bare, period)
        if "INTERREG" in bare and (numeral := _INTERREG.search(bare)):
            period = period or _INTERREGS[_NUMERALS.get(numeral[1], numeral[1])]
            bare = _without(bare, _INTERREG)
            yield _Reading(bare, period)
        if single := _YEAR.search(bare):
            year = int(single[1])
            bare = _without(bare, _YEAR)
            yield _Reading(bare, period, year)
        for pattern in (_STRAND, _ACTION, _SAYS_NOTHING):
            bare = _without(bare, pattern)
            yield _Reading(bare, period, year)
        if bare.startswith("INTERREG "):
            yield _Reading(bare.removeprefix("INTERREG "), period, year)
        yield _Reading(_YOUTH.sub("ERASMUS YOUTH", bare), period, year)
        yield _Reading(_FAMILIES.sub(r"\1", bare), period, year)


def _without(name: str, pattern: re.Pattern[str]) -> str:
    return " ".join(pattern.sub(" ", name).split())


def _year(value: object, unknown: int) -> int:
    return unknown if pd.isna(value) else int(str(value))  # type: ignore[call-overload]
