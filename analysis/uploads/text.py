"""Text files: which letters the bytes stand for, and what parts the columns."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from analysis.uploads.errors import BAD_ENCODING, NOT_TEXT, UploadError

SEPARATORS = (";", ",", "\t", "|")
ENCODINGS = ("utf-8", "utf-16", "cp1252")
_SAMPLE_BYTES, _SAMPLE_LINES, _SAMPLE_CHARACTERS = 4096, 30, 200_000
_BINARY = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ",
    b"\x89PNG",
    b"Rar!",
    b"7z\xbc\xaf",
)


def decode(content: bytes, asked: str | None = None) -> tuple[str, str]:
    """Return the text of a file and the encoding it was read in: UTF-8, UTF-16, else Windows-1252.

    Raises:
        UploadError: the bytes are not text, or not in the encoding asked for.
    """
    if content.startswith(_BINARY):
        raise UploadError(NOT_TEXT)
    for encoding in (asked,) if asked else _likely(content):
        try:
            text = _decoded(content, encoding)
        except (UnicodeError, LookupError):
            continue
        if "\x00" in text:
            raise UploadError(NOT_TEXT)
        return text, encoding
    raise UploadError(BAD_ENCODING, encoding=asked) if asked else UploadError(NOT_TEXT)


def _likely(content: bytes) -> Sequence[str]:
    sample = content[:_SAMPLE_BYTES]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or _half_zero(sample):
        return ("utf-16",)
    return ("utf-8", "cp1252")


def _half_zero(sample: bytes) -> bool:
    """Return whether every other byte is nearly always zero, as in UTF-16 without a mark."""
    half = max(len(sample) // 2, 1)
    return any(
        sample[start::2].count(0) > 0.6 * half and sample[1 - start :: 2].count(0) < 0.1 * half for start in (0, 1)
    )


def _decoded(content: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        return content.decode("utf-8-sig")
    if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
    if encoding not in ENCODINGS:
        raise LookupError(encoding)
    return content.decode(encoding)


def rows(text: str, asked: str | None, *, most_rows: int, most_columns: int) -> tuple[list[list[str]], str]:
    """Return the rows of a text with columns, one more than the most where there are more, and their separator.

    Raises:
        UploadError: it has no columns that can be read, or a cell or row beyond all measure.
    """
    separator = asked or separator_of(text)
    if separator not in SEPARATORS:
        raise UploadError(NOT_TEXT)
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            found.append(row)
            if len(found) > most_rows or len(row) > most_columns:
                break
    except csv.Error:
        raise UploadError(NOT_TEXT) from None
    return found, separator


def separator_of(text: str) -> str:
    """Return what parts the columns: the mark with which most of the first lines have the same number of cells."""
    lines = io.StringIO(text[:_SAMPLE_CHARACTERS], newline="")
    sample = "".join(line for _, line in zip(range(_SAMPLE_LINES), lines, strict=False))
    return max(SEPARATORS, key=lambda separator: _fit(sample, separator))


def _fit(sample: str, separator: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row)
    except csv.Error:
        return (0, 0)
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return (0, 0)
    width, count = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
    return (count, width)
