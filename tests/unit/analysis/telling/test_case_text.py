"""The case text says what the tables say, no more: every number is read back and every sentence has its source."""

import re
from functools import cache, partial

import pandas as pd
import pytest

from analysis import in_use, participation
from analysis.comparing import comparison, intervals
from analysis.geography import years as units
from analysis.store.tables import read_table
from analysis.telling import case_text
from analysis.text import translate
from analysis.text.reader import Reader
from pages._shared.compare import request
from pages._shared.meeting import place_facts
from tests.tools.case_text_reading import (
    LANGUAGES,
    YEAR,
    counted,
    eea_of_oslo,
    known_names,
    kostra_groups,
    own_towns,
    people,
    read_numbers,
    rounded,
    together,
    without,
)

NAMED = [
    "5037", "5001", "1856", "5612", "0301", "1508", "1580", "1824", "1111", "3201", "3403", "5501", "1151", "1112",
    "1114",
]  # fmt: skip
DIVIDED = {
    "1508": {"projects": 5, "participations": 5, "organisations": 4, "amount": 66057058},
    "1580": {"projects": 1, "participations": 1, "organisations": 1, "amount": 10563704},
}
"""Horizon 2020 in the two parts of Ålesund as it was; see tests/unit/analysis/participation/test_participation.py."""


def codes():
    everyone = sorted(in_use.newest().geometry("municipality", units.TODAY)["codes"])
    return sorted({*NAMED, *everyone[5::13]})[:44]


PLACES = [("municipality", code) for code in codes()]
COUNTIES = [("county", code) for code in ("50", "03", "33", "31")]


@pytest.fixture(scope="module", autouse=True)
def shared_work():
    """Do once what is the same for every place and language; money intervals do not stand in the text."""
    with pytest.MonkeyPatch.context() as patch:
        unknown = {"amount_low": pd.NA, "amount_high": pd.NA}
        patch.setattr(comparison, "with_money_intervals", lambda table, *_: table.assign(**unknown))
        answer = cache(partial(_answer, request.answer))
        patch.setattr(
            request, "answer", lambda reader, units, code, *, reason, selection: answer(code, reason, selection)
        )
        counts, by_place = {}, participation.by_place

        def counted_once(rows, level, crosswalk_from):
            key = (id(rows), level)
            if key not in counts:
                counts[key] = (rows, by_place(rows, level, crosswalk_from))
            return counts[key][1]

        patch.setattr(participation, "by_place", counted_once)
        yield


def _answer(real, code, reason, selection):

    level = "county" if reason == "counties" else "municipality"
    reader = Reader("nb", "EUR")
    return real(reader, in_use.newest().units_of(level, units.TODAY), code, reason=reason, selection=selection)


@cache
def facts(level, code, language, currency="EUR"):
    return place_facts.of(Reader(language, currency), level, code)


@cache
def case(level, code, language, currency="EUR"):
    return case_text.of_place(facts(level, code, language, currency), Reader(language, currency))


@pytest.fixture(scope="module")
def every_case():
    """Every text of the test, with its place and language."""
    return [(place, language, case(*place, language)) for place in PLACES + COUNTIES for language in LANGUAGES]


def sentences(text):
    return [sentence for paragraph in text.paragraphs for sentence in paragraph.sentences]


@pytest.fixture(scope="module")
def tables():
    """The numbers of all municipalities, counted here and not by the dashboard."""
    placed = counted()
    per_programme = together(placed, ["to_code", "programme_id"])
    per_programme.loc[("0301", "eea_grants_2009_2014"), ["projects", "organisations"]] = eea_of_oslo()
    own = together(placed[placed["organisation_kind"] == "municipality"], ["to_code", "programme_id"])["projects"]
    population = people(2025)
    compared = placed[placed["programme_id"].isin(in_use.newest().compared_programmes())]
    projects = compared.groupby("to_code")["project_id"].nunique().reindex(population.index).fillna(0).astype(int)
    for code, numbers in DIVIDED.items():
        projects[code] += numbers["projects"]
    return {"per_programme": per_programme, "own": own, "population": population, "projects": projects}


def expected(code, tables):
    """Return what every number of a municipality's text must be, by its key."""
    found = {"population": people(units.LAST_YEAR)[code], "comparison.per": 10_000, "comparison.fewest": 5}
    for (where, programme), row in tables["per_programme"].iterrows():
        if where == code:
            found |= {f"{programme}.{name}": row[name] for name in row.index if pd.notna(row[name])}
    found |= {f"horizon_2020.{name}": value for name, value in DIVIDED.get(code, {}).items()}
    found |= {f"{key}.own_projects": n for (where, key), n in tables["own"].items() if where == code}
    for key in [key for key in found if key.endswith(".amount")]:
        found[key] /= 100
    return found | _comparison(code, tables) | _registers(code)


def _comparison(code, tables):
    groups, population, projects = kostra_groups(), tables["population"], tables["projects"]
    rates = projects / population * 10_000
    group = [other for other in groups.index if groups[other] == groups[code]]
    rankable = rates[[other for other in group if projects[other] >= 5]].sort_values(ascending=False)
    return {
        "comparison.rate": rates[code],
        "comparison.median": rates[[other for other in group if other != code]].median(),
        "comparison.norway": projects.sum() / population.sum() * 10_000,
        "comparison.peers": len(group) - 1,
        "comparison.kostra_group": int(groups[code][3:]),
        "comparison.confidence": 95,
        "comparison.ranked": len(rankable),
        "comparison.rank": 1 + int((rankable > rates[code]).sum()),
    }


@cache
def _registers(code):
    states = in_use.newest().statuses("municipality")
    states = states.loc[states["area_code"] == code, "state"].value_counts()
    partnerships, figures = read_table("partnerships"), read_table("figures")
    projects = partnerships[partnerships["kind"].eq("project") & partnerships["municipality_code_today"].eq(code)]
    published = {
        f"published.{figure}": None if pd.isna(value) else value * (1e6 if unit.startswith("million") else 1)
        for figure, value, unit in figures[["figure_id", "value", "unit"]].itertuples(index=False)
    }
    return published | {
        "twin_towns": len(own_towns(code)),
        "named_projects": len(projects),
        **{f"status.{state}": number for state, number in states.items()},
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_the_text_is_the_tables_number(language, tables):
    assert len(PLACES) >= 40
    names = known_names(language)
    for _, code in PLACES:
        wanted = expected(code, tables)
        own_name = facts("municipality", code, language).name
        for sentence in sentences(case("municipality", code, language)):
            left = YEAR.sub("·", without(sentence.text.replace(own_name, "·"), names))
            read = sorted(read_numbers(left, language))
            values = sorted(wanted[number.key] for number in sentence.numbers if wanted[number.key] is not None)
            assert len(read) == len(values), (code, sentence.text)
            for (value, step), true in zip(read, values, strict=True):
                assert value == rounded(true, step), (code, sentence.text, true)


def test_the_places_tried_are_of_every_kind(tables):
    counts = tables["projects"].reindex([code for _, code in PLACES])
    assert (counts == 0).sum() >= 5
    assert (counts == 1).sum() >= 3
    assert (counts >= 5).sum() >= 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_year_comes_from_the_place_or_its_sources(language):
    sources = {2007, 2013, 2014, 2021, 2025, units.LAST_YEAR}
    names = known_names(language)
    for _, code in PLACES:
        place = facts("municipality", code, language)
        years = sources | {year for row in place.programmes for year in (row.first_year, row.last_year) if year}
        years |= {int(year) for row in place.named for year in YEAR.findall(f"{row.time} {row.about}")}
        years |= {int(year) for row in place.published for year in YEAR.findall(row.period)}
        for sentence in sentences(case("municipality", code, language)):
            assert {int(year) for year in YEAR.findall(without(sentence.text, names))} <= years, sentence.text


def test_every_sentence_has_a_footnote_and_every_footnote_a_sentence(every_case):
    for place, language, text in every_case:
        used = [number for sentence in sentences(text) for number in sentence.footnotes]
        assert all(sentence.footnotes for sentence in sentences(text)), place
        assert set(used) == set(range(1, len(text.footnotes) + 1)), place
        firsts = list(dict.fromkeys(used))
        assert firsts == sorted(firsts), "a footnote's number follows its first use"
        assert len(set(text.footnotes)) == len(text.footnotes)
        licence = {"nb": "lisens:", "nn": "lisens:", "en": "licence:"}[language]
        assert all(licence in line for line in text.footnotes)
        if text.table:
            assert set(text.table.footnotes) <= set(used)


def test_no_place_is_left_unfilled_and_no_text_untranslated(every_case):
    for place, language, text in every_case:
        whole = case_text.plain(text, "·")
        assert not re.search(r"[{}]|\bNone\b|\bnan\b|<NA>|  ", whole), place
        if language != "en":
            assert not re.search(r"\b(the municipality|the county|the source|programmes|took part)\b", whole), place


def test_the_full_name_stands_in_the_title_and_the_first_sentence_alone(every_case):
    for (level, code), language, text in every_case:
        name = facts(level, code, language).name
        rest = " ".join(sentence.text for sentence in sentences(text)[1:] if not _published(sentence))
        assert name in text.title and name in sentences(text)[0].text
        if " - " in name:
            assert name not in rest


def _published(sentence):
    return any(number.key.startswith("published.") for number in sentence.numbers)


ONE = {
    "nb": r"(?<![\d,.\xa0])1 (prosjekter|deltakelser|organisasjoner|programmer|vennskapsbyer)\b",
    "nn": r"(?<![\d,.\xa0])1 (deltakingar|organisasjonar|venskapsbyar)\b",
    "en": r"(?<![\d,.])1 (projects|participations|organisations|programmes|twin towns)\b",
}
MANY = {
    "nb": r"(?:[02-9]|\d\d) (prosjekt|deltakelse|organisasjon|program|vennskapsby)\b",
    "nn": r"(?:[02-9]|\d\d) (deltaking|organisasjon|venskapsby)\b",
    "en": r"(?:[02-9]|\d\d) (project|participation|organisation|programme|twin town)\b",
}


def test_one_is_singular_and_all_else_plural(every_case):
    for place, language, text in every_case:
        whole = " ".join(sentence.text for sentence in sentences(text) if not _published(sentence))
        assert not re.search(ONE[language], whole), place
        assert not re.search(MANY[language], without(whole, known_names(language))), place


def test_a_single_project_is_told_in_the_singular():
    whole = case_text.plain(case("municipality", "1824", "nb"), "Kilder")
    for words in (
        "1 organisasjon med",
        "i 1 prosjekt, til sammen 1 deltakelse.",
        "Kontrakten ble signert",
        "tilskuddet til",
    ):
        assert words in whole


MORE_OR_FEWER = re.compile(r"(flere|færre) prosjekter etter|(fleire|færre) prosjekt etter|(more|fewer) projects than")


def test_more_and_fewer_and_ranks_stand_only_where_the_numbers_allow_it(every_case, tables):
    national = tables["projects"].sum() / tables["population"].sum() * 10_000
    verdicts = intervals.verdicts(tables["projects"], tables["population"], national)
    for (level, code), _, text in every_case:
        if level == "county":
            continue
        whole = " ".join(sentence.text for sentence in sentences(text))
        keys = {number.key for sentence in sentences(text) for number in sentence.numbers}
        assert bool(MORE_OR_FEWER.search(whole)) == (verdicts[code] in ("higher", "lower")), code
        if tables["projects"][code] < 5:
            assert "comparison.rank" not in keys, code
            assert "comparison.confidence" not in keys, code


def test_an_unknown_amount_is_said_and_never_a_number(every_case):
    silent = {
        "nb": "Kilden oppgir ingen beløp.",
        "nn": "Kjelda oppgir ingen beløp.",
        "en": "The source gives no amounts.",
    }
    for (level, code), language, text in every_case:
        keys = {number.key for sentence in sentences(text) for number in sentence.numbers}
        assert not {"fp7.amount", "eea_grants_2009_2014.amount"} & keys
        unknown = [row for row in facts(level, code, language).programmes if row.amount_cents is None]
        assert sum(sentence.text == silent[language] for sentence in sentences(text)) == len(unknown)
        for programme in unknown:
            assert programme.programme_id != "horizon_2020"


def test_nothing_found_is_said_to_be_no_proof():
    whole = case_text.plain(case("municipality", "1856", "nb"), "Kilder")
    assert "Det er ikke funnet prosjekter" in whole
    assert "beviser ikke" in whole
    assert case("municipality", "1856", "nb").table is None


def test_sources_that_are_not_loaded_are_listed_with_their_programmes(every_case):
    for (level, code), language, text in every_case:
        place = facts(level, code, language)
        status = next(paragraph for paragraph in text.paragraphs if paragraph.heading == _status(language))
        for state in {row.state for row in place.states}:
            names = [row.name for row in place.states if row.state == state]
            assert any(all(name in sentence.text for name in names) for sentence in status.sentences), (code, state)


def _status(language):
    return translate.words(language)("Programme status")


def test_figures_that_disagree_stand_side_by_side():
    text = case("county", "33", "nb")
    disagreeing = [sentence for sentence in sentences(text) if "kildene er uenige" in sentence.text]
    assert disagreeing
    for sentence in disagreeing:
        assert sentence.text.count("(kildene er uenige)") == 2
        assert sentence.text.startswith("For Buskerud med grensene i 2014 oppgir")
    assert "Kildene er uenige; alle tallene er vist." in [sentence.text for sentence in sentences(text)]


def test_kroner_name_the_rates_they_rest_on():
    text = case("municipality", "5612", "nb", "NOK")
    grants = [sentence for sentence in sentences(text) if any(n.key == "horizon_2020.amount" for n in sentence.numbers)]
    (sentence,) = grants
    assert sentence.text.replace("\N{NO-BREAK SPACE}", " ").endswith("1,5 mill. kroner til sammen.")
    assert any("sentralbank" in text.footnotes[number - 1].lower() for number in sentence.footnotes)


def test_the_plain_text_lists_every_footnote_it_refers_to():
    text = case("municipality", "5037", "nn")
    plain = case_text.plain(text, "Kjelder")
    body, _, listed = plain.partition("\nKjelder\n")
    assert set(re.findall(r"\[\d+\]", body)) == set(re.findall(r"^\[\d+\]", listed, re.MULTILINE))
