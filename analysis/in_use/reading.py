"""What a reader reads: the participation of one version of the data, by unit, by status and beside other sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from analysis import participation
from analysis.comparing import layers, rates
from analysis.comparing.layers import Units
from analysis.geography import oslo, years
from analysis.in_use.cache import cached
from analysis.in_use.own_rows import OwnFile
from analysis.in_use.version_facts import VersionFacts
from analysis.participation import Rows, Selection
from analysis.standing import coverage, disagreements, evidence, status
from analysis.store import catalogue


@dataclass(frozen=True)
class ByUnit:
    """One measure of a selection by unit.

    Attributes:
        table: layers.with_status, own rows marked.
        population_year: whose people divide an amount.
    """

    table: pd.DataFrame
    population_year: int


class Reading(VersionFacts):
    """The data of one version, as every reader reads them; analysis.in_use.with_rows adds a reader's own rows."""

    @property
    def shared(self) -> "Reading":
        """The same without anybody's own rows."""
        return self

    @property
    def files(self) -> tuple[OwnFile, ...]:
        """The files whose rows the reader has brought."""
        return ()

    @property
    def counts_own(self) -> bool:
        """Whether own rows count."""
        return False

    def by_unit(self, units: Units, selection: Selection, *, currency: str, year: int) -> pd.DataFrame:
        """Return analysis.comparing.layers.participation of a selection for these units, per inhabitant of a year."""
        return self._by_unit(selection, units.level, units.vintage, currency, year)

    @cached(most=400)
    def _by_unit(self, selection: Selection, level: str, vintage: int, currency: str, year: int) -> pd.DataFrame:
        return self.counted(selection, self.units_of(level, vintage), currency=currency, year=year)

    def counted(self, selection: Selection, units: Units, *, currency: str, year: int) -> pd.DataFrame:
        """Return layers.participation of a selection for these units, per inhabitant of a year.

        Amounts are of the programmes whose sources give any, so that a unit with rows of others alone has zero of them.
        """
        rows = self.chosen(selection).rows
        population = rates.population_of(self.table("population"), units.level, units.vintage, year)
        crosswalk = self.crosswalk_to(units)
        of_selection = participation.of_programmes(self.facts(), selection.programme_ids)
        programmes = participation.values(of_selection, "programme_id")
        told = set(programmes) <= self.programmes_told_of(units.level)
        counted = partial(
            layers.participation, units=units, crosswalk_from=crosswalk, currency=currency, population=population,
            told=told,
        )  # fmt: skip
        paid = [name for name in programmes if currency in self._known_of(name)]
        table = counted(rows)
        if not paid or len(paid) == len(programmes):
            return table
        amounts = counted(participation.of_programmes(rows, paid)).set_index("area_code")
        for column in ("amount", "amount_per_inhabitant", "share_pct"):
            table[column] = table["area_code"].map(amounts[column]).astype(table[column].dtype)
        return table

    def measured(self, units: Units, selection: Selection, measure: str, *, currency: str) -> ByUnit:
        """Return one measure of a selection by unit, with its status and own rows marked.

        Amounts are divided by the people of the period's last year, or the nearest with these borders.
        """
        rows = participation.of_programmes(self.facts(), selection.programme_ids)
        year = self.population_year(units, rows, selection.last_year)
        table = layers.with_status(self.by_unit(units, selection, currency=currency, year=year), measure)
        return ByUnit(self.marked(table, units, selection), year)

    @cached()
    def statuses(self, level: str) -> pd.DataFrame:
        """Return the programme status of every unit of today; see analysis.standing.status."""
        return self.statuses_of(self.facts(), level)

    def statuses_of(self, facts: Rows, level: str) -> pd.DataFrame:
        """Return the programme status of every unit of today that follows from these facts."""
        units = self.units_of(level, years.TODAY)
        known = evidence.evidence(facts, self.tables(*evidence.TABLES), level, self.crosswalk_to(units))
        told = status.statuses(
            self.table("programmes"), self.sources(), known, level=level, area_codes=list(units.codes)
        )
        return told if level == "county" else self._with_oslo(told, facts)

    def _with_oslo(self, of_municipalities: pd.DataFrame, facts: Rows) -> pd.DataFrame:
        """Return the statuses of municipalities with Oslo's as a county, of which sources tell more."""
        counties = self.statuses("county") if facts is self.facts() else self.statuses_of(facts, "county")
        county = counties[counties["area_code"] == oslo.COUNTY].assign(area_code=oslo.MUNICIPALITY)
        place = of_municipalities["area_code"] == oslo.MUNICIPALITY
        parts = [of_municipalities[~place], county.set_index(of_municipalities.index[place])]
        return pd.concat(parts).sort_index()

    @cached()
    def projects(self) -> pd.DataFrame:
        """Return what is known of each project; see analysis.participation.projects."""
        return participation.projects(self.table("participations"), self.table("grant_projects"))

    def largest_organisations(self, programme_ids: tuple[str, ...], number: int) -> pd.DataFrame:
        """Return the organisations with the most in some programmes."""
        return participation.largest_organisations(participation.of_programmes(self.facts(), programme_ids), number)

    def in_place(self, units: Units, code: str) -> pd.DataFrame:
        """Return the own rows of one unit, counted or not; see participation.in_place."""
        return participation.in_place(self.own_facts(), units.level, self.crosswalk_to(units), code)

    def marked(self, table: pd.DataFrame, units: Units, selection: Selection) -> pd.DataFrame:
        """Return a table of units with how many of the selection's own rows lie in each; as it is without own rows."""
        return table

    def elsewhere(self, units: Units, selection: Selection) -> dict[str, int]:
        """Return how many own rows the selection or the map leaves out, by reason."""
        return {}

    def sources_counted(self) -> Sequence[str]:
        """Return the sources of the own rows that count."""
        return ()

    @cached()
    def coverage_matrix(self) -> pd.DataFrame:
        """Return which source can tell of which programme at which level; see analysis.standing.coverage."""
        partnerships = [self.table("partnerships"), self.table("memberships")]
        named = coverage.named_rows(
            self.table("figures"), partnerships, self.table("student_exchange"), self.table("examples"), self.facts()
        )
        return coverage.matrix(self.table("programmes"), self.register(), named)

    @cached()
    def compared(self) -> pd.DataFrame:
        """Return all that sources say of the same thing, side by side; see analysis.standing.disagreements."""
        of_figures = disagreements.of_figures(
            self.table("figures"), self.table("programmes"), self.facts(), self.table("counties")
        )
        of_lists = disagreements.counts(self.table("participations"), catalogue.yields(self.register()))
        return pd.concat([part for part in (of_lists, of_figures) if len(part)] or [of_figures], ignore_index=True)
