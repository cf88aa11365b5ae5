"""The page on networks: every row of the register is on it, the two ready views, and the board."""

import pytest

from analysis.registers import registers
from analysis.store.tables import read_table
from pages._shared.session.query import Key
from tests.tools import page_tables
from tests.tools.pages import opened, opened_by_anything

REGISTER = read_table("networks").set_index("network_id", drop=False)


def page(asked=()):
    return opened("networks", asked)


def listed(app):
    return list(app.dataframe[0].value["Nettverk"]) if len(app.dataframe) else []


def words_on(app):
    written = [
        element.value for kind in (app.title, app.header, app.markdown, app.caption, app.info) for element in kind
    ]
    tables = [cell for table in page_tables.texts(app) for row in table.astype(str).to_numpy() for cell in row]
    headings = [str(column) for table in page_tables.texts(app) for column in table.columns]
    return "\n".join([*written, *tables, *headings])


def test_the_directory_has_every_network_with_culture_first():
    names = listed(page())
    assert len(names) == len(set(names)) == len(REGISTER) == 71
    assert names.index("Les Rencontres") < names.index("CEMR") < names.index("SINTEF")


@pytest.mark.parametrize("network", REGISTER["network_id"])
def test_every_network_opens_and_shows_its_row(network):
    app = page({Key.NETWORK: network})
    row = REGISTER.loc[network]
    words = words_on(app)
    assert row["network_name"] in words
    if row["official_url_checked"]:
        assert row["official_url"] in words and "(ikke kontrollert)" not in words
    elif isinstance(row["official_url"], str):
        assert f"{row['official_url']}) (ikke kontrollert)" in words


NAMED = REGISTER[REGISTER["named_in_case"].isin([registers.CASE, registers.WORKSHOP])]


@pytest.mark.parametrize("network", NAMED["network_id"])
def test_every_network_that_the_case_and_the_workshop_name_is_found_by_search(network):
    title = page({Key.NETWORK: network}).title[0].value
    assert title in listed(page({Key.NETWORKS_SEARCH: REGISTER.loc[network, "network_name"]}))


def test_themes_and_levels_narrow_the_list():
    culture = listed(page({Key.NETWORKS_THEMES: "culture"}))
    assert "Culture Action Europe" in culture and "KIMO" not in culture
    for_cities = listed(page({Key.NETWORKS_THEMES: "culture", Key.NETWORKS_FOR_WHOM: "cities"}))
    assert set() < set(for_cities) < set(culture)
    assert len(listed(page({Key.NETWORKS_CASE: "culture_networks_workshop"}))) == 12


@pytest.mark.parametrize(
    ("place", "relevant", "not_relevant"),
    [
        ({Key.NETWORKS_MUNICIPALITY: "5037"}, "Foreningen Trøndelags Europakontor", "Agder Europakontor (forening)"),
        ({Key.NETWORKS_MUNICIPALITY: "5037"}, "Friby / ICORN", "NOKU Rogaland"),
        ({Key.NETWORKS_MUNICIPALITY: "4204"}, "Agder Europakontor (forening)", "Nord-Norges Europakontor"),
        ({Key.NETWORKS_MUNICIPALITY: "1804"}, "Nord-Norges Europakontor", "NOKU Trøndelag"),
        ({Key.NETWORKS_LEVEL: "county", Key.NETWORKS_COUNTY: "33"}, "NOKU Viken", "NOKU Agder"),
        (
            {Key.NETWORKS_LEVEL: "county", Key.NETWORKS_COUNTY: "34"},
            "Osloregionens Europakontor",
            "Stavangerregionens Europakontor",
        ),
    ],
)
def test_what_is_relevant_for_a_place(place, relevant, not_relevant):
    app = page(place)
    assert relevant in listed(app)
    assert not_relevant not in listed(app)
    assert "ikke i listen" in words_on(app)


def test_european_networks_stand_side_by_side():
    app = page({Key.NETWORKS_VIEW: "europeisk", Key.NETWORKS_SIDE_BY_SIDE: "N061.N063.N056"})
    assert set(app.table[0].value.columns) == {"Culture Action Europe", "Les Rencontres", "Eurocities"}
    assert {"Emner", "Medlemmer i Norge", "Kontingent", "Holder til i", "Offisiell side"} <= set(
        app.table[0].value.index
    )
    assert len(app.table[1].value) == 16


def test_no_network_chosen_asks_for_some():
    app = page({Key.NETWORKS_VIEW: "europeisk"})
    app.multiselect(key=Key.NETWORKS_SIDE_BY_SIDE).set_value([]).run()
    assert "Velg nettverk ovenfor" in words_on(app)


def test_the_existing_national_networks_are_all_there():
    words = words_on(page({Key.NETWORKS_VIEW: "nasjonalt"}))
    for name in REGISTER.loc[REGISTER["named_in_case"] == registers.WORKSHOP, "network_name"]:
        assert name in words
    assert "KS Brusselkontor" in words
    assert words.count("Europakontor") >= 6


def board_of(app):
    assert not app.exception
    return app.dataframe[0].value


def test_the_board_starts_with_the_workshop():
    board = board_of(page({Key.NETWORKS_VIEW: "tavle"}))
    assert len(board) == 13
    assert "Østlandssamarbeidet" in set(board["network"])


def test_a_network_put_on_the_board_is_there_and_can_be_taken_back():
    app = page({Key.NETWORK: "N063"})
    app.button(key="to-board").click().run()
    assert list(board_of(app)["network"])[-1] == "Les Rencontres"
    app.button(key="board-back").click().run()
    assert len(board_of(app)) == 13


def test_a_link_with_nonsense_opens_the_directory():
    keys = (
        Key.NETWORKS_VIEW,
        Key.NETWORK,
        Key.NETWORKS_THEMES,
        Key.NETWORKS_FOR_WHOM,
        Key.NETWORKS_CASE,
        Key.NETWORKS_MUNICIPALITY,
        Key.NETWORKS_SIDE_BY_SIDE,
    )
    app = opened_by_anything("networks", dict.fromkeys(keys, "<b>1</b>" * 40))
    assert not app.exception
    assert len(listed(app)) == 71
