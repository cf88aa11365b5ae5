"""Names of places in undated or loosely dated sources, with the code they had in the year nearest to the source's."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.geography.lookup import Gazetteer, Place
from analysis.geography.years import FIRST_YEAR, LAST_YEAR
from analysis.store.tables import read_reference


@dataclass(frozen=True)
class Found:
    """A unit under the code it had in `geography_year`, and today's municipality where there is exactly one."""

    area_code: str
    geography_year: int
    code_today: str | None


class Places:
    """Finds units by name; a name that two units share, or that none has, is not found."""

    def __init__(self, gazetteer: Gazetteer, overrides: pd.DataFrame) -> None:
        """Take the gazetteer and data/reference/place_overrides.csv: names of places that are no unit's name."""
        self._gazetteer = gazetteer
        self._read_as = dict(zip(overrides["area_name"], overrides["read_as"], strict=True))

    def find(self, name: str, level: str, year: int) -> Found | None:
        """Return the unit of this name in the year nearest to `year`, an earlier one first; None if not certain.

        Args:
            name: as published, with or without "kommune" or "fylkeskommune".
            level: "municipality" or "county".
            year: the source's; years outside the code lists are moved to their ends.
        """
        name = self._read_as.get(name, name)
        latest = self._gazetteer.find(name, level=level)
        if len(latest) != 1:
            return None
        nearest = min(max(year, FIRST_YEAR), LAST_YEAR)
        for candidate in sorted(range(FIRST_YEAR, LAST_YEAR + 1), key=lambda other: (abs(other - nearest), other)):
            units = self._gazetteer.find(name, level=level, year=candidate)
            if len(units) > 1:
                return None
            if units:
                return Found(units[0].code, candidate, _code_today(latest[0]))
        return None


def _code_today(latest: Place) -> str | None:
    """Return the code of the municipality that bears the name today, else of the only one it became part of."""
    if latest.level != "municipality":
        return None
    if latest.exists:
        return latest.code
    return latest.codes_today[0] if len(latest.codes_today) == 1 else None


def from_tables(made: Mapping[str, pd.DataFrame]) -> Places:
    """Return the finder over the built tables and the hand-kept names."""
    gazetteer = Gazetteer(made["municipalities"], made["counties"], made["municipality_changes"])
    return Places(gazetteer, read_reference("place_overrides"))
