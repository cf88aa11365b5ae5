"""The places of one version of the data: units of any year, how they lie in those of another, names and maps."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.comparing import rates
from analysis.comparing.layers import Units
from analysis.geography import crosswalk as borders
from analysis.geography import years
from analysis.geography.lookup import Gazetteer
from analysis.in_use import geometry_url
from analysis.in_use.cache import cached
from analysis.in_use.version_tables import VersionTables
from analysis.participation import CrosswalkFrom, Rows, summary, values
from analysis.registers import profiles
from analysis.store import map_files
from analysis.store.tables import read_reference

STATIC = Path(__file__).resolve().parents[2] / "static"
GEOGRAPHY = ("municipalities", "municipality_changes", "population")


class VersionPlaces(VersionTables):
    """The tables of one version and the places in them."""

    @cached()
    def crosswalk(self, from_year: int, to_year: int, from_level: str, to_level: str) -> pd.DataFrame:
        """Return how the units of one year lie in those of another; see analysis.geography.crosswalk."""
        return borders.crosswalk(
            self.geography(), from_year=from_year, to_year=to_year, from_level=from_level, to_level=to_level
        )

    def crosswalk_to(self, units: Units) -> CrosswalkFrom:
        """Return the function that leads from any year's units to these."""
        return _CrosswalkTo(units.level, units.vintage, self)

    def geography(self) -> Mapping[str, pd.DataFrame]:
        """Return the tables that carry figures from one year's units to another's."""
        return self.tables(*GEOGRAPHY)

    @cached()
    def former_units(self, level: str, code: str) -> Sequence[profiles.Former]:
        """Return every earlier unit that lies in a unit of today; see analysis.registers.profiles.former_units."""
        every = self.table("municipalities" if level == "municipality" else "counties")
        to_today = self.crosswalk_to(Units(level, years.TODAY, [], {}))
        return profiles.former_units(every, level, code, to_today)

    @cached()
    def gazetteer(self) -> Gazetteer:
        """Return the register of place names, old, Sámi and Kven names included."""
        return Gazetteer(
            self.table("municipalities"), self.table("counties"), self.table("municipality_changes"),
            read_reference("place_names"),
        )  # fmt: skip

    @cached()
    def shapes(self, level: str, vintage: int, detail: str = "country") -> Mapping[str, Any]:
        """Return a map as the browser fetches it, "country" or the finer "near"; see analysis.geography.paths."""
        path = map_files.of(level, vintage, self.folder)[detail]
        content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return content

    @cached()
    def geometry(self, level: str, vintage: int) -> dict[str, Any]:
        """Return a map's units in the order of its geometry: keys codes, names, parents, url, near_url."""
        files = map_files.of(level, vintage, self.folder)
        content = self.shapes(level, vintage)
        urls = {"url": geometry_url.url(files["country"]), "near_url": geometry_url.url(files["near"])}
        return {name: content[name] for name in ("codes", "names", "parents")} | urls

    @cached()
    def europe(self) -> dict[str, Any]:
        """Return the countries of the partner map in the order of its geometry: keys codes, url."""
        (path,) = (STATIC / "europe").glob("europe-*.json")
        codes = json.loads(path.read_text(encoding="utf-8"))["codes"]
        return {"codes": codes, "url": f"app/static/europe/{path.name}"}

    @cached()
    def units_of(self, level: str, vintage: int) -> Units:
        """Return the units of a map in the order of its geometry."""
        of_map = self.geometry(level, vintage)
        return Units(level, vintage, of_map["codes"], dict(zip(of_map["codes"], of_map["names"], strict=True)))

    def codes_on(self, units: Units, level: str, code: str, year: int) -> list[str]:
        """Return the units of a map in which a place of some year lies, counties of a municipality included."""
        if level == "county" and units.level == "municipality":
            return []
        lies_in = self.crosswalk(year, units.vintage, level, units.level)
        return [target for target in lies_in.loc[lies_in["from_code"] == code, "to_code"] if target in units.names]

    def population_year(self, units: Units, rows: Rows, last_year: int | None) -> int:
        """Return the year whose people divide amounts: the last of the period, or the nearest with these borders.

        Rows without a year are of their programmes' period.
        """
        wanted = last_year or summary(rows).last_year or self._last_of_period(rows) or units.vintage
        return rates.population_year(units.level, units.vintage, wanted)

    def _last_of_period(self, rows: Rows) -> int | None:
        programmes = self.table("programmes")
        theirs = programmes["programme_id"].isin(values(rows, "programme_id"))
        ends = programmes.loc[theirs, "period_end"].dropna()
        return None if ends.empty else int(ends.max())


@dataclass(frozen=True)
class _CrosswalkTo:
    """Leads to the units of one map; two to the same units are equal, so that what was counted by one is known."""

    level: str
    vintage: int
    places: VersionPlaces = field(compare=False)

    def __call__(self, year: int, level: str) -> pd.DataFrame:
        """Return how the units of a year and level lie in those of the map."""
        return self.places.crosswalk(year, self.vintage, level, self.level)
