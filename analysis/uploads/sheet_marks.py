"""What a workbook says of its cells besides their values: hidden, merged, in error, never computed, in a currency.

calamine, which reads the values, gives an empty cell for an error and for a formula without a result, and knows nothing
of hidden rows.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

MOST_BYTES = 20_000_000
"""All sheets of a workbook that are looked into; a register of 10,000 rows and 40 columns takes half of it."""
_CHUNK = 1_000_000
_WORTH_A_LOOK = re.compile(rb"hidden=|t=[\"']e[\"']|mergeCell|<(?:\w+:)?f[ >/]|ht=[\"']0[\"']")
_LOCALES = {"41d": "SEK", "81d": "SEK", "sv-se": "SEK", "sv-fi": "SEK", "406": "DKK", "da-dk": "DKK"}
_SYMBOLS = {
    "kr": "NOK", "kr.": "NOK", "nok": "NOK", "€": "EUR", "eur": "EUR", "euro": "EUR", "sek": "SEK", "dkk": "DKK",
    "$": "USD", "us$": "USD", "usd": "USD", "£": "GBP", "gbp": "GBP",
}  # fmt: skip
_IN_BRACKETS = re.compile(r"\[\$([^\]-]*)(?:-([^\]]*))?\]")
_LITERAL = re.compile(r"\"([^\"]*)\"|(?<![\w\[])(kr\.?|€|NOK|EUR)(?!\w)", re.IGNORECASE)
_MOST_COLUMNS = 16_384
_NOT_READABLE = (
    zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError, SyntaxError, expat.error,
)  # fmt: skip
WITHOUT_RESULT = "#="
"""Begins what is told of a formula that was never computed."""
Position = tuple[int, int]
"""Row and column, the first ones 0."""


@dataclass(frozen=True)
class Marks:
    """What is said of a sheet's cells.

    Attributes:
        hidden_rows, hidden_columns: positions, the first ones 0.
        errors: what stands in a cell in error ("#N/A"), or "#=A1+B1".
        currencies: the currency of a number by its format, such as "NOK".
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: Mapping[Position, str] = field(default_factory=dict)
    currencies: Mapping[Position, str] = field(default_factory=dict)


def of_workbook(content: bytes, sheets: Iterable[str]) -> dict[str, Marks]:
    """Return the marks of sheets by name, read in this order until they are too much; of the others there are none."""
    marks: dict[str, Marks] = {}
    with suppress(*_NOT_READABLE), zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts, by_format, left = _parts(packed), _currencies(packed), MOST_BYTES
        for name in sheets:
            left -= packed.getinfo(parts[name]).file_size
            if left < 0:
                break
            marks[name] = _marks(packed, parts[name], by_format)
    return marks


def _parts(packed: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the file that holds each sheet, by the sheet's name."""
    links = {one.get("Id"): str(one.get("Target")) for one in _tree(packed, "xl/_rels/workbook.xml.rels")}
    parts = {}
    for sheet in _tree(packed, "xl/workbook.xml").findall(".//{*}sheet"):
        target = next((links[value] for name, value in sheet.items() if name.endswith("}id") and value in links), "")
        parts[str(sheet.get("name"))] = normpath(target[1:] if target.startswith("/") else join("xl", target))
    return parts


def _currencies(packed: zipfile.ZipFile) -> dict[str, str]:
    """Return the currency of each format of cells, by its number, that has one."""
    if "xl/styles.xml" not in packed.namelist():
        return {}
    styles = _tree(packed, "xl/styles.xml")
    codes = {one.get("numFmtId"): currency_of(str(one.get("formatCode"))) for one in styles.findall(".//{*}numFmt")}
    formats: Iterable[ElementTree.Element] = styles.findall(".//{*}cellXfs/{*}xf")
    named = {str(at): codes.get(one.get("numFmtId")) for at, one in enumerate(formats)}
    return {number: currency for number, currency in named.items() if currency}


def currency_of(code: str) -> str | None:
    """Return the currency that a number format writes beside its numbers: [$kr-414] #,##0 -> "NOK"."""
    for symbol, locale in _IN_BRACKETS.findall(code):
        known = _SYMBOLS.get(symbol.strip().casefold())
        if known:
            return _LOCALES.get(locale.casefold(), known) if known == "NOK" else known
    for quoted, bare in _LITERAL.findall(_IN_BRACKETS.sub("", code)):
        if known := _SYMBOLS.get((quoted or bare).strip().casefold()):
            return known
    return None


def _marks(packed: zipfile.ZipFile, part: str, by_format: Mapping[str, str]) -> Marks:
    with packed.open(part) as sheet:
        if not by_format and not _is_worth_a_look(sheet):
            return Marks()
    with packed.open(part) as sheet:
        return _Sheet(by_format).read(sheet)


def _is_worth_a_look(sheet: IO[bytes]) -> bool:
    before = b""
    while chunk := sheet.read(_CHUNK):
        if _WORTH_A_LOOK.search(before + chunk):
            return True
        before = chunk[-32:]
    return False


class _Sheet:
    """Looks at every element of a sheet once; a tree of them would take five times as long."""

    def __init__(self, by_format: Mapping[str, str]) -> None:
        self._by_format = by_format
        self._hidden: dict[str, set[int]] = {"row": set(), "col": set()}
        self._errors: dict[Position, str] = {}
        self._currencies: dict[Position, str] = {}
        self._row = self._column = -1
        self._cell: Mapping[str, str] = {}
        self._is_marked = self._has_value = False
        self._formula: list[str] | None = None
        self._text: list[str] = []

    def read(self, sheet: IO[bytes]) -> Marks:
        """Return the marks; raises expat.error where the sheet is no XML, or defines words of its own."""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EntityDeclHandler = _refuse
        self._parser.ParseFile(sheet)
        self._end_of_cell()
        rows, columns = (frozenset(self._hidden[tag]) for tag in ("row", "col"))
        return Marks(rows, columns, self._errors, self._currencies)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element; called for every cell twice, so the usual ones come first."""
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "c":
            self._end_of_cell()
            self._column += 1
            self._cell, self._has_value = attributes, False
            self._is_marked = attributes.get("t") == "e" or attributes.get("s") in self._by_format
        elif tag in ("v", "is"):
            self._has_value = True
            if self._is_marked:
                self._text = []
                self._parser.CharacterDataHandler = self._text.append
        elif tag == "f":
            self._is_marked, self._formula = True, []
            self._parser.CharacterDataHandler = self._formula.append
        elif tag == "row":
            self._end_of_cell()
            self._row, self._column = int(attributes.get("r", self._row + 2)) - 1, -1
            if _is_hidden(attributes, "ht"):
                self._hidden["row"].add(self._row)
        elif tag == "col" and _is_hidden(attributes, "width"):
            last = min(int(attributes["max"]), _MOST_COLUMNS)
            self._hidden["col"] |= set(range(int(attributes["min"]) - 1, last))

    def _end_of_cell(self) -> None:
        """Keep what is to be said of the cell that has just been read."""
        if not self._is_marked:
            return
        self._parser.CharacterDataHandler = None
        place = self._row, _column(self._cell.get("r", ""), self._column)
        if currency := self._by_format.get(self._cell.get("s", "")):
            self._currencies[place] = currency
        if self._cell.get("t") == "e":
            self._errors[place] = "".join(self._text).strip() or "#"
        elif self._formula is not None and not self._has_value:
            self._errors[place] = WITHOUT_RESULT + "".join(self._formula).strip()
        self._is_marked, self._formula = False, None


def _refuse(*_: object) -> None:
    raise expat.error("a sheet needs no entities")


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    return attributes.get("hidden") in ("1", "true") or attributes.get(size) in ("0", "0.0")


def _column(reference: str, counted: int) -> int:
    """Return the column of a reference such as F2, as counted where there is none."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1 if letters else counted


def _tree(packed: zipfile.ZipFile, part: str) -> ElementTree.Element:
    with packed.open(part) as content:
        return ElementTree.fromstring(content.read(MOST_BYTES))
