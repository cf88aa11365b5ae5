"""Which source can tell of which programme at which level: the register and the tables in, a matrix out.

The states: "covered" (a loaded source covers the programme at this level, so that "none found" can be said), "named"
(loaded rows tell of some places alone), "offered" (no loaded source, but one that can be loaded), "not_loaded" (no
source of the register) and "outside" (Norway is outside the programme and no source tells of it).
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.participation import Known, Rows, kept, numbers
from analysis.standing import status
from analysis.store.catalogue import Source

COVERED, NAMED, OFFERED, NOT_LOADED, OUTSIDE = STATES = ("covered", "named", "offered", "not_loaded", "outside")
LEVELS = ("municipality", "county")
COLUMNS = ("programme_id", "level", "state", "source_id", "first_year", "last_year", "rows")
_Cell = tuple[str, str, str, str | None, int | None, int | None, int | None]
_LEVEL_OF = {"municipality": "municipality", "county": "county", "county_council": "county"}


def named_rows(
    figures: pd.DataFrame,
    partnerships: Iterable[pd.DataFrame],
    exchange: pd.DataFrame,
    examples: pd.DataFrame,
    facts: Rows,
) -> pd.DataFrame:
    """Return programme_id, level, source_id and rows: how many loaded rows name a place in each programme.

    Args:
        figures: published figures.
        partnerships: partnerships and memberships.
        exchange: student_exchange.
        examples: single participations; a row with a municipality names its county too.
        facts: see participation.facts; a row with a municipality names its county too.
    """
    parts = [table[["programme_id", "source_id", "area_level"]].assign(rows=1) for table in (figures, *partnerships)]
    parts.append(exchange[["programme_id", "source_id"]].assign(area_level="municipality", rows=1))
    for level in LEVELS:
        placed = numbers(kept(facts, Known(f"{level}_code")), ["programme_id", "source_id"])
        parts.append(placed.assign(area_level=level))
        within = examples["municipality_code"].notna() | (
            examples["county_code"].notna() if level == "county" else False
        )
        parts.append(examples.loc[within, ["programme_id", "source_id"]].assign(area_level=level, rows=1))
    rows = pd.concat(parts, ignore_index=True)
    rows["level"] = rows["area_level"].map(_LEVEL_OF)
    rows = rows[rows["programme_id"].notna() & rows["level"].notna()]
    return rows.groupby(["programme_id", "level", "source_id"])["rows"].sum().reset_index()


def matrix(programmes: pd.DataFrame, register: Mapping[str, Source], named: pd.DataFrame) -> pd.DataFrame:
    """Return COLUMNS: a row for every programme, level and source that can tell of it, and one where none can.

    Args:
        programmes: programme_id and norway_takes_part.
        register: all sources, loaded or not.
        named: see named_rows.
    """
    outside = set(programmes.loc[status.norway_is_outside(programmes), "programme_id"])
    loaded = {source_id: source for source_id, source in register.items() if source.embedded}
    rest = {source_id: source for source_id, source in register.items() if not source.embedded}
    found: list[_Cell] = []
    for level in LEVELS:
        covers, offers = (_by_programme(sources, level) for sources in (loaded, rest))
        told = named[named["level"] == level]
        for programme in programmes["programme_id"]:
            known = {item[0] for item in covers.get(programme, ())}
            of = told[(told["programme_id"] == programme) & ~told["source_id"].isin(known)]
            rows: list[_Cell] = [(programme, level, COVERED, *item, None) for item in covers.get(programme, ())]
            rows += [(programme, level, NAMED, row["source_id"], None, None, row["rows"]) for row in _records(of)]
            rows += [(programme, level, OFFERED, *item, None) for item in offers.get(programme, ())]
            nobody = OUTSIDE if programme in outside else NOT_LOADED
            found += rows or [(programme, level, nobody, None, None, None, None)]
    years = {"first_year": "Int64", "last_year": "Int64", "rows": "Int64"}
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(years)


def _by_programme(sources: Mapping[str, Source], level: str) -> dict[str, list[tuple[str, int, int]]]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    for row in _records(status.coverage(sources, level)):
        found.setdefault(row["programme_id"], []).append((row["source_id"], row["period_start"], row["period_end"]))
    return found


def _records(rows: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return rows.to_dict("records")


def state_of(rows: pd.DataFrame) -> str:
    """Return the best that is known of one programme at one level, from its rows of the matrix."""
    return min(map(str, rows["state"]), key=STATES.index)


def placed_by(participations: pd.DataFrame) -> pd.DataFrame:
    """Return how the rows of each source were placed: source_id, placed_by, rows, and share_pct of the source's rows.

    Rows of a source that does not say how are under "" (no way of placing), so that the shares add up.
    """
    rows = participations.assign(placed_by=participations["placed_by"].astype("object").fillna(""))
    counted = rows.groupby(["source_id", "placed_by"]).size().rename("rows").reset_index()
    counted["share_pct"] = counted["rows"] / counted.groupby("source_id")["rows"].transform("sum") * 100
    return counted
