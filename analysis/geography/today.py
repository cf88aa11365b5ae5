"""Which of today's municipalities and counties the land of a code lies in, whatever year the code is of."""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from analysis.geography import crosswalk, years


class Today:
    """Follows codes of any year to today's boundaries; several where a unit was divided, none where it is not known."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Take the tables municipalities and municipality_changes."""
        self._changes = crosswalk.changes_of(tables["municipality_changes"])
        columns = ["county_code", "geography_year", "municipality_code"]
        self._in_force = set(years.OUTSIDE["municipality"])
        self._members: dict[tuple[str, int], list[str]] = defaultdict(list)
        for county, year, code in tables["municipalities"][columns].itertuples(index=False):
            self._members[(str(county), int(year))].append(str(code))
            if year == years.TODAY:
                self._in_force.add(str(code))

    def municipalities(self, code: str, year: int) -> frozenset[str]:
        """Return today's municipalities that a municipality of a year lies in."""
        return frozenset(crosswalk.follow(self._changes, code, year, years.TODAY)) & self._in_force

    def counties(self, county: str, year: int, municipality: str | None = None) -> frozenset[str]:
        """Return today's counties that a county of a year lies in, or one municipality of it if that is known."""
        if county in years.OUTSIDE["county"] or year >= years.TODAY:
            return frozenset([county])
        codes = [municipality] if municipality else self._members.get((county, year), [])
        return frozenset(code[:2] for one in codes for code in self.municipalities(str(one), year))
