"""Find counties and municipalities by code or by any name they have had, in Norwegian, Sámi or Kven."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.geography import crosswalk, years

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l"})
_DOUBLES = re.compile(r"aa|oe")
_NUMBER = re.compile(r"(?:k|knr|nr|no)?[-. ]?(\d{1,4})(?:[.,]0+)?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s+[-\u2013\u2014]\s+|\s*[/,;|()\[\]]\s*|\s+(?:i|in)\s+", re.IGNORECASE)
_MOST_PARTS = 4
_KINDS = {
    "kommune": "municipality",
    "municipality": "municipality",
    "fylke": "county",
    "fylkeskommune": "county",
    "county": "county",
}


@dataclass(frozen=True)
class Place:
    """A county or municipality under one code, in the span of years (within 2007-2026) it had that code."""

    level: str
    code: str
    name: str
    first_year: int
    last_year: int
    codes_today: tuple[str, ...]

    @property
    def exists(self) -> bool:
        """Whether the code is in force today."""
        return self.last_year >= years.TODAY


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Return a name as it is compared: small letters, no diacritics, å as aa as a, ø as oe as o, æ as ae, & as og."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " og ").translate(_LETTERS))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", _DOUBLES.sub(lambda pair: pair[0][0], bare)))


class Gazetteer:
    """Every county and municipality of 2007-2026 with its names; the same place renumbered is one lineage."""

    def __init__(
        self,
        municipalities: pd.DataFrame,
        counties: pd.DataFrame,
        municipality_changes: pd.DataFrame,
        place_names: pd.DataFrame | None = None,
    ) -> None:
        """Take the tables as built, and data/reference/place_names.csv for names of other places."""
        self._changes = crosswalk.changes_of(municipality_changes)
        self._lineage = _lineages(municipality_changes)
        named = _named_municipalities(municipalities, counties)
        self._places = {(place.level, place.code): place for place in self._read(municipalities, counties)}
        self._names: dict[tuple[str, str], set[str]] = defaultdict(set)
        for level, rows in (("municipality", named), ("county", _named_counties(counties))):
            for code, name in rows:
                self._names[(level, self._lineage.get(code, code) if level == "municipality" else code)].add(name)
        if place_names is not None:
            for level, code, name in place_names[["level", "code", "name"]].itertuples(index=False):
                lineage = self._lineage.get(str(code), str(code)) if level == "municipality" else str(code)
                self._names[(str(level), lineage)].add(plain(str(name)))
        self._ways = {place: tuple(sorted(self._names[self._family(place)])) for place in self._places.values()}

    def find(self, query: str, level: str | None = None, year: int | None = None) -> list[Place]:
        """Return every unit with this code or name, today's first; more than one means that the name is ambiguous.

        Args:
            query: a code, or a current, former, Sámi or Kven name; case, diacritics and the county after the name
                do not matter, and "kommune" or "fylke" may follow.
            level: "municipality" or "county"; both by default.
            year: only the units in force in that year; by default each place once, under its latest code.
        """
        code = query.strip()
        if code.isdigit():
            return self._in(level, year, (place for place in self._ways if place.code == code))
        name, said = _without_kind(plain(query))
        found = self._in(said or level, year, (place for place in self._ways if name and name in self._ways[place]))
        return found if year else self._once(found)

    def find_written(self, query: str, level: str | None = None, year: int | None = None) -> list[Place]:
        """Return what `find` does, for a place as people write it too: "Levanger - Levangke", "Bø i Telemark", "K-301".

        A number may have lost its zero in a spreadsheet, or have K or decimals about it. Of several names each must
        mean the place, or a county that it lies in.
        """
        if number := number_in(query):
            return self.find(number, level, year)
        parts = [part for part in _BETWEEN_NAMES.split(query.strip()) if part]
        whole = self.find(query, level, year)
        if whole or not 1 < len(parts) <= _MOST_PARTS:
            return whole
        meanings = [self.find(part, year=year) for part in parts]
        places = {place for meaning in meanings for place in meaning}
        named = [place for place in places if all(place in meaning for meaning in meanings)]
        lying_in = [place for place in places if all(_fits(place, meaning) for meaning in meanings)]
        return self._in(level, year, named or [place for place in lying_in if place.level == "municipality"])

    def is_name_of(self, name: str, place: Place) -> bool:
        """Return whether a name, or each of several for one place, is or was one of the place's."""
        ways = self._ways.get(place, ())
        parts = [name, *_BETWEEN_NAMES.split(name.strip())]
        said = [_without_kind(plain(part))[0] in ways for part in parts if part]
        return said[0] or (len(said) > 1 and all(said[1:]))

    def search(self, text: str, limit: int = 10) -> list[Place]:
        """Return up to `limit` places for a search field: a name that begins with the text first, today's first."""
        wanted = plain(text)
        if not wanted:
            return []
        if wanted.isdigit():
            whole = self.find_written(wanted)
            begun = (place for place in self._sorted(self._ways) if place.code.startswith(wanted))
            return list(dict.fromkeys([*whole, *begun]))[:limit]
        ranks: dict[Place, int] = {}
        for place, names in self._ways.items():
            hits = [_rank(name, wanted) for name in names if wanted in name]
            if hits:
                ranks[place] = min(hits)
        once = self._once(self._sorted(ranks))
        return sorted(once, key=lambda place: (ranks[place], not place.exists))[:limit]

    def _read(self, municipalities: pd.DataFrame, counties: pd.DataFrame) -> Iterator[Place]:
        today = years.county_of(municipalities, years.TODAY)
        for code, rows in municipalities.sort_values("geography_year").groupby("municipality_code"):
            span = rows["geography_year"]
            yield self._place("municipality", str(code), rows["municipality_name"], span, self._today(str(code), span))
        members = municipalities.groupby(["county_code", "geography_year"])["municipality_code"].agg(list)
        for code, rows in counties.sort_values("geography_year").groupby("county_code"):
            span = rows["geography_year"]
            lies_in = {
                today[now] for member in members.get((code, span.max()), []) for now in self._today(member, span)
            }
            yield self._place("county", str(code), rows["county_name"], span, lies_in)

    @staticmethod
    def _place(level: str, code: str, names: "pd.Series[str]", span: "pd.Series[int]", today: Iterable[str]) -> Place:
        return Place(level, code, str(names.iloc[-1]), int(span.min()), int(span.max()), tuple(sorted(today)))

    def _today(self, code: str, span: "pd.Series[int]") -> set[str]:
        last = int(span.max())
        return set(crosswalk.follow(self._changes, code, last, years.TODAY)) if last < years.TODAY else {code}

    def _family(self, place: Place) -> tuple[str, str]:
        return place.level, self._lineage.get(place.code, place.code) if place.level == "municipality" else place.code

    def _in(self, level: str | None, year: int | None, places: Iterable[Place]) -> list[Place]:
        return self._sorted(
            place
            for place in places
            if level in (None, place.level) and (year is None or place.first_year <= year <= place.last_year)
        )

    @staticmethod
    def _sorted(places: Iterable[Place]) -> list[Place]:
        return sorted(
            places, key=lambda place: (not place.exists, place.level != "municipality", place.name, place.code)
        )

    def _once(self, places: list[Place]) -> list[Place]:
        """Leave out a unit that is renumbered, or lies wholly or partly in a later unit of the list."""
        return [place for place in places if not any(self._continues(later, place) for later in places)]

    def _continues(self, later: Place, place: Place) -> bool:
        return (
            later.level == place.level
            and later.first_year > place.last_year
            and bool(set(later.codes_today) & set(place.codes_today))
            and bool(set(self._ways[later]) & set(self._ways[place]))
        )


def _lineages(changes: pd.DataFrame) -> dict[str, str]:
    """Return the last code of each municipality that only changed its number or name."""
    same = changes[changes["change_type"].isin(["renumber", "name_change"])].sort_values("valid_from")
    follows = dict(zip(same["old_code"].astype(str), same["new_code"].astype(str), strict=True))
    latest = {}
    for code in follows:
        last = code
        while follows.get(last, last) != last:
            last = follows[last]
        latest[code] = last
    return latest


def _named_municipalities(municipalities: pd.DataFrame, counties: pd.DataFrame) -> Iterator[tuple[str, str]]:
    rows = municipalities.merge(counties, on=["geography_year", "county_code"], how="left", validate="many_to_one")[
        ["municipality_code", "municipality_name", "county_name"]
    ].drop_duplicates()
    for code, official, county in rows.itertuples(index=False):
        yield str(code), plain(str(official))
        for part in str(official).split(" - "):
            bare = re.sub(r"\s*\(.*\)$", "", part)
            of_county = [f"{bare} {name}" for name in str(county).split(" - ")]
            yield from ((str(code), plain(name)) for name in (part, bare, *of_county))


def _named_counties(counties: pd.DataFrame) -> Iterator[tuple[str, str]]:
    for code, official in counties[["county_code", "county_name"]].drop_duplicates().itertuples(index=False):
        yield from ((str(code), plain(part)) for part in (str(official), *str(official).split(" - ")))


def number_in(query: str) -> str:
    """Return the number of a county or municipality that a text is, in full: "301" -> "0301"; "" where it is none."""
    number = _NUMBER.fullmatch(query.strip())
    return number[1].zfill(2 if len(number[1]) < 3 else 4) if number else ""


def _fits(place: Place, others: Iterable[Place]) -> bool:
    """Return whether one of the others is the place, or a county that it lies in."""
    counties = {code[:2] for code in place.codes_today}
    return any(
        other == place
        or (place.level == "municipality" and other.level == "county" and counties & {*other.codes_today})
        for other in others
    )


def _without_kind(name: str) -> tuple[str, str | None]:
    words = name.split()
    if len(words) > 1 and words[-1] in _KINDS:
        return " ".join(words[:-1]), _KINDS[words[-1]]
    return name, None


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in f" {name}" else 3
