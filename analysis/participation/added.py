"""Rows that a reader adds to the data in use for a while: what they replace, and what is not counted a second time.

Added rows name who took part and never who did not: a unit without one is no zero because of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.participation import engines
from analysis.participation.engines import Among, Every, Known, Not, R, Rows
from analysis.participation.measures import ADDED
from analysis.participation.rows import counted_once, kept, number

OWN_REGISTER = "own_register"
"""Source of rows that readers keep themselves; all others are files of publishers."""
_MARKED = Among(ADDED, [True])


@dataclass(frozen=True)
class Joined:
    """The facts that count when added rows do, those marked in the column `added`, and how many of them do not.

    Attributes:
        known_already: own rows whose organisation or place has the same project in the data in use.
        told_better: rows of a publisher that gives way to another one; see participation.facts.
    """

    rows: Rows
    known_already: int
    told_better: int


def join(in_use: Rows, new: pd.DataFrame, yields: Mapping[str, Sequence[str]]) -> Joined:
    """Add facts to those in use, so that no participation counts twice.

    Args:
        in_use: see participation.facts.
        new: facts of the added rows. Those of a publisher take the place of its rows of the same programme.
        yields: sources that give way, each with those it gives way to.
    """
    engine = engines.of(in_use)
    alike = kept(in_use, Among("programme_id", sorted(set(new["programme_id"]))))
    names = engine.distinct(alike, ["programme_id", "organisation_id", "organisation_name"])
    new = new.assign(organisation_id=_known_as(new, "organisation_id", names, "organisation_name"))
    doubles = _known_already(new, alike)
    counting = new[~doubles]
    of_publishers = counting.loc[counting["source_id"] != OWN_REGISTER, ["source_id", "programme_id"]].drop_duplicates()
    replaced = [
        Every((Among("source_id", [source]), Among("programme_id", [programme])))
        for source, programme in of_publishers.itertuples(index=False)
    ]
    both = engine.joined(kept(in_use, *(Not(condition) for condition in replaced)), counting)
    rows = counted_once(both, yields)
    return Joined(rows, int(doubles.sum()), len(counting) - number(rows, _MARKED))


def telling(rows: R) -> R:
    """Return the rows whose sources tell of every unit, so that a unit without one has zero."""
    return kept(rows, Not(_MARKED)) if engines.of(rows).has(rows, ADDED) else rows


def of_readers(rows: R) -> R:
    """Return the rows that a reader has added."""
    return kept(rows, _MARKED)


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


def _known_already(new: pd.DataFrame, in_use: Rows) -> "pd.Series[bool]":
    """Return which own rows stand in the data in use: the same project with the same organisation, or in its place."""
    own = new["source_id"].eq(OWN_REGISTER) & new["project_id"].notna()
    doubles = pd.Series(False, index=new.index)
    of_projects = kept(in_use, Among("project_id", sorted(set(new.loc[own, "project_id"]))))
    for who in ("organisation_id", "municipality_code"):
        keys = ["programme_id", "project_id", who]
        known = pd.MultiIndex.from_frame(engines.of(in_use).distinct(kept(of_projects, Known(who)), keys))
        doubles |= own & new[who].notna() & pd.MultiIndex.from_frame(new[keys]).isin(known)
    return doubles
