"""Twin towns and other partners abroad, by country: register rows in, one row per pair or country out."""

import re
from collections.abc import Mapping

import pandas as pd

from analysis.geography.lookup import plain

TWIN_TOWN = "twin town"
HOME = "Norway"
NO_LONGER = ("withdrawn", "merged into Salo")
"""What the register says of twin towns that are none today; all others count."""
AMBIGUOUS, DIVIDED = "ambiguous", "divided"
_UNIT = re.compile(r"\s+(municipality|kommune|kommun)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(.*?\)")


def country_codes(countries: pd.DataFrame) -> dict[str, str]:
    """Return the two-letter code of every country's name in data/reference/countries.csv."""
    return dict(zip(countries["country_name"], countries["country_code"], strict=True))


def pairs(partnerships: pd.DataFrame, codes: Mapping[str, str], town_names: pd.DataFrame) -> pd.DataFrame:
    """Return the twin towns, each pair of today's municipality and a town once.

    A register row may name several towns; a pair in several rows keeps the first row's words and all rows' ids.

    Args:
        partnerships: the table of that name.
        codes: see country_codes.
        town_names: data/reference/town_names.csv, other spellings and predecessors of foreign towns.

    Returns:
        municipality_code (today's, null where the home is not certain), area_name (as registered), town, country_code,
        start, end, status, current (False where the register says that it is over), unplaced (AMBIGUOUS or DIVIDED,
        null for the others), partnership_ids (tuple), and publisher, source_title, published, source_id of the row.
    """
    rows = partnerships[partnerships["kind"] == TWIN_TOWN]
    single = pd.DataFrame([pair for row in rows.to_dict("records") for pair in _towns(row)])
    same = {plain(name): plain(other) for name, other in town_names[["town_name", "same_as"]].itertuples(index=False)}
    single["country_code"] = single["country"].map(codes)
    home = single["municipality_code"].fillna(single["area_name"])
    single["pair"] = home + "|" + single["town"].map(lambda town: _compared(town, same))
    first = single.drop_duplicates("pair").set_index("pair")
    first["partnership_ids"] = single.groupby("pair")["partnership_id"].agg(tuple)
    first["current"] = ~first["status"].isin(NO_LONGER)
    lost = first["municipality_code"].isna()
    first["unplaced"] = pd.Series(pd.NA, index=first.index, dtype="string").mask(lost, DIVIDED)
    first["unplaced"] = first["unplaced"].mask(lost & first["area_code"].isna(), AMBIGUOUS)
    return first.drop(columns=["country", "partnership_id", "area_code"]).reset_index(drop=True)


def _towns(row: Mapping[object, object]) -> list[dict[str, object]]:
    """Return a register row once per town it names, with the town's own country where the two lists line up."""
    kept = ("partnership_id", "area_name", "area_code", "start", "end", "status", "source_id", "source_title")
    about = {name: row[name] for name in (*kept, "publisher", "published")}
    about["municipality_code"] = row["municipality_code_today"]
    several = str(row["partners"]).split("; ")
    towns = several if len(several) > 1 else [str(row["name"])]
    countries = _listed(row["partner_countries"])
    if len(countries) != len(towns):
        countries = countries if len(countries) == 1 else [""]
        countries = countries * len(towns)
    return [{**about, "town": town, "country": country} for town, country in zip(towns, countries, strict=True)]


def _compared(town: str, same: Mapping[str, str]) -> str:
    name = plain(_UNIT.sub("", _BRACKETS.sub("", town).strip()))
    return same.get(name, name)


def _listed(countries: object) -> list[str]:
    return [] if pd.isna(countries) else str(countries).split("; ")  # type: ignore[call-overload]


def known_by_name(partnerships: pd.DataFrame, codes: Mapping[str, str]) -> pd.DataFrame:
    """Return the partnerships that are no twin towns, with `country_codes`: a tuple, Norway and regions left out."""
    rows = partnerships[partnerships["kind"] != TWIN_TOWN]
    found: list[object] = [
        tuple(dict.fromkeys(codes[name] for name in _listed(names) if name in codes and name != HOME))
        for names in rows["partner_countries"]
    ]
    return rows.assign(country_codes=pd.Series(found, index=rows.index, dtype="object"))


def within(rows: pd.DataFrame, area_code: str | None, column: str) -> pd.DataFrame:
    """Return the rows of a municipality, or of a county's municipalities today; all rows where the code is None."""
    return rows if area_code is None else rows[rows[column].str.startswith(area_code).fillna(False).astype(bool)]


def by_country(rows: pd.DataFrame, items: str) -> pd.DataFrame:
    """Return country_code and number: how many different values of `items` each country has, most first."""
    known = rows[rows["country_code"].notna()]
    counted = known.groupby("country_code")[items].nunique().rename("number").reset_index()
    return counted.sort_values(["number", "country_code"], ascending=[False, True], ignore_index=True)
