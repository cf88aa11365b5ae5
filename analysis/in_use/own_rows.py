"""Rows of a reader's own, put together to the shared tables' columns; never in a cache that others read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from analysis import participation
from analysis.in_use.cache import Cache
from analysis.participation import Joined
from analysis.store import catalogue

if TYPE_CHECKING:
    from analysis.in_use.reading import Reading

COLUMN = "own_rows"
"""Column of a table of units: how many own rows lie in each; absent where the reader has none at all."""

_OF_THE_FILE = ("participation_id", "project_id", "project_url")
"""Columns that may differ in a second file with the same rows: ids, and addresses that are not taken along."""


@dataclass(frozen=True, eq=False)
class OwnFile:
    """A file whose rows are in use in a session; equal to itself alone, for tables do not compare as one.

    Attributes:
        name: the file's name, by which a later one of the same name takes its place.
        kind: "own_register", or the importer of a publisher's file.
        rows: participations, each with an id that no other table has.
        tables: other tables by name, with the columns of analysis.contract.schemas.
    """

    name: str
    kind: str
    rows: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]


def without_rows_of(file: OwnFile, others: Sequence[OwnFile]) -> OwnFile:
    """Return a file without the rows that other files have too, whatever ids they bear there."""
    tables = {name: _not_in(table, [other.tables.get(name) for other in others]) for name, table in file.tables.items()}
    return OwnFile(file.name, file.kind, _not_in(file.rows, [other.rows for other in others]), tables)


def _not_in(table: pd.DataFrame, others: Sequence[pd.DataFrame | None]) -> pd.DataFrame:
    told = [name for name in table if name not in _OF_THE_FILE]
    rows = [other[told] for other in others if other is not None]
    if not rows or table.empty:
        return table
    earlier = pd.concat(rows).drop_duplicates().astype(table[told].dtypes.to_dict())
    merged = table[told].merge(earlier, how="left", on=told, indicator=True, validate="many_to_one")
    return table[(merged["_merge"] == "left_only").to_numpy()]


def sources_of(file: OwnFile) -> set[str]:
    """Return the sources whose rows a file has."""
    tables = (file.rows, *(table for table in file.tables.values() if "source_id" in table))
    return {source for table in tables for source in table["source_id"].unique()}


def with_column(table: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """Return the columns to show of a table of units, that of own rows behind the name where it has one."""
    if COLUMN not in table:
        return list(columns)
    at = columns.index("area_name") + 1
    return [*columns[:at], COLUMN, *columns[at:]]


class OwnRows:
    """The rows of a reader's files beside one version of the data; each part is made once.

    Attributes:
        shared: the version.
        files: the files whose rows are in use.
    """

    def __init__(self, shared: "Reading", files: tuple[OwnFile, ...]) -> None:
        self.shared, self.files = shared, files
        self._cache = Cache()

    def table(self, name: str) -> pd.DataFrame:
        """Return the own rows of a table, with the columns and types of the shared one."""
        return self._cache.get("table", name, lambda: self._put_together(name))

    def _put_together(self, name: str) -> pd.DataFrame:
        nothing = self.shared.table(name).head(0)
        parts = [file.rows if name == "participations" else file.tables.get(name, nothing) for file in self.files]
        together = pd.concat([nothing, *parts], ignore_index=True)[list(nothing.columns)].astype(nothing.dtypes)
        if name != "participations":
            return together
        return participation.with_known_projects(together, self.shared.projects())

    @cached_property
    def facts(self) -> pd.DataFrame:
        """The facts of all own rows; see participation.facts."""
        return participation.facts(
            self.table("participations"), self.table("grant_partners"), self.table("grant_projects"),
            self.shared.table("exchange_rates"), project_grants=self.table("project_grants"),
        )  # fmt: skip

    @cached_property
    def joined(self) -> Joined:
        """The facts of the version with own rows among them."""
        return participation.join(self.shared.facts(), self.facts, catalogue.yields(self.shared.register()))

    @cached_property
    def projects(self) -> pd.DataFrame:
        """What is known of each project, own ones included; see participation.projects."""
        names = ("participations", "grant_projects")
        tables = [pd.concat([self.shared.table(name), self.table(name)], ignore_index=True) for name in names]
        return participation.projects(*tables)

    def statuses(self, level: str) -> pd.DataFrame:
        """Return the programme status of every unit of today with own rows among the facts."""
        return self._cache.get("statuses", level, lambda: self.shared.statuses_of(self.joined.rows, level))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The sources of the own rows that count."""
        return tuple(participation.sources(participation.of_readers(self.joined.rows)))
