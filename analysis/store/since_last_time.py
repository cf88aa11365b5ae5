"""What a refresh changed since the version before it, as it wrote it down beside the data."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

FILE = "changes.json"
SOURCE_COLUMNS = (
    "source_id", "new_projects", "gone_projects", "changed_amounts", "amount_before_cents", "amount_after_cents",
    "examples",
)  # fmt: skip
UNIT_COLUMNS = ("level", "code", "name", "programme_id", "from", "to")


@dataclass(frozen=True)
class Changes:
    """What changed.

    Attributes:
        since: the version before; "" where those were the data that come with the project.
        sources: SOURCE_COLUMNS, one row per source loaded; amounts in cents, null where unknown.
        units: UNIT_COLUMNS, one row per unit and programme whose status moved; see analysis.standing.status.
    """

    since: str
    sources: pd.DataFrame
    units: pd.DataFrame


def read(folder: Path) -> Changes | None:
    """Return what changed with the data in a folder; None where nothing was written or it cannot be read.

    Data stay in use whatever has become of the note on how they differ, so an unreadable one is no error.
    """
    try:
        told: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        sources = [{"source_id": source_id, **of} for source_id, of in told["sources"].items()]
        return Changes(
            str(told["since"]),
            _table(sources, SOURCE_COLUMNS).astype(dict.fromkeys(SOURCE_COLUMNS[1:-1], "Int64")),
            _table(told["units"], UNIT_COLUMNS).astype("str"),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(columns))
    if "examples" in table:
        table["examples"] = [tuple(map(str, found)) if isinstance(found, list) else () for found in table["examples"]]
    return table
