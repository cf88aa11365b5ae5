"""The partners page: every partner is shown, and every view restores from its link."""

import pytest

from analysis.geography.lookup import plain
from analysis.registers import twin_towns
from analysis.store.tables import read_reference, read_table
from analysis.text.reader import Reader
from pages._shared.partners import horizon
from pages._shared.session.query import Key
from tests.tools import page_tables
from tests.tools.page_words import words_on
from tests.tools.pages import opened, opened_by_anything

NB = Reader("nb")


def partners_page(asked=()):
    return opened("partners", asked)


def table_with(app, column):
    return next(frame.value for frame in app.dataframe if column in frame.value)


def test_every_row_of_the_register_of_twin_towns_is_shown():
    """Every row is in a pair (test_twin_town_pairs), and every pair is in the table."""
    codes = twin_towns.country_codes(read_reference("countries"))
    pairs = twin_towns.pairs(read_table("partnerships"), codes, read_reference("town_names"))
    shown = table_with(partners_page(), "town")
    assert sorted(shown["town"]) == sorted(pairs["town"])
    for registered, town in pairs[["area_name", "town"]].itertuples(index=False):
        homes = shown.loc[shown["town"] == town, "home"]
        assert any(plain(registered) in plain(home) for home in homes), (registered, town)


def test_a_former_municipality_keeps_its_name_beside_todays():
    homes = set(table_with(partners_page(), "town")["home"])
    assert "Askim, nå Indre Østfold" in homes
    assert "Bergen" in homes


def test_undated_rows_and_their_sources_are_marked():
    shown = table_with(partners_page(), "town")
    assert (shown["since"] == "udatert").sum() > 300
    assert (shown["source"].str.len() > 5).all()
    assert (shown["home"] != "").all()


def test_the_numbers_by_country_are_those_of_the_list():
    app = partners_page()
    by_country, rows = table_with(app, "towns"), table_with(app, "town")
    over = rows["status"].isin(["trukket seg ut", "slått sammen med Salo"])
    counted = rows[~over].groupby("country").size()
    assert dict(zip(by_country["country"], by_country["towns"], strict=True)) == {
        country: number for country, number in counted.items() if country != "ikke oppgitt"
    }


def test_homes_that_are_not_certain_are_shown_with_the_reason():
    words = "\n".join(map(str, page_tables.texts(partners_page())))
    assert "Sande" in words
    assert "Tysfjord" in words


@pytest.mark.parametrize("country", ["IS", "FO", "ME", "US", "JP", "PS", "NI"])
def test_a_country_far_away_has_its_own_list(country):
    shown = table_with(partners_page({Key.COUNTRY: country}), "town")
    assert 0 < len(shown) < 60
    assert shown["country"].nunique() == 1


def test_a_country_without_partners_says_so():
    assert "Ingen registrert" in words_on(partners_page({Key.COUNTRY: "BY"}))


def test_every_entry_known_by_name_is_shown():
    register = read_table("partnerships")
    shown = table_with(partners_page({Key.PARTNER_KIND: "navn"}), "project_title")
    assert len(shown) == (register["kind"] != "twin town").sum()


def test_the_eea_projects_of_the_country_are_all_there():
    by_country = table_with(partners_page({Key.PARTNER_KIND: "eos"}), "projects")
    assert by_country["projects"].sum() == read_table("grant_projects")["project_id"].nunique()


def test_the_eea_projects_of_a_municipality_lead_to_its_county():
    app = partners_page({Key.PARTNER_KIND: "eos", Key.AREA: "kommune", Key.MUNICIPALITY: "5037"})
    assert "kjenner bare fylket" in words_on(app)
    app.button(key="to-county").click().run()
    assert not app.exception
    assert "Trøndelag" in words_on(app)


def test_a_municipality_without_a_twin_town_leads_onwards():
    assert "Det betyr ikke" in words_on(partners_page({Key.AREA: "kommune", Key.MUNICIPALITY: "1151"}))


def test_levanger_has_its_twin_towns():
    towns = set(table_with(partners_page({Key.AREA: "kommune", Key.MUNICIPALITY: "5037"}), "town")["town"])
    assert {"Kramfors", "Varde", "Rangárþing eystra", "Herceg Novi"} <= towns


@pytest.mark.parametrize("kind", ["fylke", "kommune", "org"])
def test_the_network_says_who_shares_most(kind):
    app = partners_page({Key.PARTNERS_VIEW: "sammen", Key.BETWEEN: kind})
    assert table_with(app, "shared_projects")["shared_projects"].is_monotonic_decreasing


def test_a_link_lists_its_projects():
    app = partners_page(
        {Key.PARTNERS_VIEW: "sammen", Key.BETWEEN: "kommune", Key.MUNICIPALITY: "5001", Key.LINK: "5001.4601"}
    )
    number = table_with(app, "shared_projects").set_index("partner").loc["Bergen", "shared_projects"]
    assert len(table_with(app, "other_organisations")) == number


def test_no_programme_asks_for_one():
    app = partners_page({Key.PARTNERS_VIEW: "sammen"})
    app.pills(key=Key.SHARED_PROGRAMMES).set_value([]).run()
    assert "Velg minst ett program" in words_on(app)


def test_an_empty_room_offers_an_example():
    app = partners_page({Key.PARTNERS_VIEW: "rom"})
    app.button(key="room-example").click().run()
    assert not app.exception
    room = table_with(app, "Sted")
    assert len(room) == 6


@pytest.mark.parametrize("kind", ["prosjekter", "programmer", "land"])
def test_the_room_on_the_screen_is_symmetric(kind):
    app = partners_page({Key.PARTNERS_VIEW: "rom", Key.ROOM: "5001.0301.4601.50", Key.ROOM_SHARED: kind})
    room = table_with(app, "Sted").drop(columns="Sted").to_numpy()
    assert (room == room.T).all()


@pytest.mark.parametrize("pair", ["5001.4601", "4601.5001"])
def test_a_cell_opens_its_list_from_both_sides(pair):
    app = partners_page({Key.PARTNERS_VIEW: "rom", Key.ROOM: "5001.4601", Key.ROOM_CELL: pair})
    room = table_with(app, "Sted").set_index("Sted")
    assert len(table_with(app, "other_organisations")) == room.iloc[0, 1] > 0


def test_pasted_names_become_places_and_unclear_ones_wait():
    app = partners_page({Key.PARTNERS_VIEW: "rom"})
    app.text_area(key="rom_tekst").set_value("Askim, Verdal\nSande, Xyzzy").run()
    app.button(key="room-find").click().run()
    assert not app.exception
    assert set(app.multiselect(key=Key.ROOM).value) == {"3118", "5038"}
    words = words_on(app)
    assert "«Sande» kan være flere steder" in words
    assert "Fant ikke noe som heter «Xyzzy»" in words
    choices = [button for button in app.button if str(button.key).startswith("room-0-")]
    choices[0].click().run()
    assert len(app.multiselect(key=Key.ROOM).value) == 3
    assert "«Sande»" not in words_on(app)


def test_a_link_with_nonsense_opens_the_default_view():
    keys = (
        Key.PARTNERS_VIEW,
        Key.AREA,
        Key.PARTNER_KIND,
        Key.COUNTRY,
        Key.COUNTY,
        Key.MUNICIPALITY,
        Key.LINK,
        Key.ROOM,
        Key.ROOM_CELL,
        Key.SHARED_PROGRAMMES,
        Key.BETWEEN,
        Key.ORGANISATION,
    )
    app = opened_by_anything("partners", dict.fromkeys(keys, "<script>" * 50))
    assert app.title[0].value == "Partnere"


def test_horizon_projects_stand_by_country_with_the_organisations_abroad():
    app = partners_page({Key.PARTNER_KIND: "horisont"})
    by_country = table_with(app, "projects").set_index("country")
    assert by_country.loc[["Tyskland", "Sverige"], "projects"].tolist() == [918, 395]
    assert "Norge" not in by_country.index
    partners = table_with(app, "coordinated")
    assert partners["projects"].is_monotonic_decreasing
    assert "Navnene på deltakere i utlandet er bare kjent for Horisont Europa." in words_on(app)


def test_horizon_projects_of_a_place_say_of_how_many_the_countries_are_not_known():
    query = {
        Key.PARTNER_KIND: "horisont",
        Key.AREA: "kommune",
        Key.MUNICIPALITY: "5001",
        Key.PROGRAMMES: "horizon_2020",
    }
    app = partners_page(query)
    assert "Prosjekter der landene ikke er kjent" in words_on(app)
    assert "Ingen av disse prosjektene oppgir en deltaker der." in words_on(app)


def test_horizon_partners_without_a_programme_ask_for_one():
    app = partners_page({Key.PARTNER_KIND: "horisont"})
    app.pills(key=Key.PROGRAMMES).set_value([]).run()
    assert any("Velg minst ett program" in info.value for info in app.info)
    assert not app.dataframe


def test_countries_are_not_said_to_be_none_where_some_are_not_known():
    asked = {Key.PARTNER_KIND: "horisont", Key.COUNTRY: "BY", Key.AREA: "kommune", Key.MUNICIPALITY: "1804"}
    known = partners_page(asked | {Key.PROGRAMMES: "horizon_europe"})
    assert "0 (ingen funnet)" in words_on(known)
    partly = partners_page(asked | {Key.PROGRAMMES: "horizon_2020"})
    assert "Ingen kjent" in words_on(partly)
    assert "0 (ingen funnet)" not in words_on(partly)


def test_an_organisation_abroad_is_its_number_however_its_city_is_spelt():
    told = read_table("partner_organisations")
    spellings = told.dropna(subset="pic").groupby("pic")["city"].nunique()
    number = spellings.index[spellings > 1][0]
    rows = told[told["pic"] == number]
    (written,) = horizon.written(NB, rows).to_dict("records")
    assert written["projects"] == rows["project_id"].nunique()
