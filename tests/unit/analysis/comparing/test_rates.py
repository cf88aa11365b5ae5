import pandas as pd
import pytest

from analysis.comparing import rates
from analysis.errors import DataError


@pytest.mark.parametrize(
    ("level", "vintage", "wanted", "year"),
    [
        ("municipality", 2024, 2021, 2021),
        ("municipality", 2020, 2017, 2020),
        ("municipality", 2020, 2025, 2023),
        ("county", 2017, 2021, 2017),
        ("county", 2017, 2013, 2013),
        ("county", 2018, 2021, 2019),
        ("county", 2024, 2030, 2026),
    ],
)
def test_population_is_of_the_nearest_year_with_these_boundaries(level, vintage, wanted, year):
    assert rates.population_year(level, vintage, wanted) == year


def test_population_of_todays_boundaries_is_carried_back_and_older_ones_are_of_their_year():
    population = pd.DataFrame(
        [(2021, "county", "30", 2021, 10, "value"), (2021, "county", "31", 2024, 4, "estimated")],
        columns=["year", "area_level", "area_code", "geography_year", "population", "status"],
    )
    assert rates.population_of(population, "county", 2024, 2021)["area_code"].tolist() == ["31"]
    assert rates.population_of(population, "county", 2020, 2021)["area_code"].tolist() == ["30"]
    with pytest.raises(DataError, match="no county of 2019"):
        rates.population_of(population, "county", 2018, 2019)


def test_an_amount_per_inhabitant_is_in_whole_units_and_null_where_either_is_unknown():
    amounts = pd.Series([1000, None, 500], dtype="Int64")
    people = pd.Series([4, 4, None], dtype="Int64")
    assert rates.per_inhabitant(amounts, people).tolist() == [2.5, pd.NA, pd.NA]


def test_equal_values_share_a_rank_and_units_that_cannot_be_ranked_have_none():
    values = pd.Series([5.0, 9.0, 5.0, 7.0, None], dtype="Float64")
    ranks = rates.ranks(values, ["value", "value", "estimated", "too_few", "not_loaded"])
    assert ranks.tolist() == [2, 1, 2, pd.NA, pd.NA]
