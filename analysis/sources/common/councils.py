"""County councils and divided municipalities in lists of partners: they lie where their name says, not their address.

The council of Akershus had its office in Oslo, and that of a divided municipality is the council of none of its parts.
"""

import re
from collections.abc import Mapping, Sequence

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
    councils = counties_of(names.where(kinds == "county_council"), years, made["counties"])
    divided = _divided(names.where(kinds == "municipality"), years, from_tables(made))
    by_name = councils["county_code"].notna() | divided["municipality_code"].notna()
    own_year = councils["geography_year"].fillna(divided["geography_year"])
    return placed.assign(
        municipality_code=placed["municipality_code"].mask(by_name, divided["municipality_code"]),
        county_code=placed["county_code"].mask(by_name, councils["county_code"]),
        geography_year=placed["geography_year"].mask(by_name, own_year),
        placed_by=placed["placed_by"].mask(by_name, "name"),
    )


def counties_of(names: "pd.Series[str]", years: pd.Series, counties: pd.DataFrame) -> pd.DataFrame:
    """Return county_code and geography_year of the county that each name holds; null where it holds none."""
    found = [
        (None, None) if pd.isna(name) else county_in(str(name), int(year), counties) or (None, None)
        for name, year in zip(names, years, strict=True)
    ]
    return _coded(names.index, "county_code", found)


def county_in(name: str, year: int, counties: pd.DataFrame) -> tuple[str, int] | None:
    """Return code and year of the county that a name holds first, in the nearest year that has it; None for no county.

    "Sør-Trøndelag" is not Trøndelag, whose name stands later in it, also where the year has Trøndelag alone.
    """
    words = f" {_norwegian(name)} "
    nearest = min(max(year, FIRST_YEAR), LAST_YEAR)
    columns = ["geography_year", "county_code", "county_name"]
    hits = [
        (words.index(hit), -len(hit), abs(int(of_year) - nearest), int(of_year), str(code))
        for of_year, code, county in counties[columns].astype({"geography_year": "int64"}).to_numpy().tolist()
        for hit in (_hit(str(county), words),)
        if hit
    ]
    if not hits:
        return None
    *_, found_in, code = min(hits)
    return code, found_in


def _coded(index: pd.Index, column: str, found: Sequence[tuple[str | None, int | None]]) -> pd.DataFrame:
    codes = pd.Series([code for code, _ in found], index=index, dtype="str")
    return pd.DataFrame(
        {column: codes, "geography_year": pd.Series([year for _, year in found], index=index, dtype="Int16")}
    )


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


def _divided(names: "pd.Series[str]", years: pd.Series, finder: Places) -> pd.DataFrame:
    """Return municipality_code and geography_year of the names of municipalities that have been divided since."""
    found: list[tuple[str | None, int | None]] = []
    for name, year in zip(names, years, strict=True):
        bare = re.sub(r"\b(municipality|kommune|of|the)\b", " ", str(name), flags=re.IGNORECASE)
        place = None if pd.isna(name) else finder.find(" ".join(bare.split()), "municipality", int(year))
        found.append((place.area_code, place.geography_year) if place and place.code_today is None else (None, None))
    return _coded(names.index, "municipality_code", found)
