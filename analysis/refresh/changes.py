"""What a refresh changes: projects that are new or gone, amounts, and units whose programme status moves."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from analysis import participation
from analysis.geography import crosswalk as borders
from analysis.geography import years
from analysis.standing import evidence, status
from analysis.store.catalogue import Source, loaded, yields

Tables = Mapping[str, pd.DataFrame]
Register = Mapping[str, Source]
_PROJECTS = ("participations", "project_grants", "grant_projects")
# Where the money is, and what it belongs to there.
_AMOUNTS = {
    "participations": ("eu_contribution_cents", ["programme_id", "project_id"]),
    "project_grants": ("grant_cents", ["programme_id", "project_id"]),
    "commitments": ("amount_cents", ["commitment_id"]),
}
TELLING = frozenset(
    ("participations", "grant_partners", "grant_projects", "municipalities", "municipality_changes", "population")
)
"""The tables that a refresh may change and that tell a unit's programme status."""
_EXAMPLES = 10
_RECORD = "rcn-"
_MOVED = ("level", "code", "name", "programme_id", "from", "to")


def of_source(source_id: str, before: Tables, after: Tables) -> dict[str, Any]:
    """Return what changed of one source.

    Returns:
        new_projects, gone_projects, changed_amounts (projects, or commitments, that were there and have another amount
        now; unknown and known differ), amount_before_cents, amount_after_cents (null where no amount is known), and
        examples (ids of new projects).
    """
    old, new = _projects(source_id, before), _projects(source_id, after)
    old_amounts, new_amounts = _amounts(source_id, before), _amounts(source_id, after)
    both = old_amounts.index.intersection(new_amounts.index)
    same = old_amounts[both].eq(new_amounts[both]) | (old_amounts[both].isna() & new_amounts[both].isna())
    if _numbered_by_record(old) and not _numbered_by_record(new):
        # No project can be told from another by its id then: what is told is by how many there are more or fewer.
        fresh, gone = len(new) - len(old), len(old) - len(new)
        examples: list[str] = []
    else:
        fresh, gone = len(new - old), len(old - new)
        examples = [project for _, project in sorted(new - old)[:_EXAMPLES]]
    return {
        "new_projects": max(fresh, 0),
        "gone_projects": max(gone, 0),
        "changed_amounts": int((~same.fillna(False).astype(bool)).sum()),
        "amount_before_cents": _total(old_amounts),
        "amount_after_cents": _total(new_amounts),
        "examples": examples,
    }


def _numbered_by_record(projects: set[tuple[str, str]]) -> bool:
    """Return whether projects have the record numbers of the copy of FP7 that comes with the project."""
    return any(project.startswith(_RECORD) for _, project in projects)


def _projects(source_id: str, tables: Tables) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for name in _PROJECTS:
        rows = tables[name][tables[name]["source_id"] == source_id]
        found.update(zip(rows["programme_id"].astype(str), rows["project_id"].astype(str), strict=True))
    return found


def _amounts(source_id: str, tables: Tables) -> pd.Series:
    """Return cents by project or commitment, null where none is known."""
    parts = []
    for name, (column, keys) in _AMOUNTS.items():
        rows = tables[name][tables[name]["source_id"] == source_id]
        ids = [" ".join((name, *map(str, values))) for values in rows[keys].itertuples(index=False)]
        parts.append(
            rows[column].astype("Int64").groupby(pd.Series(ids, index=rows.index, dtype="str")).sum(min_count=1)
        )
    return pd.concat(parts)


def _total(amounts: pd.Series) -> int | None:
    return int(amounts.sum()) if amounts.notna().any() else None


def of_units(
    before: Tables, after: Tables, register_before: Register, register_after: Register
) -> list[dict[str, str]]:
    """Return the units of today whose status in a programme is another: level, code, name, programme_id, from, to."""
    old, new = _statuses(before, register_before), _statuses(after, register_after)
    both = new.merge(
        old, on=["level", "code", "programme_id"], how="left", suffixes=("", "_old"), validate="one_to_one"
    )
    moved = both[both["state"] != both["state_old"]]
    moved = moved.assign(name=_names(moved, after)).rename(columns={"state_old": "from", "state": "to"})
    columns = [moved[column].astype("object").fillna("").astype("str") for column in _MOVED]
    return [dict(zip(_MOVED, values, strict=True)) for values in zip(*columns, strict=True)]


def _statuses(tables: Tables, register: Register) -> pd.DataFrame:
    """Return level, code, programme_id and state, as the pages show them; see analysis.standing.status."""
    facts = participation.facts(
        tables["participations"], tables["grant_partners"], tables["grant_projects"], tables["exchange_rates"],
        yields(register), tables["project_grants"],
    )  # fmt: skip

    parts = []
    for level in years.LEVELS:
        found = evidence.evidence(facts, tables, level, _crosswalk_to(level, tables))
        codes = sorted(years.in_force(tables["municipalities"], years.TODAY)[f"{level}_code"].unique())
        states = status.statuses(tables["programmes"], loaded(register), found, level=level, area_codes=codes)
        parts.append(states.rename(columns={"area_code": "code"}).assign(level=level))
    return pd.concat(parts, ignore_index=True)[["level", "code", "programme_id", "state"]]


def _crosswalk_to(level: str, tables: Tables) -> Callable[[int, str], pd.DataFrame]:
    """Return what leads from the units of a year to those of today, made once for each year."""

    @cache
    def crosswalk(year: int, of: str) -> pd.DataFrame:
        return borders.crosswalk(tables, from_year=year, to_year=years.TODAY, from_level=of, to_level=level)

    return crosswalk


def _names(moved: pd.DataFrame, tables: Tables) -> list[str]:
    known: dict[tuple[str, str], str] = {}
    for level, table in zip(years.LEVELS, ("municipalities", "counties"), strict=True):
        rows = years.in_force(tables[table], years.TODAY)
        pairs: Iterable[tuple[str, str]] = zip(rows[f"{level}_code"], rows[f"{level}_name"], strict=True)
        known |= {(level, code): name for code, name in pairs}
    return [known[pair] for pair in zip(moved["level"], moved["code"], strict=True)]
