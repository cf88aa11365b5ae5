"""Every page runs, inside the frame and alone, and says what it must."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.tools.page_words import SPACE, words_on
from tests.tools.project import ROOT

PAGES = sorted(path.name for path in (ROOT / "pages").glob("*.py"))


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch):
    monkeypatch.chdir(ROOT)


def framed(page, **query):
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    return app.switch_page(f"pages/{page}").run() if page != "overview.py" else app


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_inside_the_frame(page):
    app = framed(page)
    assert not app.exception
    assert not app.error
    assert app.title


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_without_its_frame(page):
    app = AppTest.from_file(ROOT / "pages" / page, default_timeout=60).run()
    assert not app.exception
    assert app.title


def test_the_overview_has_the_totals_of_horizon_2020():
    words = words_on(framed("overview.py"))
    for written in (f"1{SPACE}957", f"2{SPACE}931", "692", "107"):
        assert f"**{written}**" in words


def test_amounts_that_no_source_gives_are_not_zero():
    metrics = [metric.value for metric in framed("overview.py").metric]
    assert metrics == [
        f"1{SPACE}672,2 mill.{SPACE}euro",
        "Ikke lastet inn",
        "Ikke lastet inn",
        f"1{SPACE}555,7 mill.{SPACE}euro",
        f"34,3 mill.{SPACE}euro",
    ]


def test_the_overview_in_kroner():
    app = framed("overview.py")
    app.segmented_control(key="valuta").set_value("NOK").run()
    assert app.metric[0].value.endswith("kroner")
    assert not app.exception


def test_no_programme_chosen_asks_for_one():
    app = framed("map.py")
    app.pills(key="program").set_value([]).run()
    assert "Velg minst ett program" in words_on(app)
    assert not app.exception


def map_page(**query):
    app = AppTest.from_file(ROOT / "pages" / "map.py", default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


@pytest.mark.parametrize(
    ("county", "share"),
    [("50", "25,1"), ("03", "34,5"), ("32", "10,5"), ("46", "12,2")],
)
def test_a_countys_share_of_horizon_2020_on_todays_boundaries(county, share):
    assert f"Andel av landet: **{share}{SPACE}%**" in words_on(map_page(maal="share_pct", enhet=county))


def test_oslos_share_without_one_organisation():
    words = words_on(map_page(maal="share_pct", enhet="03", uten_org="917687811"))
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
    assert f"**{share}{SPACE}%**" in words_on(map_page(lag=layer, enhet=county))


def test_other_counties_are_not_loaded_for_all_programmes():
    assert "Ikke lastet inn" in words_on(map_page(lag="all_programmes_nibr", enhet="12"))


def test_a_link_with_nonsense_opens_the_default_view():
    keys = ("lag", "program", "maal", "nivaa", "grenser", "aar", "uten_org", "enhet")
    app = map_page(**dict.fromkeys(keys, "<script>alert(1)</script>" * 50))
    assert not app.exception
    assert app.title[0].value == "Beløp per innbygger: Horisont 2020"


@pytest.mark.parametrize("level", ["county", "municipality"])
@pytest.mark.parametrize("programme", ["horizon_2020", "fp7", "eea_grants_2009_2014", "horizon_2020.fp7"])
@pytest.mark.parametrize("measure", ["amount", "organisations"])
def test_every_programme_shows_at_every_level(level, programme, measure):
    assert not map_page(program=programme, nivaa=level, maal=measure).exception
