"""Twin towns: each pair once, with the old name, and no row of the register lost."""

import pandas as pd

from analysis.registers import twin_towns
from analysis.store.tables import read_reference, read_table

CODES = {"Sweden": "SE", "Finland": "FI", "Iceland": "IS", "Norway": "NO"}
NAMES = pd.DataFrame([("Pietarsaari", "Jakobstad", "")], columns=["town_name", "same_as", "reason"])


def row(number, home, code, name, countries, **more):
    return {
        "partnership_id": number, "kind": "twin town", "area_name": home, "area_code": code or None,
        "municipality_code_today": code, "name": name, "partners": name, "partner_countries": countries, "start": None,
        "end": None, "status": None, "source_id": "s", "source_title": "t", "publisher": "p", "published": None, **more,
    }  # fmt: skip


def pairs(*rows):
    return twin_towns.pairs(pd.DataFrame(rows), CODES, NAMES)


def built():
    return twin_towns.pairs(
        read_table("partnerships"),
        twin_towns.country_codes(read_reference("countries")),
        read_reference("town_names"),
    )


def test_a_row_that_names_several_towns_is_several_pairs_each_with_its_country():
    found = pairs(row("1", "Asker", "3203", "both", "Sweden; Finland", partners="Eslöv; Jakobstad"))
    assert found[["town", "country_code"]].to_numpy().tolist() == [["Eslöv", "SE"], ["Jakobstad", "FI"]]


def test_a_pair_in_two_registers_is_one_pair_with_both_rows():
    found = pairs(
        row("1", "Asker", "3203", "Pietarsaari (Jakobstad)", "Finland"),
        row("2", "Asker", "3203", "Jakobstad municipality", "Finland"),
        row("3", "Røyken", "3203", "Jakobstad", "Finland"),
        row("4", "Bergen", "4601", "Jakobstad", "Finland"),
    )
    assert found["partnership_ids"].tolist() == [("1", "2", "3"), ("4",)]


def test_what_is_over_stays_but_is_not_current():
    found = pairs(row("1", "Levanger", "5037", "Kramfors", "Sweden", status="withdrawn"))
    assert found["current"].tolist() == [False]


def test_a_home_that_is_not_certain_says_why():
    found = pairs(
        row("1", "Sande", None, "Akaa", "Finland"),
        row("2", "Tysfjord", None, "Gällivare", "Sweden", area_code="1850"),
        row("3", "Alta", "5601", "Oulu", "Finland"),
    )
    assert found["unplaced"].fillna("").tolist() == ["ambiguous", "divided", ""]


def test_no_row_of_the_register_is_lost():
    table = read_table("partnerships")
    kept = {number for ids in built()["partnership_ids"] for number in ids}
    assert kept == set(table.loc[table["kind"] == "twin town", "partnership_id"])


def test_at_least_112_municipalities_of_today_have_a_twin_town():
    assert built()["municipality_code"].nunique() >= 112


def test_every_registered_country_has_a_code():
    table = read_table("partnerships")
    named = {name for names in table["partner_countries"].dropna() for name in names.split("; ")}
    assert named - set(read_reference("countries")["country_name"]) == {"Nordic countries"}


def test_every_country_row_has_a_reason_and_one_code():
    rows = read_reference("countries")
    assert (rows["reason"] != "").all()
    assert rows["country_name"].is_unique
    assert rows["country_code"].str.fullmatch("[A-Z]{2}").all()


def test_pairs_within_a_county_are_those_of_its_municipalities():
    found = pairs(
        row("1", "A", "5037", "X", "Sweden"), row("2", "B", "1850", "Y", "Sweden"), row("3", "C", None, "Z", "")
    )
    assert list(twin_towns.within(found, "50", "municipality_code")["town"]) == ["X"]
    assert len(twin_towns.within(found, None, "municipality_code")) == 3


def test_countries_are_counted_by_different_partners():
    rows = pd.DataFrame({"country_code": ["SE", "SE", "SE", "FI", None], "town": ["a", "a", "b", "c", "d"]})
    assert twin_towns.by_country(rows, "town").to_numpy().tolist() == [["SE", 2], ["FI", 1]]


def test_an_entry_known_by_name_has_its_countries_without_norway():
    found = twin_towns.known_by_name(
        pd.DataFrame([row("1", "A", "5037", "X", "Norway; Sweden; Nordic countries", kind="project")]), CODES
    )
    assert found["country_codes"].tolist() == [("SE",)]
