"""Two values of one thing, side by side: who says each, for which period, and how far they are apart."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

PUBLISHED, WITHIN, COUNTED, COUNTS = KINDS = ("published", "within", "counted", "counts")
"""Two published figures; a printed share beside its own numbers; a printed share beside our rows; two lists of rows."""
COLUMNS = (
    "kind", "area_level", "area_code", "area_name", "programme_id", "programme_name", "indicator", "unit",
    "value", "period", "said_by", "other_value", "other_period", "other_said_by", "difference", "agrees", "parts",
    "other_text",
)  # fmt: skip
Row = Mapping[Hashable, Any]


class Origin(NamedTuple):
    """Who says a value: an entry of the register, and the page or document where the register names several."""

    source_id: str
    publisher: str | None = None
    source_title: str | None = None
    published: str | None = None


def compared(
    kind: str, about: Row, value: float, said: Sequence[Row], other: float | None, said_other: Sequence[Row]
) -> dict[str, object]:
    """Return a row of COLUMNS but `parts`.

    Args:
        about: a figure, for the area, programme, measure and unit.
        said: the figures with the value; said_other: those with the other value.
        other: the other value, None where there is none.
    """
    return {
        "kind": kind,
        **{name: about[name] for name in ("area_level", "area_code", "area_name", "programme_id", "programme_name")},
        "indicator": about["indicator_name"],
        "unit": about["unit"],
        "value": value,
        "period": _periods(said),
        "said_by": _origins(said),
        "other_value": other,
        "other_period": _periods(said_other),
        "other_said_by": _origins(said_other),
        "difference": None if other is None else round(value - other, 6),
        "agrees": False,
    }


def _periods(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["period_text"] for row in rows if not pd.isna(row["period_text"])))


def _origins(rows: Sequence[Row]) -> tuple[Origin, ...]:
    found = [
        Origin(row["source_id"], *(None if pd.isna(row[name]) else row[name] for name in Origin._fields[1:]))
        for row in rows
    ]
    return tuple(dict.fromkeys(found))


def table(found: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Return rows of pairs as a table with COLUMNS."""
    return pd.DataFrame(found, columns=list(COLUMNS), dtype="object").astype({"agrees": "bool"})
