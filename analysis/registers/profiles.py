"""What is known about one county or municipality besides its projects: its names, numbers and former units."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.geography import years
from analysis.geography.crosswalk import WHOLE

# (from_year, level) -> from_code, to_code, weight, status, leading to today's units
CrosswalkToday = Callable[[int, str], pd.DataFrame]


@dataclass(frozen=True)
class Former:
    """A unit that lay wholly or partly in a unit of today, and the last year it was in force.

    Attributes:
        share: of its people, who live in the unit of today; 1 where it lay wholly in it.
    """

    name: str
    code: str
    last_year: int
    whole: bool
    share: float

    @property
    def mostly(self) -> bool:
        """Whether most of it came along, so that what is told of it as a whole counts here."""
        return self.share >= WHOLE


def former_units(table: pd.DataFrame, level: str, code: str, crosswalk: CrosswalkToday) -> list[Former]:
    """Return every earlier unit, by code or name, that lies in a unit of today, the latest first.

    Args:
        table: municipalities or counties, all years.
        level: "municipality" or "county".
        code: a code of today.
    """
    names = table.set_index(["geography_year", f"{level}_code"])[f"{level}_name"]
    found: dict[tuple[str, str], Former] = {}
    for year in range(years.FIRST_YEAR, years.TODAY):
        walk = crosswalk(year, level)
        here = walk[walk["to_code"] == code]
        for old_code, status, weight in here[["from_code", "status", "weight"]].itertuples(index=False, name=None):
            name = names.get((year, old_code))
            if name is not None:
                former = Former(str(name), str(old_code), year, bool(status == "value"), float(weight))
                found[(former.code, former.name)] = former
    today = names.get((years.TODAY, code))
    return sorted(
        (former for former in found.values() if (former.code, former.name) != (code, today)),
        key=lambda former: (-former.last_year, former.code),
    )


def population_now(population: pd.DataFrame, level: str, code: str) -> tuple[int, int]:
    """Return the latest population of a unit of today and its year."""
    rows = population[(population["area_level"] == level) & (population["area_code"] == code)]
    latest = rows.sort_values(["year", "geography_year"]).iloc[-1]
    return int(latest["population"]), int(latest["year"])
