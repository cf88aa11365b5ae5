"""Every page runs, inside the frame and alone, and says what it must."""

import pytest

from analysis.text.reader import Reader
from pages._shared.session.query import Key
from tests.tools.page_words import SPACE, words_on
from tests.tools.pages import PAGES, framed, opened, opened_by_anything


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_inside_the_frame(page):
    app = framed(page)
    assert not app.error
    assert app.title


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_without_its_frame(page):
    assert opened(page).title


def test_the_overview_has_the_totals_of_horizon_2020():
    words = words_on(framed("overview"))
    for written in (f"1{SPACE}957", f"2{SPACE}931", "692", "107"):
        assert f"**{written}**" in words


def test_amounts_that_no_source_gives_are_not_zero():
    metrics = [metric.value for metric in framed("overview").metric]
    assert metrics == [
        f"1{SPACE}555,7 mill.{SPACE}euro", f"1{SPACE}672,2 mill.{SPACE}euro", "Ikke lastet inn",
        f"34,3 mill.{SPACE}euro", "Ikke lastet inn",
    ]  # fmt: skip


def test_the_overview_in_kroner():
    app = framed("overview")
    app.segmented_control(key=Key.CURRENCY).set_value("NOK").run()
    assert app.metric[0].value.endswith("kroner")
    assert not app.exception


def test_no_programme_chosen_asks_for_one():
    app = framed("map")
    app.pills(key=Key.PROGRAMMES).set_value([]).run()
    assert "Velg minst ett program" in words_on(app)
    assert not app.exception


@pytest.mark.parametrize(
    ("county", "share"),
    [("50", "25,1"), ("03", "34,5"), ("32", "10,5"), ("46", "12,2")],
)
def test_a_countys_share_of_horizon_2020_on_todays_boundaries(county, share):
    assert f"Andel av landet: **{share}{SPACE}%**" in words_on(
        opened("map", {Key.MEASURE: "share_pct", Key.UNIT: county, Key.PROGRAMMES: "horizon_2020"})
    )


def test_oslos_share_without_one_organisation():
    query = {Key.MEASURE: "share_pct", Key.UNIT: "03", Key.PROGRAMMES: "horizon_2020"}
    words = words_on(opened("map", {**query, Key.WITHOUT_ORGANISATIONS: "917687811"}))
    assert f"Andel av landet: **28,7{SPACE}%**" in words
    assert "Skjulte rader for utelatte organisasjoner: 4." in words


@pytest.mark.parametrize(
    ("layer", "county", "share"),
    [
        ("interreg_nibr", "17", "26"),
        ("interreg_nibr", "16", "28"),
        ("all_programmes_nibr", "17", "57"),
        ("all_programmes_nibr", "16", "40"),
    ],
)
def test_the_nibr_figures_on_the_counties_of_their_time(layer, county, share):
    assert f"**{share}{SPACE}%**" in words_on(opened("map", {Key.LAYER: layer, Key.UNIT: county}))


def test_other_counties_are_not_loaded_for_all_programmes():
    assert "Ikke lastet inn" in words_on(opened("map", {Key.LAYER: "all_programmes_nibr", Key.UNIT: "12"}))


def test_a_link_with_nonsense_opens_the_default_view():
    keys = (
        Key.LAYER,
        Key.PROGRAMMES,
        Key.MEASURE,
        Key.LEVEL,
        Key.BOUNDARIES,
        Key.YEARS,
        Key.WITHOUT_ORGANISATIONS,
        Key.UNIT,
    )
    app = opened_by_anything("map", dict.fromkeys(keys, "<script>alert(1)</script>" * 50))
    assert not app.exception
    assert app.title[0].value == "Beløp per innbygger: Horisont Europa"


@pytest.mark.parametrize("level", ["county", "municipality"])
@pytest.mark.parametrize("programme", ["horizon_2020", "fp7", "eea_grants_2009_2014", "horizon_2020.fp7"])
@pytest.mark.parametrize("measure", ["amount", "organisations"])
def test_every_programme_shows_at_every_level(level, programme, measure):
    opened("map", {Key.PROGRAMMES: programme, Key.LEVEL: level, Key.MEASURE: measure})


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({Key.WHO: "selv"}, "bare kommuner og fylkeskommuner"),
        ({Key.WHO: "selv_og_foretak"}, "bare kommuner, fylkeskommuner og foretakene deres (KF, IKS)"),
        ({Key.WITHOUT_RESEARCH: "1"}, "uten universiteter og forskningsinstitutter"),
    ],
)
@pytest.mark.parametrize("page", ["map", "compare", "partners"])
def test_whose_participation_counts_is_said_on_the_page(page, query, words):
    place = {
        "map": {}, "compare": {Key.MUNICIPALITY: "5037"}, "partners": {Key.PARTNERS_VIEW: "sammen"},
    }[page]  # fmt: skip
    assert words in words_on(opened(page, place | query))


def test_a_code_of_no_country_is_told_as_one():
    assert Reader("nb").country("XH") == "landkode XH, ikke kjent"
