"""Read a reader's CSV or XLSX file as a table of text, without trusting it.

The file is opened in a process of its own with limits on time and memory: a hostile one can end the process that
reads it. What is wrong comes as UploadError, whose words the page puts into the reader's language.
"""

from analysis.uploads import process
from analysis.uploads.errors import EMPTY, TOO_LARGE, TOO_MUCH, UNKNOWN_KIND, UploadError

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "MOST_COLUMNS", "MOST_ROWS", "UploadError", "ending_of", "read"]

MOST_BYTES = 2_000_000
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 2_000, 50, 2_000
MOST_UNPACKED_BYTES = 60_000_000
ENDINGS = ("csv", "xlsx")
_SECONDS = 20


def read(content: bytes, name: str) -> list[list[str]]:
    """Return the rows of a file as text, empty ones included, so that row numbers are those on the screen.

    Args:
        content: the file.
        name: its name; the ending tells its kind.

    Raises:
        UploadError: the file is too large, of another kind, damaged, or empty.
    """
    ending = ending_of(content, name, endings=ENDINGS, most_bytes=MOST_BYTES)
    request = {
        "ending": ending, "rows": MOST_ROWS, "columns": MOST_COLUMNS, "characters": MOST_CHARACTERS,
        "unpacked": MOST_UNPACKED_BYTES,
    }  # fmt: skip
    with process.answer("analysis.uploads.worker", content, request, seconds=_SECONDS) as (_, said):
        rows: list[list[str]] = said["rows"]
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise UploadError(TOO_MUCH, rows=str(MOST_ROWS), columns=str(MOST_COLUMNS))
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise UploadError(EMPTY)
    return rows


def ending_of(content: bytes, name: str, *, endings: tuple[str, ...], most_bytes: int) -> str:
    """Return the ending of a file's name; raises UploadError where it is another kind, empty, or too large."""
    if len(content) > most_bytes:
        raise UploadError(TOO_LARGE, limit=str(most_bytes // 1_000_000))
    ending = name.rsplit(".", 1)[-1].lower()
    if ending not in endings:
        raise UploadError(UNKNOWN_KIND, kinds=", ".join(kind.upper() for kind in endings))
    if not content:
        raise UploadError(EMPTY)
    return ending
