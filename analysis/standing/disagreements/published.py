"""Published figures that give different values for the same thing."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import pandas as pd

from analysis.standing.disagreements.pairs import PUBLISHED, Row, compared, table

CONFLICT = "conflict"
_ROUGHLY = re.compile(r"_(about|nearly|almost|just_over|more_than)$")
_PER_UNIT = {"billion EUR": 1_000_000_000, "million EUR": 1_000_000}


def published(figures: pd.DataFrame, programmes: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of different published values for one area, programme, measure and unit.

    They disagree where the period is the same as printed, or where the register marks both as conflicting. A budget
    in the register of programmes counts as one more value beside the published ones.

    Args:
        figures: the table of that name.
        programmes: the table of that name.

    Returns:
        COLUMNS, one row per pair of values, the larger first; those who say the same value stand together. A figure
        that is marked as conflicting and has no other in the tables stands alone, its other value null.
    """
    rows = pd.concat([figures, _budgets(figures, programmes)], ignore_index=True)
    rows = rows[rows["value"].notna()]
    rows["measure"] = rows["indicator_id"].str.replace(_ROUGHLY, "", regex=True)
    found: list[dict[str, object]] = []
    alike = ["area_level", "area_code", "area_name", "programme_name", "programme_id", "measure", "unit"]
    for _, group in rows.groupby(alike, dropna=False, sort=False):
        if len(group) > 1 or (group["status"] == CONFLICT).any():
            found += _pairs(group.to_dict("records"))
    return table(found)


def _budgets(figures: pd.DataFrame, programmes: pd.DataFrame) -> pd.DataFrame:
    """Return the budgets of the register of programmes as rows of figures, in the unit of the figure beside them."""
    told = figures[figures["indicator_id"].str.replace(_ROUGHLY, "", regex=True).eq("total_budget")]
    told = told[told["unit"].isin(list(_PER_UNIT)) & told["programme_id"].notna()].drop_duplicates("programme_id")
    rows = told.merge(
        programmes[["programme_id", "total_budget_eur", "source_id", "publisher", "source_title", "published"]],
        on="programme_id", validate="one_to_one", suffixes=("_figure", ""),
    )  # fmt: skip
    rows["value"] = rows["total_budget_eur"].astype("Float64") / rows["unit"].map(_PER_UNIT).astype("Float64")
    rows = rows.assign(other_value_text=None, other_publisher=None, status="value", indicator_id="total_budget")
    return rows[list(figures.columns)]


def _pairs(rows: Sequence[Row]) -> Iterator[dict[str, object]]:
    by_value: dict[float, list[Row]] = {}
    for row in rows:
        by_value.setdefault(float(row["value"]), []).append(row)
    paired: set[float] = set()
    for one, other in combinations(sorted(by_value, reverse=True), 2):
        if any(_same_thing(a, b) for a in by_value[one] for b in by_value[other]):
            paired |= {one, other}
            yield compared(PUBLISHED, by_value[one][0], one, by_value[one], other, by_value[other])
    for value, said in by_value.items():
        if value not in paired and any(row["status"] == CONFLICT for row in said):
            yield _alone(value, said)


def _alone(value: float, said: Sequence[Row]) -> dict[str, object]:
    """Return a figure that stands alone, beside the value that its note names where it names one as a number."""
    beside = next((row for row in said if not pd.isna(row["other_value_text"])), None)
    if beside is None:
        return compared(PUBLISHED, said[0], value, said, None, ())
    other = {
        **beside, "publisher": beside["other_publisher"], "source_title": beside["other_publisher"],
        "published": pd.NA, "period_text": pd.NA,
    }  # fmt: skip
    number = pd.to_numeric(beside["other_value_text"], errors="coerce")
    row = compared(PUBLISHED, said[0], value, said, None if pd.isna(number) else float(number), [other])
    return {**row, "other_text": beside["other_value_text"]}


def _same_thing(one: Row, other: Row) -> bool:
    if one["status"] == CONFLICT and other["status"] == CONFLICT:
        return True
    period = one["period_text"]
    return isinstance(period, str) and bool(period == other["period_text"])
