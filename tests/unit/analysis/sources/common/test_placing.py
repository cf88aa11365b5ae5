import pandas as pd
import pytest

from analysis.sources.common import placing, published

NTNU, SINTEF, MOVED = "974767880", "919303808", "974760673"
MADE = {
    "participations": pd.DataFrame(
        {
            "organisation_id": [NTNU, NTNU, MOVED, MOVED, None],
            "municipality_code": ["5001", "5001", "0301", "4601", "1103"],
            "county_code": ["50", "50", "03", "46", "11"],
            "geography_year": [2020, 2020, 2020, 2020, 2020],
            "placed_by": "publisher",
        }
    ).astype({"geography_year": "Int16"}),
    "postal_codes": pd.DataFrame(
        {
            "postal_code": [
                "0150", "6002", "7491", "4639", "6863", "6856", "6090", "8850", "9170", "6270", "3800", "8475", "3540",
                "2151", "9019", "6404", "6480", "7240",
            ],
            "postal_place": [
                "OSLO", "ÅLESUND", "TRONDHEIM", "KRISTIANSAND S", "LEIKANGER", "SOGNDAL", "FOSNAVÅG", "HERØY",
                "LONGYEARBYEN", "BRATTVÅG", "BØ I TELEMARK", "STRAUMSJØEN", "NESBYEN", "ÅRNES", "TROMSØ", "MOLDE",
                "MOLDE", "HITRA",
            ],
            "municipality_code": [
                "0301", "1508", "5001", "4204", "4640", "4640", "1515", "1818", "2100", "1580", "4020", "1867", "3322",
                "3228", "5501", "1506", "1547", "5056",
            ],
            "geography_year": 2024,
        }
    ),
    "municipalities": pd.DataFrame(
        {
            "geography_year": [2024] * 18 + [2020, 2019, 2019, 2019],
            "municipality_code": [
                "0301", "1508", "5001", "4204", "4640", "1515", "1818", "1554", "1580", "4020", "1867", "3322", "3228",
                "5501", "1506", "1547", "5056", "4626", "1507", "0821", "0616", "1246",
            ],
            "municipality_name": [
                "Oslo", "Ålesund", "Trondheim - Tråante", "Kristiansand", "Sogndal", "Herøy (Møre og Romsdal)",
                "Herøy (Nordland)", "Averøy", "Haram", "Midt-Telemark", "Bø", "Nesbyen", "Nes", "Tromsø", "Molde",
                "Aukra", "Hitra", "Øygarden", "Ålesund", "Bø", "Nes", "Fjell",
            ],
            "county_code": [
                "03", "15", "50", "42", "46", "15", "18", "15", "15", "40", "18", "33", "32", "55", "15", "15", "50",
                "46", "15", "08", "06", "12",
            ],
        }
    ),
    "municipality_changes": pd.DataFrame(
        [
            ("1507", "1508", 2024, 0.87), ("1507", "1580", 2024, 0.13), ("0821", "4020", 2020, 1.0),
            ("0616", "3322", 2020, 1.0), ("1246", "4626", 2020, 1.0),
        ],
        columns=["old_code", "new_code", "valid_from", "share"],
    ),
    "nuts3_counties": pd.DataFrame(
        {
            "nuts_version": [2006, 2021, 2024, 2006, 2016, 2024, 2024],
            "nuts3_code": ["NO011", "NO081", "NO081", "NO061", "NO061", "NO060", "NO071"],
            "county_code": ["03", "03", "03", "16", "16", "50", "18"],
        }
    ),
}  # fmt: skip


def place(by_city=False, **columns):
    rows = pd.DataFrame({name: [value] for name, value in columns.items()}, dtype="str", index=[7])
    placed = placing.place(rows, MADE, by_city=by_city)
    assert placed.index.tolist() == [7]
    place = placed.astype("object").where(placed.notna(), None).iloc[0]
    return place["municipality_code"], place["county_code"], place["geography_year"], place["placed_by"]


def test_a_known_organisation_lies_where_it_is_known_in_the_codes_of_that_year():
    assert place(organisation_id=NTNU, postal_code="7000", city="Nowhere") == ("5001", "50", 2020, "organisation")


def test_an_organisation_that_is_known_in_two_places_is_placed_by_the_next_way():
    assert place(organisation_id=MOVED, postal_code="0150", city="Oslo") == ("0301", "03", 2024, "postal_code")
    assert place(organisation_id=SINTEF) == (None, None, None, "country")


def test_of_two_places_the_one_that_was_found_in_the_surest_way_counts():
    rows = MADE["participations"].assign(placed_by=["postal_code", "postal_code", "publisher", "city", "publisher"])
    placed = placing.place(pd.DataFrame({"organisation_id": [MOVED]}), MADE | {"participations": rows})
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
    assert place(by_city=True, city="Oslo") == ("0301", "03", 2024, "city")
    assert place(by_city=True, city="Herøy") == (None, None, None, "country")


def test_a_city_is_found_by_the_municipalitys_own_name_of_any_year_also_behind_another_place():
    assert place(by_city=True, city="Averøy, Norge") == ("1554", "15", 2024, "city")
    assert place(by_city=True, city="MOLDE") == ("1506", "15", 2024, "city")
    assert place(by_city=True, city="HESTVIKA HITRA") == ("5056", "50", 2024, "city")
    assert place(by_city=True, city="STRAUME FJELL") == ("4626", "46", 2024, "city")
    assert place(by_city=True, city="Brattvåg, Haram") == ("1580", "15", 2024, "city")


@pytest.mark.parametrize("city", ["Bø", "Nes", "Herøy"])
def test_a_name_that_two_municipalities_have_or_had_places_nothing_alone(city):
    assert place(by_city=True, city=city) == (None, None, None, "country")


@pytest.mark.parametrize(
    ("code", "city", "municipality"),
    [("3800", "Bø", "4020"), ("3800", "Bø i Telemark", "4020"), ("8475", "Bø", "1867"), ("3540", "Nes", "3322"),
     ("2151", "Nes", "3228"), ("6270", "Ålesund", "1580")],
)  # fmt: skip
def test_a_post_code_tells_which_of_two_places_a_city_is_also_by_a_former_name(code, city, municipality):
    assert place(by_city=True, postal_code=code, city=city)[0::3] == (municipality, "postal_code")


def test_a_city_never_moves_a_row_out_of_the_county_of_its_post_code_or_region():
    assert place(by_city=True, postal_code="0150", city="Trondheim") == (None, None, None, "country")
    assert place(by_city=True, postal_code="0150", city="Trondheim", nuts3="NO081")[0::3] == ("0301", "postal_code")
    assert place(by_city=True, postal_code="0150", city="Trondheim", nuts3="NO060") == (None, "50", 2024, "nuts3")
    assert place(by_city=True, city="Trondheim", nuts3="NO081") == (None, "03", 2024, "nuts3")
    assert place(by_city=True, postal_code="9999", city="Trondheim", nuts3="NO060")[0::3] == ("5001", "city")


def test_an_organisation_that_is_known_elsewhere_does_not_either():
    assert place(organisation_id=NTNU, postal_code="0150", city="Oslo") == ("0301", "03", 2024, "postal_code")
    assert place(organisation_id=NTNU, nuts3="NO071") == (None, "18", 2024, "nuts3")
    assert place(organisation_id=NTNU, postal_code="0150", city="Oslo", nuts3="NO060")[0::3] == ("5001", "organisation")


def test_of_a_municipality_that_was_divided_since_the_post_code_tells_the_part():
    made = MADE | {"participations": MADE["participations"].assign(municipality_code="1507", county_code="15")}
    rows = pd.DataFrame({"organisation_id": [NTNU, NTNU], "postal_code": ["6270", ""], "city": ["Brattvåg", ""]})
    placed = placing.place(rows, made)
    assert placed["municipality_code"].tolist() == ["1580", "1507"]
    assert placed["geography_year"].tolist() == [2024, 2020]


@pytest.mark.parametrize("city", ["Troms", "Trms", "TROMSXX"])
def test_a_whole_post_code_counts_where_the_citys_letters_were_lost(city):
    assert place(postal_code="9019", city=city)[0::3] == ("5501", "postal_code")
    assert place(postal_code="9019", city=city, nuts3="NO081") == (None, "03", 2024, "nuts3")
    assert place(postal_code="150", city=city) == (None, None, None, "country")
    assert place(postal_code="150", city=city, nuts3="NO081")[0::3] == ("0301", "postal_code")


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
    ways = pd.Series(["country", "nuts3", "organisation", "country"])
    assert list(placing.counts(ways).items()) == [("organisation", 1), ("nuts3", 1), ("country", 2)]


def test_no_rows_are_placed_without_complaint():
    assert placing.place(pd.DataFrame({"city": pd.Series(dtype="str")}), MADE).empty


def test_letters_encoded_twice_are_restored_and_names_that_only_look_so_stay():
    names = pd.Series(
        ["TromsÃ¸", "KÃ¡rÃ¡Å¡johka", "Ã\x81hkku", "SÃO PAULO", "Å i Lofoten", "BLÅ SKJELL", None], dtype="str"
    )
    repaired = ["Tromsø", "Kárášjohka", "Áhkku", "SÃO PAULO", "Å i Lofoten", "BLÅ SKJELL"]
    assert published.repaired(names).dropna().tolist() == repaired
