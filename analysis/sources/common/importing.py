"""What an importer of a publisher's own file hands over: tables, an account of every row, and what was refused.

An importer is a module of this package with

- `IMPORTER_ID`, its name, and `SOURCE_IDS`, the entries of the register whose rows it may make;
- `PARTS`: for each file it reads, by a name of its own ("rows" where there is one file only), the column headings
  that tell the file from any other; see `recognise`;
- `read_raw(path)`: the parts as published, every cell as text ("" where empty), the index the line or row number;
- `tidy(raw, made)`: the parts as `Imported`; a row that cannot be read is refused, never guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import pandas as pd

from analysis.sources.common.account import Account

REJECTED = ("row", "column", "value", "expected")

Parts = Mapping[str, pd.DataFrame]
Tables = Mapping[str, pd.DataFrame]


def nothing_rejected() -> pd.DataFrame:
    """Return the table of refused cells without rows: row (as the reader counts them), column, value, expected."""
    return pd.DataFrame({column: pd.Series(dtype="Int64" if column == "row" else "str") for column in REJECTED})


def rejected(rows: pd.DataFrame, heading: str, expected: str) -> pd.DataFrame:
    """Return one column's cells as refused, by the rows' numbers in the file; "" where the file lacks the column."""
    value = rows[heading] if heading in rows else pd.Series("", index=rows.index)
    return pd.DataFrame(
        {
            "row": pd.Series(rows.index, dtype="Int64"),
            "column": pd.Series(heading, index=range(len(rows)), dtype="str"),
            "value": value.astype("str").reset_index(drop=True),
            "expected": pd.Series(expected, index=range(len(rows)), dtype="str"),
        }
    )


@dataclass(frozen=True)
class Imported:
    """What one file, or a set of files that belong together, gave.

    Attributes:
        tables: rows by table name, with the columns of analysis.contract.schemas.
        accounts: rows and cents in, out and left out with a reason, per file.
        rejected: refused cells: row, column, value, expected; one row of the file may have several.
        placed: how many participations were placed in each way of schemas.PLACED_BY.
    """

    tables: Tables
    accounts: tuple[Account, ...]
    rejected: pd.DataFrame = field(default_factory=nothing_rejected)
    placed: Mapping[str, int] = field(default_factory=dict)


class Importer(Protocol):
    """A module that imports a publisher's own file."""

    IMPORTER_ID: str
    SOURCE_IDS: tuple[str, ...]
    PARTS: Mapping[str, tuple[str, ...]]

    def read_raw(self, path: Path) -> Parts:
        """Return the parts of a file as published, every cell as text."""

    def tidy(self, raw: Parts, made: Tables) -> Imported:
        """Return the parts as the project's tables."""


def recognise(headings: Iterable[str], importers: Iterable[Importer]) -> tuple[Importer, str] | None:
    """Return the importer and the part that a file's column headings belong to, or None.

    Capital letters, spaces and kinds of apostrophes do not matter: programs change them when a file is saved again.
    Where several fit, the one that asks for most headings is the right one.
    """
    given = set(map(_plain, headings))
    fitting = [
        (len(needed), importer, part)
        for importer in importers
        for part, needed in importer.PARTS.items()
        if given.issuperset(map(_plain, needed))
    ]
    if not fitting:
        return None
    _, importer, part = max(fitting, key=lambda found: found[0])
    return importer, part


def as_published(rows: pd.DataFrame, needed: Iterable[str]) -> pd.DataFrame:
    """Return rows with the headings of their columns as the publisher writes them, where they mean one that is needed.

    Args:
        rows: text by heading.
        needed: headings of Importer.PARTS.
    """
    published = {_plain(heading): heading for heading in needed}
    taken = set(rows.columns)
    return rows.rename(columns={
        name: published[_plain(str(name))] for name in rows
        if _plain(str(name)) in published and published[_plain(str(name))] not in taken
    })  # fmt: skip


@lru_cache(maxsize=10_000)
def _plain(heading: str) -> str:
    return " ".join(heading.replace("’", "'").casefold().split())
