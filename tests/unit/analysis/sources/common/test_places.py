import pandas as pd
import pytest

from analysis.geography.lookup import Gazetteer
from analysis.sources.common.places import Found, Places

UNITS = {
    "0713": ("Sande", "07", range(2007, 2020)),
    "1514": ("Sande", "15", range(2007, 2027)),
    "0124": ("Askim", "01", range(2007, 2020)),
    "3014": ("Indre Østfold", "30", range(2020, 2024)),
    "3118": ("Indre Østfold", "31", range(2024, 2027)),
    "1850": ("Tysfjord", "18", range(2007, 2020)),
    "1806": ("Narvik", "18", range(2020, 2027)),
    "1875": ("Hamarøy", "18", range(2020, 2027)),
    "1824": ("Vefsn", "18", range(2007, 2027)),
}
COUNTIES = {
    "01": ("Østfold", range(2007, 2020)),
    "31": ("Østfold", range(2024, 2027)),
    "30": ("Viken", range(2020, 2024)),
    "07": ("Vestfold", range(2007, 2020)),
    "15": ("Møre og Romsdal", range(2007, 2027)),
    "17": ("Nord-Trøndelag", range(2007, 2018)),
    "50": ("Trøndelag", range(2018, 2027)),
    "18": ("Nordland", range(2007, 2027)),
}
CHANGES = [
    (2020, "0124", "3014", "merge", 1.0),
    (2024, "3014", "3118", "renumber", 1.0),
    (2020, "0713", "1514", "merge", 1.0),
    (2020, "1850", "1806", "split_and_merge", 0.5),
    (2020, "1850", "1875", "split_and_merge", 0.5),
]


@pytest.fixture
def places():
    municipalities = pd.DataFrame(
        [(year, code, name, county) for code, (name, county, years) in UNITS.items() for year in years],
        columns=["geography_year", "municipality_code", "municipality_name", "county_code"],
    )
    counties = pd.DataFrame(
        [(year, code, name) for code, (name, years) in COUNTIES.items() for year in years],
        columns=["geography_year", "county_code", "county_name"],
    )
    changes = pd.DataFrame(CHANGES, columns=["valid_from", "old_code", "new_code", "change_type", "share"])
    overrides = pd.DataFrame([("Mosjøen", "Vefsn", "a town")], columns=["area_name", "read_as", "reason"])
    return Places(Gazetteer(municipalities, counties, changes.assign(status="value")), overrides)


def test_an_old_name_has_the_code_of_its_time_and_the_municipality_of_today(places):
    assert places.find("Askim", "municipality", 2023) == Found("0124", 2019, "3118")


def test_a_name_that_two_municipalities_have_had_is_not_found_in_any_year(places):
    assert places.find("Sande", "municipality", 2017) is None
    assert places.find("Sande", "municipality", 2023) is None


def test_a_divided_municipality_has_no_single_municipality_of_today(places):
    assert places.find("Tysfjord", "municipality", 2017) == Found("1850", 2017, None)


def test_a_town_is_read_as_its_municipality(places):
    assert places.find("Mosjøen", "municipality", 2017) == Found("1824", 2017, "1824")


def test_a_county_is_found_in_the_year_nearest_to_the_period(places):
    assert places.find("Trøndelag", "county", 2017) == Found("50", 2018, None)
    assert places.find("Nord-Trøndelag fylkeskommune", "county", 2006) == Found("17", 2007, None)


def test_an_unknown_name_is_not_found(places):
    assert places.find("Salo (Finland)", "municipality", 2009) is None
