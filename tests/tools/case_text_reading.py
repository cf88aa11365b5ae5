"""What the tests of the case text know by themselves: numbers from the tables, and how a text's numbers are read."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pandas as pd

from analysis import in_use
from analysis.geography import years
from analysis.store.tables import read_table
from analysis.text import languages, numbers, translate

LANGUAGES = languages.CODES
SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
NUMBER = {
    "nb": re.compile(rf"−?\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:,\d+)?(?!\d)|−?\d+(?:,\d+)?"),
    "en": re.compile(r"−?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|−?\d+(?:\.\d+)?"),
}
NUMBER["nn"] = NUMBER["nb"]
MILLION = re.compile(r"\s*(mill\.|million)")
YEAR = re.compile(r"(?<![\d\N{NO-BREAK SPACE},.])(?:19|20)\d\d(?![\d])")
FIRST_OF_JANUARY = re.compile(r"1\. januar|1 January")


def read_numbers(text, language):
    """Return value and decimals of every number in a text, those in millions as they are meant."""
    found = []
    for match in NUMBER[language].finditer(text):
        plain = re.sub(rf"[{SPACES}]", "", match[0]).replace("−", "-")
        plain = plain.replace(",", "") if language == "en" else plain.replace(",", ".")
        million = 1_000_000 if MILLION.match(text, match.end()) else 1
        decimals = len(plain.partition(".")[2])
        found.append((Decimal(plain) * million, Decimal(million).scaleb(-decimals)))
    return found


def rounded(value, step):
    return (Decimal(str(value)) / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


@cache
def known_names(language):
    """Return the pattern of everything that may stand in a text with digits of its own, the longest first."""
    text = translate.words(language)
    partnerships = pd.concat([read_table("partnerships"), read_table("memberships")])
    figures = read_table("figures")
    as_they_are = [
        *partnerships["name"], *in_use.newest().twin_town_pairs()["town"], *figures["area_name"], *figures["publisher"],
        *in_use.newest().programme_names(language).values(),
    ]  # fmt: skip
    said = pd.concat([partnerships["status"], partnerships["role"], figures["indicator_name"]])
    details = partnerships["details"].dropna().str.split("; ").explode()
    said = pd.concat([said, figures["programme_name"], figures["period_text"], partnerships["details"], details])
    ranges = figures.loc[figures["value"].isna(), "value_text"]
    names = {str(name) for name in [*as_they_are, *ranges] if pd.notna(name)} | {text(name) for name in said.dropna()}
    names |= {re.sub(r"(\d{4})-(\d{4})", r"\1–\2", name) for name in names}
    days = re.findall(r"\b\d{4}-\d{2}-\d{2}\b", " ".join(partnerships[["as_of", "start", "end"]].stack().dropna()))
    names |= {numbers.day(date.fromisoformat(day), language).removesuffix(f" {day[:4]}") for day in days}
    with_digits = [name for name in names if re.search(r"\d", name) and not YEAR.fullmatch(name)]
    return re.compile("|".join(map(re.escape, sorted(with_digits, key=len, reverse=True))))


def without(text, names):
    return FIRST_OF_JANUARY.sub("·", names.sub("·", text))


def counted():
    """Return projects, participations, organisations, EUR and years by municipality and programme, undivided ones."""
    rows = read_table("participations")
    in_oslo = rows["county_code"].eq("03").fillna(False) & rows["municipality_code"].isna()
    rows["municipality_code"] = rows["municipality_code"].mask(in_oslo, "0301")
    own_year = [
        in_use.newest().crosswalk(int(year), years.TODAY, "municipality", "municipality").assign(geography_year=year)
        for year in rows["geography_year"].dropna().unique()
    ]
    walk = pd.concat(own_year).rename(columns={"from_code": "municipality_code"})
    walk = walk[walk["status"] == "value"].astype({"geography_year": rows["geography_year"].dtype})
    return rows.merge(walk, on=["geography_year", "municipality_code"], validate="many_to_many")


def eea_of_oslo():
    """Return the EEA projects and their Norwegian partners in the county of Oslo, which is the municipality as well."""
    projects, partners = read_table("grant_projects"), read_table("grant_partners")
    return [
        projects.loc[projects["county_code"] == "03", "project_id"].nunique(),
        partners.loc[partners["county_code"] == "03", "partner_id"].nunique(),
    ]


def together(placed, by):
    groups = placed.groupby(by)
    return pd.DataFrame({
        "projects": groups["project_id"].nunique(),
        "participations": groups.size(),
        "organisations": groups["organisation_id"].nunique(),
        "amount": groups["eu_contribution_cents"].sum(min_count=1),
    })  # fmt: skip


def own_towns(code):
    pairs = in_use.newest().twin_town_pairs()
    return pairs[(pairs["municipality_code"] == code) & pairs["current"]]


@cache
def kostra_groups():
    groups = read_table("kostra_groups")
    return groups[groups["geography_year"] == years.TODAY].set_index("municipality_code")["kostra_group"]


@cache
def people(year):
    rows = read_table("population")
    here = (rows["area_level"] == "municipality") & (rows["year"] == year) & (rows["geography_year"] == years.TODAY)
    return rows[here].set_index("area_code")["population"].astype(int)
