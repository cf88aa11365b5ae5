import pandas as pd
import pytest

from analysis.sources.common import placing, published

NTNU, SINTEF, MOVED = "974767880", "919303808", "974760673"
MADE = {
    "participations": pd.DataFrame(
        {
            "organisation_number": [NTNU, NTNU, MOVED, MOVED, None],
            "municipality_code": ["5001", "5001", "0301", "4601", "1103"],
            "county_code": ["50", "50", "03", "46", "11"],
            "geography_year": [2020, 2020, 2020, 2020, 2020],
            "placed_by": "publisher",
        }
    ).astype({"geography_year": "Int16"}),
    "postal_codes": pd.DataFrame(
        {
            "postal_code": ["0150", "6002", "7491", "4639", "6863", "6856", "6090", "8850", "9170"],
            "postal_place": [
                "OSLO", "ÅLESUND", "TRONDHEIM", "KRISTIANSAND S", "LEIKANGER", "SOGNDAL", "FOSNAVÅG", "HERØY",
                "LONGYEARBYEN",
            ],
            "municipality_code": ["0301", "1508", "5001", "4204", "4640", "4640", "1515", "1818", "2100"],
            "geography_year": 2024,
        }
    ),
    "municipalities": pd.DataFrame(
        {
            "geography_year": [2024] * 8 + [2020],
            "municipality_code": ["0301", "1508", "5001", "4204", "4640", "1515", "1818", "1554", "1507"],
            "municipality_name": [
                "Oslo", "Ålesund", "Trondheim - Tråante", "Kristiansand", "Sogndal", "Herøy (Møre og Romsdal)",
                "Herøy (Nordland)", "Averøy", "Ålesund",
            ],
        }
    ),
    "nuts3_counties": pd.DataFrame(
        {
            "nuts_version": [2006, 2021, 2024, 2006, 2016],
            "nuts3_code": ["NO011", "NO081", "NO081", "NO061", "NO061"],
            "county_code": ["03", "03", "03", "16", "16"],
        }
    ),
}  # fmt: skip


def place(by_city=False, **columns):
    rows = pd.DataFrame({name: [value] for name, value in columns.items()}, dtype="str", index=[7])
    placed = placing.place(rows, MADE, by_city=by_city)
    assert placed.index.tolist() == [7]
    place = placed.astype("object").where(placed.notna(), None).iloc[0]
    return place["municipality_code"], place["county_code"], place["geography_year"], place["placed_by"]


@pytest.mark.parametrize(
    "written",
    ["NO974767880MVA", "no 974 767 880 mva", "NO-974.767.880.MVA", "974767880", "NO974767880"],
)
def test_an_organisation_number_is_found_in_a_vat_number(written):
    assert placing.organisation_numbers(pd.Series([written])).tolist() == [NTNU]


@pytest.mark.parametrize("written", ["", "NO974767881MVA", "SE556677889901", "97476788", "NOT APPLICABLE", None])
def test_what_is_no_norwegian_organisation_number_is_null(written):
    assert placing.organisation_numbers(pd.Series([written], dtype="str")).isna().all()


def test_a_known_organisation_lies_where_it_is_known_in_the_codes_of_that_year():
    assert place(organisation_number=NTNU, postal_code="0150", city="Oslo") == (
        "5001", "50", 2020, "organisation_number",
    )  # fmt: skip


def test_an_organisation_that_is_known_in_two_places_is_placed_by_the_next_way():
    assert place(organisation_number=MOVED, postal_code="0150", city="Oslo") == ("0301", "03", 2024, "postal_code")
    assert place(organisation_number=SINTEF) == (None, None, None, "country")


def test_of_two_places_the_one_that_was_found_in_the_surest_way_counts():
    rows = MADE["participations"].assign(placed_by=["postal_code", "postal_code", "publisher", "city", "publisher"])
    placed = placing.place(pd.DataFrame({"organisation_number": [MOVED]}), MADE | {"participations": rows})
    assert placed["municipality_code"].tolist() == ["0301"]


@pytest.mark.parametrize("code", ["0150", "150", "150.0", "NO-0150", "N-0150", " 0150 "])
def test_a_post_code_has_its_lost_zero_again(code):
    assert place(postal_code=code, city="OSLO") == ("0301", "03", 2024, "postal_code")


@pytest.mark.parametrize("code", ["", "0", "0000", "00150", "SW1A 1AA", "abc"])
def test_what_is_no_norwegian_post_code_places_nothing(code):
    assert place(postal_code=code, city="OSLO") == (None, None, None, "country")


@pytest.mark.parametrize("city", ["Ålesund", "Ã…lesund", "AALESUND", "alesund", "6002 Ålesund", "ÅLESUND, Norway"])
def test_a_city_may_be_encoded_twice_or_written_without_norwegian_letters(city):
    assert place(postal_code="6002", city=city) == ("1508", "15", 2024, "postal_code")


def test_the_city_may_be_another_place_or_the_name_of_the_municipality_that_the_code_lies_in():
    assert place(postal_code="6863", city="Sogndal")[0] == "4640"
    assert place(postal_code="4639", city="Kristiansand")[0] == "4204"
    assert place(postal_code="7491", city="Tråante")[0] == "5001"
    assert place(postal_code="9170", city="Longyearbyen")[:2] == ("2100", "21")


def test_a_code_and_a_city_that_do_not_agree_place_nothing():
    assert place(postal_code="0150", city="TRONDHEIM") == (None, None, None, "country")
    assert place(postal_code="0150", city="") == (None, None, None, "country")
    assert place(postal_code="0150") == (None, None, None, "country")


def test_a_city_alone_counts_only_where_asked_and_where_one_municipality_has_it():
    assert place(city="Oslo") == (None, None, None, "country")
    assert place(by_city=True, city="Averøy, Norge") == (None, None, None, "country")
    assert place(by_city=True, city="Oslo") == ("0301", "03", 2024, "city")
    assert place(by_city=True, city="Herøy") == (None, None, None, "country")


def test_a_nuts_region_gives_the_county_of_the_newest_version_that_has_it():
    assert place(nuts3="NO081") == (None, "03", 2024, "nuts3")
    assert place(nuts3="no061") == (None, "16", 2016, "nuts3")
    assert place(nuts3="NO011") == (None, "03", 2007, "nuts3")


@pytest.mark.parametrize("region", ["", "NO", "NO08", "NO999", "SE110"])
def test_a_region_that_is_no_county_leaves_the_country(region):
    assert place(nuts3=region, postal_code="", city="") == (None, None, None, "country")


def test_a_position_on_the_map_is_no_evidence():
    assert place(geolocation="60.5000209,9.0999715", city="") == (None, None, None, "country")


def test_counts_tell_every_way_that_was_used_from_the_surest_on():
    ways = pd.Series(["country", "nuts3", "organisation_number", "country"])
    assert list(placing.counts(ways).items()) == [("organisation_number", 1), ("nuts3", 1), ("country", 2)]


def test_no_rows_are_placed_without_complaint():
    assert placing.place(pd.DataFrame({"city": pd.Series(dtype="str")}), MADE).empty


def test_letters_encoded_twice_are_restored_and_names_that_only_look_so_stay():
    names = pd.Series(
        ["TromsÃ¸", "KÃ¡rÃ¡Å¡johka", "Ã\x81hkku", "SÃO PAULO", "Å i Lofoten", "BLÅ SKJELL", None], dtype="str"
    )
    repaired = ["Tromsø", "Kárášjohka", "Áhkku", "SÃO PAULO", "Å i Lofoten", "BLÅ SKJELL"]
    assert published.repaired(names).dropna().tolist() == repaired
