"""Numbers as people write them, read exactly or not at all.

A point or a comma may be a decimal sign or part thousands; which of them it is, is told once for the whole file. What
could be read in two ways in spite of that, such as 1.234 where nothing tells, is not read.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from analysis.own_data import money_words

DECIMAL_SIGNS = (",", ".")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000'’]")
_MINUS = re.compile(r"^[-\u2212\u2013\u2010\u2011]")
_CURRENCY = re.compile(r"^(?:kr\.?|nok|eur|euro|€)|(?:kr\.?|nok|eur|euro|€|,-|\.-)$", re.IGNORECASE)
_LONGEST = 40
_BEYOND_ANY_BUDGET, _NO_PART = 10**15, Decimal("1e-8")
# Decimal would round beyond 28 digits.
_MOST_DIGITS = 24
_TELLING = {
    sign: re.compile(
        rf"\d+{re.escape(sign)}(?:\d{{1,2}}|\d{{4,}})|(?:0|\d{{4,}}){re.escape(sign)}\d+"
        rf"|\d{{1,3}}(?:{re.escape(other)}\d{{3}})+{re.escape(sign)}\d+|\d{{1,3}}(?:{re.escape(other)}\d{{3}}){{2,}}"
    )
    for sign, other in ((",", "."), (".", ","))
}
"""Numbers that can be read in one way alone; a date such as 31.12.2025 is none."""


def number(text: str, decimal: str) -> Decimal | None:
    """Return the number in a text, or None where there is none, or more than one.

    Args:
        text: such as "1 234,50", "kr 1.234,50" or "−12"; spaces of any width may part thousands.
        decimal: the file's decimal sign; the other one of comma and point may part thousands, in threes. "" where it
            is not told: then only what is the same number by either sign.
    """
    if len(text) > _LONGEST:
        return None
    if not decimal:
        read = {_number(text, sign) for sign in DECIMAL_SIGNS} - {None}
        return read.pop() if len(read) == 1 else None
    return _number(text, decimal)


def _number(text: str, decimal: str) -> Decimal | None:
    negative, bare = _bare(text)
    whole, sign, part = bare.partition(decimal)
    if (sign and not _digits(part)) or not bare:
        return None
    thousands = "." if decimal == "," else ","
    parts = re.split(f"{_SPACES.pattern}|{re.escape(thousands)}", whole)
    separators = set(_SPACES.sub(" ", re.sub(r"\d", "", whole)))
    if not all(_digits(digits) for digits in parts) or len(separators) > 1:
        return None
    if len(parts) > 1 and not (_begins(parts[0]) and all(len(digits) == 3 for digits in parts[1:])):
        return None
    if sum(map(len, parts)) + len(part) > _MOST_DIGITS:
        return None
    value = Decimal(f"{''.join(parts)}.{part or '0'}")
    return -value if negative else value


def amount(text: str, decimal: str, unit: int = 1) -> Decimal | None:
    """Return the amount in a text in whole units of its currency, or None as `number` does.

    Args:
        text: as for `number`, and such as "1,5 mill. kr".
        unit: what the column is in, such as 1,000; a text with a unit of its own has that.
    """
    if len(text) > _LONGEST:
        return None
    bare, words = money_words.beside(text)
    value = None if words is None else number(bare, decimal)
    return value * (words.unit or unit) if value is not None and words is not None else None


def cents(value: Decimal) -> tuple[int, bool] | None:
    """Return an amount as whole cents, half a cent up, and whether it had parts of a cent; None beyond any budget.

    What a spreadsheet's own arithmetic leaves behind the tenth decimal is no part of a cent.
    """
    scaled = value.scaleb(2)
    whole = scaled.quantize(Decimal(1), ROUND_HALF_UP)
    return (int(whole), abs(scaled - whole) > _NO_PART) if abs(scaled) < _BEYOND_ANY_BUDGET else None


def could_be_thousands(text: str, decimal: str) -> bool:
    """Return whether a number with three decimals may be one with its thousands apart: 1,234, but not 1234,500."""
    return bool(re.fullmatch(rf"\D*[1-9]\d{{0,2}}{re.escape(decimal or '.')}\d{{3}}\D*", text.strip()))


def decimal_sign(texts: Iterable[str]) -> str:
    """Return the decimal sign that the texts tell of, "" where they tell of none or of both."""
    told: set[str] = set()
    for text in texts:
        if len(text) <= _LONGEST:
            if text.rstrip().endswith(",-"):
                told.add(",")
            bare = _SPACES.sub("", _bare(text)[1])
            told |= {sign for sign, pattern in _TELLING.items() if pattern.fullmatch(bare)}
    return told.pop() if len(told) == 1 else ""


def _bare(text: str) -> tuple[bool, str]:
    """Return whether a number is below zero, and the number without sign and currency."""
    bare = _CURRENCY.sub("", _CURRENCY.sub("", text.strip()).strip()).strip()
    return bool(_MINUS.match(bare)), _MINUS.sub("", bare).strip()


def _begins(thousands: str) -> bool:
    """Return whether a number with its thousands apart may begin so."""
    return len(thousands) <= 3 and not thousands.startswith("0")


def _digits(text: str) -> bool:
    return bool(text) and text.isascii() and text.isdigit()
