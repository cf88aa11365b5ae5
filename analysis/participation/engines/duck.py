"""Rows in DuckDB, in this process: one database for all threads, and a cursor of its own for each question."""

import os
from collections.abc import Sequence
from typing import Any

import pandas as pd

_MOST_THREADS = 4
"""Many readers ask at once: more threads for one of them are fewer for the others."""


class Duck:
    """A database in memory; see engine.Reader."""

    def __init__(self) -> None:
        import ibis

        self._backend = ibis.duckdb.connect(threads=min(_MOST_THREADS, os.cpu_count() or 1))

    def read(self, expression: Any) -> pd.DataFrame:  # noqa: ANN401 (Ibis has no types)
        """Return the rows of an expression."""
        from ibis.expr.operations import InMemoryTable

        # Ibis itself would use one connection for all, which two threads must not do.
        with self._backend.con.cursor() as cursor:
            for table in expression.op().find(InMemoryTable):
                cursor.register(table.name, table.data.to_pyarrow(table.schema))
            return as_frame(cursor.sql(str(self._backend.compile(expression))).to_arrow_table())

    def store(self, name: str, table: pd.DataFrame, order: Sequence[str]) -> Any:  # noqa: ANN401
        """Keep a table under a name, in this order, and return the expression of all its rows."""
        import pyarrow as pa

        with self._backend.con.cursor() as cursor:
            cursor.register("incoming", pa.Table.from_pandas(table, preserve_index=False))
            by = f" ORDER BY {', '.join(order)}" if order else ""
            cursor.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming{by}")
        return self._backend.table(name)


def as_frame(table: Any) -> pd.DataFrame:  # noqa: ANN401 (a table of Arrow, which has no types)
    """Return a table of Arrow in the types of pandas that keep whole numbers whole where some are unknown."""
    import pyarrow as pa

    whole = {
        pa.int8(): pd.Int8Dtype(), pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()
    }  # fmt: skip
    frame: pd.DataFrame = table.to_pandas(types_mapper=whole.get)
    return frame
