"""The address of the map's geometry: files that come with the project lie in static/, those of a version come here.

A version lies outside the project, so Streamlit does not serve it. What is served is what the index of a kept version
names, and nothing else; a page that was opened before a refresh still finds the files of its own version.
"""

from collections.abc import Iterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from analysis.in_use import geometry_url
from analysis.store import map_files, versions

_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""A file's name has a hash of its content in it, so it never changes."""


def _answer(request: Request) -> Response:
    wanted = request.path_params["name"]
    for path in _kept():
        if path.name == wanted:
            return FileResponse(path, media_type="application/json", headers=_FOR_EVER)
    return PlainTextResponse("Not found", status_code=404)


def _kept() -> Iterator[Path]:
    """Return the files of all versions, the newest first."""
    for version in reversed(versions.versions()):
        for details in map_files.redrawn(version.folder).values():
            yield from (version.folder / map_files.FOLDER / name for name in details.values())


ROUTE = Route(f"/{{base:path}}{geometry_url.ADDRESS}/{{name}}", _answer, methods=["GET"])
"""For the server; st.App puts routes of ours below no base path, so any path may stand before the address."""
