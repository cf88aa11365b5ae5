import pandas as pd
import pytest

from analysis.geography.lookup import Gazetteer, plain

NAMED = [
    ("1719", "Levanger", "17", 2007, 2017), ("5037", "Levanger", "50", 2018, 2023),
    ("5037", "Levanger - Levangke", "50", 2024, 2026), ("0301", "Oslo", "03", 2007, 2026),
    ("0713", "Sande (Vestfold)", "07", 2007, 2019), ("3802", "Holmestrand", "38", 2020, 2023),
    ("3903", "Holmestrand", "39", 2024, 2026), ("1514", "Sande", "15", 2007, 2026),
    ("1515", "Herøy (Møre og Romsdal)", "15", 2007, 2026), ("1818", "Herøy (Nordland)", "18", 2007, 2026),
    ("1504", "Ålesund", "15", 2007, 2019), ("1534", "Haram", "15", 2007, 2019), ("1507", "Ålesund", "15", 2020, 2023),
    ("1508", "Ålesund", "15", 2024, 2026), ("1580", "Haram", "15", 2024, 2026),
    ("2011", "Guovdageaidnu - Kautokeino", "20", 2007, 2019), ("5430", "Guovdageaidnu - Kautokeino", "54", 2020, 2023),
    ("5612", "Guovdageaidnu - Kautokeino", "56", 2024, 2026), ("0728", "Lardal", "07", 2007, 2017),
    ("3909", "Larvik", "39", 2018, 2026), ("4642", "Lærdal", "46", 2007, 2026),
]  # fmt: skip
COUNTIES = [
    ("17", "Nord-Trøndelag", 2007, 2017), ("50", "Trøndelag", 2018, 2026), ("03", "Oslo", 2007, 2026),
    ("07", "Vestfold", 2007, 2019), ("38", "Vestfold og Telemark", 2020, 2023), ("39", "Vestfold", 2024, 2026),
    ("15", "Møre og Romsdal", 2007, 2026), ("18", "Nordland", 2007, 2026), ("46", "Vestland", 2007, 2026),
    ("20", "Finnmark", 2007, 2019), ("54", "Troms og Finnmark", 2020, 2023), ("56", "Finnmark", 2024, 2026),
]  # fmt: skip
CHANGES = [
    (2018, "1719", "5037", "renumber", 1.0), (2024, "5037", "5037", "name_change", 1.0),
    (2020, "0713", "3802", "merge", 1.0), (2024, "3802", "3903", "renumber", 1.0),
    (2020, "1504", "1507", "merge", 1.0), (2020, "1534", "1507", "merge", 1.0),
    (2024, "1507", "1508", "split", 0.86), (2024, "1507", "1580", "split", 0.14),
    (2024, "1504", "1508", "merge", 1.0), (2024, "1534", "1580", "renumber", 1.0),
    (2020, "2011", "5430", "renumber", 1.0), (2024, "5430", "5612", "renumber", 1.0),
    (2018, "0728", "3909", "merge", 1.0),
]  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer():
    municipalities = pd.DataFrame(
        [(y, code, name, county) for code, name, county, first, last in NAMED for y in range(first, last + 1)],
        columns=["geography_year", "municipality_code", "municipality_name", "county_code"],
    )
    counties = pd.DataFrame(
        [(year, code, name) for code, name, first, last in COUNTIES for year in range(first, last + 1)],
        columns=["geography_year", "county_code", "county_name"],
    )
    changes = pd.DataFrame(CHANGES, columns=["valid_from", "old_code", "new_code", "change_type", "share"])
    places = pd.DataFrame(
        [("Fosnavåg", "municipality", "1515"), ("Finnmárku", "county", "56")], columns=["name", "level", "code"]
    )
    return Gazetteer(municipalities, counties, changes, places)


def codes(places):
    return [place.code for place in places]


def test_a_renumbered_place_is_one_place_under_its_latest_code(gazetteer):
    (place,) = gazetteer.find("Levanger")
    assert (place.code, place.name, place.first_year, place.last_year) == ("5037", "Levanger - Levangke", 2018, 2026)


def test_a_year_gives_the_code_of_that_year_under_any_name_the_place_has_had(gazetteer):
    assert codes(gazetteer.find("Levangke", year=2015)) == ["1719"]
    assert gazetteer.find("1719", year=2020) == []


def test_a_code_finds_its_unit_and_where_it_lies_today(gazetteer):
    (place,) = gazetteer.find("1507")
    assert place.codes_today == ("1508", "1580")
    assert not place.exists


@pytest.mark.parametrize(("name", "found"), [("Sande", ["1514", "0713"]), ("Herøy", ["1515", "1818"])])
def test_a_shared_name_returns_every_unit_and_todays_first(gazetteer, name, found):
    assert codes(gazetteer.find(name)) == found


@pytest.mark.parametrize("query", ["Sande (Vestfold)", "sande vestfold", "Sande, Vestfold"])
def test_the_county_after_a_name_tells_namesakes_apart(gazetteer, query):
    assert codes(gazetteer.find(query)) == ["0713"]


@pytest.mark.parametrize("query", ["Ålesund", "ålesund", "aalesund", "ALESUND", "Ålesund kommune"])
def test_case_diacritics_and_the_word_for_the_level_do_not_matter(gazetteer, query):
    assert codes(gazetteer.find(query)) == ["1508"]


def test_a_merged_unit_of_the_same_name_does_not_make_a_name_ambiguous(gazetteer):
    assert codes(gazetteer.find("Haram")) == ["1580"]
    assert codes(gazetteer.find("Finnmark")) == ["56"]


def test_names_that_differ_by_more_than_diacritics_stay_apart(gazetteer):
    assert codes(gazetteer.find("Lardal")) == ["0728"]
    assert codes(gazetteer.find("Laerdal")) == ["4642"]


def test_sami_names_and_names_of_towns_are_found(gazetteer):
    assert codes(gazetteer.find("guovdageaidnu")) == ["5612"]
    assert codes(gazetteer.find("Fosnavaag")) == ["1515"]
    assert codes(gazetteer.find("Finnmarku")) == ["56"]


def test_a_level_tells_the_municipality_from_the_county(gazetteer):
    assert codes(gazetteer.find("Oslo")) == ["0301", "03"]
    assert codes(gazetteer.find("Oslo", level="county")) == ["03"]
    assert codes(gazetteer.find("Oslo kommune")) == ["0301"]


def test_only_whole_names_are_found_but_search_takes_beginnings_first(gazetteer):
    assert gazetteer.find("Leva") == []
    assert codes(gazetteer.search("leva")) == ["5037"]
    assert codes(gazetteer.search("ø")) == codes(gazetteer.search("o"))
    assert codes(gazetteer.search("sand", limit=1)) == ["1514"]
    assert gazetteer.search("  ") == gazetteer.find("") == []


def test_a_county_of_before_lies_in_the_counties_of_its_municipalities_today(gazetteer):
    (place,) = gazetteer.find("Nord-Trøndelag")
    assert place.codes_today == ("50",)


def test_plain_treats_spellings_of_norwegian_letters_alike():
    assert plain("Tønsberg") == plain("Toensberg") == "tonsberg"
    assert plain("Bærum") == plain("Baerum")
    assert plain("Kárášjohka") == "karasjohka"
