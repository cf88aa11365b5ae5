"""Which programme of the register a commitment in the EU's budget belongs to, by the words of the budget."""

import re
from dataclasses import dataclass

import pandas as pd

from analysis.sources.common.published import normalised

# Lines that pay what an earlier period promised.
_COMPLETION = re.compile(r"\bCOMPLETION\b|\bPRIOR TO 2021\b|\b(?:PREVIOUS|FORMER) PROGRAMMES?\b")
_NEW_PERIOD = 2021


@dataclass(frozen=True)
class _Words:
    """Words of a programme's name, and its id in the budgets of before and after the beginning of 2021."""

    pattern: re.Pattern[str]
    until_2020: str | None
    from_2021: str | None


def _words(pattern: str, until_2020: str | None, from_2021: str | None) -> _Words:
    return _Words(re.compile(pattern), until_2020, from_2021)


PROGRAMMES = (
    _words(r"\bHORIZON 2020\b", "horizon_2020", "horizon_2020"),
    _words(r"\bHORIZON EUROPE\b", "horizon_2020", "horizon_europe"),
    _words(r"\b(?:SEVENTH|7TH) (?:RESEARCH )?FRAMEWORK PROGRAMME\b|\bFP7\b", "fp7", "fp7"),
    _words(r"\bERASMUS(?! MUNDUS)\b", "erasmus_plus_2014_2020", "erasmus_plus_2021_2027"),
    _words(r"\bCREATIVE EUROPE\b", "creative_europe_2014_2020", "creative_europe_2021_2027"),
    _words(r"\bEUROPEAN SOLIDARITY CORPS\b", "european_solidarity_corps", "european_solidarity_corps"),
    _words(r"\bDIGITAL EUROPE\b", None, "digital_europe"),
    _words(r"\bEU4HEALTH\b", None, "eu4health"),
    _words(r"\b(?:UNION|EU) SPACE PROGRAMME\b", None, "eu_space_programme"),
    _words(r"\bSINGLE MARKET PROGRAMME\b", None, "single_market_programme"),
    _words(r"\bINVESTEU\b", None, "investeu"),
    _words(r"\bEUROPEAN DEFENCE FUND\b", None, "european_defence_fund"),
    _words(r"\bCITIZENS EQUALITY RIGHTS AND VALUES\b|\bCERV\b", None, "cerv"),
    _words(r"\bUNION CIVIL PROTECTION MECHANISM\b", None, "civil_protection_mechanism"),
    _words(r"\bENVIRONMENT AND CLIMATE ACTION\b|\bLIFE PROGRAMME\b|^LIFE$", "life", "life"),
    _words(r"\bEMPLOYMENT AND SOCIAL INNOVATION\b|\bEASI\b", "esf_easi", "esf_easi"),
    _words(r"\bYOUTH IN ACTION\b", "youth_in_action", None),
)
"""The programmes of the register that the budget names, the one that is looked for first on top."""


def overlapping(programmes: pd.Series, budget_lines: pd.Series, years: pd.Series) -> pd.Series:
    """Return the id of the programme whose money a commitment is, null where the register has none.

    The budget line is read first: a line of Horizon Europe may complete Horizon 2020.
    """
    rows = list(zip(programmes, budget_lines, years.astype("int64").tolist(), strict=True))
    found = {row: _of(*row) for row in set(rows)}
    return pd.Series([found[row] for row in rows], index=programmes.index, dtype="str")


def _of(programme: object, budget_line: object, year: int) -> str | None:
    texts = [normalised(text) for text in (budget_line, programme) if isinstance(text, str)]
    later = year >= _NEW_PERIOD and not any(map(_COMPLETION.search, texts))
    for text in texts:
        for words in PROGRAMMES:
            if words.pattern.search(text):
                return words.from_2021 if later else words.until_2020
    return None
