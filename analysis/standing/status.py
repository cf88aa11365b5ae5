"""In which programmes a unit took part, in which it did not as far as anyone can see, and of which nothing is known.

The states: "took_part" (a source tells of it), "none_found" (a loaded source covers the programme at this level and
tells of nothing), "outside" (Norway is outside the programme) and "not_loaded" (no loaded source can tell). What is
not found depends on the coverage in the source register, never on a table that happens to be empty. All loaded years
count together: a period that hides rows must not turn them into "none_found".
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.standing.evidence import KEYS
from analysis.store.catalogue import Source

TOOK_PART, NONE_FOUND, OUTSIDE, NOT_LOADED = STATES = ("took_part", "none_found", "outside", "not_loaded")
_COLUMNS = [
    *KEYS, "state", "projects", "own_projects", "itself", "first_year", "last_year", "period_start", "period_end",
    "estimated", "source_ids",
]  # fmt: skip


def statuses(
    programmes: pd.DataFrame,
    register: Mapping[str, Source],
    evidence: pd.DataFrame,
    *,
    level: str,
    area_codes: Sequence[str],
) -> pd.DataFrame:
    """Return the state of every unit in every programme, units and programmes in the order given.

    Args:
        programmes: programme_id and norway_takes_part.
        register: the loaded sources by id.
        evidence: see analysis.standing.evidence.evidence.
        level: "municipality" or "county", the level of `area_codes` and of the evidence.
        area_codes: the units wanted.

    Returns:
        area_code, programme_id, state; of "took_part" the columns of the evidence of one source; period_start and
        period_end, for which the source speaks; source_ids, those that tell of it ("took_part", the one whose numbers
        stand here first) or would ("none_found"), else an empty tuple. Numbers are null, never zero, in the other
        states.
    """
    covered = coverage(register, level)
    told = _told(evidence, covered)
    looked = _looked(evidence, covered, area_codes)
    wanted = pd.MultiIndex.from_product([list(area_codes), programmes["programme_id"]], names=KEYS).to_frame(
        index=False
    )
    table = wanted.merge(told, on=KEYS, how="left", validate="one_to_one")
    table = table.merge(looked, on=KEYS, how="left", validate="one_to_one", suffixes=("", "_looked"))
    outside = set(programmes.loc[norway_is_outside(programmes), "programme_id"])
    states = [table["source_ids"].notna(), table["programme_id"].isin(outside), table["source_ids_looked"].notna()]
    table["state"] = np.select(states, [TOOK_PART, OUTSIDE, NONE_FOUND], NOT_LOADED)
    return _with_what_was_looked_at(table)[_COLUMNS]


def norway_is_outside(programmes: pd.DataFrame) -> "pd.Series[bool]":
    """Return where the register says "no", alone or with a remark; "not found" and "partly" are something else."""
    return programmes["norway_takes_part"].str.match(r"no\b", case=False).fillna(False).astype(bool)


def coverage(register: Mapping[str, Source], level: str) -> pd.DataFrame:
    """Return source_id, programme_id, period_start and period_end of what the loaded sources cover at a level."""
    rows = [
        (source.source_id, covered.programme_id, covered.first_year, covered.last_year)
        for source in register.values()
        for covered in source.coverage
        if level in covered.levels
    ]
    table = pd.DataFrame(rows, columns=["source_id", "programme_id", "period_start", "period_end"])
    return table.astype({"source_id": "str", "programme_id": "str", "period_start": "Int16", "period_end": "Int16"})


def _told(evidence: pd.DataFrame, covered: pd.DataFrame) -> pd.DataFrame:
    """Return what one source tells of each unit and programme, with the ids of all that tell of it, that one first.

    An entry has one source and one period: that of a source that covers the programme before others, else of one that
    counts projects, else of the latest. Whether the municipality or county council itself took part, any may tell.
    """
    rows = evidence[evidence["placed"]].merge(
        _per_source(covered),
        on=["source_id", "programme_id"],
        how="left",
        validate="many_to_one",
        suffixes=("", "_all"),
    )
    rows["covers"] = rows["period_start_all"].notna()
    for column in ("period_start", "period_end"):
        rows[column] = rows[f"{column}_all"].fillna(rows[column])
    rows["latest"] = rows["last_year"].fillna(rows["period_end"]).astype("Int64")
    order = ["covers", "projects", "latest", "source_id"]
    ranked = rows.sort_values(order, ascending=[False, False, False, True], na_position="last", kind="stable")
    first = ranked.drop_duplicates(KEYS).drop(columns="itself")
    itself = rows.groupby(KEYS)["itself"].max().reset_index()
    table = first.merge(itself, on=KEYS, validate="one_to_one")
    return table.merge(_source_ids(ranked), on=KEYS, validate="one_to_one")


def _looked(evidence: pd.DataFrame, covered: pd.DataFrame, area_codes: Sequence[str]) -> pd.DataFrame:
    """Return the sources that would tell of each unit and programme, and for which period.

    A source that speaks of a divided unit cannot tell of the parts: there it is as if it were not loaded.
    """
    rows = pd.DataFrame({"area_code": pd.Series(list(area_codes), dtype="str")}).merge(covered, how="cross")
    unclear = pd.MultiIndex.from_frame(evidence.loc[~evidence["placed"], [*KEYS, "source_id"]])
    rows = rows[~pd.MultiIndex.from_frame(rows[[*KEYS, "source_id"]]).isin(unclear)]
    periods = rows.groupby(KEYS).agg({"period_start": "min", "period_end": "max"}).reset_index()
    return periods.merge(_source_ids(rows.sort_values("source_id")), on=KEYS, validate="one_to_one")


def _with_what_was_looked_at(table: pd.DataFrame) -> pd.DataFrame:
    none_found = table["state"] == NONE_FOUND
    for column in ("period_start", "period_end", "source_ids"):
        table[column] = table[column].where(~none_found, table[f"{column}_looked"])
    table["source_ids"] = [ids if isinstance(ids, tuple) else () for ids in table["source_ids"]]
    return table


def _per_source(covered: pd.DataFrame) -> pd.DataFrame:
    periods = covered.groupby(["source_id", "programme_id"])
    return periods.agg({"period_start": "min", "period_end": "max"}).reset_index()


def _source_ids(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the sources of each unit and programme, each once, in the order of the rows."""
    ids = rows.drop_duplicates([*KEYS, "source_id"]).groupby(KEYS)["source_id"].agg(tuple)
    return ids.rename("source_ids").reset_index()
