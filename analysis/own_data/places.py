"""Which county or municipality of today a cell means; where that is not told for certain, what could be meant."""

import re
from collections.abc import Iterable

from analysis.geography import years
from analysis.geography.lookup import Gazetteer, Place
from analysis.own_data.cells import RefusedError, text
from analysis.text.translate import mark

ONE_OF_SEVERAL = mark("the number of the place: more than one has or had this name")
A_PLACE_OF_TODAY = mark("a place of today: this one was divided")
ONE_PLACE = mark("a number and a name of the same place")
OSLO = "0301"
_NUMBER_AND_NAME = re.compile(r"(\d{4}|\d{2})[ ,–-]+(\D+)|(\D+?)[ ,–-]*\(?(\d{4}|\d{2})\)?")
_WITHOUT_ITS_ZERO = re.compile(r"\d|\d{3}")


class Places:
    """Finds places by number, by name, or by both; names they had before are known."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[tuple[str, int | None], Place | RefusedError] = {}

    def find(self, cell: str, year: int | None, expected: str) -> Place:
        """Return the unit of today; Oslo is the municipality, and a name of several places needs the year or number.

        Args:
            year: the year the row belongs to, None where it has none.

        Raises:
            RefusedError: there is no such place, or it is not told which; names those it could be.
        """
        key = cell, year
        if key not in self._found:
            try:
                self._found[key] = self._today(self._one(text(cell), year, expected))
            except RefusedError as refused:
                self._found[key] = refused
        found = self._found[key]
        if isinstance(found, RefusedError):
            raise RefusedError(found.expected, found.candidates)
        return found

    def _one(self, said: str, year: int | None, expected: str) -> Place:
        both = _NUMBER_AND_NAME.fullmatch(said)
        if both:
            code, name = both[1] or both[4], both[2] or both[3]
            numbered = self._gazetteer.find(code)
            if numbered and numbered[0].codes_today in {place.codes_today for place in self._gazetteer.find(name)}:
                return numbered[0]
            raise RefusedError(ONE_PLACE if numbered else expected)
        # A spreadsheet takes the zero off a number such as 0301; counties have two digits and municipalities four.
        found = self._gazetteer.find(f"0{said}" if _WITHOUT_ITS_ZERO.fullmatch(said) else said)
        if len(found) > 1:
            found = [place for place in found if place.code == OSLO] or self._in_year(said, year, found)
        if not found:
            raise RefusedError(expected)
        if len(found) > 1:
            raise RefusedError(ONE_OF_SEVERAL, _named(found))
        return found[0]

    def _in_year(self, said: str, year: int | None, found: list[Place]) -> list[Place]:
        """Return the place that had the name in a year, all that were found where several or none had it."""
        if year is None:
            return found
        then = self._gazetteer.find(said, year=min(max(year, years.FIRST_YEAR), years.TODAY))
        return then if len(then) == 1 else found

    def _today(self, place: Place) -> Place:
        if place.exists:
            return place
        now = [one for code in place.codes_today for one in self._gazetteer.find(code, level=place.level)]
        if len(now) != 1:
            raise RefusedError(A_PLACE_OF_TODAY, _named(now))
        return now[0]


def _named(places: Iterable[Place]) -> str:
    return ", ".join(f"{place.code} {place.name}" for place in places)
