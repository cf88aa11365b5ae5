"""Rows of the reader's own: kept in this session alone, marked everywhere, and counted only where the reader asks.

What the pages count comes from here: `facts` and what follows from it. Without own rows these are the shared tables
themselves; with own rows that count they are put together for this session and kept in it, never in a cache.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd

from analysis import participation
from analysis.comparing.layers import Units
from analysis.geography import years
from analysis.participation import Joined, Rows, Selection
from analysis.standing import evidence, status
from analysis.store import catalogue
from pages._shared.data import cached, data_in_use, placed
from pages._shared.session import settings

T = TypeVar("T")
COLUMN = "own_rows"
"""Column of a table of units: how many own rows lie in each; absent where the reader has none at all."""
COUNTED = "egne_rader_telles"
"""Whether own rows count; never in the address, for who gets a link does not get the rows."""
_ROWS, _BEFORE, _CHANGES, _MADE = "egne rader", "egne rader før", "egne rader endret", "egne rader regnet"


@dataclass(frozen=True, eq=False)
class OwnFile:
    """A file whose rows are in use in this session; equal to itself alone, for tables do not compare as one.

    Attributes:
        name: the file's name, by which a later one of the same name takes its place.
        kind: "own_register", or the importer of a publisher's file.
        rows: participations, each with an id that no other table has.
        tables: other tables by name, with the columns of analysis.contract.schemas.
    """

    name: str
    kind: str
    rows: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]


def held() -> tuple[OwnFile, ...]:
    """Return the files whose rows are in use in this session."""
    kept = settings.chosen(_ROWS)
    return kept if isinstance(kept, tuple) else ()


def use(file: OwnFile) -> None:
    """Take a file's rows into use, in the place of those of an earlier file of the same name; for callbacks."""
    links = file.rows["project_url"].where(file.rows["project_url"].str.startswith("https://").fillna(False))
    named = file.rows.assign(participation_id=f"{file.name}: " + file.rows["participation_id"], project_url=links)
    _replace((*_others(file.name), OwnFile(file.name, file.kind, named, file.tables)))


def take_out(name: str) -> None:
    """Take a file's rows out again; for callbacks."""
    _replace(_others(name))


def before() -> tuple[OwnFile, ...] | None:
    """Return the files that were in use before the last change, or None."""
    kept = settings.chosen(_BEFORE)
    return kept if isinstance(kept, tuple) else None


def bring_back() -> None:
    """Put the files in use that were so before the last change; for callbacks."""
    _replace(before() or ())


def _others(name: str) -> tuple[OwnFile, ...]:
    return tuple(file for file in held() if file.name != name)


def _replace(files: tuple[OwnFile, ...]) -> None:
    settings.put(_BEFORE, held())
    settings.put(_ROWS, files)
    settings.put(_CHANGES, _changes() + 1)


def _changes() -> int:
    kept = settings.chosen(_CHANGES)
    return kept if isinstance(kept, int) else 0


def counted() -> bool:
    """Return whether own rows count in this session."""
    return bool(settings.chosen(COUNTED)) and bool(held())


def sources_of(file: OwnFile) -> set[str]:
    """Return the sources whose rows a file has."""
    tables = (file.rows, *(table for table in file.tables.values() if "source_id" in table))
    return {source for table in tables for source in table["source_id"].unique()}


def participations() -> pd.DataFrame:
    """Return the participations of all own rows, counted or not."""
    return _table("participations")


def own_facts() -> pd.DataFrame:
    """Return the facts of all own rows, counted or not; see participation.facts."""
    return _once("own facts", lambda: participation.facts(
        participations(), _table("grant_partners"), _table("grant_projects"), cached.table("exchange_rates"),
        project_grants=_table("project_grants"),
    ))  # fmt: skip


def joined() -> Joined:
    """Return the facts that count in this session with own rows among them, whether or not the reader asks for it."""
    return _once("joined", lambda: participation.join(cached.facts(), own_facts(), catalogue.yields(cached.register())))


def facts() -> Rows:
    """Return every row that counts as participation in this session; see participation.facts."""
    return joined().rows if counted() else cached.facts()


def facts_of(programme_id: str) -> Rows:
    """Return the facts of one programme."""
    if not counted():
        return cached.facts_of(programme_id)
    return participation.of_programmes(facts(), [programme_id])


def chosen(selection: Selection) -> participation.Chosen[Rows]:
    """Return the rows of a selection that count in this session, and what its filters hide."""
    return participation.choose(facts(), selection)


def by_unit(units: Units, selection: Selection, *, currency: str, year: int) -> pd.DataFrame:
    """Return analysis.comparing.layers.participation of a selection for these units, per inhabitant of a year."""
    if not counted():
        return cached.by_unit(selection, units.level, units.vintage, currency, year)
    return placed.participation(chosen(selection).rows, units, currency=currency, year=year)


def largest_organisations(programme_ids: tuple[str, ...], number: int) -> pd.DataFrame:
    """Return the organisations with the most in some programmes."""
    return participation.largest_organisations(participation.of_programmes(facts(), programme_ids), number)


def projects() -> pd.DataFrame:
    """Return what is known of each project; see participation.projects."""
    if not counted():
        return cached.projects()
    names = ("participations", "grant_projects")
    tables = [pd.concat([cached.table(name), _table(name)], ignore_index=True) for name in names]
    return _once("projects", lambda: participation.projects(*tables))


def statuses(level: str) -> pd.DataFrame:
    """Return the programme status of every unit of today; see analysis.standing.status."""
    if not counted():
        return cached.statuses(level)
    return _once(f"statuses {level}", lambda: _statuses(level))


def _statuses(level: str) -> pd.DataFrame:
    found = evidence.evidence(
        facts(),
        cached.tables("figures", "partnerships", "student_exchange"),
        level,
        lambda year, of: cached.crosswalk(year, years.TODAY, of, level),
    )
    codes = cached.geometry(level, years.TODAY)["codes"]
    return status.statuses(cached.table("programmes"), cached.sources(), found, level=level, area_codes=codes)


def marked(table: pd.DataFrame, units: Units, selection: Selection) -> pd.DataFrame:
    """Return a table of units with how many of the selection's own rows lie in each, counted or not.

    Without own rows the table comes back as it is.
    """
    if not held():
        return table
    here = _on(units, selection)
    numbers = table["area_code"].map(here.groupby("area_code")["row"].nunique())
    return table.assign(**{COLUMN: numbers.fillna(0).astype("Int64")})


def elsewhere(units: Units, selection: Selection) -> dict[str, int]:
    """Return how many own rows the selection or the map leaves out, by reason as in citing.hidden."""
    return {"own_elsewhere": len(own_facts()) - _on(units, selection)["row"].nunique()} if held() else {}


def _on(units: Units, selection: Selection) -> pd.DataFrame:
    """Return the selection's own rows that lie on a map, each with its area_code and its number."""
    rows = participation.choose(own_facts(), selection).rows
    return participation.in_places(rows, units.level, placed.crosswalk_to(units), units.codes)


def columns(table: pd.DataFrame, wanted: Sequence[str]) -> list[str]:
    """Return the columns to show of a table of units, that of own rows behind the name where it has one."""
    if COLUMN not in table:
        return list(wanted)
    at = wanted.index("area_name") + 1
    return [*wanted[:at], COLUMN, *wanted[at:]]


def in_place(units: Units, code: str) -> pd.DataFrame:
    """Return the own rows of one unit, counted or not; see participation.in_place."""
    rows = own_facts() if held() else cached.no_facts()
    return participation.in_place(rows, units.level, placed.crosswalk_to(units), code)


def sources_counted() -> tuple[str, ...]:
    """Return the sources of the own rows that count."""
    if not counted():
        return ()
    return _once("sources", lambda: tuple(participation.sources(participation.of_readers(facts()))))


def _table(name: str) -> pd.DataFrame:
    """Return the own rows of a table, with the columns and types of the shared one."""
    return _once(f"table {name}", lambda: _put_together(name))


def _put_together(name: str) -> pd.DataFrame:
    nothing = cached.table(name).head(0)
    parts = [file.rows if name == "participations" else file.tables.get(name, nothing) for file in held()]
    together = pd.concat([nothing, *parts], ignore_index=True)[list(nothing.columns)].astype(nothing.dtypes)
    return participation.with_known_projects(together, cached.projects()) if name == "participations" else together


def _once(name: str, make: Callable[[], T]) -> T:
    """Return what is made of the own rows, kept in the session until the rows or the data in use change."""
    stamp = (str(data_in_use.folder()), _changes())
    found = settings.chosen(_MADE)
    kept: dict[str, Any] = found if isinstance(found, dict) else {}
    if kept.get("stamp") != stamp:
        kept = {"stamp": stamp}
        settings.put(_MADE, kept)
    if name not in kept:
        kept[name] = make()
    made: T = kept[name]
    return made
