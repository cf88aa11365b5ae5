"""What a cell of a register means: read exactly, or refused with what was expected."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from analysis.geography.lookup import Gazetteer, Place
from analysis.own_data import amounts
from analysis.text.translate import mark

ONE_OF_SEVERAL = mark("the number of the place: more than one has this name")
A_PLACE_OF_TODAY = mark("a place of today: this one was divided")
A_CURRENCY = mark("EUR or NOK, for it is not said which the amount is in")
A_RATE = mark("a start in a year that has a rate, for the amount is in kroner")
SHORTER = mark("a text of at most 500 letters")
LONGEST = 500
OSLO = "0301"
_ROLES = {
    "coordinator": ("coordinator", "koordinator", "leder", "leiar", "prosjektleder", "prosjektleiar", "lead partner"),
    "participant": ("participant", "partner", "deltaker", "deltakar"),
}
_CURRENCIES = {"EUR": r"eur|euro|€", "NOK": r"nok|kr\.?|kroner|norske kroner"}
_YEARS = range(1990, 2051)
_DAY = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2})(?:[ T][\d:.]*)?)?)?"
    r"|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4})"
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")


class RefusedError(ValueError):
    """A cell that cannot be read; its text is what was expected."""


def text(cell: str) -> str:
    """Return a text on one line without what cannot be seen."""
    said = " ".join(_UNSEEN.sub(" ", cell).split())
    if len(said) > LONGEST:
        raise RefusedError(SHORTER)
    return said


def place(cell: str, gazetteer: Gazetteer, expected: str) -> Place:
    """Return the county or municipality of today that a name or number means; Oslo is the municipality."""
    found = gazetteer.find(text(cell))
    if len(found) > 1:
        found = [one for one in found if one.code == OSLO] or [one for one in found if one.exists] or found
    if not found:
        raise RefusedError(expected)
    if len(found) > 1:
        raise RefusedError(ONE_OF_SEVERAL)
    if found[0].exists:
        return found[0]
    today = found[0].codes_today
    now = gazetteer.find(today[0], level=found[0].level) if len(today) == 1 else []
    if not now:
        raise RefusedError(A_PLACE_OF_TODAY)
    return now[0]


def role(cell: str, expected: str) -> str:
    """Return "coordinator" or "participant"."""
    said = text(cell).casefold()
    for name, words in _ROLES.items():
        if said in words:
            return name
    raise RefusedError(expected)


def day(cell: str, expected: str, *, last: bool = False) -> date:
    """Return a day; of a year or month alone its first day, or its last one."""
    found = _DAY.fullmatch(text(cell))
    if not found:
        raise RefusedError(expected)
    parts = found.groupdict()
    year, month, number = (parts[name] or parts[f"{name}2"] for name in "ymd")
    try:
        if month and number:
            read = date(int(year), int(month), int(number))
        elif last:
            after = date(int(year) + (not month or month.lstrip("0") == "12"), int(month or 12) % 12 + 1, 1)
            read = date.fromordinal(after.toordinal() - 1)
        else:
            read = date(int(year), int(month or 1), 1)
    except ValueError:
        raise RefusedError(expected) from None
    if read.year not in _YEARS:
        raise RefusedError(expected)
    return read


def currency(cell: str, amount_cell: str, expected: str) -> str:
    """Return "EUR" or "NOK", said in the cell of its own or beside the amount."""
    said = text(cell) or re.sub(r"[\d\s.,'’+\-\u2212]", "", amount_cell)
    if not said:
        raise RefusedError(A_CURRENCY)
    for code, words in _CURRENCIES.items():
        if re.fullmatch(words, said, re.IGNORECASE):
            return code
    raise RefusedError(expected)


def euro_cents(cell: str, decimal: str, code: str, rate: Decimal | None, expected: str) -> int:
    """Return an amount as whole euro cents; kroner at `rate`, kroner per euro, half a cent up."""
    value = amounts.number(cell, decimal)
    whole = None if value is None else amounts.cents(value)
    if value is None or whole is None or whole < 0:
        raise RefusedError(expected)
    if code == "EUR":
        return whole
    if rate is None:
        raise RefusedError(A_RATE)
    return int((value / rate).scaleb(2).quantize(Decimal(1), ROUND_HALF_UP))


def link(cell: str, expected: str) -> str:
    """Return an address that starts with https://."""
    said = text(cell)
    if not re.fullmatch(r"https://[^\s<>\"'\\`{}|^]+", said):
        raise RefusedError(expected)
    return said
