import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.sources.common import published

COLUMNS = ["source_id", "column", "where_column", "where_value", "published", "corrected", "reason"]


def corrections(*rows):
    return pd.DataFrame([("s", *row, "why") for row in rows], columns=COLUMNS, dtype="str")


def test_a_correction_written_readably_restores_a_control_character():
    raw = pd.DataFrame({"Topic": ["Sk\x1aodowska", "other"]}, dtype="str")
    corrected = published.correct(raw, "s", corrections(("Topic", "", "", r"Sk\x1aodowska", "Skłodowska")))
    assert corrected["Topic"].tolist() == ["Skłodowska", "other"]
    assert raw["Topic"].iloc[0] == "Sk\x1aodowska"


def test_two_values_may_change_places():
    raw = pd.DataFrame({"file": ["d", "s"], "country": ["Denmark", "Sweden"]}, dtype="str")
    swap = corrections(("country", "file", "d", "Denmark", "Sweden"), ("country", "file", "s", "Sweden", "Denmark"))
    assert published.correct(raw, "s", swap)["country"].tolist() == ["Sweden", "Denmark"]


def test_a_correction_that_fits_no_row_is_an_error():
    raw = pd.DataFrame({"Topic": ["a"]}, dtype="str")
    with pytest.raises(DataError, match="no Topic 'b'"):
        published.correct(raw, "s", corrections(("Topic", "", "", "b", "c")))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("626199.99999984", 62620000), ("0.005", 1), ("0", 0), ("3518202.75", 351820275), ("1e3", 100000)],
)
def test_amounts_become_whole_cents_with_half_a_cent_up(amount, expected):
    assert published.cents(amount) == expected


@pytest.mark.parametrize("amount", ["", "1,5", "NaN", "Infinity"])
def test_what_is_no_amount_is_an_error(amount):
    with pytest.raises(DataError):
        published.cents(amount)


def test_a_total_is_summed_exactly_and_rounded_once():
    assert published.total_cents(pd.Series(["0.001"] * 10)) == 1


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2014-2020", (2014, 2020)),
        ("1990-", (1990, None)),
        ("2018", (2018, 2018)),
        ("2014-2021 (to 2024/2025)", (2014, 2021)),
        ("previous programme period (2007-2013)", (2007, 2013)),
        ("since 1996", (1996, None)),
        ("2024 February round", (2024, 2024)),
        ("2021-05/2024", (2021, 2024)),
        ("2014-2017/18 (mid-term)", (2014, 2018)),
        ("FP7 to H2020", (None, None)),
        ("undated (2010s)", (None, None)),
        ("", (None, None)),
    ],
)
def test_years_are_read_from_a_period(period, expected):
    assert published.years_of(period) == expected


def test_a_count_may_be_written_with_a_decimal_but_not_be_one():
    assert published.whole_number("25.0") == 25
    with pytest.raises(DataError):
        published.whole_number("25.5")


def test_names_are_compared_without_diacritics_and_spaces_are_one():
    assert published.normalised("Sørøst-Norge  (Ålesund)") == "SOROST NORGE ALESUND"
    assert published.clean_spaces(pd.Series(["\xa0a\xa0 b "])).tolist() == ["a b"]


def test_a_value_outside_a_mapping_is_an_error():
    with pytest.raises(DataError, match="'NEW'"):
        published.mapped(pd.Series(["NEW"], name="role"), {"OLD": "old"}, file="f.csv")
