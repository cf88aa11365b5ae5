"""Days, months and years as people write them in Norwegian and English, read exactly or not at all.

A year or a month is a span of days. Where a month may stand before its day, as in 03/04/2022, the column tells; see
`order_in`.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

DAY_FIRST, MONTH_FIRST, NOT_TOLD = "day", "month", ""
YEARS = range(1990, 2051)
_LONGEST = 60
_SPREADSHEETS_DAY_ZERO = date(1899, 12, 30)
_CLOCK = r"(?:(?: |t|,? ?kl\.? ?)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?: ?z|[+-]\d{2}:?\d{2})?)?"
_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"(?P<year>\d{4}|\d{2})"
_BETWEEN = r" ?[./-] ?"
_NUMERIC = re.compile(rf"(?P<one>\d{{1,2}}){_BETWEEN}(?P<two>\d{{1,2}}){_BETWEEN}{_SHORT_YEAR}{_CLOCK}")
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?:\.0+)?",
        rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})",
        rf"{_YEAR}(?:-|/|\.)(?P<month>\d{{1,2}})(?:-|/|\.)(?P<day>\d{{1,2}}){_CLOCK}",
        rf"{_YEAR}(?:-(?P<month>\d{{1,2}})|[/.](?P<month2>\d{{2}}))",
        rf"(?P<month>\d{{1,2}}){_BETWEEN}{_YEAR}",
        rf"(?:(?P<day>\d{{1,2}})\.? ?-?)?(?P<name>[a-z]+)\.?,? ?-?{_SHORT_YEAR}{_CLOCK}",
        rf"(?P<name>[a-z]+)\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_BETWEEN_DAYS = re.compile(r" *[\u2013\u2014] *| +- +| +(?:til|to|t\.o\.m\.?) +| *(?:->|→) *")
_YEARS_ALONE = re.compile(r"(\d{4}) ?[-/\u2013\u2014] ?(\d{4})")
_SHORT_SPAN = re.compile(r"(\d{4}) ?[-/\u2013\u2014] ?(\d{2})")
Span = tuple[date, date]


def span(text: str, order: str = DAY_FIRST) -> Span | None:
    """Return the first and the last day of the day, month or year that a text names; None where it names none.

    Args:
        text: such as "1.3.22", "01.03.2022 00:00", "1. mars 2022", "2022/03/01", "03.2022", "2022" or a spreadsheet's
            number of a day, 44621.
        order: what stands first in 03/04/2022; where that is not told, such a text names no day.
    """
    said = " ".join(text.casefold().split())
    if not said or len(said) > _LONGEST:
        return None
    if _SERIAL.fullmatch(said):
        return _days(_SPREADSHEETS_DAY_ZERO + timedelta(days=int(said[:5])))
    if numeric := _NUMERIC.fullmatch(said):
        return _numeric(numeric, order)
    for form in _FORMS:
        if parts := form.fullmatch(said):
            return _named(parts.groupdict())
    return None


def period(text: str, order: str = DAY_FIRST) -> Span | None:
    """Return the first and the last day of a period such as "2022-2024", "01.01.2022 - 31.12.2024" or "2022"."""
    said = " ".join(text.split())
    if len(said) > 2 * _LONGEST:
        return None
    if _could_be_years(said):
        return None
    if whole := span(said, order):
        return whole
    if alone := _YEARS_ALONE.fullmatch(said):
        ends = span(alone[1], order), span(alone[2], order)
    elif (short := _SHORT_SPAN.fullmatch(said)) and int(short[2]) > 12:  # 2021/22, which is no month of 2021
        ends = span(short[1], order), span(short[1][:2] + short[2], order)
    else:
        parts = _BETWEEN_DAYS.split(said) if _BETWEEN_DAYS.search(said) else _in_two(said)
        ends = (span(parts[0], order), span(parts[1], order)) if len(parts) == 2 else (None, None)
    first, last = ends
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def order_in(texts: Iterable[str]) -> str:
    """Return whether the day or the month stands first in a column's texts, "" where some tell this and some that.

    Days first, as Norwegian has it, where none of them tells.
    """
    told = set()
    for text in texts:
        if len(text) <= _LONGEST and (parts := _NUMERIC.fullmatch(" ".join(text.casefold().split()))):
            one, two = int(parts["one"]), int(parts["two"])
            told |= {DAY_FIRST} if one > 12 >= two else {MONTH_FIRST} if two > 12 >= one else set()
    if len(told) == 2:
        return NOT_TOLD
    return told.pop() if told else DAY_FIRST


def _numeric(parts: "re.Match[str]", order: str) -> Span | None:
    one, two = int(parts["one"]), int(parts["two"])
    either = one <= 12 and two <= 12 and one != two
    if either and order == NOT_TOLD:
        return None
    month_first = one <= 12 < two or (either and order == MONTH_FIRST)
    day, month = (two, one) if month_first else (one, two)
    return _named({"year": parts["year"], "month": str(month), "day": str(day)})


def _named(parts: dict[str, str | None]) -> Span | None:
    month = parts.get("month") or parts.get("month2")
    if name := parts.get("name"):
        month = str(_months().get(name, 0))
    year, day = _full(str(parts["year"])), parts.get("day")
    try:
        if day:
            return _days(date(year, int(month or 0), int(day)))
        first = date(year, int(month or 1), 1)
        after = date(year + (month in (None, "12")), int(month or 12) % 12 + 1, 1)
    except ValueError:
        return None
    return (first, after - timedelta(days=1)) if year in YEARS else None


def _days(day: date) -> Span | None:
    return (day, day) if day.year in YEARS else None


def _full(year: str) -> int:
    """Return a year of two digits in full: 22 is 2022 and 98 is 1998; what lies beyond YEARS is refused later."""
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) <= YEARS[-1] % 100 else 1900)


def _could_be_years(said: str) -> bool:
    """Return whether a text such as 2010-12 may be the years to 2012 or the month."""
    short = _SHORT_SPAN.fullmatch(said)
    return short is not None and int(short[1][2:]) < int(short[2]) <= 12


def _in_two(said: str) -> list[str]:
    """Return what stands before and behind the middle one of an odd number of hyphens: 01.01.2022-31.12.2024."""
    parts = said.split("-")
    half = len(parts) // 2
    return ["-".join(parts[:half]), "-".join(parts[half:])] if len(parts) % 2 == 0 else [said]


@cache
def _months() -> dict[str, int]:
    """Return the months by their names and short names in Norwegian and English, small letters, without a point."""
    named = {"sept": 9}
    for locale in ("nb_NO", "nn_NO", "en_GB"):
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=locale).items()
            named |= {name.casefold().rstrip("."): number for number, name in names}
    return named
