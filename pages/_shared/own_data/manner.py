"""How a file is read: what was found, each part to be corrected by its reader."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.own_data import ALL_ALIKE, CURRENCIES, NO_HEADINGS, Reading
from analysis.participation import OWN_REGISTER
from analysis.text import days
from analysis.text.reader import Reader
from analysis.text.translate import mark
from analysis.uploads import encodings
from pages._shared.own_data import upload
from pages._shared.own_data.upload import Given
from pages._shared.session import settings
from pages._shared.show import show

ENCODINGS = {
    "utf-8": mark("UTF-8"),
    "utf-16": mark("UTF-16"),
    "cp1252": mark("Windows, Western European"),
    "mac_roman": mark("Macintosh, Western European"),
    "cp850": mark("DOS, Western European"),
    encodings.TWICE: mark("UTF-8, saved twice"),
}
SEPARATORS = {";": mark("semicolon"), ",": mark("comma"), "\t": mark("tab"), "|": mark("vertical bar")}
DECIMALS = {",": mark("comma"), ".": mark("point"), "": mark("not told by the file")}
ORDERS = {
    days.DAY_FIRST: mark("the day first, as 31.12.2025"),
    days.MONTH_FIRST: mark("the month first, as 12/31/2025"),
    days.NOT_TOLD: mark("not told by the file"),
}
UNITS = {1: mark("whole amounts"), 1_000: mark("thousands"), 1_000_000: mark("millions")}
_LAST_ROW_OFFERED = 12
_HEADING_ROWS = (
    NO_HEADINGS,
    *((row, row) for row in range(1, _LAST_ROW_OFFERED + 1)),
    *((row, row + 1) for row in range(1, _LAST_ROW_OFFERED)),
)


@dataclass(frozen=True)
class _Offer:
    """A part of how a file is read: the field of Asked, its label, what was found, and what may be chosen."""

    name: str
    label: str
    found: object
    options: Sequence[object]
    write: Callable[[object], str]


def draw(reader: Reader, given: Given, reading: Reading) -> None:
    """Draw encoding, separator, sheet, headings, and how amounts and days are written, each to be corrected."""
    offers = [*_of_the_file(reader, reading), *(_of_a_register(reader, reading) if _is_register(reading) else ())]
    for column, offer in zip(show.cards(len(offers)), offers, strict=True):
        key = f"egen-{offer.name}-{given.file_id}"
        settings.put(key, offer.found)
        column.selectbox(
            offer.label, list(dict.fromkeys([*offer.options, offer.found])), key=key, format_func=offer.write,
            on_change=upload.correct, args=(given.file_id, offer.name, key),
        )  # fmt: skip


def _is_register(reading: Reading) -> bool:
    return reading.heading_rows is not None


def _of_the_file(reader: Reader, reading: Reading) -> list[_Offer]:
    text = reader.text
    sheets = (*reading.sheets, *([ALL_ALIKE] if reading.alike else []))
    all_alike = {ALL_ALIKE: mark("all sheets with the same headings")}
    offers = [
        _Offer("encoding", text("Encoding"), reading.encoding, tuple(ENCODINGS), _named(reader, ENCODINGS)),
        _Offer("separator", text("Between columns"), reading.separator, tuple(SEPARATORS), _named(reader, SEPARATORS)),
        _Offer("sheet", text("Sheet"), reading.sheet, sheets, _named(reader, all_alike)),
    ]
    return [offer for offer in offers if offer.found]


def _of_a_register(reader: Reader, reading: Reading) -> list[_Offer]:
    text, columns = reader.text, reading.columns
    offers = [
        _Offer(
            "headings", text("Row of headings"), reading.heading_rows, _HEADING_ROWS, lambda rows: _rows(reader, rows)
        )
    ]
    if reading.kind == OWN_REGISTER and columns.get("amount"):
        not_told = {"": mark("not told by the file")}
        offers += [
            _Offer("decimal", text("Decimal sign"), reading.decimal, tuple(DECIMALS), _named(reader, DECIMALS)),
            _Offer(
                "currency", text("Currency of amounts without one"), reading.currency, CURRENCIES,
                _named(reader, not_told),
            ),
            _Offer("unit", text("Amounts are in"), reading.unit, tuple(UNITS), _named(reader, UNITS)),
        ]  # fmt: skip
    if reading.kind == OWN_REGISTER and any(columns.get(name) for name in ("start", "end", "period")):
        orders = (days.DAY_FIRST, days.MONTH_FIRST)
        offers.append(_Offer("order", text("Days are written with"), reading.order, orders, _named(reader, ORDERS)))
    return offers


def _rows(reader: Reader, rows: object) -> str:
    if not isinstance(rows, tuple) or rows == NO_HEADINGS:
        return reader.text("no headings")
    first, last = map(reader.number, rows)
    return reader.text("row {first}", first=first) if first == last else reader.text(
        "rows {first} and {last}", first=first, last=last
    )  # fmt: skip


def _named(reader: Reader, words: Mapping[Any, str]) -> Callable[[object], str]:
    return lambda code: reader.text(words[code]) if code in words else str(code)
