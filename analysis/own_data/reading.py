"""Have a reader's file read in a process of its own, and take what it says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import uploads
from analysis.own_data.model import ENDINGS, Asked, Doubt, Note, Reading
from analysis.store import versions
from analysis.uploads import limits, process

MOST_BYTES = 20_000_000
_SECONDS = 2 * (limits.SECONDS_TO_PARSE + limits.SECONDS_TO_IMPORT)
_SAID = (
    "kind", "part", "encoding", "separator", "decimal", "sheet", "rows_read", "columns", "placed", "left_out",
    "rows_rejected",
)  # fmt: skip
_OF_A_REGISTER = ("currency", "unit", "order", "rows_left_out")


def read(content: bytes, name: str, asked: Asked) -> Reading:
    """Return a file as it is read, with what the reader corrects.

    Args:
        name: the file's name; its ending tells its kind.

    Raises:
        UploadError: the file is too large, of another kind, damaged, empty, or asks for too much.
    """
    ending = uploads.ending_of(content, name, endings=ENDINGS, most_bytes=MOST_BYTES)
    request = {
        "ending": ending, "data": str(versions.in_use()), "sheet": asked.sheet, "encoding": asked.encoding,
        "separator": asked.separator, "decimal": asked.decimal,
        "columns": dict(asked.columns) if asked.columns is not None else None, "headings": asked.headings,
        "currency": asked.currency, "unit": asked.unit, "order": asked.order, "counted": list(asked.counted),
    }  # fmt: skip
    with process.answer("analysis.own_data.worker", content, request, seconds=_SECONDS) as (folder, said):
        return _reading(folder, said)


def _reading(folder: Path, said: Mapping[str, Any]) -> Reading:
    tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in said["tables"]}
    return Reading(
        **{name: said[name] for name in _SAID},
        **{name: said[name] for name in _OF_A_REGISTER if name in said},
        heading_rows=tuple(said["heading_rows"]) if "heading_rows" in said else None,
        sheets=tuple(said["sheets"]),
        headings=tuple(said["headings"]),
        preview=tuple(map(tuple, said["preview"])),
        accepted=tables.pop("participations", _no_participations()),
        tables=tables,
        rejected=pd.read_parquet(folder / "rejected.parquet"),
        alike=tuple(said.get("alike", ())),
        unused=tuple(said.get("unused", ())),
        fates=tuple(map(tuple, said.get("fates", ()))),
        notes=tuple(Note(**note) for note in said["notes"]),
        doubts=tuple(Doubt(**doubt) for doubt in said["doubts"]),
    )


def _no_participations() -> pd.DataFrame:
    """Return the table without rows, with the columns and types that it has when built."""
    return pd.read_parquet(versions.in_use() / "tables" / "participations.parquet").head(0)
