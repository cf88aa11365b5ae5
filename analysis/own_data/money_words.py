"""The words for currencies and units beside an amount or in the heading of a column: "mill. kr", "1000 EUR", "€"."""

import re
from dataclasses import dataclass

THOUSAND, MILLION, BILLION = 1_000, 1_000_000, 1_000_000_000
CURRENCIES = ("EUR", "NOK")
_OF_CURRENCIES = {
    "EUR": ("eur", "euro", "euros", "€"),
    "NOK": ("nok", "kr", "krone", "kroner", "norske"),
    "SEK": ("sek", "svenske"),
    "DKK": ("dkk", "danske"),
    "USD": ("usd", "dollar", "$"),
    "GBP": ("gbp", "pund", "£"),
    "CHF": ("chf",),
}
_OF_UNITS = {
    THOUSAND: ("tusen", "thousand", "thousands"),
    MILLION: ("mill", "mln", "million", "millioner", "millionar", "millions"),
    BILLION: ("mrd", "milliard", "milliarder", "milliardar"),
}
_OF_BOTH = {
    "tkr": (THOUSAND, "NOK"), "kkr": (THOUSAND, "NOK"), "tnok": (THOUSAND, "NOK"), "knok": (THOUSAND, "NOK"),
    "keur": (THOUSAND, "EUR"), "teur": (THOUSAND, "EUR"), "mkr": (MILLION, "NOK"), "mnok": (MILLION, "NOK"),
    "meur": (MILLION, "EUR"), "mrdkr": (BILLION, "NOK"),
}  # fmt: skip
_MEANINGS = {
    **{word: (0, currency) for currency, words in _OF_CURRENCIES.items() for word in words},
    **{word: (unit, "") for unit, words in _OF_UNITS.items() for word in words},
    **_OF_BOTH,
}
_LONGEST = 60
_SAYS_NOTHING = frozenset({"i", "in", "av", "of", "hele", "tall", "tal", "alle", "whole"})
_A_THOUSAND = re.compile(r"\b1[ .\u00a0]?000\b")
_WORD = re.compile(r"[^\W\d_]+|[€$£]")
_TOKEN = re.compile(r"[^\W_]+|[€$£]")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_AMOUNT = re.compile(r"(?P<before>[^\d\-\u2212\u2013\u2010\u2011]*)(?P<number>.*\d)(?P<behind>\D*)", re.DOTALL)
_WHOLE_KRONER = re.compile(r"^[,.][-\u2013\u2014]+")


@dataclass(frozen=True)
class Words:
    """What words say of amounts.

    Attributes:
        currency: its letters, also those of one that has no rate here; "" where none is said.
        unit: 1,000 or more, 0 where none is said.
    """

    currency: str = ""
    unit: int = 0


def beside(text: str) -> tuple[str, Words | None]:
    """Return the number in a cell's text, and what stands beside it; None where that is more than such words."""
    parts = _AMOUNT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not parts:
        return text, Words()
    behind = _WHOLE_KRONER.sub("", parts["behind"])
    said = _meaning([*_WORD.findall(parts["before"].casefold()), *_WORD.findall(behind.casefold())])
    rest = re.sub(r"[\s.]", "", _WORD.sub("", parts["before"] + behind))
    return parts["number"], None if rest else said


def in_heading(heading: str) -> tuple[str, Words]:
    """Return a heading without what it says of currency and unit, and that: "Beløp i 1000 kr" -> "Beløp", kr, 1,000."""
    said: list[str] = []

    def taken(group: "re.Match[str]") -> str:
        words = _TOKEN.findall(_A_THOUSAND.sub("tusen", group[1]).casefold())
        if not words or not all(word in _MEANINGS or word in _SAYS_NOTHING for word in words):
            return group[0]
        said.extend(words)
        return " "

    rest = _A_THOUSAND.sub("tusen", _IN_BRACKETS.sub(taken, heading))
    tokens = list(_TOKEN.finditer(rest))
    while tokens and (tokens[-1][0].casefold() in _MEANINGS or tokens[-1][0].casefold() in _SAYS_NOTHING):
        said.append(tokens.pop()[0].casefold())
    words = _meaning([word for word in said if word not in _SAYS_NOTHING])
    if words is None or not said:
        return heading, Words()
    return rest[: tokens[-1].end()] if tokens else "", words


def currency_of(text: str) -> str | None:
    """Return the currency that a text names and nothing else; None where it names none, or says more."""
    said = _meaning(_TOKEN.findall(text.casefold()))
    return said.currency or None if said and not said.unit else None


def _meaning(words: list[str]) -> Words | None:
    """Return what words say together; None where one is none of them, or they contradict each other."""
    meanings = [_MEANINGS.get(word) for word in words]
    known = [meaning for meaning in meanings if meaning]
    currencies = {currency for _, currency in known if currency}
    if {"svenske", "danske"} & set(words):
        currencies.discard("NOK")  # "svenske kroner"
    units = {unit for unit, _ in known if unit}
    if len(known) < len(meanings) or len(currencies) > 1 or len(units) > 1:
        return None
    return Words(next(iter(currencies), ""), next(iter(units), 0))
