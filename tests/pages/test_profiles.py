"""The pages of one county, one municipality, and of a comparison."""

import pytest

from pages._shared.session.query import Key
from tests.tools import page_tables
from tests.tools.page_words import SPACE, words_on
from tests.tools.pages import opened


def tables_on(app):
    return "\n".join(table.to_csv() for table in page_tables.everything(app))


def test_levanger_shows_all_its_rows_and_fees():
    app = opened("municipality", {Key.MUNICIPALITY: "5037"})
    words = words_on(app)
    for heading in ("Vennskapsbyer", "Medlemskap", "Prosjekter"):
        assert heading in words
    rows = sum(len(table) for table in page_tables.texts(app) if "Samarbeid med" in table)
    assert rows == 45, "43 of its own register, and Sunne kommuner and Cittaslow of the lists of members"
    everything = tables_on(app)
    assert f"111{SPACE}000{SPACE}NOK" in everything
    assert f"62{SPACE}000{SPACE}SEK" in everything


def test_a_municipality_tells_what_it_was_made_of():
    words = words_on(opened("municipality", {Key.MUNICIPALITY: "3118"}))
    for former in (
        "Askim (0124",
        "Eidsberg (0125",
        "Hobøl (0138",
        "Spydeberg (0123",
        "Trøgstad (0122",
        "Indre Østfold (3014",
    ):
        assert former in words


def test_a_municipality_where_nothing_is_found_shows_what_its_peers_did():
    app = opened("municipality", {Key.MUNICIPALITY: "1856"})
    assert "Ingen funnet" in words_on(app)
    assert len(app.dataframe[0].value) == 10


@pytest.mark.parametrize("code", ["0301", "1508", "1580", "5037", "1151", "5601"])
def test_every_kind_of_municipality_has_a_page(code):
    assert opened("municipality", {Key.MUNICIPALITY: code}).title[0].value


def test_a_divided_municipality_has_its_part_on_the_map_and_in_its_profile():
    profile = words_on(opened("municipality", {Key.MUNICIPALITY: "1508"}))
    query = {Key.LEVEL: "municipality", Key.MEASURE: "projects", Key.UNIT: "1508", Key.PROGRAMMES: "horizon_2020"}
    on_map = words_on(opened("map", query))
    assert "Prosjekter: **5**" in profile
    assert "Prosjekter: **5**" in on_map


def test_former_units_that_no_source_tells_apart_are_one():
    together = "De tidligere kommunene samlet"
    own = opened("municipality", {Key.MUNICIPALITY: "5001", Key.BORDER_CLOCK: "own"})
    assert together in tables_on(own)
    assert "skiller på tidligere kommuner" in words_on(own)
    today = opened("municipality", {Key.MUNICIPALITY: "5001", Key.BORDER_CLOCK: "today"})
    assert together not in "".join(str(frame.value) for frame in today.dataframe)


def test_a_place_that_never_merged_has_no_chart_across_mergers():
    heading = "På tvers av kommunesammenslåinger"
    assert heading in [header.value for header in opened("municipality", {Key.MUNICIPALITY: "5001"}).header]
    assert heading not in [header.value for header in opened("municipality", {Key.MUNICIPALITY: "5037"}).header]


@pytest.mark.parametrize(
    "code", ["03", "11", "15", "18", "31", "32", "33", "34", "39", "40", "42", "46", "50", "55", "56"]
)
def test_every_county_has_a_page(code):
    assert opened("county", {Key.COUNTY: code}).title[0].value


def test_a_county_names_those_that_never_took_part_and_who_carries_it():
    app = opened("county", {Key.COUNTY: "50"})
    words = words_on(app)
    assert "Frosta" in words
    assert any("UNIVERSITET NTNU" in warning.value and "36,0" in warning.value for warning in app.warning)


def test_a_county_shows_the_figures_of_the_counties_it_replaced():
    everything = tables_on(opened("county", {Key.COUNTY: "50"}))
    for figure in (f"26{SPACE}%", f"28{SPACE}%", f"57{SPACE}%", f"40{SPACE}%"):
        assert figure in everything


def test_conflicting_figures_stand_side_by_side():
    assert "kildene er uenige" in tables_on(opened("county", {Key.COUNTY: "33"}))


def test_a_municipality_stands_beside_its_kostra_group():
    app = opened("compare", {Key.MUNICIPALITY: "3407"})
    words = words_on(app)
    assert "KOSTRA-gruppe 10" in words
    assert "for få prosjekter til å rangeres" in words
    assert len(app.metric) == 3


@pytest.mark.parametrize("reason", ["kostra_group", "county", "neighbours", "nearest"])
@pytest.mark.parametrize("code", ["5037", "0301", "1151"])
def test_every_reason_answers_for_every_kind_of_municipality(reason, code):
    opened("compare", {Key.MUNICIPALITY: code, Key.COMPARE_WITH: reason})


def test_words_such_as_more_are_used_beyond_the_limits_alone():
    assert "**flere prosjekter**" in words_on(opened("compare", {Key.MUNICIPALITY: "5001"}))
    assert "**flere prosjekter**" not in words_on(opened("compare", {Key.MUNICIPALITY: "3407"}))


def test_units_chosen_by_hand_come_from_the_link():
    words = words_on(
        opened("compare", {Key.MUNICIPALITY: "5001", Key.COMPARE_WITH: "chosen", Key.CHOSEN_PEERS: "0301.4601"})
    )
    assert "Bergen, Oslo" in words


@pytest.mark.parametrize(("name", "query"), [("municipality", "kommune"), ("compare", "kommune")])
def test_the_head_office_effect_is_said_where_places_are_counted(name, query):
    assert "hele SINTEF regnes til Trondheim" in words_on(opened(name, {query: "5001"}))


def test_money_that_no_source_gives_is_not_loaded_and_never_zero():
    app = opened(
        "compare", {Key.MUNICIPALITY: "5037", Key.PROGRAMMES: "fp7", Key.COMPARE_MEASURE: "amount_per_inhabitant"}
    )
    assert [metric.value for metric in app.metric] == ["Ikke lastet inn"] * 3
    assert "Kilden oppgir ikke beløp for FP7" in words_on(app)


def test_counties_are_compared_by_money():
    app = opened(
        "compare", {Key.COMPARE_LEVEL: "county", Key.COUNTY: "50", Key.COMPARE_MEASURE: "amount_per_inhabitant"}
    )
    assert app.metric[0].value == f"822{SPACE}euro"
