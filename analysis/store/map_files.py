"""The map's geometry files: those that come with the project, and in their place those that a refresh drew anew."""

import json
from collections.abc import Mapping
from pathlib import Path

COME_WITH = Path(__file__).resolve().parents[2] / "static" / "geometry"
"""The folder that the browser fetches by URL as it is."""
FOLDER, INDEX = "geometry", "index.json"

Index = Mapping[str, Mapping[str, str]]
"""By <level>-<vintage> and level of detail the name of a file, which has a hash of its content in it."""


def redrawn(data: Path) -> Index:
    """Return the index of the maps that a version of the data has of its own; {} where it has none."""
    return _index(data / FOLDER)


def of(level: str, vintage: int, data: Path) -> Mapping[str, Path]:
    """Return the files of a map by level of detail, "country" and "near", as a version of the data has them.

    Args:
        level: "municipality" or "county".
        vintage: one of analysis.geography.years.VINTAGES[level].
        data: the version's folder, or that of the data that come with the project.
    """
    division = f"{level}-{vintage}"
    own = redrawn(data).get(division)
    folder = data / FOLDER if own else COME_WITH
    return {detail: folder / name for detail, name in (own or _index(COME_WITH)[division]).items()}


def _index(folder: Path) -> Index:
    path = folder / INDEX
    index: Index = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return index
