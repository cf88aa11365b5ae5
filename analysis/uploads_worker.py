"""Read the first sheet of a workbook from standard input and write its cells as JSON; run by analysis.uploads.

This is a process of its own because the reader of workbooks can end the process on a hostile file. It stands alone:
started with `python -I`, it sees no module of the project.
"""

import datetime
import json
import sys

BYTES_OF_MEMORY, SECONDS = 1_000_000_000, 15


def limit() -> None:
    """Set the most memory and time this process may take, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # not on Windows, where the time limit of the caller remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def written(cell: object) -> str:
    """Return a cell as text: dates as in ISO 8601, whole numbers without decimals."""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def main(most_rows: int, most_columns: int, most_characters: int) -> None:
    """Write the rows as a list of lists of text, no more than asked for."""
    limit()
    import io

    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheet = book.get_sheet_by_index(0)
    rows = []
    for row in sheet.iter_rows():
        rows.append([written(cell)[:most_characters] for cell in row[:most_columns]])
        if len(rows) >= most_rows:
            break
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:4]))
