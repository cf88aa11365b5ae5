"""Rows in Spark, for a site that has a cluster.

Where the cluster is, Spark's own settings say: spark-defaults.conf, or SPARK_REMOTE for Spark Connect.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import pandas as pd

from analysis.errors import DataError
from analysis.participation.engines.duck import as_frame


class Spark:
    """The session of Spark that this process has; see engine.Reader."""

    def __init__(self) -> None:
        try:
            sql = import_module("pyspark.sql")
        except ModuleNotFoundError as missing:
            raise DataError(
                "EUROPAPROFIL_ENGINE is spark, and pyspark is not installed. Install pyspark, or set it to auto."
            ) from missing
        import ibis

        self._session = sql.SparkSession.builder.appName("europaprofil").getOrCreate()
        self._backend = ibis.pyspark.connect(self._session)

    def read(self, expression: Any) -> pd.DataFrame:  # noqa: ANN401 (Ibis has no types)
        """Return the rows of an expression."""
        return as_frame(self._backend.to_pyarrow(expression))

    def store(self, name: str, table: pd.DataFrame, order: Sequence[str]) -> Any:  # noqa: ANN401
        """Keep a table under a name, in this order, and return the expression of all its rows."""
        import pyarrow as pa

        kept = self._session.createDataFrame(pa.Table.from_pandas(table, preserve_index=False))
        kept = kept.orderBy(*order) if order else kept
        kept.cache().createOrReplaceTempView(name)
        return self._backend.table(name)
