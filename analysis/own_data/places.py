"""Which county or municipality of today a cell means; where that is not told for certain, what could be meant."""

import re
from collections.abc import Iterable

from analysis.geography import oslo, years
from analysis.geography.lookup import Gazetteer, Place, number_in, plain
from analysis.own_data.cells import RefusedError, text
from analysis.text.translate import mark

ONE_OF_SEVERAL = mark("the number of the place: more than one has or had this name")
A_PLACE_OF_TODAY = mark("a place of today: this one was divided")
ONE_PLACE = mark("a number and a name of the same place")
IN_THE_COUNTY = mark("a place in the county that stands beside it")
SVALBARD = Place("municipality", "2100", "Svalbard", years.FIRST_YEAR, years.TODAY, ("2100",))
"""No municipality, but a place in the sources under this number."""
_OF_SVALBARD = ("svalbard", "longyearbyen", "longyearbyen lokalstyre", "2100", "2100 svalbard", "21")
_NUMBER_AND_NAME = re.compile(
    r"(?:k[-. ]?)?(\d{2,4})[ ,;:/\u2013-]+(\D+)|(\D+?)[ ,;:/\u2013-]*[(\[]?(?:k[-. ]?)?(\d{2,4})[)\]]?",
    re.IGNORECASE,
)


class Places:
    """Finds places by number, by name, or by both; names they had before are known."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[tuple[str, int | None, str, str], Place | RefusedError] = {}

    def find(self, cell: str, year: int | None, expected: str, *, number: str = "", county: str = "") -> Place:
        """Return the unit of today; Oslo is the municipality, and a name of several places needs the year or number.

        Args:
            year: the year the row belongs to, None where it has none.
            number, county: what stands in cells of their own beside this one, "" where nothing does.

        Raises:
            RefusedError: there is no such place, or it is not told which; names those it could be.
        """
        key = cell, year, number, county
        if key not in self._found:
            try:
                self._found[key] = self._today(self._one(text(cell), year, expected, number, county))
            except RefusedError as refused:
                self._found[key] = refused
        found = self._found[key]
        if isinstance(found, RefusedError):
            raise RefusedError(found.expected, found.candidates)
        return found

    def could_be(self, cell: str) -> bool:
        """Return whether a cell may mean a place, told for certain or not."""
        try:
            self._one(text(cell), None, "", "", "")
        except RefusedError as refused:
            return bool(refused.candidates)
        return True

    def _one(self, said: str, year: int | None, expected: str, number: str, county: str) -> Place:
        if plain(said) in _OF_SVALBARD:
            return SVALBARD
        both = None if number_in(said) else _NUMBER_AND_NAME.fullmatch(said)
        if both:
            return self._numbered(both[1] or both[4], both[2] or both[3], expected)
        if number and number != said:
            return self._numbered(text(number), said, expected)
        found = self._gazetteer.find_written(said)
        if len(found) > 1 and county:
            found = self._within(found, county) or found
        if len(found) > 1:
            found = [place for place in found if place.code == oslo.MUNICIPALITY] or self._in_year(said, year, found)
        if not found:
            raise RefusedError(expected)
        if len(found) > 1:
            raise RefusedError(ONE_OF_SEVERAL, _named(found))
        if county and county != said and not self._within(found, county):
            raise RefusedError(IN_THE_COUNTY, _named(found))
        return found[0]

    def _numbered(self, number: str, said: str, expected: str) -> Place:
        """Return the place with this number, which must be what the other text means, or have or have had that name."""
        numbered = self._gazetteer.find(number_in(number))
        if not numbered:
            raise RefusedError(expected)
        meant = self._gazetteer.find_written(said)
        same = any(place.codes_today == numbered[0].codes_today for place in meant)
        if same or self._gazetteer.is_name_of(said, numbered[0]):
            return numbered[0]
        raise RefusedError(ONE_PLACE, _named([numbered[0], *meant]))

    def _within(self, places: list[Place], county: str) -> list[Place]:
        """Return those of the places that are, or lie in, the county that a cell names."""
        counties = [one for one in self._gazetteer.find_written(text(county)) if one.level == "county"]
        codes = {code for one in counties for code in (one.code, *one.codes_today)}
        return [place for place in places if {code[:2] for code in (place.code, *place.codes_today)} & codes]

    def _in_year(self, said: str, year: int | None, found: list[Place]) -> list[Place]:
        """Return the place that had the name in a year, all that were found where several or none had it."""
        if year is None:
            return found
        then = self._gazetteer.find_written(said, year=min(max(year, years.FIRST_YEAR), years.TODAY))
        return then if len(then) == 1 else found

    def _today(self, place: Place) -> Place:
        if place.exists:
            return place
        now = [one for code in place.codes_today for one in self._gazetteer.find(code, level=place.level)]
        if len(now) != 1:
            raise RefusedError(A_PLACE_OF_TODAY, _named(now))
        return now[0]


def _named(places: Iterable[Place]) -> str:
    return ", ".join(dict.fromkeys(f"{place.code} {place.name}" for place in places))
