"""Who reads: a language and a currency, and how words, numbers, amounts, dates and lists are written for them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.lists import format_list

from analysis.text import countries, languages, measures, numbers, translate
from analysis.text.translate import Words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Reader:
    """A language and a currency; two readers of the same are equal, so either is a key of a cache.

    Attributes:
        language: a code of analysis.text.languages.
        currency: "EUR" or "NOK", in which amounts are counted and named.
    """

    language: str
    currency: str = "EUR"

    @property
    def text(self) -> Words:
        """Return the function that puts an English source text into the language; see translate.words."""
        return translate.words(self.language)

    def number(self, value: float | Decimal | None, *, decimals: int = 0) -> str:
        """Return a number with exactly so many decimals: 1234.5 -> "1 235"."""
        return numbers.decimal(value, self.language, decimals=decimals)

    def significant(self, value: float | None) -> str:
        """Return a number with the decimals its size asks for: two below 10, one below 100, else none."""
        return numbers.significant(value, self.language)

    def published(self, value: float | None) -> str:
        """Return a published number with the decimals it was printed with: 1.5 -> "1,5", 26.0 -> "26"."""
        return numbers.plain(value, self.language)

    def percent(self, value: float | None, *, decimals: int = 1) -> str:
        """Return a share given in per cent: 25.13 -> "25,1 %"."""
        return numbers.percent(value, self.language, decimals=decimals)

    def percent_sign(self, written: str) -> str:
        """Return a written number with the sign of per cent behind it."""
        return numbers.percent_sign(written, self.language)

    def whole_units(self, cents: float | None) -> str:
        """Return cents as whole units of the currency, without its name: 123456 -> "1 235"."""
        return numbers.whole_units(cents, self.language)

    def day(self, value: date | None) -> str:
        """Return a date in long form: "28. januar 2022"."""
        return numbers.day(value, self.language)

    def short_day(self, value: date | None) -> str:
        """Return a date in figures: "28.01.2022"."""
        return numbers.short_day(value, self.language)

    def month(self, value: date | None) -> str:
        """Return a month and its year: "september 2021"."""
        return numbers.month(value, self.language)

    def short_month(self, value: date | None) -> str:
        """Return a month's short name: "sep."."""
        return numbers.short_month(value, self.language)

    def time(self, value: object) -> str:
        """Return a year as it is, and a day as written in a register ("2019-10-10") as the language writes it."""
        written = "" if numbers.is_missing(value) else str(value)
        return self.day(date.fromisoformat(written)) if _DAY.fullmatch(written) else written

    def span(self, first: object, last: object, *, is_open: bool = False) -> str:
        """Return the years or days from first to last; see numbers.span."""
        return numbers.span(self.time(first) or None, self.time(last) or None, is_open=is_open)

    def list(self, names: Sequence[str]) -> str:
        """Return names with commas and "and" before the last: "A, B og C"."""
        return str(format_list(names, style="standard", locale=languages.locale(self.language)))

    def either(self, names: Sequence[str]) -> str:
        """Return names with commas and "or" before the last: "A, B eller C"."""
        return str(format_list(names, style="or", locale=languages.locale(self.language)))

    def sort_key(self, name: str) -> tuple[str, ...]:
        """Return the key that sorts names as the language does."""
        return numbers.sort_key(name, self.language)

    def sorted(self, names: Iterable[str]) -> Sequence[str]:
        """Return names in the order of the language's alphabet."""
        return sorted(names, key=self.sort_key)

    def country(self, code: str) -> str:
        """Return a country's name by its two-letter code: "FO" -> "Færøyene"."""
        return countries.name(code, self.text, self.language)

    def measure(self, measure: str) -> str:
        """Return a measure's name."""
        return measures.name(measure, self.text)

    def measure_with_currency(self, measure: str) -> str:
        """Return a measure's name, with the currency for money: "Beløp (euro)"."""
        return measures.name(measure, self.text, self.currency)

    def write(self, measure: str) -> Callable[[float | None], str]:
        """Return how a value of a measure is written, with its unit: amounts in cents become "12,3 mill. euro"."""
        return measures.writer(measure, self.text, self.language, self.currency)

    def write_limit(self, measure: str) -> Callable[[float | None], str]:
        """Return how a limit of a measure is written in a legend or on an axis, whose title names the currency."""
        return measures.limits_writer(measure, self.text, self.language)
