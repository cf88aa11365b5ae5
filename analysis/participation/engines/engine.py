"""What can be asked of participation rows, whoever holds them: pandas in memory, or an engine as a table of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

import pandas as pd

from analysis.participation.engines.conditions import Condition
from analysis.participation.engines.memory import Remembered
from analysis.participation.engines.stored import Plain

Rows: TypeAlias = Plain | Remembered
R = TypeVar("R", bound=Rows)


@dataclass(frozen=True)
class Summary:
    """All rows in one line: how many, their years, their amounts in cents, and which measures they can tell.

    Unknown is None: years where no row has one, an amount where no row has one.
    """

    number: int
    first_year: int | None
    last_year: int | None
    cents: Mapping[str, int | None]
    known: tuple[str, ...]


class Engine(Protocol[R]):
    """The questions from which all others are made; every engine gives the same answers in the same types."""

    def has(self, rows: R, column: str) -> bool:
        """Return whether the rows have a column."""
        ...

    def kept(self, rows: R, condition: Condition) -> R:
        """Return the rows for which a condition holds."""
        ...

    def tally(self, rows: R, conditions: Mapping[str, Condition]) -> dict[str, int]:
        """Return by name for how many rows each condition holds."""
        ...

    def summary(self, rows: R) -> Summary:
        """Return what is known of all rows together."""
        ...

    def counted(self, rows: R, by: Sequence[str]) -> pd.DataFrame:
        """Return the groups in order, each with MEASURES; rows without a group are left out. No `by`: one line."""
        ...

    def numbered(self, rows: R, by: Sequence[str]) -> pd.DataFrame:
        """Return the groups in order, each with its number of `rows`."""
        ...

    def spans(self, rows: R, by: str) -> pd.DataFrame:
        """Return the groups in order, each with first_year and last_year."""
        ...

    def distinct(self, rows: R, columns: Sequence[str]) -> pd.DataFrame:
        """Return the different values of these columns together, unknown ones too, in no order."""
        ...

    def organisations(self, rows: R, most: int | None) -> pd.DataFrame:
        """Return organisation_id, MEASURES, organisation_name and organisation_kind (the first known) of each one.

        With `most`, that many of them: those with the largest amounts, the others by participations, then by id.
        """
        ...

    def vintages(self, rows: R) -> list[int]:
        """Return the years whose borders the rows may be on."""
        ...

    def placed(self, rows: R, walk: pd.DataFrame, columns: Sequence[str]) -> R:
        """Return each row once for every line of the walk with its borders and its code.

        Args:
            rows: facts, placed or not.
            walk: geography_year, from_code and what is added to the rows.
            columns: where a row's code is read: the first of these that it has.
        """
        ...

    def unplaced(self, rows: R, condition: Condition) -> R:
        """Return all rows, without their municipality where a condition holds."""
        ...

    def listed(self, rows: R, participations: R) -> pd.DataFrame:
        """Return the participations of the rows; see participation.project_list."""
        ...

    def joined(self, rows: R, new: pd.DataFrame) -> R:
        """Return the rows with new ones behind them; those are marked in the column ADDED."""
        ...
