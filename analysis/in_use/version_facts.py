"""The rows of one version that count as participation, and what its programmes and sources tell of."""

from datetime import date

import pandas as pd

from analysis import participation
from analysis.in_use.cache import cached
from analysis.in_use.version_places import VersionPlaces
from analysis.participation import Chosen, Joined, Rows, Selection
from analysis.standing import unfinished
from analysis.store import catalogue


class VersionFacts(VersionPlaces):
    """The participation of one version."""

    @property
    def shared(self) -> "VersionFacts":
        """The same without anybody's own rows."""
        return self

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

    def programmes_told_of(self, level: str) -> frozenset[str]:
        """Return the programmes of which a source tells of every unit of a level; who tells of municipalities does."""
        return frozenset(
            part.programme_id
            for source in self.sources().values()
            for part in source.coverage
            if level in part.levels or "municipality" in part.levels
        )

    def _known_of(self, programme_id: str) -> tuple[str, ...]:
        return participation.summary(self.facts_of(programme_id)).known
