"""Which letters the bytes of a text file stand for."""

import re
from collections.abc import Sequence
from itertools import islice

from analysis.uploads.errors import BAD_ENCODING, NOT_TEXT, UploadError

TWICE = "utf-8 twice"
ENCODINGS = ("utf-8", "utf-16", "cp1252", "mac_roman", "cp850", TWICE)
_ONE_BYTE = "one byte"
_OF_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
"""Encodings of a letter in a byte, the likeliest one first: Windows, Macintosh and DOS in Western Europe."""
_SAMPLE_BYTES, _MOST_WORDS = 4096, 2_000
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
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_LONGEST_WORD = 60
_NORWEGIAN, _COMMON, _SAMI = "æøåÆØÅ", "äöüéèêàáâóôíñçëïîúÄÖÜÉÁÓ", "šžŠŽ"
_PUNCTUATION, _SIGNS = "’‘“”–—…«»´", "°§½²³µ€£®©™•·"
_NORWEGIAN_WORD = 3
_DECODED_TWICE = re.compile("Ã[¦¸¥†˜…]")
_FEWEST_DECODED_TWICE = 2


def decode(content: bytes, asked: str | None = None) -> tuple[str, str]:
    """Return the text of a file and the encoding it was read in: UTF-8, UTF-16, else the one that makes words.

    Raises:
        UploadError: the bytes are not text, or not in the encoding asked for.
    """
    if content.startswith(_BINARY):
        raise UploadError(NOT_TEXT)
    for likely in (asked,) if asked else _likely(content):
        encoding = _of_one_byte(content) if likely == _ONE_BYTE else likely
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
    return (TWICE, "utf-8", _ONE_BYTE)


def _half_zero(sample: bytes) -> bool:
    """Return whether every other byte is nearly always zero, as in UTF-16 without a mark."""
    half = max(len(sample) // 2, 1)
    return any(
        sample[start::2].count(0) > 0.6 * half and sample[1 - start :: 2].count(0) < 0.1 * half for start in (0, 1)
    )


def _decoded(content: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        return content.decode("utf-8-sig")
    if encoding == TWICE:
        return _once_again(content.decode("utf-8-sig"))
    if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
    if encoding not in ENCODINGS:
        raise LookupError(encoding)
    return content.decode(encoding)


def _once_again(text: str) -> str:
    """Return a text that was once taken for Windows' letters and saved so: GrÃ¸nn is Grønn."""
    if len(_DECODED_TWICE.findall(text)) < _FEWEST_DECODED_TWICE:
        raise UnicodeError("read rightly the first time")
    return text.encode("cp1252").decode("utf-8-sig")


def _of_one_byte(content: bytes) -> str:
    """Return Windows' encoding; where that makes no words, another one in which all are, with Norwegian letters."""
    first, *others = _OF_ONE_BYTE
    scores = {encoding: [_score(word, encoding) for word in _words(content)] for encoding in _OF_ONE_BYTE}
    if min(scores[first], default=0) >= 0:
        return first
    clean = [encoding for encoding in others if min(scores[encoding]) >= 0 and max(scores[encoding]) >= _NORWEGIAN_WORD]
    return max(clean, key=lambda encoding: sum(scores[encoding]), default=first)


def is_doubtful(content: bytes, encoding: str) -> bool:
    """Return whether words of the file do not look like words in the encoding it was read in."""
    return encoding in _OF_ONE_BYTE and any(_score(word, encoding) < 0 for word in _words(content))


def _words(content: bytes) -> list[bytes]:
    words = (match[0][:_LONGEST_WORD] for match in _WORD.finditer(content) if not match[0].isascii())
    return list(islice(words, _MOST_WORDS))


def _score(word: bytes, encoding: str) -> float:
    """Return how much a word with letters beyond ASCII looks like one; less than zero where it does not."""
    text = word.decode(encoding, errors="replace")
    scores = [_likeness(before, letter) for before, letter in zip(" " + text, text, strict=False)]
    if len(text) == 1:
        return _NORWEGIAN_WORD if text in _NORWEGIAN else 0
    return min(scores) if min(scores) < 0 else sum(scores)


def _likeness(before: str, letter: str) -> float:
    if letter.isascii() or letter.isspace() or letter in _SIGNS:
        return 0
    if letter.isupper() and before.islower():
        return -2
    if letter in _NORWEGIAN:
        return _NORWEGIAN_WORD
    if letter in _COMMON + _PUNCTUATION:
        return 0.5
    return 0.25 if letter in _SAMI else -2
