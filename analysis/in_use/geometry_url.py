"""The address of a geometry file, which pages/_shared/map/geometry_route.py answers for files of a version."""

from pathlib import Path

from analysis.store import map_files

ADDRESS = "geometri"


def url(path: Path) -> str:
    """Return the address of a geometry file as a page reaches it, below whatever path the server is at."""
    return f"{'app/static/geometry' if path.parent == map_files.COME_WITH else ADDRESS}/{path.name}"
