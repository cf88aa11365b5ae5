"""Published figures about counties, municipalities, programmes and networks, collected by hand (source: figures)."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.by_hand import programmes
from analysis.sources.by_hand.programmes import with_nulls
from analysis.sources.common import published
from analysis.sources.common.account import Account, Built
from analysis.sources.common.places import Found, Places, from_tables
from analysis.store.tables import read_reference

SOURCE_ID = "figures"
FILE = "published/figures.csv"
LEVELS_WITH_CODES: Mapping[str, str] = {
    "county": "county",
    "county_council": "county",
    "municipality": "municipality",
}
_RANGE = re.compile(r"\d+-\d+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# A source without a period or a date is read on the newest boundaries.
UNDATED_YEAR = 2024


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, references: Mapping[str, pd.DataFrame], places: Places) -> pd.DataFrame:
    """Return figures, one row per published value; a range ("1-2") keeps its text and has no number.

    Notes and quoted sentences are not carried over; what they say of disagreement becomes the status "conflict".

    Args:
        raw: the file as read_raw gives it.
        references: the hand-kept tables indicator_ids, programme_names and figure_conflicts by name.
        places: the finder of places.

    Raises:
        DataError: a value is neither a number nor a range.
    """
    ranges = raw["value"].str.fullmatch(_RANGE)
    wrong = raw[~ranges & ~raw["value"].str.fullmatch(_NUMBER)]
    if len(wrong):
        raise DataError(
            f"{FILE}: {wrong['id'].iloc[0]}: {wrong['value'].iloc[0]!r} is not a number ({len(wrong)} in all)."
        )
    rows = raw.rename(
        columns={
            "value": "value_text",
            "id": "figure_id",
            "area_code_or_name": "area_name",
            "period": "period_text",
            "programme": "programme_name",
        }
    )
    periods = [published.years_of(period) for period in rows["period_text"]]
    known = references["indicator_ids"].set_index("indicator_name")["indicator_id"]
    rows = rows.assign(
        source_id=SOURCE_ID,
        area_level=rows["area_level"].str.replace(" ", "_"),
        period_start=pd.array([first for first, _ in periods], dtype="Int16"),
        period_end=pd.array([last for _, last in periods], dtype="Int16"),
        programme_id=pd.array(
            [
                programmes.id_of(name, first, references["programme_names"])
                or programmes.id_of(about, first, references["programme_names"])
                for name, about, (first, _) in zip(rows["programme_name"], rows["area_name"], periods, strict=True)
            ],
            dtype="str",
        ),
        indicator_name=rows["indicator"],
        indicator_id=[known.get(name) or published.slug(name) for name in rows["indicator"]],
        value=pd.to_numeric(rows["value_text"].where(~ranges)),
    )
    table = with_nulls(rows.assign(status=statuses(rows)), "figures")
    return with_conflicts(_with_codes(table, places), references["figure_conflicts"])


def with_conflicts(table: pd.DataFrame, conflicts: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with the other value that a note names, and whose it is; such a figure is a "conflict".

    Args:
        conflicts: data/reference/figure_conflicts.csv, values that stand in no row of their own.
    """
    columns = ["other_value_text", "other_publisher"]
    others = conflicts.set_index("figure_id")[columns]
    table = table.assign(**{column: table["figure_id"].map(others[column]).astype("str") for column in columns})
    return table.assign(status=table["status"].mask(table["other_value_text"].notna(), "conflict"))


def statuses(rows: pd.DataFrame) -> pd.Series:
    """Return "conflict" where a value for the same thing and time differs elsewhere; "zero" for a published zero."""
    same = ["area_level", "area_name", "programme_name", "indicator_id", "unit"]
    flagged = rows["note"].str.contains("CONFLICT", regex=False)
    disputed: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for key, span in zip(_keys(rows[flagged], same), _spans(rows[flagged]), strict=True):
        disputed.setdefault(key, []).append(span)
    disagree = [
        any(first <= last_known and first_known <= last for first_known, last_known in disputed.get(key, []))
        for key, (first, last) in zip(_keys(rows, same), _spans(rows), strict=True)
    ]
    status = pd.Series("value", index=rows.index, dtype="str").mask(rows["value"] == 0, "zero")
    return status.mask(pd.Series(disagree, index=rows.index), "conflict")


def _keys(rows: pd.DataFrame, columns: list[str]) -> list[tuple[str, ...]]:
    return list(rows[columns].itertuples(index=False, name=None))


def _spans(rows: pd.DataFrame) -> list[tuple[int, int]]:
    """Return first and last year; a period that is open or not given reaches as far as years go."""
    first, last = rows["period_start"].fillna(0), rows["period_end"].fillna(9999)
    return list(zip(first.astype(int), last.astype(int), strict=True))


def _with_codes(rows: pd.DataFrame, places: Places) -> pd.DataFrame:
    found = [_find(row, places) for row in published.records(rows)]
    return rows.assign(
        area_code=pd.array([place.area_code if place else None for place in found], dtype="str"),
        geography_year=pd.array([place.geography_year if place else None for place in found], dtype="Int16"),
    )


def _find(row: Mapping[str, Any], places: Places) -> Found | None:
    level = LEVELS_WITH_CODES.get(str(row["area_level"]))
    if level is None:
        return None
    year = next((year for year in (row["period_end"], row["period_start"]) if not pd.isna(year)), UNDATED_YEAR)
    return places.find(str(row["area_name"]), level, int(str(year)))


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the file below `raw_dir` and return its figures."""
    raw = read_raw(raw_dir / FILE)
    names = ("indicator_ids", "programme_names", "figure_conflicts")
    rows = tidy(raw, {name: read_reference(name) for name in names}, from_tables(made))
    table = schemas.conform(rows, "figures").sort_values("figure_id", ignore_index=True)
    return Built({"figures": table}, (Account(SOURCE_ID, FILE, len(raw), len(table)),))
