"""The story of a place or comparison in three languages, the block that makes files of it, and the series."""

import pytest

from analysis import in_use, participation
from analysis.participation import Selection
from analysis.telling.story import WORDS, Bars, Columns, Grid, MapDrawing
from analysis.text import languages
from analysis.text.reader import Reader
from pages._shared.compare import request
from pages._shared.meeting import compare_story, place_story, series
from pages._shared.place import profile
from pages._shared.session.query import Key
from tests.tools.pages import opened, opened_by_anything

PLACES = [
    ("municipality", "5037"),
    ("municipality", "1856"),
    ("municipality", "5001"),
    ("county", "50"),
    ("county", "03"),
]


def choice_of(language="nb"):
    return Reader(language, "EUR")


def compared(reader, code="5037", reason="nearest"):
    units = in_use.newest().units_of("municipality", 2024)
    selection = Selection(in_use.newest().compared_programmes())
    return request.answer(reader, units, code, reason=reason, selection=selection)


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize(("level", "code"), PLACES)
def test_every_slide_of_a_place_has_a_message_words_for_its_figure_filters_and_sources(level, code, language):
    told = place_story.of(choice_of(language), level, code)
    assert set(WORDS) <= set(told.words)
    assert len({slide.slide_id for slide in told.slides}) == len(told.slides)
    for slide in told.slides:
        assert slide.message and not slide.message.endswith(".")
        assert "{" not in slide.message + slide.alt + slide.filters + "".join(slide.notes)
        assert slide.alt
        assert slide.filters
        assert slide.sources


def test_a_place_without_projects_says_so_and_that_it_is_no_proof():
    first = place_story.of(choice_of(), "municipality", "1856").slides[0]
    assert first.message == "Ingen prosjekter med en organisasjon i Røst er funnet i de innlastede kildene"
    assert "beviser ikke" in first.notes[0]


def test_the_columns_of_a_county_add_up_to_its_amount_on_the_page():
    reader = choice_of()
    place = profile.open_place("county", "50")
    slide = place_story.MAKERS["by_year"](reader, place)
    assert isinstance(slide.visual, Columns)
    on_page = profile.of_programmes(reader, place).set_index("programme_id")["amount"]
    dated = participation.totals(participation.dated(place.rows))
    with_amount = on_page["horizon_2020"] + on_page["horizon_europe"] + on_page["erasmus_vet"]
    assert slide.visual.table["value"].sum() == with_amount == on_page.sum() == dated["EUR"]


def test_the_map_of_a_county_shows_as_many_municipalities_with_projects_as_its_message_says():
    slide = place_story.MAKERS["map"](choice_of("en"), profile.open_place("county", "50"))
    assert isinstance(slide.visual, MapDrawing)
    parents = in_use.newest().geometry("municipality", 2024)["parents"]
    inside = [
        slide.visual.classes.legend[number].kind
        for number, parent in zip(slide.visual.classes.class_of_unit, parents, strict=True)
        if parent == "50"
    ]
    took_part = sum(kind != "zero" for kind in inside)
    assert slide.message.startswith(f"{took_part} of {len(inside)} municipalities")


def test_the_own_bar_and_the_median_of_a_comparison_are_those_of_the_page():
    reader = choice_of()
    asked = compared(reader)
    slide = compare_story.MAKERS["compare"](reader, asked)
    assert isinstance(slide.visual, Bars)
    own = slide.visual.table.set_index("name")["value"]
    assert own[asked.name] == asked.shown.iloc[0]["rate"]
    assert slide.visual.median == asked.shown.iloc[1:]["rate"].median()


def test_programmes_that_are_not_loaded_are_named_in_the_notes_and_never_as_none_found():
    slide = place_story.MAKERS["status"](choice_of("en"), profile.open_place("municipality", "5037"))
    assert isinstance(slide.visual, Grid)
    assert "Youth in Action" in slide.notes[0]
    assert not any("Youth in Action" in cell for row in slide.visual.rows for cell in row)


def test_an_entry_of_a_series_that_names_nothing_is_left_out():
    written = (
        "f-50-map.k-9999-map.f-50-nothing.n-horizon_2020-amount-county.<script>.s-5037-chosen-use.s-5037-county-use"
    )
    assert series.read(written) == ["f-50-map", "n-horizon_2020-amount-county", "s-5037-county-use"]


def test_a_series_holds_no_more_than_its_most():
    assert len(series.read(".".join(["f-50-map"] * 100))) == series.MOST


def listed(app):
    return [element.value for element in app.markdown if element.value.startswith("**")]


def test_views_of_a_series_are_moved_taken_out_and_brought_back():
    app = opened("presentation", {Key.SERIES: "f-50-map.k-5037-key"})
    first, second = listed(app)
    app.button(key="series-0-1").click().run()
    assert [words[5:] for words in listed(app)] == [second[5:], first[5:]]
    app.button(key="series-0-out").click().run()
    assert len(listed(app)) == 1
    app.button(key="series-undo").click().run()
    assert len(listed(app)) == 2
    assert not app.exception


def test_a_view_of_which_nothing_is_known_is_not_added_and_named():
    app = opened("presentation", {Key.MUNICIPALITY: "1856", Key.SERIES_PLACE_TOPICS: "by_year.key"})
    app.button(key="series-add").click().run()
    assert len(listed(app)) == 1
    assert any("Ikke lagt til" in element.value and "Etter år" in element.value for element in app.caption)


def test_a_series_opens_on_the_asked_view_and_a_number_beyond_its_end_is_the_last():
    app = opened_by_anything("presentation", {Key.SERIES: "f-50-map.k-5037-key", Key.SERIES_SLIDE: "99"})
    assert (
        app.title[0].value
        == "Organisasjoner i Levanger - Levangke deltok i 2 prosjekter (FP7) og 3 prosjekter (Erasmus+ fagopplæring)"
    )
    assert not app.exception


def test_a_side_of_nonsense_opens_the_series_itself():
    assert (
        opened_by_anything("presentation", {Key.SERIES: "f-50-map", Key.SERIES_SLIDE: "<b>"}).title[0].value
        == "Presentasjon"
    )
