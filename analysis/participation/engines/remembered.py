"""Rows whose answers are kept, as an engine: it asks the one that has the rows, once."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from types import FunctionType
from typing import Any, cast

import pandas as pd

from analysis.participation.engines.conditions import Among, Condition, Every, Not, Some
from analysis.participation.engines.engine import Engine, Rows, Summary
from analysis.participation.engines.memory import Remembered
from analysis.participation.engines.stored import Plain


def plain(rows: Rows) -> Plain:
    """Return the rows themselves."""
    return rows.rows if isinstance(rows, Remembered) else rows


def _told(condition: Condition) -> Hashable:
    """Return a condition as it can be looked up: with all its values, whatever they came in."""
    match condition:
        case Among(column, values):
            return ("among", column, tuple(values))
        case Not(inner):
            return ("not", _told(inner))
        case Every(conditions) | Some(conditions):
            return (type(condition).__name__, *map(_told, conditions))
    return condition


def is_known_by_value(step: object) -> bool:
    """Return whether what makes a step can be told from another: a function is like no other function."""
    return not isinstance(step, FunctionType)


class Memories:
    """See engine.Engine."""

    def __init__(self, of: Callable[[Plain], Engine[Any]]) -> None:
        self._of = of

    def has(self, rows: Remembered, column: str) -> bool:
        """Return whether the rows have a column."""
        return rows.ask(("has", column), lambda plain: self._of(plain).has(plain, column))

    def kept(self, rows: Remembered, condition: Condition) -> Remembered:
        """Return the rows for which a condition holds."""
        return rows.step(("kept", _told(condition)), lambda plain: self._of(plain).kept(plain, condition))

    def tally(self, rows: Remembered, conditions: Mapping[str, Condition]) -> dict[str, int]:
        """Return by name for how many rows each condition holds."""
        return rows.ask(
            ("tally", tuple((name, _told(one)) for name, one in conditions.items())),
            lambda plain: self._of(plain).tally(plain, conditions),
        )

    def summary(self, rows: Remembered) -> Summary:
        """Return what is known of all rows together."""
        return rows.ask("summary", lambda plain: self._of(plain).summary(plain))

    def counted(self, rows: Remembered, by: Sequence[str]) -> pd.DataFrame:
        """Return MEASURES by group."""
        return rows.ask(("counted", tuple(by)), lambda plain: self._of(plain).counted(plain, by))

    def numbered(self, rows: Remembered, by: Sequence[str]) -> pd.DataFrame:
        """Return the number of rows by group."""
        return rows.ask(("numbered", tuple(by)), lambda plain: self._of(plain).numbered(plain, by))

    def spans(self, rows: Remembered, by: str) -> pd.DataFrame:
        """Return the years by group."""
        return rows.ask(("spans", by), lambda plain: self._of(plain).spans(plain, by))

    def distinct(self, rows: Remembered, columns: Sequence[str]) -> pd.DataFrame:
        """Return the different values of these columns together."""
        return rows.ask(("distinct", tuple(columns)), lambda plain: self._of(plain).distinct(plain, columns))

    def organisations(self, rows: Remembered, most: int | None) -> pd.DataFrame:
        """Return the organisations, or those with the most."""
        return rows.ask(("organisations", most), lambda plain: self._of(plain).organisations(plain, most))

    def vintages(self, rows: Remembered) -> list[int]:
        """Return the years whose borders the rows may be on."""
        return rows.ask("vintages", lambda plain: self._of(plain).vintages(plain))

    def placed(self, rows: Remembered, walk: pd.DataFrame, columns: Sequence[str]) -> Plain:
        """Return each row once for every line of the walk; answers about them are not kept."""
        return cast(Plain, self._of(rows.rows).placed(rows.rows, walk, columns))

    def unplaced(self, rows: Remembered, condition: Condition) -> Remembered:
        """Return all rows, without their municipality where a condition holds."""
        return rows.step(("unplaced", _told(condition)), lambda plain: self._of(plain).unplaced(plain, condition))

    def listed(self, rows: Remembered, participations: Plain) -> pd.DataFrame:
        """Return the participations of the rows; too long to be kept."""
        return self._of(rows.rows).listed(rows.rows, participations)

    def joined(self, rows: Remembered, new: pd.DataFrame) -> Plain:
        """Return the rows with new ones behind them, which are a reader's own: nothing about them is kept."""
        return cast(Plain, self._of(rows.rows).joined(rows.rows, new))
