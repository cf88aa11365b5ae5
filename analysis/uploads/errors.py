"""Why a file is not taken: texts of the interface, which the page puts into the reader's language."""

from analysis.errors import DataError
from analysis.text.translate import mark

TOO_LARGE = mark("The file is larger than {limit} MB. Nothing was read.")
EMPTY = mark("The file holds no rows. Nothing was changed.")
NOT_TEXT = mark("The file is not readable as CSV. Save it as CSV (UTF-8) or XLSX and try again.")
NOT_CLOSED = mark("Row {row}: the quotation marks do not close. Nothing was changed.")
NOT_A_WORKBOOK = mark("The file is not a readable XLSX workbook. Save it anew in your spreadsheet and try again.")
TOO_MUCH = mark("The file has more than {rows} rows or {columns} columns. Nothing was read.")
UNKNOWN_KIND = mark("Only {kinds} files are read. Nothing was changed.")
BAD_ENCODING = mark("The file cannot be read as {encoding}. Choose another encoding.")
NO_SHEET = mark("The workbook has no sheet “{name}”.")
TOO_SLOW = mark("The file asks for more time or memory than a file of its kind needs. Nothing was read.")
BUSY = mark("Files of others are being read just now. Nothing was read; try again in a moment.")
NOT_READ = mark("The file cannot be read as what it looks like. Nothing was read.")


class UploadError(DataError):
    """A file or a row that cannot be taken: a text of the interface, and what fills its places."""

    def __init__(self, words: str, **places: str) -> None:
        super().__init__(words.format(**places))
        self.words, self.places = words, places
