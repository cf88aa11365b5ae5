"""Every text of the interface is in every catalogue, with the same places to fill, and none is left over."""

import ast
import json
import re
import tomllib

import pandas as pd
import pytest
from babel.messages.pofile import read_po

from analysis.registers import registers
from analysis.standing import disagreements
from analysis.store.tables import read_table
from analysis.text import languages, translate
from tests.tools.project import ROOT

PLACES = re.compile(r"\{(\w+)\}")


def texts_in_code():
    found = set()
    for path in [ROOT / "dashboard.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "analysis").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                first = node.args[0]
                if called in ("text", "mark") and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def texts_in_data():
    """Licences, dates, caveats and reasons that the sources page shows."""
    sources = tomllib.loads((ROOT / "data/sources.toml").read_text("utf-8"))["source"]
    accounts = json.loads((ROOT / "data/reconciliation.json").read_text("utf-8"))
    found = {caveat for source in sources for kind in ("caveats", "of_this_copy") for caveat in source.get(kind, [])}
    fields = ("title", "publisher", "licence", "published", "period_covered", "retrieved")
    found |= {source[field] for source in sources for field in fields}
    found |= {source["short_title"] for source in sources if "short_title" in source}
    found |= {reason for account in accounts for reason in account["left_out"]}
    return {text for text in found if re.search("[a-z]{2}", text)}


def texts_in_tables():
    """Return what the profiles say of published figures and partnerships in words that come with the data."""
    figures = read_table("figures")
    of_places = figures[figures["area_level"].isin(["county", "county_council", "municipality"])]
    found = set(of_places[["indicator_name", "unit", "programme_name", "period_text"]].stack().dropna())
    rows = pd.concat([read_table("partnerships"), read_table("memberships")])
    found |= set(rows[["status", "role", "amount_basis", "details"]].stack().dropna())
    found |= set(read_table("examples")["action"].dropna())
    found |= set(figures[["other_value_text", "other_publisher"]].stack().dropna())
    found |= {country for countries in rows["partner_countries"].dropna() for country in countries.split("; ")}
    return {text for text in found if re.search("[a-z]{2}", text)}


def texts_in_registers():
    """Return what the pages on programmes and networks say in the registers' words, figures on programmes included."""
    figures = read_table("figures")
    found = set(figures[["indicator_name", "unit", "period_text"]].stack().dropna())
    of_norway = figures[registers.stands(figures, read_table("networks")) == registers.COUNTRY]
    found |= set(of_norway["programme_name"].dropna())
    for table, columns in registers.TRANSLATED.items():
        found |= set(read_table(table)[list(columns)].stack().dropna())
    return {text for text in found if re.search("[A-Za-z]{2}", text)}


def texts_in_disagreements():
    """Return what the sources page says of figures that disagree, those of the whole country included."""
    found = disagreements.published(read_table("figures"), read_table("programmes"))
    periods = {period for side in ("period", "other_period") for said in found[side] for period in said}
    names = set(found.loc[found["programme_id"].isna(), "programme_name"].dropna())
    return {
        text for text in periods | names | set(found["indicator"]) | set(found["unit"]) if re.search("[a-z]{2}", text)
    }


def all_texts():
    return texts_in_code() | texts_in_data() | texts_in_tables() | texts_in_registers() | texts_in_disagreements()


def read(language):
    with (translate.CATALOGUES / f"{language}.po").open(encoding="utf-8") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


@pytest.fixture(params=languages.CODES)
def catalogue(request):
    return read(request.param)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_text_lacks_a_translation(language):
    translated = read(language)
    assert sorted(text for text in all_texts() if not translated.get(text)) == []


def test_no_translation_is_unused(catalogue):
    assert sorted(set(catalogue) - all_texts()) == []


def test_places_to_fill_agree(catalogue):
    places = {
        text: (set(PLACES.findall(text)), set(PLACES.findall(translated))) for text, translated in catalogue.items()
    }
    assert {text: pair for text, pair in places.items() if pair[0] != pair[1]} == {}


def test_markup_agrees(catalogue):
    assert [text for text, translated in catalogue.items() if text.count("**") != translated.count("**")] == []


def test_a_text_without_a_translation_shows_in_english():
    assert translate.words("nb")("No such text in any catalogue {n}", n="1") == "No such text in any catalogue 1"
