"""Twin towns from Wikipedia 2023, Wikidata 2017 and Wikipedia 2026, merged with the published partnerships.

A pair is the same when today's municipality and the foreign town are; the published row stays, then that of the list
named first. (source: twin_towns)
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.contract import schemas
from analysis.sources.by_hand import partnerships
from analysis.sources.common import published
from analysis.sources.common.account import Account, Built
from analysis.sources.common.places import Places, from_tables
from analysis.store.tables import read_reference

SOURCE_ID = "twin_towns"
TWIN_TOWN = "twin town"
WIKIPEDIA_FILE = "raw/twin_towns/wikipedia_2023_twin_towns_norway.csv"
WIKIDATA_FILE = "raw/twin_towns/wikidata_2017_rogorido_destination_norway.csv"
WIKIPEDIA_2026_FILE = "raw/twin_towns/twin_towns_wikipedia_2026_02_norway.csv"
WIKIPEDIA = {
    "source_title": "List of twin towns and sister cities in Norway",
    "source_url": "https://en.wikipedia.org/wiki/List_of_twin_towns_and_sister_cities_in_Norway",
    "publisher": "Wikipedia",
    "published": "2023",
}
WIKIPEDIA_2026 = {
    "source_title": "Lists of twin towns and sister cities, of all countries",
    "source_url": "https://en.wikipedia.org/wiki/Lists_of_twin_towns_and_sister_cities",
    "publisher": "Wikipedia",
    "published": "2026-02",
}
WIKIDATA = {
    "source_title": "Twinned administrative body (property P190)",
    "source_url": "https://www.wikidata.org/wiki/Property:P190",
    "publisher": "Wikidata",
    "published": "2017",
}
COUNTY_OR_DISTRICT = "county or district"
"""How the list of 2026 marks places that are no municipality."""
IN_PUBLISHED = "already in the published partnerships"
IN_WIKIPEDIA = "already in Wikipedia 2023"
IN_WIKIDATA = "already in Wikidata 2017"
TWICE = "written twice in the file"
_UNIT = re.compile(r"\s+(municipality|kommune|kommun)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(.*?\)")


def read_raw(path: Path) -> pd.DataFrame:
    """Read a file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy_wikipedia(raw: pd.DataFrame, corrections: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return the pairs as partnerships, one row per row of the file; the codes that were added to it are not used."""
    rows = published.correct(raw, "twin_towns_wikipedia", corrections)
    pairs = rows.rename(
        columns={"norwegian_place": "area_name", "sister_city": "name", "sister_country": "partner_countries"}
    )
    return _as_partnerships(pairs, "w2023", WIKIPEDIA, places)


def tidy_wikidata(raw: pd.DataFrame, corrections: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return the pairs as partnerships, one row per row of the file; the file's origin is the foreign town."""
    rows = published.correct(raw, "twin_towns_wikidata", corrections)
    pairs = rows.rename(
        columns={"sistercityLabel": "area_name", "origincityLabel": "name", "origincountry": "partner_countries"}
    )
    return _as_partnerships(pairs, "w2017", WIKIDATA, places)


def tidy_wikipedia_2026(raw: pd.DataFrame, corrections: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return the pairs as partnerships, one row per row of the file; those of counties are the county councils'."""
    rows = published.correct(raw, "twin_towns_wikipedia_2026", corrections)
    pairs = rows.rename(
        columns={"norwegian_place": "area_name", "sister_place": "name", "sister_country": "partner_countries"}
    )
    year = published.years_of(WIKIPEDIA_2026["published"])[0] or 0
    of_county = [
        method == COUNTY_OR_DISTRICT and places.find(name, "county", year) is not None
        for name, method in zip(pairs["area_name"], rows["place_method"], strict=True)
    ]
    levels = pd.Series(of_county, index=pairs.index).map({True: "county_council", False: "municipality"})
    return _as_partnerships(pairs.assign(area_level=levels), "w2026", WIKIPEDIA_2026, places)


def _as_partnerships(pairs: pd.DataFrame, prefix: str, origin: Mapping[str, str], places: Places) -> pd.DataFrame:
    slugs = pairs["area_name"].map(published.slug) + "-" + pairs["name"].map(published.slug)
    rows = pairs[["area_name", "name", "partner_countries"]].assign(
        partnership_id=f"{prefix}-" + slugs,
        area_level=pairs.get("area_level", "municipality"),
        kind=TWIN_TOWN,
        role=TWIN_TOWN,
        partners=pairs["name"],
        source_id=SOURCE_ID,
        confidence="medium",
        **origin,
    )
    empty = [column for column in schemas.TABLES["partnerships"].columns if column not in rows]
    year = published.years_of(origin["published"])[0] or partnerships.UNDATED_YEAR
    coded = partnerships.with_codes(rows, [year] * len(rows), places)
    return coded.assign(**dict.fromkeys(column for column in empty if column not in coded))


class Pairs:
    """The twin towns known so far: municipality and foreign town -> by which source and row, from which countries."""

    def __init__(self, town_names: pd.DataFrame) -> None:
        """Take data/reference/town_names.csv: other spellings and predecessors of foreign towns."""
        self._same = {
            published.normalised(name): published.normalised(same)
            for name, same in zip(town_names["town_name"], town_names["same_as"], strict=True)
        }
        self._known: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)

    def town(self, name: str) -> str:
        """Return a foreign town's name for comparison: no brackets, no word for its unit, one spelling."""
        plain = published.normalised(_UNIT.sub("", _BRACKETS.sub("", name).strip()))
        return self._same.get(plain, plain)

    def known_by(self, home: str, town: str, country: str) -> tuple[str, str] | None:
        """Return why the pair is already there, and its row; a country not given fits every country."""
        countries = self._known.get((home, self.town(town)), {})
        fits = [by for known, by in countries.items() if not known or not country or known == country]
        return fits[0] if fits else None

    def add(self, home: str, town: str, country: str, reason: str, row_id: str) -> None:
        """Remember a pair; `reason` is what a later double is left out for, `row_id` the row that tells of it."""
        self._known[(home, self.town(town))].setdefault(country, (reason, row_id))


def merge(
    listed: pd.DataFrame, additions: Iterable[tuple[pd.DataFrame, str]], town_names: pd.DataFrame
) -> tuple[pd.DataFrame, list[dict[str, int]]]:
    """Return the listed rows with the pairs that the additions alone have, and per addition the doubles by reason.

    `as_of` of a twin town is the date of the last list that has it, null where none of them does.

    Args:
        listed: published partnerships; all of them stay, and one row may name several towns.
        additions: tables of pairs in order, each with the reason its doubles in later tables are left out for.
        town_names: data/reference/town_names.csv.
    """
    pairs = Pairs(town_names)
    for row in published.records(listed[listed["kind"] == TWIN_TOWN]):
        for town, country in _towns(row):
            pairs.add(_home(row), town, country, IN_PUBLISHED, str(row["partnership_id"]))
    kept = []
    left_out = []
    last_list: dict[str, str] = {}
    for table, reason in additions:
        new, doubles, named = _not_known(table, pairs, town_names)
        for row in new:
            pairs.add(_home(row), str(row["name"]), _country(row), reason, str(row["partnership_id"]))
        kept += new
        left_out.append(doubles)
        last_list |= {row_id: max(date, last_list.get(row_id, "")) for row_id, date in named.items()}
    rows = pd.concat([listed, pd.DataFrame(kept, columns=listed.columns)], ignore_index=True)
    return rows.assign(as_of=rows["partnership_id"].map(last_list).astype("str")), left_out


def _not_known(
    table: pd.DataFrame, pairs: Pairs, town_names: pd.DataFrame
) -> tuple[list[dict[str, Any]], dict[str, int], dict[str, str]]:
    """Return the rows that neither an earlier source nor an earlier row has, the others by reason, and a list's date.

    The date is that of the table, by the row that tells of each of its pairs.
    """
    own = Pairs(town_names)
    doubles: Counter[str] = Counter()
    new = []
    named = {}
    for row in published.records(table):
        pair = _home(row), str(row["name"]), _country(row)
        own_id = str(row["partnership_id"])
        twice, known = own.known_by(*pair), pairs.known_by(*pair)
        own.add(*pair, TWICE, own_id)
        if by := twice or known:
            doubles[by[0]] += 1
        else:
            new.append(row)
        named[known[1] if known else own_id] = str(row["published"])
    return new, dict(doubles), named


def _towns(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the foreign towns of a published row with their countries; "" where the countries do not line up."""
    towns = str(row["partners"]).split("; ")
    countries = _country(row).split("; ")
    return list(zip(towns, countries if len(countries) == len(towns) else [""] * len(towns), strict=True))


def _country(row: Mapping[str, Any]) -> str:
    country = row["partner_countries"]
    return "" if pd.isna(country) else _BRACKETS.sub("", str(country))


def _home(row: Mapping[str, Any]) -> str:
    code = row["municipality_code_today"]
    return published.normalised(str(row["area_name"])) if pd.isna(code) else str(code)


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the four files below `raw_dir` and return partnerships and memberships without double twin towns."""
    places, corrections, town_names = from_tables(made), read_reference("corrections"), read_reference("town_names")
    references = {name: read_reference(name) for name in partnerships.REFERENCES}
    listed_raw = partnerships.read_raw(raw_dir / partnerships.FILE)
    listed = schemas.conform(partnerships.tidy(listed_raw, references, places), "partnerships")
    lists = (
        (WIKIPEDIA_FILE, WIKIPEDIA, tidy_wikipedia, IN_WIKIPEDIA),
        (WIKIDATA_FILE, WIKIDATA, tidy_wikidata, IN_WIKIDATA),
        (WIKIPEDIA_2026_FILE, WIKIPEDIA_2026, tidy_wikipedia_2026, TWICE),
    )
    raws = [read_raw(raw_dir / file) for file, *_ in lists]
    additions = [
        (schemas.conform(tidy(raw, corrections, places), "partnerships"), reason)
        for raw, (_, _, tidy, reason) in zip(raws, lists, strict=True)
    ]
    merged, left = merge(listed, additions, town_names)
    rows = schemas.conform(merged, "partnerships").sort_values("partnership_id", ignore_index=True)
    is_membership = rows["kind"] == partnerships.MEMBERSHIP
    of_partners = len(listed) - len(listed_raw)
    accounts = (
        Account(partnerships.SOURCE_ID, partnerships.FILE, len(listed_raw), len(listed_raw)),
        Account(partnerships.SOURCE_ID, partnerships.PARTNERS, of_partners, of_partners),
        *(
            Account(SOURCE_ID, file, len(raw), _of(rows, origin), why)
            for raw, (file, origin, _, _), why in zip(raws, lists, left, strict=True)
        ),
    )
    memberships = rows[is_membership].reset_index(drop=True)
    return Built({"partnerships": rows[~is_membership].reset_index(drop=True), "memberships": memberships}, accounts)


def _of(rows: pd.DataFrame, origin: Mapping[str, str]) -> int:
    """Return how many rows of a list are kept."""
    own = (rows["source_id"] == SOURCE_ID) & (rows["source_title"] == origin["source_title"])
    return int(own.sum())
