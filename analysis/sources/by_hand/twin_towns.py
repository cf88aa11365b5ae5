"""Twin towns from Wikipedia 2023 and Wikidata 2017, merged with the published partnerships (source: twin_towns).

A pair is the same when today's municipality and the foreign town are; the published row stays, then Wikipedia's.
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
WIKIPEDIA = {
    "source_title": "List of twin towns and sister cities in Norway",
    "source_url": "https://en.wikipedia.org/wiki/List_of_twin_towns_and_sister_cities_in_Norway",
    "publisher": "Wikipedia",
    "published": "2023",
}
WIKIDATA = {
    "source_title": "Twinned administrative body (property P190)",
    "source_url": "https://www.wikidata.org/wiki/Property:P190",
    "publisher": "Wikidata",
    "published": "2017",
}
IN_PUBLISHED = "already in the published partnerships"
IN_WIKIPEDIA = "already in Wikipedia 2023"
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


def _as_partnerships(pairs: pd.DataFrame, prefix: str, origin: Mapping[str, str], places: Places) -> pd.DataFrame:
    slugs = pairs["area_name"].map(published.slug) + "-" + pairs["name"].map(published.slug)
    rows = pairs[["area_name", "name", "partner_countries"]].assign(
        partnership_id=f"{prefix}-" + slugs,
        area_level="municipality",
        kind=TWIN_TOWN,
        role=TWIN_TOWN,
        partners=pairs["name"],
        source_id=SOURCE_ID,
        confidence="medium",
        **origin,
    )
    empty = [column for column in schemas.TABLES["partnerships"].columns if column not in rows]
    coded = partnerships.with_codes(rows, [int(origin["published"])] * len(rows), places)
    return coded.assign(**dict.fromkeys(column for column in empty if column not in coded))


class Pairs:
    """The twin towns known so far: municipality and foreign town -> by which source, from which countries."""

    def __init__(self, town_names: pd.DataFrame) -> None:
        """Take data/reference/town_names.csv: other spellings and predecessors of foreign towns."""
        self._same = {
            published.normalised(name): published.normalised(same)
            for name, same in zip(town_names["town_name"], town_names["same_as"], strict=True)
        }
        self._known: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)

    def town(self, name: str) -> str:
        """Return a foreign town's name for comparison: no brackets, no word for its unit, one spelling."""
        plain = published.normalised(_UNIT.sub("", _BRACKETS.sub("", name).strip()))
        return self._same.get(plain, plain)

    def known_by(self, home: str, town: str, country: str) -> str | None:
        """Return the reason under which the pair is already there; a country not given fits every country."""
        countries = self._known.get((home, self.town(town)), {})
        fits = [reason for known, reason in countries.items() if not known or not country or known == country]
        return fits[0] if fits else None

    def add(self, home: str, town: str, country: str, reason: str) -> None:
        """Remember a pair; `reason` is what a later double is left out for."""
        self._known[(home, self.town(town))].setdefault(country, reason)


def merge(
    listed: pd.DataFrame, additions: Iterable[tuple[pd.DataFrame, str]], town_names: pd.DataFrame
) -> tuple[pd.DataFrame, list[dict[str, int]]]:
    """Return the pairs of the additions that are not already known, and per addition the doubles by reason.

    Args:
        listed: published partnerships; all of them stay, and one row may name several towns.
        additions: tables of pairs in order, each with the reason its doubles in later tables are left out for.
        town_names: data/reference/town_names.csv.
    """
    pairs = Pairs(town_names)
    for row in published.records(listed[listed["kind"] == TWIN_TOWN]):
        for town, country in _towns(row):
            pairs.add(_home(row), town, country, IN_PUBLISHED)
    kept = []
    left_out = []
    for table, reason in additions:
        new, doubles = _not_known(table, pairs, town_names)
        for row in new:
            pairs.add(_home(row), str(row["name"]), _country(row), reason)
        kept += new
        left_out.append(doubles)
    return pd.DataFrame(kept, columns=listed.columns), left_out


def _not_known(
    table: pd.DataFrame, pairs: Pairs, town_names: pd.DataFrame
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Return the rows of pairs that neither an earlier source nor an earlier row has, and the others by reason."""
    own = Pairs(town_names)
    doubles: Counter[str] = Counter()
    new = []
    for row in published.records(table):
        pair = _home(row), str(row["name"]), _country(row)
        known = own.known_by(*pair) or pairs.known_by(*pair)
        own.add(*pair, TWICE)
        if known:
            doubles[known] += 1
        else:
            new.append(row)
    return new, dict(doubles)


def _towns(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the foreign towns of a published row with their countries; "" where the countries do not line up."""
    towns = str(row["partners"]).split("; ")
    countries = _country(row).split("; ")
    return list(zip(towns, countries if len(countries) == len(towns) else [""] * len(towns), strict=True))


def _country(row: Mapping[str, Any]) -> str:
    country = row["partner_countries"]
    return "" if pd.isna(country) else _BRACKETS.sub("", str(country))


def _home(row: Mapping[str, Any]) -> str:
    code = row["municipality_code_2024"]
    return published.normalised(str(row["area_name"])) if pd.isna(code) else str(code)


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the three files below `raw_dir` and return partnerships and memberships without double twin towns."""
    places, corrections, town_names = from_tables(made), read_reference("corrections"), read_reference("town_names")
    listed_raw = partnerships.read_raw(raw_dir / partnerships.FILE)
    wikipedia_raw, wikidata_raw = read_raw(raw_dir / WIKIPEDIA_FILE), read_raw(raw_dir / WIKIDATA_FILE)
    listed = schemas.conform(partnerships.tidy(listed_raw, read_reference("programme_names"), places), "partnerships")
    additions = [
        (schemas.conform(tidy_wikipedia(wikipedia_raw, corrections, places), "partnerships"), IN_WIKIPEDIA),
        (schemas.conform(tidy_wikidata(wikidata_raw, corrections, places), "partnerships"), TWICE),
    ]
    new, (wikipedia_left, wikidata_left) = merge(listed, additions, town_names)
    rows = pd.concat([listed, schemas.conform(new, "partnerships")]).sort_values("partnership_id", ignore_index=True)
    is_membership = rows["kind"] == partnerships.MEMBERSHIP
    accounts = (
        Account(partnerships.SOURCE_ID, partnerships.FILE, len(listed_raw), _of(rows, partnerships.SOURCE_ID)),
        Account(SOURCE_ID, WIKIPEDIA_FILE, len(wikipedia_raw), _of(rows, SOURCE_ID, WIKIPEDIA), wikipedia_left),
        Account(SOURCE_ID, WIKIDATA_FILE, len(wikidata_raw), _of(rows, SOURCE_ID, WIKIDATA), wikidata_left),
    )
    memberships = rows[is_membership].reset_index(drop=True)
    return Built({"partnerships": rows[~is_membership].reset_index(drop=True), "memberships": memberships}, accounts)


def _of(rows: pd.DataFrame, source_id: str, origin: Mapping[str, str] | None = None) -> int:
    own = rows["source_id"] == source_id
    return int((own & (rows["publisher"] == origin["publisher"])).sum()) if origin else int(own.sum())
