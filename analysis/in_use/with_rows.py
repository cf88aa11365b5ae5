"""The data of one version with a reader's own rows: marked everywhere, and counted only where the reader asks."""

import pandas as pd

from analysis import participation
from analysis.comparing.layers import Units
from analysis.in_use.own_rows import COLUMN, OwnFile, OwnRows
from analysis.in_use.reading import Reading
from analysis.participation import Joined, Rows, Selection


class ReadingWithRows(Reading):
    """A version with own rows beside it; what does not depend on them comes from the version's own cache."""

    def __init__(self, own: OwnRows, *, counted: bool) -> None:
        super().__init__(own.shared.folder, own.shared.cache)
        self.own, self._counted = own, counted

    @property
    def shared(self) -> Reading:
        """The same without own rows."""
        return self.own.shared

    @property
    def files(self) -> tuple[OwnFile, ...]:
        """The files whose rows the reader has brought."""
        return self.own.files

    @property
    def counts_own(self) -> bool:
        """Whether own rows count."""
        return self._counted

    def facts(self) -> Rows:
        """Return every row that counts as participation for this reader."""
        return self.own.joined.rows if self._counted else self.shared.facts()

    def facts_of(self, programme_id: str) -> Rows:
        """Return the facts of one programme."""
        if not self._counted:
            return self.shared.facts_of(programme_id)
        return participation.of_programmes(self.facts(), [programme_id])

    def own_facts(self) -> pd.DataFrame:
        """Return the facts of all own rows, counted or not."""
        return self.own.facts

    def own_participations(self) -> pd.DataFrame:
        """Return the participations of all own rows, counted or not."""
        return self.own.table("participations")

    def joined(self) -> Joined:
        """Return the facts that count when own rows do, and how many of those do not."""
        return self.own.joined

    def by_unit(self, units: Units, selection: Selection, *, currency: str, year: int) -> pd.DataFrame:
        """Return analysis.comparing.layers.participation of a selection for these units, per inhabitant of a year."""
        if not self._counted:
            return self.shared.by_unit(units, selection, currency=currency, year=year)
        return self.counted(selection, units, currency=currency, year=year)

    def projects(self) -> pd.DataFrame:
        """Return what is known of each project, own ones included where they count."""
        return self.own.projects if self._counted else self.shared.projects()

    def statuses(self, level: str) -> pd.DataFrame:
        """Return the programme status of every unit of today."""
        return self.own.statuses(level) if self._counted else self.shared.statuses(level)

    def marked(self, table: pd.DataFrame, units: Units, selection: Selection) -> pd.DataFrame:
        """Return a table of units with how many of the selection's own rows lie in each, counted or not."""
        here = self._on(units, selection)
        rows = table["area_code"].map(here.groupby("area_code")["row"].nunique())
        return table.assign(**{COLUMN: rows.fillna(0).astype("Int64")})

    def elsewhere(self, units: Units, selection: Selection) -> dict[str, int]:
        """Return how many own rows the selection or the map leaves out, by reason."""
        return {"own_elsewhere": len(self.own.facts) - self._on(units, selection)["row"].nunique()}

    def _on(self, units: Units, selection: Selection) -> pd.DataFrame:
        """Return the selection's own rows that lie on a map, each with its area_code and its number."""
        rows = participation.choose(self.own.facts, selection).rows
        return participation.in_places(rows, units.level, self.crosswalk_to(units), units.codes)

    def sources_counted(self) -> tuple[str, ...]:
        """Return the sources of the own rows that count."""
        return self.own.sources if self._counted else ()
