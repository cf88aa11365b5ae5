import pandas as pd

from analysis.geography.today import Today

TODAY = Today(
    {
        "municipalities": pd.DataFrame(
            [(2020, "1507", "15"), (2024, "1508", "15"), (2024, "1580", "15"), (2020, "3024", "30"),
             (2020, "3005", "30"), (2024, "3201", "32"), (2024, "3301", "33"), (2020, "9999", "99")],
            columns=["geography_year", "municipality_code", "county_code"],
        ),
        "municipality_changes": pd.DataFrame(
            [("1507", "1508", 2024, 0.87), ("1507", "1580", 2024, 0.13), ("3024", "3201", 2024, 1.0),
             ("3005", "3301", 2024, 1.0)],
            columns=["old_code", "new_code", "valid_from", "share"],
        ),
    }
)  # fmt: skip


def test_a_municipality_lies_in_all_those_it_was_divided_into_and_one_of_today_in_itself():
    assert TODAY.municipalities("1507", 2020) == {"1508", "1580"}
    assert TODAY.municipalities("3201", 2024) == TODAY.municipalities("3201", 2026) == {"3201"}
    assert TODAY.municipalities("2100", 2020) == {"2100"}


def test_a_code_that_nobody_knows_what_became_of_lies_nowhere():
    assert TODAY.municipalities("9999", 2020) == TODAY.counties("99", 2020) == frozenset()


def test_a_county_lies_in_those_that_its_municipalities_lie_in_now():
    assert TODAY.counties("30", 2020) == {"32", "33"}
    assert TODAY.counties("30", 2020, "3024") == {"32"}
    assert TODAY.counties("15", 2024) == {"15"}
    assert TODAY.counties("21", 2020) == {"21"}
