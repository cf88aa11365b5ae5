"""The page on programmes: every row of the register is on it, and what is not known is said."""

import pytest

from analysis.registers import registers
from analysis.store.tables import read_reference, read_table
from pages._shared.session.query import Key
from tests.tools import page_tables
from tests.tools.pages import opened, opened_by_anything

SPACE = chr(0xA0)
REGISTER = read_table("programmes").set_index("programme_id", drop=False)


def page(asked=()):
    return opened("programmes", asked)


def listed(app):
    return list(app.dataframe[0].value["Program"]) if len(app.dataframe) else []


def words_on(app):
    written = [element.value for kind in (app.title, app.header, app.markdown, app.caption) for element in kind]
    written += [element.value for kind in (app.info, app.warning) for element in kind]
    tables = [cell for table in page_tables.texts(app) for row in table.astype(str).to_numpy() for cell in row]
    return "\n".join([*written, *tables])


def test_the_list_has_every_programme_of_the_register():
    assert len(set(listed(page()))) == len(REGISTER) == 50


@pytest.mark.parametrize("programme", REGISTER["programme_id"])
def test_every_programme_opens_and_shows_its_row(programme):
    app = page({Key.PROGRAMME: programme})
    row = REGISTER.loc[programme]
    words = words_on(app)
    assert row["programme_name"] in words
    assert row["programme_name_en"] in words
    if row["official_url_checked"]:
        assert row["official_url"] in words and "(ikke kontrollert)" not in words
    elif isinstance(row["official_url"], str):
        assert f"{row['official_url']}) (ikke kontrollert)" in words


def test_every_programme_that_the_case_names_is_found_by_search():
    names = read_reference("programme_ids").set_index("programme_id")["short_name_nb"]
    named = REGISTER[REGISTER["named_in_case"] == registers.CASE]
    app = page()
    for programme, row in named.iterrows():
        for query in (row["programme_name"], row["programme_name_en"]):
            app.text_input(key=Key.PROGRAMMES_SEARCH).set_value(query).run()
            assert (names[programme] or row["programme_name"]) in listed(app), query


def test_open_to_a_municipality_counts_those_that_do_not_say():
    app = page({Key.PROGRAMMES_OPEN_TO: "municipality"})
    assert "Erasmus+ 2021–2027" in listed(app)
    assert "LIFE" not in listed(app)
    assert "ikke i listen: 32." in words_on(app)


@pytest.mark.parametrize(
    ("place", "inside", "outside"),
    [
        ("5037", "Interreg Sverige-Norge 2014–2020", "Botnia-Atlantica"),
        ("1804", "Botnia-Atlantica", "Interreg Sverige-Norge 2014–2020"),
    ],
)
def test_an_interreg_programme_is_open_where_its_area_is(place, inside, outside):
    names = listed(page({Key.PROGRAMMES_OPEN_TO: "municipality", Key.PROGRAMMES_MUNICIPALITY: place}))
    assert inside in names
    assert outside not in names


def test_part_of_a_county_is_said_to_be_a_part():
    app = page({Key.PROGRAMMES_THEMES: "interreg", Key.PROGRAMMES_LEVEL: "county", Key.PROGRAMMES_COUNTY: "31"})
    table = app.dataframe[0].value.set_index("Program")
    assert table.loc["Interreg Sverige-Norge 2021–2027"].iloc[-1].startswith("Delvis")
    assert table.loc["Interreg ØKS"].iloc[-1] == "Ja, fylket er med"
    assert table.loc["Interreg Nordsjøen"].iloc[-1] == "Ikke oppgitt"


def test_conflicting_budgets_stand_side_by_side():
    words = words_on(page({Key.PROGRAMME: "creative_europe_2021_2027"}))
    assert "Kildene er uenige" in words
    assert "2,52 milliarder" in words.replace(SPACE, " ")
    assert "2,44 milliarder" in words.replace(SPACE, " ")


def test_what_the_loaded_data_say_of_horizon_2020():
    app = page({Key.PROGRAMME: "horizon_2020"})
    assert [metric.value for metric in app.metric][1:] == [f"1{SPACE}957", f"2{SPACE}931", "692"]


@pytest.mark.parametrize(
    ("programme", "said"),
    [
        ("life", "Norge står utenfor"),
        ("nordplus", "Ikke lastet inn"),
        ("interreg_aurora", "Ikke lastet inn for dette programmet alene"),
    ],
)
def test_without_data_the_page_says_why(programme, said):
    app = page({Key.PROGRAMME: programme})
    assert said in words_on(app)
    assert not app.metric


def test_the_timeline_names_those_without_a_period():
    assert "eTwinning" in words_on(page({Key.PROGRAMMES_VIEW: "tidslinje"}))


def test_an_empty_search_helps_onwards():
    assert "Ta bort et filter" in words_on(page({Key.PROGRAMMES_SEARCH: "finnes ikke her"}))


def test_a_link_with_nonsense_opens_the_list():
    keys = (
        Key.PROGRAMME,
        Key.PROGRAMMES_OPEN_TO,
        Key.PROGRAMMES_MUNICIPALITY,
        Key.PROGRAMMES_THEMES,
        Key.PROGRAMMES_PERIODS,
        Key.PROGRAMMES_VIEW,
        Key.PROGRAMMES_LEVEL,
    )
    app = opened_by_anything("programmes", dict.fromkeys(keys, "<b>1</b>" * 40))
    assert not app.exception
    assert len(listed(app)) == 50
