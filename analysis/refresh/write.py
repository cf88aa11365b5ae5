"""Write a version: all tables, the account of every file, what was loaded, what has changed since the last."""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.contract import descriptor
from analysis.geography import boundaries
from analysis.sources.common.account import Account
from analysis.store import map_files, since_last_time, versions


def write(
    before: Path,
    changed: Mapping[str, pd.DataFrame],
    accounts: Sequence[Account],
    sources: Mapping[str, Any],
    changes: Mapping[str, Any],
    maps: boundaries.Files,
    lost: Sequence[str] = (),
) -> str:
    """Make a version beside the others and return its id; it is whole, and not in use yet.

    Args:
        before: the folder of the data in use; tables that have not changed are copied from it.
        changed: the tables that have, whole.
        accounts: of the sources that were loaded now, in place of those they had.
        sources: what loaded.json says of every source loaded now or before.
        changes: the sources and units of changes.json.
        maps: geometry files that were drawn anew; those of before stay where there are none.
        lost: sources that had been loaded and could not be carried over, for their version was damaged.
    """
    folder = versions.new_folder()
    tables = folder / "tables"
    tables.mkdir()
    for path in sorted((before / "tables").glob("*.parquet")):
        if path.stem not in changed:
            shutil.copyfile(path, tables / path.name)
    for name, rows in changed.items():
        rows.to_parquet(tables / f"{name}.parquet", index=False, compression="zstd")
    descriptor.write(folder)
    _write_json(folder / "reconciliation.json", _reconciled(before, accounts))
    since = versions.current_id()
    _write_json(folder / since_last_time.FILE, {"since": since, **changes})
    loaded = {
        "version": versions.id_of(folder),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "since": since,
        "tables": {path.name: path.stat().st_size for path in sorted(tables.iterdir())},
        "maps": _write_maps(before, folder, maps),
        "sources": dict(sources),
        "lost": list(lost),
    }
    _write_json(folder / versions.LOADED, loaded)
    return versions.finish(folder)


def _write_maps(before: Path, folder: Path, maps: boundaries.Files) -> dict[str, int]:
    """Write the maps that are not those that come with the project, and return the bytes of each file."""
    kept = map_files.redrawn(before)
    if not kept and not maps:
        return {}
    own = folder / map_files.FOLDER
    own.mkdir()
    for name in (name for details in kept.values() for name in details.values()):
        shutil.copyfile(before / map_files.FOLDER / name, own / name)
    return boundaries.write_geometry(own, maps, kept)


def _reconciled(before: Path, accounts: Iterable[Account]) -> list[dict[str, Any]]:
    """Return the account of every file that the tables rest on: those there were, and the new ones in their place."""
    new = [asdict(account) for account in accounts]
    loaded = {record["source_id"] for record in new}
    records = json.loads((before / "reconciliation.json").read_text(encoding="utf-8"))
    return [record for record in records if record["source_id"] not in loaded] + new


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
