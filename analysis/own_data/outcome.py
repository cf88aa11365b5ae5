"""What a file gave, as the process that reads it hands it over; see analysis.own_data.worker."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.own_data.model import Doubt, Note
from analysis.sources.common.importing import Imported
from analysis.store.tables import read_table
from analysis.text.translate import mark
from analysis.uploads.errors import UploadError

PREVIEW_ROWS = 5
TOO_MANY_ROWS = mark(
    "The file gives more rows than a page can hold. Divide it, for instance by year, and try again. Nothing was read."
)
NOT_USED = mark("cells in columns that no field is read from")
NOT_LISTED = mark("refused cells that are too many to be listed")
_MOST_BYTES, _MOST_LISTED = 40_000_000, 20_000
_LONGEST_SHOWN = 200


class InUse(dict[str, pd.DataFrame]):
    """The tables in use, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, name: str) -> pd.DataFrame:
        self[name] = read_table(name, self._folder)
        return self[name]


@dataclass(frozen=True)
class Outcome:
    """What a file gave, what is said of it in the answer, and what besides the importer's account is left out."""

    said: dict[str, Any]
    imported: Imported
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: Sequence[Note] = ()
    doubts: Sequence[Doubt] = ()

    def written(self, folder: Path) -> dict[str, Any]:
        """Write the tables into the folder and return the answer; raises UploadError where a page cannot hold them."""
        tables, rejected = self.imported.tables, self.imported.rejected
        if sum(int(table.memory_usage(deep=True).sum()) for table in tables.values()) > _MOST_BYTES:
            raise UploadError(TOO_MANY_ROWS)
        for name, table in {**tables, "rejected": _listed(rejected)}.items():
            table.to_parquet(folder / f"{name}.parquet", index=False)
        left_out = Counter({**self.left_out, NOT_LISTED: max(len(rejected) - _MOST_LISTED, 0)})
        for account in self.imported.accounts:
            left_out.update(account.left_out)
        return {
            **self.said, "tables": list(tables), "placed": dict(self.imported.placed),
            "rows_rejected": len(rejected.drop_duplicates([name for name in ("sheet", "row") if name in rejected])),
            "left_out": {reason: count for reason, count in left_out.items() if count},
            "notes": [asdict(note) for note in self.notes],
            "doubts": [asdict(doubt) for doubt in self.doubts],
        }  # fmt: skip


def preview(rows: pd.DataFrame) -> list[list[str]]:
    """Return the first rows as text that can be shown."""
    shown: Iterable[Sequence[object]] = rows.head(PREVIEW_ROWS).itertuples(index=False, name=None)
    return [[str(cell)[:_LONGEST_SHOWN] for cell in row] for row in shown]


def with_refused(imported: Imported, more: pd.DataFrame) -> Imported:
    """Return what was imported with more refused rows."""
    both = pd.concat([imported.rejected, more], ignore_index=True).sort_values("row", kind="stable", ignore_index=True)
    return Imported(imported.tables, imported.accounts, both, imported.placed)


def _listed(rejected: pd.DataFrame) -> pd.DataFrame:
    """Return the refused cells that are listed, with as much of their text as can be shown."""
    listed = rejected.head(_MOST_LISTED)
    texts = {name: listed[name].fillna("") if name in listed else "" for name in ("candidates", "sheet")}
    return listed.assign(
        column=listed["column"].str[:_LONGEST_SHOWN], value=listed["value"].str[:_LONGEST_SHOWN], **texts
    )
