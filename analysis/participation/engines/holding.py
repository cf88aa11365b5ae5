"""Which engine holds the rows: one setting, EUROPAPROFIL_ENGINE, that nothing else needs to know of."""

import os
from collections.abc import Callable
from itertools import count
from typing import Any

import pandas as pd

from analysis.errors import DataError
from analysis.participation.engines.duck import Duck
from analysis.participation.engines.engine import Rows
from analysis.participation.engines.frames import DETAILS
from analysis.participation.engines.remembered import plain
from analysis.participation.engines.spark import Spark
from analysis.participation.engines.stored import Plain, Reader, Stored
from analysis.participation.engines.tables import KEYS, PLACE

SETTING = "EUROPAPROFIL_ENGINE"
MANY_ROWS = 200_000
"""From so many rows on DuckDB is the faster one; see tests/bench/participation_rows.py."""
_TABLES = count(1)
"""Every table has a name of its own, for a cluster keeps those of the version before while somebody reads them."""
_READERS: dict[str, Callable[[], Reader]] = {"duckdb": Duck, "spark": Spark}


def wanted(number: int) -> str:
    """Return which engine is to hold that many rows: "pandas", "duckdb" or "spark".

    Raises:
        DataError: the setting has another value.
    """
    asked = os.environ.get(SETTING, "").strip().lower() or "auto"
    if asked not in ("auto", "pandas", *_READERS):
        raise DataError(f"{SETTING} is {asked!r}. Set it to auto, pandas, duckdb or spark, or leave it out.")
    if asked != "auto":
        return asked
    return "duckdb" if number >= MANY_ROWS else "pandas"


def hold(facts: pd.DataFrame) -> Plain:
    """Return the facts where they are to be counted; see participation.facts.

    Raises:
        DataError: the setting is wrong, or names an engine that is not installed.
    """
    engine = wanted(len(facts))
    return facts if engine == "pandas" else store(facts, _READERS[engine]())


def store(facts: pd.DataFrame, reader: Reader) -> Stored:
    """Return the facts as rows of an engine, with whole numbers that stand for projects, organisations and places."""
    keyed = facts.assign(row=range(len(facts)), **{key: _numbers(facts[column]) for column, key in KEYS.items()})
    keyed["single"] = keyed["project_key"].notna() & ~keyed.duplicated("project_key", keep=False)
    keyed["place"] = facts.groupby(list(PLACE), dropna=False, sort=False).ngroup().astype("int32") + 1
    # Rows of one project side by side are counted faster.
    kept = reader.store(f"facts_{next(_TABLES)}", keyed, ["programme_id", "project_key", "row"])
    places = keyed[["place", *PLACE]].drop_duplicates("place", ignore_index=True)
    return Stored(kept, _types(facts), places, reader)


def beside(facts: Rows, participations: pd.DataFrame) -> Plain:
    """Return the table of participations where the facts are, for participation.project_list."""
    facts = plain(facts)
    if isinstance(facts, pd.DataFrame):
        return participations
    together = participations.groupby(["programme_id", "project_id"])["participation_id"].transform("count")
    listed = participations[["participation_id", *DETAILS]].assign(norwegian_partners=(together - 1).astype("Int64"))[
        together.notna()
    ]
    kept = facts.reader.store(f"participations_{next(_TABLES)}", listed, [])
    return Stored(kept, _types(listed), facts.places.head(0), facts.reader)


def _types(table: pd.DataFrame) -> dict[str, Any]:
    return {str(name): kind for name, kind in table.dtypes.items()}


def _numbers(ids: pd.Series) -> pd.Series:
    codes, _ = pd.factorize(ids)
    numbers = pd.Series(codes, index=ids.index, dtype="Int32")
    return numbers.mask(numbers < 0)
