"""The folder that versions of the data are kept in, and what stands in it about each of them."""

import json
import os
import re
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

STORE = "EUROPAPROFIL_STORE"
"""The environment variable that names another folder for the store than the user's own."""
LOADED = "loaded.json"
ID = re.compile(r"\d{8}-\d{6}(-\d+)?")
UNKNOWN = "?"
"""Stands for the sources of a version of which nothing can be read."""
_TURN = "put-in-use"
"""File of a version with its turn: the how manieth it was to be put in use; versions that never were have none."""


def store() -> Path:
    """Return the store's folder, which need not exist."""
    given = os.environ.get(STORE, "").strip()
    return Path(given) if given else user_data_path("europaprofil", appauthor=False)


def versions_folder() -> Path:
    """Return the folder with a folder for each version."""
    return store() / "versions"


def listed(folder: Path) -> list[Path]:
    """Return what is in a folder; nothing where there is none."""
    return sorted(folder.iterdir()) if folder.is_dir() else []


def made() -> list[Path]:
    """Return the folders of all versions, whole or not, the oldest first."""
    try:
        found = [path for path in listed(versions_folder()) if ID.fullmatch(path.name)]
    except (OSError, RuntimeError):
        return []
    return sorted(found, key=lambda path: order(path.name))


def order(name: str) -> tuple[str, int]:
    """Return what ids are ordered by: the second they were made in, then their number in it."""
    return name[:15], int(name[16:] or 1)


def told(folder: Path) -> dict[str, Any]:
    """Return what loaded.json says of a version; {} where it cannot be read."""
    try:
        content = json.loads((folder / LOADED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def sources(folder: Path) -> set[str]:
    """Return the sources that a version holds, whole or not."""
    loaded = told(folder).get("sources")
    return set(loaded) if isinstance(loaded, dict) else {UNKNOWN}


def once_in_use() -> list[str]:
    """Return the ids of the versions that were in use, or that others were made from, the last one put in use first."""
    paths = made()
    before = {told(path).get("since") for path in paths}
    used = [(turn, order(path.name), path.name) for path in paths if (turn := _turn(path)) or path.name in before]
    return [name for _, _, name in sorted(used, reverse=True)]


def take_turn(folder: Path) -> None:
    """Write down that a version is put in use, after all others."""
    (folder / _TURN).write_text(str(max(map(_turn, made())) + 1), encoding="utf-8")


def lose_turn(folder: Path) -> None:
    """Write down that a version is one that was never to be in use."""
    (folder / _TURN).unlink(missing_ok=True)


def _turn(folder: Path) -> int:
    try:
        return int((folder / _TURN).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return 0
    except (OSError, ValueError):
        return 1
