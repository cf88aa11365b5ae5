"""An address holds known parameters in their forms, all else is left out of it; whatever it holds, pages open."""

import re

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analysis import in_use
from analysis.comparing.layers import PARTICIPATION_MEASURES
from analysis.store.tables import read_table
from pages._shared.meeting import compare_story, place_story, series
from pages._shared.session import query, settings
from pages._shared.session.query import Key
from tests.tools.hostile_text import IN_UNICODE
from tests.tools.pages import PAGES, framed, opened, opened_by_anything
from tests.tools.project import ROOT


def test_every_key_is_read_or_written_somewhere():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "pages").rglob("*.py") if path.name != "query.py")
    assert [key.name for key in Key if not re.search(rf"\bKey\.{key.name}\b", code)] == []


def test_no_two_keys_have_one_name_in_the_address():
    assert len({key.value for key in Key.__members__.values()}) == len(Key.__members__)


def test_every_id_that_a_choice_may_have_fits_an_address():
    ids = {
        Key.PROGRAMMES: read_table("programmes")["programme_id"],
        Key.PROGRAMME: read_table("programmes")["programme_id"],
        Key.NETWORK: read_table("networks")["network_id"],
        Key.ORGANISATION: read_table("participations")["organisation_id"].dropna().unique(),
        Key.WITHOUT_ORGANISATIONS: read_table("participations")["organisation_id"].dropna().unique(),
        Key.SOURCE: list(in_use.newest().register()),
        Key.SOURCES_TABLE: [path.stem for path in (ROOT / "data/tables").glob("*.parquet")],
        Key.MEASURE: PARTICIPATION_MEASURES,
        Key.UNIT: read_table("municipalities")["municipality_code"].unique(),
    }
    assert [(key, value) for key, values in ids.items() for value in values if not query.fits(key, value)] == []


def test_the_longest_series_and_the_longest_lists_fit_an_address():
    programme = max(read_table("programmes")["programme_id"], key=len)
    measure = max(PARTICIPATION_MEASURES, key=len)
    entries = [str(series.of_country(programme, measure, "municipality"))] * series.MOST
    assert query.fits(Key.SERIES, settings.write_list(entries))
    slides = [str(series.of_place("municipality", "5037", slide)) for slide in place_story.MAKERS]
    slides += [str(series.of_comparison("5037", "centrality", slide)) for slide in compare_story.MAKERS]
    assert query.fits(Key.SERIES, settings.write_list(slides))
    assert query.fits("uten_org", settings.write_list(["fp7-0da652ecb70e"] * 40))
    assert query.fits("rom", settings.write_list(["5037"] * 25))
    assert query.fits("program", "")


WILD = (
    st.sampled_from(
        [*IN_UNICODE.values(), "9999", "99", "0", "-1", "²", "9" * 5000, "2014-²", "50", "5037", "", "1", "."]
    )
    | st.text(max_size=40)
    | st.lists(st.sampled_from(["50", "5037", "0301", "N001", "horizon_2020", "<b>"]), max_size=90).map(".".join)
)
KEYS = st.sampled_from(sorted(Key)) | st.sampled_from(["<script>", "../..", "__proto__", "\u202e", "a" * 999])
ADDRESSES = st.dictionaries(KEYS | st.text(min_size=1, max_size=9), WILD | st.lists(WILD, min_size=2, max_size=2))


@examples(max_examples=300, deadline=None)
@given(ADDRESSES)
def test_what_an_address_may_hold_is_known_given_once_short_and_plain(asked):
    given_as = {key: value if isinstance(value, list) else [value] for key, value in asked.items()}
    kept = query.allowed(given_as)
    assert set(kept) <= set(Key) & set(asked)
    for key, value in kept.items():
        assert given_as[key] == [value]
        assert len(value) <= 4000
        assert value.isprintable()
        assert not set(value) & set("<>\"'`\\") or query.KEYS[key].form is query.WORDS
    assert query.allowed({key: [value] for key, value in kept.items()}) == kept


def check(app):
    """Check that the page opened, and that the address it is left with is one that may be given on."""
    assert not app.exception
    assert not app.error
    assert app.title
    left = {key: value if isinstance(value, list) else [value] for key, value in app.query_params.items()}
    assert {key: [value] for key, value in query.allowed(left).items()} == left


@pytest.mark.parametrize("page", PAGES)
@examples(max_examples=2, deadline=None)
@given(asked=ADDRESSES)
def test_a_page_opens_whatever_its_address_holds(page, asked):
    check(opened_by_anything(page, asked))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("value", ["<script>window.hacked=1</script>", "9999.50"])
def test_a_page_opens_with_the_same_nonsense_in_every_parameter(page, value):
    check(opened_by_anything(page, dict.fromkeys(Key, value)))


def test_the_dashboard_leaves_unknown_repeated_and_overlong_parameters_out_of_its_address():
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    app.query_params[Key.LANGUAGE] = "nn"
    app.query_params[Key.CURRENCY] = ["NOK", "EUR"]
    app.query_params[Key.PROGRAMMES_SEARCH] = "x" * 3000
    app.query_params["utm_source"] = "<script>"
    app.query_params[Key.UNIT] = "5037"
    app.run()
    check(app)
    assert app.query_params == {Key.LANGUAGE: "nn", Key.UNIT: "5037"}


def test_more_places_than_a_choice_takes_are_cut_and_not_an_error():
    codes = read_table("municipalities").query("geography_year == 2024")["municipality_code"].unique()[:40]
    app = opened_by_anything("partners", {Key.PARTNERS_VIEW: "rom", Key.ROOM: ".".join(codes)})
    check(app)
    assert len(app.multiselect(key=Key.ROOM).value) == 25
    app = opened_by_anything(
        "compare", {Key.MUNICIPALITY: "5037", Key.COMPARE_WITH: "chosen", Key.CHOSEN_PEERS: ".".join(codes[:12])}
    )
    check(app)
    assert len(app.multiselect(key=Key.CHOSEN_PEERS).value) == 7
    app = opened_by_anything(
        "networks",
        {Key.NETWORKS_VIEW: "europeisk", Key.NETWORKS_SIDE_BY_SIDE: ".".join(read_table("networks")["network_id"])},
    )
    check(app)
    assert len(app.multiselect(key=Key.NETWORKS_SIDE_BY_SIDE).value) == 5


def test_a_choice_on_one_page_does_not_break_another():
    app = framed()
    app.switch_page("pages/compare.py").run()
    app.segmented_control(key=Key.COMPARE_LEVEL).set_value("county").run()
    app.switch_page("pages/networks.py").run()
    app.segmented_control(key=Key.NETWORKS_VIEW).set_value("europeisk").run()
    check(app)


def test_what_an_address_cannot_hold_stays_in_the_session_alone():
    app = opened("programmes")
    app.text_input(key=Key.PROGRAMMES_SEARCH).set_value("skole\u202e <b>").run()
    check(app)
    assert app.query_params[Key.PROGRAMMES_SEARCH] == "skole <b>"
