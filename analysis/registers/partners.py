"""Who works with whom: units that share projects, and what any set of units have in common.

A unit is a municipality, a county or an organisation. Two units share a project when both have a row in it, that is
in the same programme and with the same number.
"""

from collections.abc import Mapping, Set
from itertools import combinations
from typing import TypeVar

import pandas as pd

Item = TypeVar("Item")
PROJECT = ["programme_id", "project_id"]


def links(members: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of units that share projects: one, other (one before other) and projects, most first.

    Args:
        members: from participation.projects_by_unit; a unit with several organisations in a project counts once.
    """
    once = _once(members)
    pairs = once.merge(once, on=PROJECT, suffixes=("", "_other"), validate="many_to_many")
    pairs = pairs[pairs["unit"] < pairs["unit_other"]].rename(columns={"unit": "one", "unit_other": "other"})
    counted = pairs.groupby(["one", "other"]).size().rename("projects").reset_index()
    return counted.sort_values(["projects", "one", "other"], ascending=[False, True, True], ignore_index=True)


def partners_of(members: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the units that share projects with one: unit and projects, most first."""
    once = _once(members)
    own = once.loc[once["unit"] == unit, PROJECT]
    others = once[once["unit"] != unit].merge(own, on=PROJECT, validate="many_to_one")
    counted = others.groupby("unit").size().rename("projects").reset_index()
    return counted.sort_values(["projects", "unit"], ascending=[False, True], ignore_index=True)


def shared_projects(members: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """Return the projects in which both units have a row: PROJECT, and the organisations of each, "; " between them.

    Where both are the same unit, these are all its projects and `other_organisations` is empty.
    """
    sides = [
        members[members["unit"] == unit].groupby(PROJECT)["organisation_name"].agg(_joined).rename(name).reset_index()
        for unit, name in ((one, "organisations"), (other, "other_organisations"))
    ]
    if one == other:
        return sides[0].assign(other_organisations="")
    return sides[0].merge(sides[1], on=PROJECT, validate="one_to_one")


def _once(members: pd.DataFrame) -> pd.DataFrame:
    return members[["unit", *PROJECT]].drop_duplicates()


def _joined(names: "pd.Series[str]") -> str:
    return "; ".join(sorted(set(names.dropna())))


def project_sets(members: pd.DataFrame) -> dict[str, frozenset[tuple[str, str]]]:
    """Return the projects of each unit as (programme_id, project_id)."""
    return {
        str(unit): frozenset(zip(rows["programme_id"], rows["project_id"], strict=True))
        for unit, rows in _once(members).groupby("unit")
    }


def sets_of(rows: pd.DataFrame, unit: str, item: str) -> dict[str, frozenset[str]]:
    """Return the different values of the column `item` by the values of the column `unit`; empty cells are left out."""
    known = rows[rows[unit].notna() & rows[item].notna()]
    return {str(name): frozenset(values) for name, values in known.groupby(unit)[item]}


def matrix(items: Mapping[str, Set[object]], units: list[str]) -> pd.DataFrame:
    """Return how many items each two units share, as a square table in the order of `units`.

    The table is symmetric; its diagonal has each unit's own items. A unit without items has zeros.
    """
    table = pd.DataFrame(0, index=units, columns=units, dtype="int64")
    for unit in units:
        table.loc[unit, unit] = len(items.get(unit, ()))
    for one, other in combinations(units, 2):
        table.loc[one, other] = table.loc[other, one] = len(shared(items, one, other))
    return table


def shared(items: Mapping[str, Set[Item]], one: str, other: str) -> frozenset[Item]:
    """Return what two units have in common; a unit and itself: all that it has."""
    return frozenset(items.get(one, frozenset())) & frozenset(items.get(other, frozenset()))
