"""What a cell of a register means: read exactly, or refused with what was expected."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from analysis.own_data import amounts
from analysis.text.translate import mark

ONE_WAY = mark(
    "an amount that can be read in one way, such as 1 234 or 1,50: nothing in this column tells the decimal sign"
)
A_CURRENCY = mark("EUR or NOK, for it is not said which the amount is in")
THE_SAME_CURRENCY = mark("the currency that stands beside the amount")
A_RATE = mark("a start in a year that has a rate, for the amount is in kroner")
SHORTER = mark("a text of at most 500 letters")
LONGEST = 500
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
    """A cell that cannot be read.

    Attributes:
        expected: what was expected, a text of the interface.
        candidates: what the cell could mean, by names that are the same in every language; "" where nothing.
    """

    def __init__(self, expected: str, candidates: str = "") -> None:
        super().__init__(expected)
        self.expected, self.candidates = expected, candidates


def text(cell: str) -> str:
    """Return a text on one line without what cannot be seen."""
    said = " ".join(_UNSEEN.sub(" ", cell).split())
    if len(said) > LONGEST:
        raise RefusedError(SHORTER)
    return said


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
    """Return "EUR" or "NOK", said in the cell of its own or beside the amount; refused where the two differ."""
    beside = re.sub(r"[\d\s.,'’+\-\u2212\u2010-\u2013]", "", amount_cell)
    said = text(cell) or beside
    if not said:
        raise RefusedError(A_CURRENCY)
    code = _currency(said)
    if code is None:
        raise RefusedError(expected)
    if _currency(beside) not in (None, code):
        raise RefusedError(THE_SAME_CURRENCY)
    return code


def _currency(word: str) -> str | None:
    return next((code for code, words in _CURRENCIES.items() if re.fullmatch(words, word, re.IGNORECASE)), None)


def euro_cents(cell: str, decimal: str, code: str, rate: Decimal | None, expected: str) -> int:
    """Return an amount as whole euro cents; kroner at `rate`, kroner per euro, half a cent up.

    Args:
        decimal: see amounts.number.
    """
    value = amounts.number(cell, decimal)
    if value is None and not decimal and any(amounts.number(cell, sign) for sign in amounts.DECIMAL_SIGNS):
        raise RefusedError(ONE_WAY)
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
