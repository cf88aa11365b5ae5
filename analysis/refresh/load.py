"""Read the files of one source into the tables: its rows in place of those it had, all of it checked."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import pandas as pd

from analysis.contract import checks, descriptor, schemas
from analysis.errors import DataError
from analysis.refresh import drift
from analysis.refresh.targets import Target
from analysis.refresh.transfer import Fetched
from analysis.sources.common.account import Account
from analysis.sources.common.importing import Imported
from analysis.store.catalogue import Coverage, Source

Tables = Mapping[str, pd.DataFrame]
Record = dict[str, Any]
BESIDE = ("project_countries", "partner_organisations", "project_topics", "country_participation")
"""Tables that tell more of the participations of the same files; their rows are not counted as the source's."""


@dataclass(frozen=True)
class Loaded:
    """What a source gave.

    Attributes:
        tables: the tables that have changed, whole.
        accounts: of rows and cents, one or more for each file.
        told: the source's entry in loaded.json.
        refused: how many cells were refused, and the first of them in words.
        maps: the map's geometry files that it gave, see analysis.geography.boundaries.geometry_files.
    """

    tables: dict[str, pd.DataFrame]
    accounts: tuple[Account, ...]
    told: Record
    refused: tuple[int, str]
    maps: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)


def load(
    target: Target,
    files: Sequence[Fetched],
    tables: Tables,
    source: Source,
    *,
    last: Mapping[str, Any] | None,
    today: str,
    accept_drift: bool = False,
) -> Loaded:
    """Return the tables with the rows of the files in place of those that the source had.

    Args:
        target: the source.
        files: all of its files.
        tables: the tables in use.
        source: its entry in the register.
        last: what loaded.json says of it, None where it was not loaded before.
        today: the day the files were retrieved, yyyy-mm-dd.
        accept_drift: take the files although their columns or rows are not what they were.

    Raises:
        DataError: a file cannot be read, has drifted, has no row for Norway or of another source, or does not keep
            the tables' rules.
    """
    imported, headings = _import(target, files, tables)
    names = _names(imported, tables, target.target_id)
    rows = {name: _joined(imported, name) for name in names}
    number = sum(len(part) for name, part in rows.items() if name not in BESIDE)
    said = drift.of_columns(target.importer(), headings, (last or {}).get("headings"))
    said += drift.of_rows(number, _last_rows(target.target_id, tables, last))
    if said and not accept_drift:
        raise DataError(
            f"{target.target_id}: {'; '.join(said)}. Look at what the publisher has changed; to take the files all the "
            f"same: --accept-drift {target.target_id}."
        )
    changed = {name: _put_in(rows[name], tables[name], name, target) for name in names}
    checks.check_references({**tables, **changed})
    accounts = tuple(
        replace(account, file=f"{file.path.name}: {account.file}")
        for file, one in zip(files, imported, strict=True)
        for account in one.accounts
    )
    told: Record = {
        "retrieved": today,
        "published": max((file.published for file in files if file.published), default=None),
        "files": {file.path.name: file.sha256 for file in files},
        "rows": number,
        "placed": _placed(imported),
        "coverage": [asdict(covered) for covered in _coverage(source, rows)],
        "headings": headings,
        **target.retold,
    }
    return Loaded(changed, accounts, told, _refused(imported))


def _import(target: Target, files: Sequence[Fetched], tables: Tables) -> tuple[list[Imported], dict[str, list[str]]]:
    importer, imported = target.importer(), []
    headings: dict[str, set[str]] = {}
    for file in files:
        raw = importer.read_raw(file.path)
        for part, columns in drift.headings(importer, raw, file.path).items():
            headings.setdefault(part, set()).update(columns)
        one = importer.tidy(raw, tables)
        for account in one.accounts:
            account.check()
            if account.source_id != target.target_id and account.rows_out:
                raise DataError(f"{file.path.name}: rows of {account.source_id}, not of {target.target_id}.")
        imported.append(one)
    if not any(account.rows_out for one in imported for account in one.accounts):
        raise DataError(
            f"{target.target_id}: no row for Norway in {len(files)} files. See whether they are the right ones."
        )
    return imported, {part: sorted(columns) for part, columns in headings.items()}


def _names(imported: Sequence[Imported], tables: Tables, source_id: str) -> list[str]:
    """Return the tables that the source fills, or filled before."""
    filled = {name for one in imported for name in one.tables}
    before = {name for name, rows in tables.items() if "source_id" in rows and rows["source_id"].eq(source_id).any()}
    return sorted(filled | before)


def _joined(imported: Sequence[Imported], name: str) -> pd.DataFrame:
    parts = [one.tables[name] for one in imported if name in one.tables]
    return pd.concat(parts, ignore_index=True) if parts else schemas.empty(name)


def _put_in(rows: pd.DataFrame, before: pd.DataFrame, name: str, target: Target) -> pd.DataFrame:
    """Return a table with the source's rows in place of those it had; a table without source_id is all its own."""
    if "source_id" in before:
        strange = sorted(set(rows["source_id"]) - {target.target_id})
        if strange:
            raise DataError(f"{target.target_id}: the files hold rows of {', '.join(strange)} in {name}.")
        rows = pd.concat([before[before["source_id"] != target.target_id], rows], ignore_index=True)
    elif descriptor.SOURCE_OF[name] != target.target_id:
        raise DataError(f"{target.target_id}: {name} is the table of {descriptor.SOURCE_OF[name]}.")
    sorted_rows = rows.sort_values(list(schemas.TABLES[name].key), ignore_index=True)
    return checks.check(schemas.conform(sorted_rows, name), name, file=target.target_id)


def _last_rows(source_id: str, tables: Tables, last: Mapping[str, Any] | None) -> int | None:
    """Return how many rows the source had: as loaded, else as they come with the project."""
    if last:
        return int(last["rows"])
    own = [len(rows) for name, rows in tables.items() if descriptor.SOURCE_OF.get(name) == source_id]
    marked = [
        int(rows["source_id"].eq(source_id).sum())
        for name, rows in tables.items()
        if "source_id" in rows and name not in BESIDE
    ]
    return sum(own) + sum(marked) or None


def _placed(imported: Sequence[Imported]) -> dict[str, int]:
    placed: dict[str, int] = {}
    for one in imported:
        for way, number in one.placed.items():
            placed[way] = placed.get(way, 0) + number
    return placed


def _coverage(source: Source, rows: Mapping[str, pd.DataFrame]) -> list[Coverage]:
    """Return what the files cover: of the programmes in the register those that they have, for the years they have.

    Where no list of a programme was among the files, nothing can be told of it.
    """
    parts = [part for part in rows.values() if "programme_id" in part]
    if not parts:
        return list(source.coverage)
    found = []
    for covered in source.coverage:
        own = [part[part["programme_id"] == covered.programme_id] for part in parts]
        if any(len(part) for part in own):
            years = [year for part in own for year in _years(part)]
            first, last = (min(years), max(years)) if years else (covered.first_year, covered.last_year)
            found.append(replace(covered, first_year=first, last_year=last))
    return found


def _years(rows: pd.DataFrame) -> list[int]:
    """Return the years that rows speak of: when contracts were signed, else when projects start or were called for."""
    for column in ("signed_date", "start_date", "call_year"):
        if column in rows and rows[column].notna().any():
            given = rows[column].dropna()
            return [int(year) for year in (given if column == "call_year" else given.dt.year)]
    return []


def _refused(imported: Sequence[Imported]) -> tuple[int, str]:
    bad = pd.concat([one.rejected for one in imported], ignore_index=True)
    if bad.empty:
        return 0, ""
    first = bad.iloc[0]
    words = f"row {first['row']}, column {first['column']}: {first['value']!r} where {first['expected']} was expected"
    return len(bad), words
