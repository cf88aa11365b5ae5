"""The facts of a case text are those of the pages, and its block draws them."""

import pytest
from streamlit.testing.v1 import AppTest

from analysis import in_use
from analysis.telling import case_text
from analysis.text import numbers
from analysis.text.reader import Reader
from pages._shared.meeting import case_block, place_facts
from pages._shared.place import partnerships, profile, published
from pages._shared.session.query import Key
from tests.tools.pages import opened

NB = Reader("nb", "EUR")
PLACES = [
    ("municipality", "5037"),
    ("municipality", "1508"),
    ("municipality", "0301"),
    ("county", "50"),
    ("county", "03"),
]


@pytest.mark.parametrize(("level", "code"), PLACES)
def test_the_programmes_are_those_of_the_profile(level, code):
    place = profile.open_place(level, code)
    shown = {row["programme_name"]: row for row in profile.of_programmes(NB, place).to_dict("records")}
    told = {row.name: row for row in place_facts.of(NB, level, code).programmes}
    assert set(told) == {name for name, row in shown.items() if row["projects"]}
    for name, row in told.items():
        for measure, value in (
            ("projects", row.projects), ("participations", row.participations),
            ("organisations", row.organisations), ("amount", row.amount_cents),
        ):  # fmt: skip
            assert value == (None if numbers.is_missing(shown[name][measure]) else shown[name][measure]), (
                name,
                measure,
            )


@pytest.mark.parametrize(("level", "code"), PLACES)
def test_the_states_are_those_of_the_status_strip(level, code):
    rows = in_use.newest().statuses(level)
    rows = rows[rows["area_code"] == code]
    told = place_facts.of(NB, level, code).states
    assert [(row.programme_id, row.state) for row in told] == list(
        zip(rows["programme_id"], rows["state"], strict=True)
    )


def test_published_figures_are_those_of_the_profile():
    place = profile.open_place("municipality", "5037")
    rows = published.rows_of("municipality", published.codes_of(place))
    told = place_facts.of(NB, "municipality", "5037").published
    assert {figure.figure_id for one in told for figure in one.figures} == set(rows["figure_id"])
    assert {one.area for one in told} == {""}


def test_figures_of_a_county_of_which_it_has_a_part_alone_are_left_out():
    areas = {one.area for one in place_facts.of(NB, "county", "50").published}
    assert {"", "Nord-Trøndelag", "Sør-Trøndelag"} <= areas
    assert "Møre og Romsdal" not in areas


def test_named_partnerships_are_those_of_the_profile():
    place = profile.open_place("municipality", "5037")
    rows = partnerships.of(place)
    told = place_facts.of(NB, "municipality", "5037").named
    for kind, kinds in (("membership", ("membership", "network")), ("project", ("project",))):
        assert len([one for one in told if one.kind == kind]) == rows["kind"].isin(kinds).sum()
    towns = [one.name for one in told if one.kind == "twin town"]
    assert sorted(towns) == sorted(rows.loc[rows["kind"] == "twin town", "name"])
    assert {one.name for one in told if not one.current} == {"Kramfors", "Halikko (later Salo)"}


def test_the_registers_of_oslo_stand_under_both_its_levels():
    county, municipality = (place_facts.of(NB, *where) for where in (("county", "03"), ("municipality", "0301")))
    assert county.named == municipality.named
    assert county.council == "municipality"


@pytest.mark.parametrize(("level", "code"), PLACES)
def test_every_source_has_a_line(level, code):
    facts = place_facts.of(NB, level, code)
    used = {source for row in (*facts.programmes, *facts.states, *facts.named) for source in row.sources}
    assert used | {one.source for one in facts.published} <= set(facts.sources)


def _page(level, code):
    from pages._shared.meeting import case_block
    from pages._shared.place import profile
    from pages._shared.session import settings

    case_block.draw(settings.current(), profile.open_place(level, code))


@pytest.mark.parametrize(
    ("query", "words"), [({}, "Deltakelse i prosjekter"), ({Key.TEXT_LANGUAGE: "nn"}, "Deltaking i prosjekt")]
)
def test_the_block_shows_the_text_to_read_and_to_copy(query, words):
    block = AppTest.from_function(_page, kwargs={"level": "municipality", "code": "1856"}, default_timeout=60)
    app = opened("", query, app=block)
    language = query.get(Key.TEXT_LANGUAGE, "nb")
    reader = Reader(language, "EUR")
    case = case_block.made(reader, profile.open_place("municipality", "1856"))
    assert app.code[0].value.strip() == case_text.plain(case, reader.text("Sources")).strip()
    assert any(words in markdown.value for markdown in app.markdown)


def test_the_document_is_made_of_the_same_text():
    place = profile.open_place("municipality", "1856")
    assert case_block.document(NB, case_block.made(NB, place)).startswith(b"PK")
