"""What a reader reads: the participation of one version of the data, by unit, by status and beside other sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd

from analysis import participation
from analysis.comparing import layers, rates
from analysis.comparing.layers import Units
from analysis.geography import oslo, years
from analysis.in_use.cache import cached
from analysis.in_use.own_rows import OwnFile
from analysis.in_use.version_places import VersionPlaces
from analysis.participation import Chosen, Joined, Rows, Selection
from analysis.standing import coverage, disagreements, evidence, status, unfinished
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


class Reading(VersionPlaces):
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

    @cached()
    def facts(self) -> Rows:
        """Return every row that counts as participation; see participation.facts and hold."""
        every = participation.facts(
            self.table("participations"), self.table("grant_partners"), self.table("grant_projects"),
            self.table("exchange_rates"), catalogue.yields(self.register()), self.table("project_grants"),
        )  # fmt: skip
        return participation.remembered(participation.hold(every))

    @cached()
    def no_facts(self) -> pd.DataFrame:
        """Return facts without a row, as those of a reader who has none of their own."""
        nothing = [self.table(name).head(0) for name in ("participations", "grant_partners", "grant_projects")]
        return participation.facts(nothing[0], nothing[1], nothing[2], self.table("exchange_rates"))

    @cached()
    def facts_of(self, programme_id: str) -> Rows:
        """Return the facts of one programme."""
        return participation.of_programmes(self.facts(), [programme_id])

    @cached()
    def participations(self) -> Rows:
        """Return the table of participations where the facts are, for participation.project_list."""
        return participation.beside(self.facts(), self.table("participations"))

    def own_facts(self) -> pd.DataFrame:
        """Return the facts of all own rows, counted or not; see participation.facts."""
        return self.no_facts()

    def own_participations(self) -> pd.DataFrame:
        """Return the participations of all own rows, counted or not."""
        return self.table("participations").head(0)

    def joined(self) -> Joined:
        """Return the facts that count, and how many own rows do not."""
        return Joined(self.facts(), 0, 0)

    def chosen(self, selection: Selection) -> Chosen[Rows]:
        """Return the rows of a selection that count, and what its filters hide."""
        return participation.choose(self.facts(), selection)

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

    def _known_of(self, programme_id: str) -> tuple[str, ...]:
        return participation.summary(self.facts_of(programme_id)).known

    def programmes_told_of(self, level: str) -> frozenset[str]:
        """Return the programmes of which a source tells of every unit of a level; who tells of municipalities does."""
        return frozenset(
            part.programme_id
            for source in self.sources().values()
            for part in source.coverage
            if level in part.levels or "municipality" in part.levels
        )

    def measured(self, units: Units, selection: Selection, measure: str, *, currency: str) -> ByUnit:
        """Return one measure of a selection by unit, with its status and own rows marked.

        Amounts are divided by the people of the period's last year, or the nearest with these borders.
        """
        rows = participation.of_programmes(self.facts(), selection.programme_ids)
        year = self.population_year(units, rows, selection.last_year)
        table = layers.with_status(self.by_unit(units, selection, currency=currency, year=year), measure)
        return ByUnit(self.marked(table, units, selection), year)

    @cached()
    def compared_programmes(self) -> tuple[str, ...]:
        """Return the programmes of which a source tells by municipality, so that a unit without rows has zero of them.

        The newest first: the first one is that of every page, slide and text until the reader chooses another.
        """
        in_rows = set(participation.values(participation.in_municipalities(self.facts()), "programme_id"))
        told_of = self.programmes_told_of("municipality")
        return tuple(name for name in self.newest_first() if name in in_rows & told_of)

    @cached()
    def newest_first(self) -> tuple[str, ...]:
        """Return all programmes of the register, the one that began last first; of one year in the register's order."""
        programmes = self.table("programmes")
        ordered = programmes.sort_values("period_start", ascending=False, kind="stable", na_position="last")
        return tuple(ordered["programme_id"])

    def newest_programme(self) -> str:
        """Return the newest programme with full coverage of municipalities: the one shown until another is chosen."""
        return self.shared.compared_programmes()[0]

    def counted_programmes(self) -> tuple[str, ...]:
        """Return the programmes with rows that count, those with full coverage first, the newest first."""
        return self.programmes_in(self.facts())

    def shown_programmes(self) -> tuple[str, ...]:
        """Return the programmes with rows, own rows that do not count included, in the order of counted_programmes."""
        return self.programmes_in(self.facts(), self.own_facts())

    def programmes_in(self, *facts: Rows) -> tuple[str, ...]:
        """Return the programmes of some facts, those with full coverage first, the newest first."""
        in_rows = {programme for rows in facts for programme in participation.values(rows, "programme_id")}
        ordered = dict.fromkeys((*self.shared.compared_programmes(), *self.newest_first()))
        return tuple(programme for programme in ordered if programme in in_rows)

    @cached()
    def programmes_with_participants(self, level: str) -> tuple[str, ...]:
        """Return the programmes whose loaded source names every Norwegian participant of a project at a level."""
        sources = [source for source in self.sources().values() if source.names_participants]
        named = {part.programme_id for source in sources for part in source.coverage if level in part.levels}
        return tuple(programme for programme in self.programmes_in(self.facts()) if programme in named)

    def unfinished(self, rows: Rows) -> dict[int, date]:
        """Return by year the last day of the data, of years of the rows that are not whole; see standing.unfinished."""
        return unfinished.of_programmes(self._last_days(), participation.values(rows, "programme_id"))

    @cached()
    def _last_days(self) -> dict[str, date]:
        return unfinished.last_days(self.table("participations"), self.table("programmes"), self.sources())

    def sources_dated_by_call(self) -> frozenset[str]:
        """Return the sources whose years are those of the call, not of a contract."""
        return frozenset(name for name, source in self.register().items() if source.dated_by == "call")

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
