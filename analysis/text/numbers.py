"""Numbers, amounts and dates as a language writes them; the browser formats nothing.

Norwegian numbers part thousands by a no-break space and decimals by a comma. Missing values are an en dash.
"""

import math
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

from analysis.text import languages

MISSING = "–"


def is_missing(value: object) -> bool:
    """True for None, NaN and pandas' NA, which must never show as zero."""
    # What is no number is not equal to itself; pandas' own test takes ten times as long, and a page asks 3,000 times.
    return value is None or value is pd.NA or value is pd.NaT or bool(value != value)


def decimal(value: float | Decimal | None, language: str, *, decimals: int = 0) -> str:
    """Return a number with exactly so many decimals, halves rounded up: 1234.5 -> "1 235"."""
    if is_missing(value):
        return MISSING
    return _decimal(str(value), language, decimals)


@lru_cache(maxsize=20_000)  # a table of all municipalities has 2,000 numbers, most of them again in the next run
def _decimal(value: str, language: str, decimals: int) -> str:
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(rounded, format=pattern, locale=languages.locale(language))).replace("-", "−")


@lru_cache(maxsize=20_000)
def number_in(written: str, language: str) -> float | None:
    """Return the number that a text of this module shows, None where it is missing: "1 235,5 %" -> 1235.5."""
    bare = written.rstrip("%").replace("\u00a0", "").replace("−", "-")
    plain = bare.replace(",", "") if language == "en" else bare.replace(",", ".")
    return None if written == MISSING else float(plain)


def percent(value: float | None, language: str, *, decimals: int = 1) -> str:
    """Return a share given in per cent: 25.13 -> "25,1 %"."""
    if is_missing(value):
        return MISSING
    return percent_sign(decimal(value, language, decimals=decimals), language)


def share(value: float | None, language: str) -> str:
    """Return a part of a whole in per cent: one decimal, below one two figures: 34.53 -> "34,5 %", 0.0251 -> "0,025 %".

    A small part never reads as none.
    """
    if value is None or is_missing(value):
        return MISSING
    size = abs(float(value))
    return percent(value, language, decimals=1 if size == 0 or size >= 1 else 1 - math.floor(math.log10(size)))


def percent_sign(written: str, language: str) -> str:
    """Return a written number with the sign of per cent behind it: "25,1" -> "25,1 %", in English "25.1%"."""
    return f"{written}{'' if language == 'en' else chr(0xA0)}%"


def whole_units(cents: float | None, language: str) -> str:
    """Return cents as whole units of the currency, without its name: 123456 -> "1 235"."""
    return MISSING if is_missing(cents) else decimal(Decimal(str(cents)) / 100, language)


def short_amount(cents: float | None, language: str, million: str) -> str:
    """Return cents as millions with one decimal above a million, else whole units: "1 672,2 mill."."""
    if is_missing(cents):
        return MISSING
    units = Decimal(str(cents)) / 100
    if abs(units) < 1_000_000:
        return decimal(units, language)
    return f"{decimal(units / 1_000_000, language, decimals=1)} {million}"


def round_amount(cents: float | None, language: str, million: str) -> str:
    """Return cents for an axis or a legend: whole millions from ten million up, one decimal below."""
    if is_missing(cents) or abs(float(cents or 0)) < 1_000_000_000:
        return short_amount(cents, language, million)
    return f"{decimal(Decimal(str(cents)) / 100_000_000, language)} {million}"


def day(value: date | None, language: str) -> str:
    """Return a date in the language's long form: "28. januar 2022"."""
    return MISSING if is_missing(value) else str(format_date(value, format="long", locale=languages.locale(language)))


def month(value: date | None, language: str) -> str:
    """Return a month and its year: "september 2021"."""
    return MISSING if is_missing(value) else str(format_date(value, "MMMM y", locale=languages.locale(language)))


def short_month(value: date | None, language: str) -> str:
    """Return a month's short name: "sep."."""
    return MISSING if is_missing(value) else str(format_date(value, "MMM", locale=languages.locale(language)))


def significant(value: float | None, language: str) -> str:
    """Return a number with the decimals its size asks for: two below 10, one below 100, else none."""
    if is_missing(value):
        return MISSING
    size = abs(float(value or 0))
    return decimal(value, language, decimals=0 if size >= 100 or size == 0 else 1 if size >= 10 else 2)


def plain(value: float | None, language: str) -> str:
    """Return a published number with the decimals it was printed with: 1.5 -> "1,5", 26.0 -> "26"."""
    if is_missing(value):
        return MISSING
    exact = Decimal(str(value)).normalize()
    return decimal(exact, language, decimals=max(0, -int(exact.as_tuple().exponent)))


def span(first: object, last: object, *, is_open: bool = False) -> str:
    """Return the years or days from first to last: "2014–2020", one of them where they are equal, "" where unknown.

    Args:
        is_open: whether what has no end goes on: "2014–" instead of "2014".
    """
    start, end = ("" if is_missing(value) else str(value) for value in (first, last))
    if start == end or not end:
        return f"{start}–" if is_open and start and not end else start
    return f"{start}–{end}"


def short_day(value: date | None, language: str) -> str:
    """Return a date in figures: "28.01.2022"."""
    return MISSING if is_missing(value) else str(format_date(value, "dd.MM.y", locale=languages.locale(language)))


@lru_cache(maxsize=20_000)
def sort_key(name: str, language: str) -> tuple[str, ...]:
    """Return the key that sorts names as the language does: æ, ø, å and aa last in Norwegian, á as a."""
    folded = name.casefold()
    if not languages.ALL[language].is_norwegian:
        return (folded,)
    places = {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"}
    kept = "".join(places.get(letter, letter) for letter in folded.replace("aa", "å"))
    return ("".join(letter for letter in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(letter)),)
