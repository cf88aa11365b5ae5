"""Whether a version of the data is whole: all its files there, of this release, and byte for byte as they were written.

The sums are kept as the program sha256sum writes and reads them, for all files that a version was made of.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from analysis.store import map_files
from analysis.store.tables import TABLES

SUMS = "SHA256SUMS"
_DESCRIPTOR, _ACCOUNT = "datapackage.json", "reconciliation.json"
_one_at_a_time = Lock()  # sums take a while where tables are large; whoever comes meanwhile waits for their result


def write_sums(folder: Path) -> None:
    """Write down the sums of all files of a version."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{_sum(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def fault(folder: Path, told: Mapping[str, Any], like: Path) -> str:
    """Return in words what keeps a version from being used; "" where it is whole.

    Args:
        told: what its loaded.json says.
        like: the data that come with the project, whose tables and columns this release knows.
    """
    tables, maps, since = told.get("tables"), told.get("maps", {}), told.get("since", "")
    if not isinstance(tables, dict) or not isinstance(maps, dict) or not isinstance(since, str):
        return "loaded.json is missing or cannot be read"
    steps: tuple[Callable[[], str], ...] = (
        lambda: _missing(like, tables),
        lambda: _cut(folder / TABLES, tables),
        lambda: _cut(folder / map_files.FOLDER, maps),
        lambda: "" if (folder / _ACCOUNT).is_file() else f"{_ACCOUNT} is missing",
        lambda: _other_columns(folder, like),
        lambda: _altered(folder),
    )
    try:
        return next(filter(None, (step() for step in steps)), "")
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"cannot be read ({error})"


def forget() -> None:
    """Look at the files anew the next time, though nothing tells that they have changed."""
    _wrong_sum.cache_clear()


def _missing(like: Path, tables: Mapping[str, int]) -> str:
    needed = {path.name for path in os.scandir(like / TABLES) if path.name.endswith(".parquet")}
    gone = sorted(needed - set(tables))
    return f"made by another release of Europaprofil, without {gone[0]}" if gone else ""


def _cut(folder: Path, sizes: Mapping[str, int]) -> str:
    wrong = [name for name, size in sizes.items() if _size(folder / name) != size]
    return f"{wrong[0]} is missing or not as long as it was" if wrong else ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1


def _other_columns(folder: Path, like: Path) -> str:
    own, known = columns(folder), columns(like)
    other = [name for name in known if own.get(name) != known[name]]
    other += [name for name in own if name not in known]
    return f"made by another release of Europaprofil, with other columns in {other[0]}" if other else ""


def columns(folder: Path) -> Mapping[str, list[str]]:
    """Return the columns of each table as the descriptor beside the tables has them.

    Raises:
        OSError, ValueError, KeyError, TypeError: there is no descriptor, or it is none.
    """
    path = folder / _DESCRIPTOR
    return _described(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _described(path: Path, changed: int) -> Mapping[str, list[str]]:
    resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
    return {resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in resources}


def _altered(folder: Path) -> str:
    """Return the first file that is not as it was written; versions of earlier releases have no sums."""
    path = folder / SUMS
    if not path.is_file():
        return ""
    lines = [line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    sums = {name: known for known, name in lines}
    stamp = tuple((name, (folder / name).stat().st_size, (folder / name).stat().st_mtime_ns) for name in sums)
    with _one_at_a_time:
        wrong = _wrong_sum(folder, tuple(sums.items()), stamp)
    return f"{wrong} is not as it was written (its sum is another)" if wrong else ""


@lru_cache(maxsize=16)
def _wrong_sum(folder: Path, sums: tuple[tuple[str, str], ...], stamp: tuple[tuple[str, int, int], ...]) -> str:
    """Return the first file with another sum; looked for once as long as no file's size or time changes."""
    return next((name for name, known in sums if _sum(folder / name) != known), "")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
