"""County councils and divided municipalities in lists of partners: they lie where their name says, not their address.

The council of Akershus had its office in Oslo, and that of a divided municipality is the council of none of its parts.
"""

import re
from collections.abc import Mapping

import pandas as pd

from analysis.geography.years import FIRST_YEAR, LAST_YEAR
from analysis.sources.common import published
from analysis.sources.common.places import Places, from_tables

_WORDS: tuple[tuple[str, str], ...] = (
    (r"\bAND\b", "OG"),
    (r"\bNORTH\b", "NORD"),
    (r"\bSOUTH\b", "SOR"),
    (r"\bMOERE\b", "MORE"),
    (r"TROENDELAG", "TRONDELAG"),
)
"""English words and spellings in the names of counties -> Norwegian ones."""


def placed_by_name(
    placed: pd.DataFrame, names: pd.Series, kinds: pd.Series, years: pd.Series, made: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return the columns of place, with councils in the county or divided municipality that their name says.

    Args:
        placed: municipality_code, county_code, geography_year and placed_by from addresses.
        names: as published, in Norwegian or English.
        kinds: see organisation_kind.
        years: the last year of what each row is about; names are those of that year.
        made: municipalities, counties and municipality_changes.
    """
    finder = from_tables(made)
    found = placed.copy()
    for index in placed.index[kinds == "county_council"]:
        county = county_in(str(names[index]), int(years[index]), made["counties"])
        if county:
            found.loc[index] = {
                "municipality_code": None, "county_code": county[0], "geography_year": county[1], "placed_by": "name",
            }  # fmt: skip
    for index in placed.index[kinds == "municipality"]:
        code = _divided(str(names[index]), int(years[index]), finder)
        if code:
            found.loc[index] = {
                "municipality_code": code[0], "county_code": None, "geography_year": code[1], "placed_by": "name",
            }  # fmt: skip
    return found


def county_in(name: str, year: int, counties: pd.DataFrame) -> tuple[str, int] | None:
    """Return code and year of the county that a name holds first, in the nearest year that has it; None for no county.

    "Sør-Trøndelag" is not Trøndelag, whose name stands later in it, also where the year has Trøndelag alone.
    """
    words = f" {_norwegian(name)} "
    nearest = min(max(year, FIRST_YEAR), LAST_YEAR)
    hits = [
        (words.index(hit), -len(hit), abs(int(row.geography_year) - nearest), int(row.geography_year), row.county_code)
        for row in counties.itertuples()
        for hit in (_hit(str(row.county_name), words),)
        if hit
    ]
    if not hits:
        return None
    *_, found_in, code = min(hits)
    return str(code), found_in


def _hit(county: str, words: str) -> str | None:
    """Return the county's name as it stands in the words, with or without a genitive s."""
    for name in county.split(" - "):
        bare = published.normalised(name)
        for form in (f" {bare} ", f" {bare}S "):
            if form in words:
                return form
    return None


def _norwegian(name: str) -> str:
    words = published.normalised(name)
    for pattern, norwegian in _WORDS:
        words = re.sub(pattern, norwegian, words)
    return words


def _divided(name: str, year: int, finder: Places) -> tuple[str, int] | None:
    """Return code and year of the municipality that a name is, where it has been divided since."""
    bare = re.sub(r"\b(municipality|kommune|of|the)\b", " ", name, flags=re.IGNORECASE)
    place = finder.find(" ".join(bare.split()), "municipality", year)
    return (place.area_code, place.geography_year) if place and place.code_today is None else None
