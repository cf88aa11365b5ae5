"""Rows that an engine holds in a table of its own, and who reads them there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import pandas as pd


class Reader(Protocol):
    """Who runs an expression of Ibis: DuckDB or Spark."""

    def read(self, expression: Any) -> pd.DataFrame:  # noqa: ANN401 (Ibis has no types)
        """Return the rows of an expression."""
        ...

    def store(self, name: str, table: pd.DataFrame, order: Sequence[str]) -> Any:  # noqa: ANN401
        """Keep a table under a name, in this order, and return the expression of all its rows."""
        ...


@dataclass(frozen=True)
class Stored:
    """Rows that lie in an engine and are counted there; what is kept of them stays an expression until it is counted.

    Attributes:
        expression: the rows, as a table of Ibis.
        dtypes: the pandas type that each column has where it comes back.
        places: the places that the rows may have, each with the number in the column `place` that stands for it.
        reader: who runs the expression.
    """

    expression: Any
    dtypes: Mapping[str, Any]
    places: pd.DataFrame
    reader: Reader


Plain: TypeAlias = pd.DataFrame | Stored
