"""Names of Norwegian places as publishers write cities: postal places, and municipalities of any year."""

import re
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from analysis.geography import years
from analysis.geography.today import Today
from analysis.sources.common import published

# What publishers write beside a Norwegian city: the country, the post code, the "S" of Kristiansand.
_BESIDE_A_CITY = re.compile(r"\b(NORWAY|NORGE|NOREG|N|NO|S)\b|\d+")
_COUNTY_AFTER_NAME = re.compile(r" \(.*\)")


def comparable(text: str) -> str | None:
    """Return a city for comparison; å, ø and æ may be written aa, oe and ae, and letters may be encoded twice."""
    name = _BESIDE_A_CITY.sub(" ", published.normalised(published.repaired_text(text)))
    return " ".join(name.split()).replace("AA", "A").replace("OE", "O") or None


class PlaceNames:
    """Finds today's municipality by the name of a city, each given as `comparable` returns it."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Take the tables postal_codes, municipalities and municipality_changes."""
        self._postal: dict[str, set[str]] = defaultdict(set)
        self._own: dict[str, set[str]] = defaultdict(set)
        self._former: dict[str, set[frozenset[str]]] = defaultdict(set)
        self._begins: dict[str, set[str]] = defaultdict(set)
        register = tables["postal_codes"][["postal_place", "municipality_code"]].drop_duplicates()
        for place, code in register.itertuples(index=False):
            self._add_postal_place(comparable(str(place)), str(code))
        today = Today(tables)
        for code, year, name in _municipalities(tables["municipalities"]):
            lies_in = today.municipalities(code, year)
            if year >= years.TODAY:
                self._own[name].add(code)
            if lies_in:
                self._former[name].add(lies_in)

    def _add_postal_place(self, name: str | None, code: str) -> None:
        words = (name or "").split()
        if words:
            self._postal[" ".join(words)].add(code)
        for end in range(1, len(words)):
            self._begins[" ".join(words[:end])].add(code)

    def known(self, city: str) -> bool:
        """Return whether a place has this name."""
        return city in self._postal or city in self._former

    def agrees(self, city: str, municipality: str) -> bool:
        """Return whether a city may lie in a municipality.

        It is a postal place there or begins the name of one ("Bø" for "Bø i Telemark"), bears the municipality's name
        of any year, or ends with it.
        """
        former = any(municipality in lies_in for lies_in in self._former.get(city, ()))
        in_name = municipality in self._postal.get(city, ()) or municipality in self._begins.get(city, ())
        return former or in_name or self.find(city) == municipality

    def find(self, city: str) -> str | None:
        """Return the one municipality that a city lies in, None where it is not certain.

        A municipality's own name stands before postal places of the same name, unless another municipality had the
        name too: Bø lies in Nordland, and one in Telemark was merged in 2020. Behind another place a municipality's
        name counts as well ("Hestvika Hitra").
        """
        own = self._named(city)
        if own:
            return own
        if self.known(city):
            lies_in = self._postal.get(city, set()).union(*self._former.get(city, ()))
            return next(iter(lies_in)) if len(lies_in) == 1 else None
        words = city.split()
        endings = (" ".join(words[start:]) for start in range(1, len(words)))
        return next((found for ending in endings if (found := self._bearing(ending))), None)

    def _named(self, name: str) -> str | None:
        """Return the only municipality of today with a name that no municipality elsewhere had."""
        own = self._own.get(name, set())
        if len(own) != 1 or any(not own & lies_in for lies_in in self._former[name]):
            return None
        return next(iter(own))

    def _bearing(self, name: str) -> str | None:
        """Return the only municipality that bears a name or bore it in any year, as it is today."""
        lies_in: set[str] = set().union(*self._former.get(name, ()))
        return self._named(name) or (next(iter(lies_in)) if len(lies_in) == 1 else None)


def _municipalities(municipalities: pd.DataFrame) -> list[tuple[str, int, str]]:
    """Return each code with the last year of each of its names, in every language, for comparison."""
    keys = ["municipality_code", "municipality_name"]
    last = municipalities.sort_values("geography_year").drop_duplicates(keys, keep="last")
    return [
        (str(code), int(year), name)
        for code, official, year in last[[*keys, "geography_year"]].itertuples(index=False)
        for part in str(official).split(" - ")
        if (name := comparable(_COUNTY_AFTER_NAME.sub("", part)))
    ]
