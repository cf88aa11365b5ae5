"""Read a reader's file: python -m analysis.own_data.worker FOLDER; see analysis.uploads.process.

Two steps with limits of their own: the cells of the file, of which little is known beforehand, and then the tables made
of them, which bring large libraries.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.own_data import grid
from analysis.own_data.grid import Grid
from analysis.uploads import limits, process, workbooks
from analysis.uploads.errors import TOO_SLOW, UploadError

if TYPE_CHECKING:
    from analysis.own_data.outcome import Outcome

MOST_UNPACKED_BYTES = 200_000_000


def main(folder: Path) -> None:
    """Answer with how the file was read, and write its tables beside the answer."""
    limits.while_parsing()
    with process.told(folder) as (content, request):
        cells = _cells(content, request)
        limits.while_importing()
        outcome = _outcome(folder, cells, request)
        process.say(folder, outcome.written(folder))


def _cells(content: bytes, request: Mapping[str, Any]) -> Grid | None:
    """Return the rows of a table; None where the file is packed, and small enough to unpack."""
    if request["ending"] == "zip":
        if workbooks.unpacked_size(content) > MOST_UNPACKED_BYTES:
            raise UploadError(TOO_SLOW)
        return None
    if request["ending"] == "json":
        return None
    if request["ending"] == "xlsx":
        made = grid.of_workbook(content, sheet=request["sheet"])
    else:
        made = grid.of_text(content, encoding=request["encoding"], separator=request["separator"])
    return made


def _outcome(folder: Path, cells: Grid | None, request: Mapping[str, Any]) -> "Outcome":
    from analysis.own_data import own_register, publishers

    if cells is None:
        return publishers.of_packed(folder / process.FILE, request)
    return publishers.of_grid(cells, request) or own_register.of_grid(cells, request)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
