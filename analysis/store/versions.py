"""The versions of the data that refreshes made, and which of them is in use; the data that come with the project else.

A store holds a folder for each version and one file, the pointer, that names the one in use. A version is made beside
the others under a name that starts with a dot, made durable, given its name, and only then named in the pointer, which
is replaced in one step: whoever reads finds the old version or the new one, whole, whenever the work stops. What reads
here never raises: a pointer or version that is not right counts as none.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from analysis.errors import DataError
from analysis.store import map_files
from analysis.store.tables import DATA

STORE = "EUROPAPROFIL_STORE"
"""The environment variable that names another folder for the store than the user's own."""
POINTER, LOADED = "current", "loaded.json"
KEPT = 3
_MAKING, _GOING, _POINTING = ".making-", ".going-", ".current-"
_ID = re.compile(r"\d{8}-\d{6}(-\d+)?")
_NEEDED = ("retrieved", "published", "coverage")


@dataclass(frozen=True)
class Version:
    """One version that is whole.

    Attributes:
        since: the version that it was made from; "" where those were the data that come with the project.
        sources: what loaded.json says of each source that was loaded, by id.
    """

    version_id: str
    folder: Path
    made: str
    since: str
    sources: Mapping[str, Mapping[str, Any]]


def store() -> Path:
    """Return the store's folder, which need not exist."""
    given = os.environ.get(STORE, "").strip()
    return Path(given) if given else user_data_path("europaprofil", appauthor=False)


def in_use() -> Path:
    """Return the folder with the tables in use."""
    version = _pointed_to()
    return version.folder if version else DATA


def current_id() -> str:
    """Return the id of the version in use; "" for the data that come with the project."""
    version = _pointed_to()
    return version.version_id if version else ""


def loaded(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return what a refresh says of the sources that it loaded into a folder; {} where none did."""
    sources = _told(folder).get("sources")
    if not isinstance(sources, dict):
        return {}
    return {
        source_id: told
        for source_id, told in sources.items()
        if isinstance(told, dict) and all(key in told for key in _NEEDED)
    }


def versions() -> list[Version]:
    """Return the versions that are whole, the oldest first."""
    try:
        names = sorted((path.name for path in _listed(_folder())), key=_order)
    except (OSError, RuntimeError):
        return []
    return [version for name in names if (version := _version(name))]


def new_folder() -> Path:
    """Return an empty folder to make a version in, on the same disk as the store; see finish."""
    name = free = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    taken = {path.name.removeprefix(_MAKING).removeprefix(_GOING) for path in _listed(_folder())}
    number = 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    folder = _folder() / f"{_MAKING}{free}"
    folder.mkdir(parents=True)
    return folder


def id_of(folder: Path) -> str:
    """Return the id of the version that is made in a folder, or is there."""
    return folder.name.removeprefix(_MAKING)


def finish(folder: Path) -> str:
    """Give a version that is made its name, once all of it is on disk, and return its id; it is not in use yet."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _write_through(path)
    _write_through(folder)
    folder.rename(folder.with_name(id_of(folder)))
    _write_through(folder.parent)
    return id_of(folder)


def switch(version_id: str) -> None:
    """Put a version in use; "" for the data that come with the project.

    Raises:
        DataError: there is no such version, or it is not whole; the data in use stay.
    """
    if version_id and _version(version_id) is None:
        raise DataError(f"{version_id}: no whole version of that name in {_folder()}. The data in use are unchanged.")
    folder = store()
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_POINTING, dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(version_id)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(folder / POINTER)
    _write_through(folder)


def rollback() -> str:
    """Put the version in use that the one in use was made from, and return its id; "" for the data that come with it.

    Raises:
        DataError: the data that come with the project are in use already.
    """
    version = _pointed_to()
    if version is None:
        raise DataError("No version is in use, only the data that come with Europaprofil. There is none before them.")
    before = version.since if _version(version.since) else ""
    switch(before)
    return before


def prune(keep: int = KEPT) -> list[str]:
    """Remove all versions but the one in use and those before it, `keep` in all; return the ids of those removed."""
    known = {version.version_id: version for version in versions()}
    kept, at = set[str](), known.get(current_id())
    while at is not None and len(kept) < keep:
        kept.add(at.version_id)
        at = known.get(at.since) if at.since not in kept else None
    gone = [path for path in _listed(_folder()) if _ID.fullmatch(path.name) and path.name not in kept]
    for path in gone:
        # Renamed first: what is removed in part must not look like a version.
        leaving = path.with_name(f"{_GOING}{path.name}")
        path.rename(leaving)
        shutil.rmtree(leaving)
    return sorted(path.name for path in gone)


def clean() -> None:
    """Remove what a refresh that was killed left behind; only while no other refresh runs."""
    for path in _listed(_folder()):
        if path.name.startswith((_MAKING, _GOING)):
            shutil.rmtree(path, ignore_errors=True)
    for path in _listed(store()):
        if path.name.startswith(_POINTING):
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return store() / "versions"


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _order(name: str) -> tuple[str, int]:
    """Return what ids are ordered by: the second they were made in, then their number in it."""
    return name[:15], int(name[16:] or 1) if _ID.fullmatch(name) else 0


def _pointed_to() -> Version | None:
    try:
        return _version((store() / POINTER).read_text(encoding="utf-8").strip())
    except (OSError, RuntimeError, ValueError):
        return None


def _version(version_id: str) -> Version | None:
    """Return a version if it is whole and of this release: the tables and columns of the data that come with it."""
    if not _ID.fullmatch(version_id):
        return None
    folder = _folder() / version_id
    told = _told(folder)
    tables, maps, since = told.get("tables"), told.get("maps", {}), told.get("since", "")
    if not isinstance(tables, dict) or not isinstance(maps, dict) or not isinstance(since, str):
        return None
    try:
        needed = {path.name for path in os.scandir(DATA / "tables") if path.name.endswith(".parquet")}
        whole = needed <= set(tables) and all(_size(folder / "tables" / name) == size for name, size in tables.items())
        whole = whole and all(_size(folder / map_files.FOLDER / name) == size for name, size in maps.items())
        whole = whole and (folder / "reconciliation.json").is_file() and _columns(folder) == _columns(DATA)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Version(version_id, folder, str(told.get("made", "")), since, loaded(folder)) if whole else None


def _size(path: Path) -> int:
    return path.stat().st_size


def _columns(folder: Path) -> Mapping[str, list[str]]:
    """Return the columns of each table as the descriptor beside the tables has them."""
    path = folder / "datapackage.json"
    return _described(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _described(path: Path, changed: int) -> Mapping[str, list[str]]:
    resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
    return {resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in resources}


def _told(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / LOADED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _write_through(path: Path) -> None:
    """Have a file or folder written to disk; Windows knows no such thing for folders."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if path.is_file() and os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
