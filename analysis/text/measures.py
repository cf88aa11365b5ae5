"""What each measure is called, and how one of its values is written with its unit."""

from collections.abc import Callable

from analysis.text import numbers
from analysis.text.translate import Words, mark

NAMES = {
    "amount": mark("Amount"),
    "amount_per_inhabitant": mark("Amount per inhabitant"),
    "share_pct": mark("Share of the national total"),
    "share_of_county_pct": mark("Share of the county"),
    "rate": mark("Projects per 10,000 inhabitants"),
    "rate_low": mark("95 % from"),
    "rate_high": mark("95 % to"),
    "shrunken_rate": mark("Shrunken rate"),
    "amount_low": mark("Amount per inhabitant, 95 % from"),
    "amount_high": mark("Amount per inhabitant, 95 % to"),
    "from_median": mark("From the median"),
    "from_norway": mark("From Norway"),
    "projects": mark("Projects"),
    "participations": mark("Participations"),
    "organisations": mark("Organisations"),
    "municipalities": mark("Municipalities"),
    "population": mark("Inhabitants"),
    "institutions": mark("Institutions"),
    "outgoing_students": mark("Students going out"),
    "incoming_students": mark("Students coming in"),
    "interreg_projects": mark("Interreg projects"),
    "interreg_partners": mark("Interreg partners"),
    "municipalities_in_interreg": mark("Municipalities that took part"),
    "municipalities_in_interreg_pct": mark("Share of the municipalities that took part"),
    "municipalities_in_any_programme_pct": mark("Share of municipalities in at least one EU project"),
}
_RATES = (
    "rate", "rate_low", "rate_high", "shrunken_rate", "amount_low", "amount_high", "from_median", "from_norway",
)  # fmt: skip
_MONEY = ("amount", "amount_per_inhabitant")
_CURRENCIES = {"EUR": mark("euro"), "NOK": mark("kroner")}


def name(measure: str, text: Words, currency: str = "") -> str:
    """Return a measure's name, with the currency for money."""
    named = text(NAMES[measure])
    return f"{named} ({text(_CURRENCIES[currency])})" if currency and measure in _MONEY else named


def limits_writer(measure: str, text: Words, language: str) -> Callable[[float | None], str]:
    """Return how a limit of the measure is written in a legend or on an axis, whose title names the currency."""
    if measure == "amount":
        return lambda cents: numbers.round_amount(cents, language, text("million"))
    if measure == "amount_per_inhabitant":
        return lambda value: numbers.significant(value, language)
    return writer(measure, text, language, "EUR")


def writer(measure: str, text: Words, language: str, currency: str) -> Callable[[float | None], str]:
    """Return how a value of the measure is written, with its unit: amounts in cents become "12,3 mill. euro"."""
    money = text(_CURRENCIES[currency])

    def with_unit(written: str) -> str:
        return written if written == numbers.MISSING else f"{written}{chr(0xA0)}{money}"

    if measure == "amount":
        return lambda cents: with_unit(numbers.short_amount(cents, language, text("million")))
    if measure == "amount_per_inhabitant":
        return lambda value: with_unit(numbers.significant(value, language))
    if measure in _RATES:
        return lambda value: numbers.significant(value, language)
    if measure.endswith("_pct"):
        if measure.startswith("share_"):
            return lambda value: numbers.share(value, language)
        return lambda value: numbers.percent(value, language, decimals=0)  # as they were printed
    return lambda value: numbers.decimal(value, language)
