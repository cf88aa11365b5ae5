"""Read the first sheet of a file as text: python -m analysis.uploads.worker FOLDER; see analysis.uploads.process."""

import sys
from pathlib import Path

from analysis.uploads import encodings, limits, process, text
from analysis.uploads.errors import NOT_CLOSED, UploadError


def main(folder: Path) -> None:
    """Answer with the rows as lists of text, one more than asked for where there are more."""
    limits.while_parsing()
    with process.told(folder) as (content, request):
        most = {"most_rows": request["rows"], "most_columns": request["columns"]}
        if request["ending"] == "csv":
            table = text.table(encodings.decode(content)[0], None, **most)
            for at in table.broken:
                raise UploadError(NOT_CLOSED, row=str(at + 1))
            rows = table.rows
        else:
            from analysis.uploads import workbooks

            book = workbooks.Workbook(content, most_unpacked=request["unpacked"])
            rows = workbooks.text_of(book.rows(book.names[0], **most))
        process.say(folder, {"rows": [[cell[: request["characters"]] for cell in row] for row in rows]})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
