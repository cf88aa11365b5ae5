import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.geography import years

MUNICIPALITIES = pd.DataFrame(
    [(2019, "1567", "Rindal", "15"), (2020, "5061", "Rindal", "50"), (2020, "0301", "Oslo", "03")],
    columns=["geography_year", "municipality_code", "municipality_name", "county_code"],
)


@pytest.mark.parametrize(
    ("level", "year", "vintage"),
    [
        ("county", 2007, 2017), ("county", 2017, 2017), ("county", 2018, 2018), ("county", 2019, 2018),
        ("county", 2023, 2020), ("county", 2026, 2024), ("municipality", 2019, None), ("municipality", 2020, 2020),
        ("municipality", 2023, 2020), ("municipality", 2024, 2024), ("municipality", 2026, 2024),
    ],
)  # fmt: skip
def test_a_year_is_drawn_with_the_boundaries_in_force_then(level, year, vintage):
    assert years.vintage_of(level, year) == vintage


def test_only_the_units_of_the_year_are_in_force_and_svalbard_comes_last():
    assert years.codes_in_force(MUNICIPALITIES, 2020, "municipality") == ["0301", "5061", "2100", "2200", "2211"]
    assert years.codes_in_force(MUNICIPALITIES, 2019, "county") == ["15", "21", "22"]


def test_a_year_without_units_is_refused():
    with pytest.raises(DataError, match="No units are known for 2006"):
        years.in_force(MUNICIPALITIES, 2006)


def test_the_county_is_that_of_the_year_and_svalbard_is_its_own():
    county = years.county_of(MUNICIPALITIES, 2020)
    assert county["5061"] == "50"
    assert county["2100"] == "21"
