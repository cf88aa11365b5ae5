import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.common import organisation_numbers

NTNU = "974767880"
EIGHT_DIGITS = st.text("0123456789", min_size=8, max_size=8)


@pytest.mark.parametrize(
    "written",
    [
        "NO974767880MVA", "no 974 767 880 mva", "NO-974.767.880.MVA", "974767880", "NO974767880", "974 767 880 MVA",
        "\u00a0974\u2009767\u2013880_MVA\n", "NO\uff19\uff17\uff14767880",
    ],
)  # fmt: skip
def test_an_organisation_number_is_read_from_a_vat_number(written):
    assert organisation_numbers.in_vat_numbers(pd.Series([written])).tolist() == [NTNU]


@pytest.mark.parametrize(
    "written",
    [
        "", "NO974767881MVA", "974767808", "SE556677889901", "SE974767880", "97476788", "9747678800", "NONO974767880",
        "974767880MVAMVA", "\u0669\u0667\u0664\u0667\u0666\u0667\u0668\u0668\u0660", "NOMVA", "NOT APPLICABLE", None,
    ],
)  # fmt: skip
def test_what_is_no_norwegian_organisation_number_is_null(written):
    assert organisation_numbers.in_vat_numbers(pd.Series([written], dtype="str")).isna().all()


@given(EIGHT_DIGITS)
def test_of_ten_numbers_with_the_same_eight_digits_one_at_most_is_right(digits):
    numbers = organisation_numbers.in_vat_numbers(pd.Series([f"{digits}{last}" for last in range(10)]))
    check = -sum(weight * int(digit) for weight, digit in zip((3, 2, 7, 6, 5, 4, 3, 2), digits, strict=True)) % 11
    assert numbers.dropna().tolist() == ([] if check == 10 else [f"{digits}{check}"])


def test_a_table_without_rows_gives_no_numbers():
    assert organisation_numbers.in_vat_numbers(pd.Series([], dtype="str")).empty
