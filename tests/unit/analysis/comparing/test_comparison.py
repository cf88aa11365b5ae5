import pandas as pd
import pytest

from analysis.comparing import comparison


def units(*given):
    table = pd.DataFrame(given, columns=["area_code", "population", "projects", "amount"])
    return table.astype({"population": "Int64", "projects": "Int64", "amount": "Int64"})


def test_the_national_rate_is_all_projects_over_all_people():
    assert comparison.national_rate(units(("a", 10_000, 3, 0), ("b", 30_000, 1, 0))) == 1.0


def test_the_national_amount_is_unknown_where_no_unit_has_one():
    assert comparison.national_amount(units(("a", 10, 1, None), ("b", 10, 1, None))) is None
    assert comparison.national_amount(units(("a", 10, 1, 4000), ("b", 10, 1, None))) == 2.0


def test_places_without_a_population_are_left_out():
    rated = comparison.rated(units(("a", 10_000, 6, 0), ("2100", None, 9, 0)))
    assert rated["area_code"].tolist() == ["a"]
    assert rated.loc[0, "rate"] == 6
    assert rated.loc[0, "rate_low"] < 6 < rated.loc[0, "rate_high"]


def test_the_median_is_of_the_peers_without_the_unit_itself():
    table = units(("a", 1, 100, 0), ("b", 1, 1, 0), ("c", 1, 3, 0))
    assert comparison.median_of_peers(table, "a", "projects") == 2
    assert comparison.median_of_peers(table.head(1), "a", "projects") is None


def test_differences_are_from_the_median_and_from_the_country():
    table = comparison.differences(units(("a", 1, 10, 0), ("b", 1, 4, 0)), "a", "projects", 6.0)
    assert table["from_median"].tolist() == [6, 0]
    assert table["from_norway"].tolist() == [4, -2]


def test_a_unit_with_fewer_than_five_projects_has_no_rank():
    ranked = comparison.ranked(units(("a", 1, 4, 9), ("b", 1, 5, 1), ("c", 1, 8, 2)), "projects")
    assert ranked["rank"].tolist() == [pd.NA, 2, 1]


def test_money_has_an_interval_from_two_projects_on():
    rows = pd.DataFrame(
        {
            "area_code": ["a", "a", "b"],
            "project_id": ["P", "Q", "P"],
            "EUR": [100, 300, 100],
        }
    )
    rows = rows.astype({"EUR": "Int64"})
    table = comparison.with_money_intervals(units(("a", 2, 2, 400), ("b", 2, 1, 100)), rows, "EUR")
    assert table.loc[0, "amount_low"] < 2 < table.loc[0, "amount_high"]
    assert table.loc[1, ["amount_low", "amount_high"]].isna().all()


def test_chosen_units_come_in_the_order_asked_for():
    assert comparison.chosen(units(("a", 1, 1, 0), ("b", 1, 2, 0)), ["b", "a"])["projects"].tolist() == [2, 1]


@pytest.mark.parametrize("number", [0, 1])
def test_no_peers_give_no_differences(number):
    table = comparison.differences(units(("a", 1, number, 0)), "a", "projects", None)
    assert table[["from_median", "from_norway"]].isna().all().all()
