"""Rows that a reader adds to the data in use for a while: what they replace, and what is not counted a second time.

Added rows name who took part and never who did not: a unit without one is no zero because of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.participation.rows import counted_once

OWN_REGISTER = "own_register"
"""Source of rows that readers keep themselves; all others are files of publishers."""
ADDED = "added"
_SOURCE = ["source_id", "programme_id"]


@dataclass(frozen=True)
class Joined:
    """The facts that count when added rows do, those marked in the column `added`, and how many of them do not.

    Attributes:
        known_already: own rows whose organisation or place has the same project in the data in use.
        told_better: rows of a publisher that gives way to another one; see participation.facts.
    """

    rows: pd.DataFrame
    known_already: int
    told_better: int


def join(in_use: pd.DataFrame, new: pd.DataFrame, yields: Mapping[str, Sequence[str]]) -> Joined:
    """Add facts to those in use, so that no participation counts twice.

    Args:
        in_use: see participation.facts.
        new: facts of the added rows. Those of a publisher take the place of its rows of the same programme.
        yields: sources that give way, each with those it gives way to.
    """
    new = new.assign(organisation_id=_known_as(new, "organisation_id", in_use, "organisation_name"))
    doubles = _known_already(new, in_use)
    kept = new[~doubles].assign(**{ADDED: True})
    of_publishers = kept[kept["source_id"] != OWN_REGISTER]
    replaced = pd.MultiIndex.from_frame(in_use[_SOURCE]).isin(pd.MultiIndex.from_frame(of_publishers[_SOURCE]))
    both = pd.concat([in_use[~replaced].assign(**{ADDED: False}), kept], ignore_index=True)
    rows = counted_once(both, yields)
    return Joined(rows, int(doubles.sum()), len(kept) - int(rows[ADDED].sum()))


def telling(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose sources tell of every unit, so that a unit without one has zero."""
    return rows[~rows[ADDED]] if ADDED in rows else rows


def with_known_projects(rows: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Return participations in which own rows have the project_id of the project they name, where one is known.

    Args:
        projects: see participation.projects; a project is known by its acronym or its title in the same programme.
    """
    named = rows.assign(name=rows["project_title"])
    known = pd.concat(
        [projects.assign(name=projects[column]) for column in ("project_acronym", "project_title")], ignore_index=True
    )
    return rows.assign(project_id=_known_as(named, "project_id", known, "name"))


def _known_as(new: pd.DataFrame, what: str, known: pd.DataFrame, name: str) -> "pd.Series[str]":
    """Return the ids of new rows; own ones take that of the one thing with their name that the programme knows."""
    told = known[known[what].notna() & known[name].notna()]
    pairs = told[["programme_id", what]].assign(name=told[name].str.casefold()).drop_duplicates()
    alone = pairs.drop_duplicates(["programme_id", "name"], keep=False)
    asked = new[["programme_id"]].assign(name=new[name].str.casefold())
    found = asked.merge(alone, on=["programme_id", "name"], how="left", validate="many_to_one")[what]
    found.index = new.index
    return new[what].where(new["source_id"].ne(OWN_REGISTER) | found.isna(), found)


def _known_already(new: pd.DataFrame, in_use: pd.DataFrame) -> "pd.Series[bool]":
    """Return which own rows stand in the data in use: the same project with the same organisation, or in its place."""
    own = new["source_id"].eq(OWN_REGISTER) & new["project_id"].notna()
    doubles = pd.Series(False, index=new.index)
    for who in ("organisation_id", "municipality_code"):
        keys = ["programme_id", "project_id", who]
        known = pd.MultiIndex.from_frame(in_use.loc[in_use[who].notna(), keys])
        doubles |= own & new[who].notna() & pd.MultiIndex.from_frame(new[keys]).isin(known)
    return doubles
