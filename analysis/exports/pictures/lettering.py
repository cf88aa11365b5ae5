"""Text in a picture: measured with the very font that the PNG is drawn with, wrapped, shortened and written as SVG.

Every line states its measured length, so that it takes the same room where another font stands in.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

import font_source_sans_pro  # type: ignore[import-untyped]
from PIL import ImageFont

from analysis.exports.pictures.svg import number, tag, written

FAMILY = "'Source Sans 3', 'Source Sans Pro', Helvetica, Arial, sans-serif"
FILES = (
    font_source_sans_pro.font_files_ttf["SourceSansPro"],
    font_source_sans_pro.font_files_ttf["SourceSansProSemibold"],
)
"""The regular and the semibold font; nothing else is used."""
LEADING = 1.25
_MEASURED_AT = 100
_MOST_LETTERS = 4000
_BREAK = re.compile(r"<br\s*/?>")
_BOLD = re.compile(r"(</?b>)")
_NOT_SHOWN = ("Cc", "Cf", "Cs", "Cn", "Co")

Run = tuple[str, bool]
"""A piece of a line, and whether it is bold."""


def clean(text: str) -> str:
    """Return the text on one line without what cannot be seen: control, direction and unassigned characters."""
    spaced = re.sub(r"[\t\n\r\f\v\u2028\u2029 ]+", " ", str(text)[:_MOST_LETTERS])
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in _NOT_SHOWN).strip(" ")


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FILES[bold], _MEASURED_AT)


@lru_cache(maxsize=8192)
def _measured(text: str, bold: bool) -> float:
    return float(_font(bold).getlength(text)) / _MEASURED_AT


def length(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is at this size, in pixels."""
    return _measured(text, bold) * size


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than `width`."""
    if length(text, size, bold=bold) <= width:
        return text
    fits = bisect_right(range(len(text)), width, key=lambda end: length(text[:end] + "…", size, bold=bold)) - 1
    return text[: max(fits, 0)].rstrip(" ,;:–-") + "…"


def wrap(text: str, width: float, size: float, *, bold: bool = False, most: int = 6) -> list[str]:
    """Return the text on at most `most` lines, broken at spaces, a longer word anywhere, the last line cut with …"""
    lines: list[str] = []
    line = ""
    for word in clean(text).split(" "):
        longer = f"{line} {word}" if line else word
        if length(longer, size, bold=bold) <= width:
            line = longer
            continue
        lines += [line] if line else []
        *full, line = _pieces(word, width, size, bold)
        lines += full
    lines += [line] if line else []
    if len(lines) > most:
        lines[most - 1] = shortened(f"{lines[most - 1]} {lines[most]}…", width, size, bold=bold)
    return lines[:most]


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """Return a word in pieces that fit, cut after a hyphen or slash where there is one."""
    pieces = []
    while len(word) > 1 and length(word, size, bold=bold) > width:
        fits = bisect_right(range(len(word)), width, key=lambda end: length(word[:end], size, bold=bold)) - 1
        parted = max(word.rfind(mark, 0, max(fits, 1)) for mark in "-–/") + 1
        end = parted or max(fits, 1)
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def runs(markup: str) -> list[list[Run]]:
    """Return the lines of a Plotly text, whose only markup is <b> and <br>; all else is text."""
    lines, bold = [], False
    for line in _BREAK.split(str(markup)[:_MOST_LETTERS]):
        found: list[Run] = []
        for piece in _BOLD.split(line):
            if piece in ("<b>", "</b>"):
                bold = piece == "<b>"
            elif shown := _inside(piece):
                found.append((shown, bold))
        lines.append(found)
    return lines


def plain(markup: str) -> str:
    """Return a Plotly text on one line without its markup."""
    return _unmarked(clean(_BOLD.sub("", _BREAK.sub(" ", str(markup)[:_MOST_LETTERS]))))


def _inside(piece: str) -> str:
    """Return a piece of a line cleaned, with the spaces at its ends, which part it from the next."""
    middle = _unmarked(clean(piece))
    start, end = piece[:1] == " ", piece[-1:] == " "
    return f"{' ' if start and middle else ''}{middle}{' ' if end and middle else ''}"


def _unmarked(text: str) -> str:
    """Return what analysis.figures.theme has kept from being markup."""
    return text.replace("&lt;", "<")


def width_of(line: list[Run], size: float) -> float:
    """Return how wide a line of pieces is."""
    return sum(length(text, size, bold=bold) for text, bold in line)


def element(
    line: str | list[Run],
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    anchor: str = "start",
    halo: bool = False,
    turned: bool = False,
) -> str:
    """Return one line as an SVG element, its baseline at `y`.

    Args:
        anchor: which end stands at `x`: "start", "middle" or "end".
        halo: whether a white edge parts the text from what it stands on.
        turned: whether it is read from below.
    """
    pieces = [(line, bold)] if isinstance(line, str) else line
    if not pieces:
        return ""
    weight = 600 if all(is_bold for _, is_bold in pieces) else None
    spans = [tag("tspan", written(text), font_weight=600 if is_bold else None) for text, is_bold in pieces]
    return tag(
        "text", *(spans if len(pieces) > 1 else [written(pieces[0][0])]),
        x=x, y=y, font_size=size, fill=colour, font_weight=weight, text_anchor=None if anchor == "start" else anchor,
        textLength=max(width_of(pieces, size), 0.01), lengthAdjust="spacingAndGlyphs",
        transform=f"rotate(-90 {number(x)} {number(y)})" if turned else None, paint_order="stroke" if halo else None,
        stroke="#ffffff" if halo else None, stroke_width=3 if halo else None,
        stroke_linejoin="round" if halo else None,
    )  # fmt: skip


def block(lines: list[str], x: float, top: float, size: float, colour: str, *, bold: bool = False) -> tuple[str, float]:
    """Return lines under each other from `top`, and where they end."""
    step = size * LEADING
    drawn = [element(line, x, top + step * at + size, size, colour, bold=bold) for at, line in enumerate(lines)]
    return "".join(drawn), top + step * len(lines)
