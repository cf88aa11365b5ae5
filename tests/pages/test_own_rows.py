"""Own rows are marked everywhere and change no number, until the reader asks for it; then every page says so."""

import pytest
from streamlit.testing.v1 import AppTest

from analysis import in_use
from pages._shared.data import own_rows, this_run
from pages._shared.session.query import Key
from tests.tools.own_rows_in_hand import here, put_into, register
from tests.tools.page_words import words_on
from tests.tools.pages import framed, opened, opened_by_anything

ERASMUS = "erasmus_plus_2021_2027"
OURS = register(here("5037"), here("5037", programme_id=ERASMUS), here("1856"))
HORIZON_2020 = {Key.LEVEL: "municipality", Key.MEASURE: "projects", Key.PROGRAMMES: "horizon_2020"}
COUNTED_SOURCE = "Kilde: egne rader, regnet med her av leseren (register.csv)."


def tables(app):
    return [frame.value for frame in app.dataframe]


def table_with(app, column):
    return next(table for table in tables(app) if column in table)


def everything(app):
    """Return all numbers and texts that a reader without own rows sees as well."""
    frames = [table.drop(columns=["own_rows"], errors="ignore") for table in tables(app)]
    return [metric.value for metric in app.metric], frames


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("map", {Key.LEVEL: "municipality", Key.MEASURE: "projects"}),
        ("map", {}),
        ("overview", {}),
        ("compare", {Key.MUNICIPALITY: "5037"}),
    ],
)
def test_own_rows_change_no_number_until_asked(page, query):
    metrics, frames = everything(opened(page, query))
    own_metrics, own_frames = everything(opened(page, query, OURS))
    assert own_metrics == metrics
    assert len(own_frames) == len(frames)
    for with_own, without in zip(own_frames, frames, strict=True):
        assert with_own.equals(without)


def test_the_table_beside_the_map_has_a_column_of_own_rows():
    table = table_with(
        opened("map", {Key.LEVEL: "municipality", Key.PROGRAMMES: "horizon_2020"}, OURS), "own_rows"
    ).set_index("area_name")["own_rows"]
    assert table.loc[["Levanger - Levangke", "Røst"]].tolist() == [1, 1]
    assert table.sum() == 2


def test_own_rows_of_programmes_not_chosen_are_told_of():
    words = words_on(opened("map", {Key.LEVEL: "municipality", Key.PROGRAMMES: "horizon_2020"}, OURS))
    assert "Egne rader i andre programmer, år eller typer, eller uten sted på dette kartet: 1." in words
    assert "Egne rader (register.csv: 3 rader) er skravert" in words


def test_a_unit_says_how_many_own_rows_it_has_and_which():
    app = opened("map", {Key.LEVEL: "municipality", Key.UNIT: "5037", Key.PROGRAMMES: f"horizon_2020.{ERASMUS}"}, OURS)
    assert "**egne rader: 2**" in words_on(app)
    assert "Project 1" in table_with(app, "project_title")["project_title"].tolist()


def test_the_switch_is_there_only_with_own_rows_and_stays_out_of_the_address():
    assert [toggle.key for toggle in opened("map").toggle] == ["uten_fou"]
    app = opened("map", (), OURS)
    assert own_rows.COUNTED in [toggle.key for toggle in app.toggle]
    assert not app.toggle(key=own_rows.COUNTED).value
    app.toggle(key=own_rows.COUNTED).set_value(True).run()
    assert own_rows.COUNTED not in app.query_params


def test_a_link_cannot_make_own_rows_count():
    app = opened_by_anything("map", {own_rows.COUNTED: "1"}, OURS)
    assert not app.toggle(key=own_rows.COUNTED).value


def test_own_rows_that_count_are_in_the_number_the_title_and_the_source_line():
    query = {Key.LEVEL: "municipality", Key.MEASURE: "projects", Key.UNIT: "1856", Key.PROGRAMMES: "horizon_2020"}
    before = table_with(opened("map", query), "rank").set_index("area_name")["projects"]
    app = opened("map", query, OURS, counted=True)
    after = table_with(app, "own_rows").set_index("area_name")["projects"]
    assert (after - before).loc[["Levanger - Levangke", "Røst", "Trondheim - Tråante"]].tolist() == [1, 1, 0]
    assert app.title[0].value.endswith("(egne rader regnet med)")
    assert COUNTED_SOURCE in words_on(app)
    assert "Egne rader er regnet med her" in words_on(app)


def test_a_programme_of_own_rows_alone_leaves_all_other_units_not_loaded():
    app = opened(
        "map", {Key.LEVEL: "municipality", Key.MEASURE: "projects", Key.PROGRAMMES: ERASMUS}, OURS, counted=True
    )
    table = table_with(app, "own_rows").set_index("area_name")["projects"]
    assert table.loc["Levanger - Levangke"] == 1
    assert table.drop("Levanger - Levangke").isna().all()
    assert "ingen kilde lastet inn, bare egne rader" in words_on(app)


def test_a_programme_of_own_rows_that_do_not_count_can_be_looked_at():
    app = opened("map", {Key.LEVEL: "municipality", Key.PROGRAMMES: ERASMUS, Key.MEASURE: "projects"}, OURS)
    assert app.pills(key=Key.PROGRAMMES).value == [ERASMUS]
    assert table_with(app, "own_rows")["own_rows"].sum() == 1


@pytest.mark.parametrize(("counted", "said"), [(False, "Egen rad, ikke regnet med"), (True, "Egen rad, regnet med")])
def test_the_list_of_projects_marks_own_rows(counted, said):
    app = opened("municipality", {Key.MUNICIPALITY: "5037"}, OURS, counted=counted)
    listed = table_with(app, "project_url")
    own = listed[listed["source"] == said]
    assert own["project_title"].tolist() == ["Project 0", "Project 1"]
    assert "egne rader: 2" in words_on(app)


def test_a_municipality_with_nothing_but_own_rows_has_its_list():
    rows = register(here("5052"))
    assert "Prosjekter" not in [header.value for header in opened("municipality", {Key.MUNICIPALITY: "5052"}).header]
    app = opened("municipality", {Key.MUNICIPALITY: "5052"}, rows)
    assert "Prosjekter" in [header.value for header in app.header]
    assert table_with(app, "project_url")["source"].tolist() == ["Egen rad, ikke regnet med"]


def test_a_county_lists_its_projects_where_some_are_the_readers_own():
    app = opened("county", {Key.COUNTY: "50"}, OURS)
    assert "Egen rad, ikke regnet med" in table_with(app, "project_url")["source"].tolist()
    assert table_with(app, "own_rows").set_index("area_name")["own_rows"].sum() == 1


def test_the_programme_status_follows_own_rows_only_when_they_count():
    title = "Erasmus+ 2021–2027"
    took_part = next(line for line in words_on(opened("municipality", {Key.MUNICIPALITY: "1856"}, OURS)).split("\n"))
    assert title not in took_part
    rows = register(here("1856", programme_id=ERASMUS))
    lines = words_on(opened("municipality", {Key.MUNICIPALITY: "1856"}, rows, counted=True)).split("\n")
    assert any("Deltok" in line and f"{title} (1 prosjekter" in line for line in lines)
    uncounted = words_on(opened("municipality", {Key.MUNICIPALITY: "1856"}, rows))
    assert not any("Deltok" in line and title in line for line in uncounted.split("\n"))
    assert f"Egne rader her, ikke regnet med i statusen: {title} (1)." in uncounted


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {}),
        ("map", {Key.PROGRAMMES: f"horizon_2020.{ERASMUS}"}),
        ("county", {Key.COUNTY: "50"}),
        ("municipality", {Key.MUNICIPALITY: "5037"}),
        ("compare", {Key.MUNICIPALITY: "5037"}),
        ("programmes", {Key.PROGRAMME: ERASMUS}),
        ("partners", {Key.PARTNERS_VIEW: "sammen"}),
        ("presentation", {Key.SERIES: "k-5037-map.n-horizon_2020-projects-county"}),
    ],
)
def test_every_page_shows_with_own_rows(page, query, counted, language):
    opened(page, {Key.LANGUAGE: language, **query}, OURS, counted=counted)


def test_every_page_says_above_itself_that_own_rows_count():
    app = framed("overview", (), OURS, counted=True)
    for page in ("overview", "compare", "programmes", "networks", "sources"):
        app = app.switch_page(f"pages/{page}.py").run() if page != "overview" else app
        assert [warning.value for warning in app.warning if "regnet med her" in warning.value], page


def test_own_rows_stay_from_page_to_page_and_leave_no_trace_in_another_session():
    app = framed("map", (), OURS)
    app.toggle(key=own_rows.COUNTED).set_value(True).run()
    app.switch_page("pages/compare.py").run().switch_page("pages/map.py").run()
    assert app.toggle(key=own_rows.COUNTED).value
    other = opened("map")
    assert "own_rows" not in tables(other)[0]
    assert "egne rader" not in words_on(other).lower()


def test_without_own_rows_every_reader_has_the_shared_tables():
    assert this_run.reading() is this_run.shared() is in_use.newest()


def test_a_thousand_own_rows_are_counted_at_once():
    many = register(*[here("5037", project_id=f"p{at}", programme_id=ERASMUS) for at in range(1000)])
    app = opened("map", (), many)
    app.toggle(key=own_rows.COUNTED).set_value(True).run()
    assert not app.exception
    assert "1 000" in words_on(app).replace("\xa0", " ")


def what_leaves():
    """Show what leaves for a meeting and as a file: run inside a session, as a page is."""
    import io

    import pandas as pd
    import streamlit as st

    from analysis import participation
    from pages._shared.data import this_run
    from pages._shared.meeting import case_block, place_story
    from pages._shared.place import profile
    from pages._shared.session import settings
    from pages._shared.show import take_away
    from pages._shared.show.take_away import View

    reader = settings.current()
    story = place_story.of(reader, "municipality", "1856")
    st.title(story.title)
    for slide in story.slides:
        st.header(f"{slide.slide_id}: {' '.join(slide.sources)}")
    case = case_block.made(reader, profile.open_place("municipality", "1856"))
    st.text(" ".join(case.footnotes))
    sources = participation.sources(this_run.reading().facts())
    view = View(name="x", title="X", table=pd.DataFrame({"projects": [1]}), sources=sources)
    book = pd.read_excel(io.BytesIO(take_away.book(reader, view)), sheet_name=1, header=None, engine="calamine")
    st.code(book.to_string())
    st.caption(take_away.caption(reader, view).title)


def left(*, counted):
    app = AppTest.from_function(what_leaves, default_timeout=60)
    put_into(app.session_state, OURS, counted=counted)
    app.run()
    assert not app.exception
    return app


def test_slides_case_text_and_files_name_own_rows_that_count():
    app = left(counted=True)
    assert app.title[0].value == "Røst (egne rader regnet med)"
    slides = dict(header.value.split(": ", 1) for header in app.header)
    for slide_id in ("key", "by_year", "compare", "map", "status", "organisations"):
        assert COUNTED_SOURCE in slides[slide_id], slide_id
    assert COUNTED_SOURCE in app.text[0].value
    assert COUNTED_SOURCE in app.code[0].value
    assert "X (egne rader regnet med)" in app.code[0].value
    assert app.caption[0].value == "X (egne rader regnet med)"


def test_nothing_that_leaves_names_own_rows_that_do_not_count():
    app = left(counted=False)
    assert app.title[0].value == "Røst"
    said = [header.value for header in app.header] + [app.text[0].value, app.code[0].value, app.caption[0].value]
    assert not any("egne rader" in line for line in said)


def test_a_publishers_file_counts_under_its_own_source_line_and_in_place_of_its_older_rows():
    rows = register(here("1856", source_id="forskningsradet"), name="bevilgninger.csv")
    app = opened("map", HORIZON_2020, rows, counted=True)
    table = table_with(app, "own_rows").set_index("area_name")["projects"]
    assert table.sum() == table.loc["Røst"] == 1
    assert table.notna().sum() == 1  # what one file names says nothing of the others
    assert "Kilde: utgiverens fil slik leseren har gitt den, regnet med her (bevilgninger.csv)." in words_on(app)


def test_a_publishers_file_that_another_source_tells_better_is_told_of_and_not_counted():
    rows = register(here("1856", source_id="cordis_h2020"), name="cordis.csv")
    before = table_with(opened("map", HORIZON_2020), "rank")["projects"].sum()
    app = opened("map", HORIZON_2020, rows, counted=True)
    assert table_with(app, "own_rows")["projects"].sum() == before
    assert "som ikke regnes med: 1." in words_on(app)
    assert "(egne rader regnet med)" not in app.title[0].value
