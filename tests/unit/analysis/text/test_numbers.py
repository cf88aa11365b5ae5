from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import numbers

SPACE = chr(0xA0)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(1234.5, 1, f"1{SPACE}234,5"), (0, 0, "0"), (0.5, 0, "1"), (-3, 0, "−3"), (None, 0, "–"), (pd.NA, 1, "–")],
)
def test_norwegian_numbers_have_a_thin_group_and_a_decimal_comma(value, decimals, written):
    assert numbers.decimal(value, "nb", decimals=decimals) == written


def test_amounts_are_millions_above_a_million():
    assert numbers.short_amount(167_223_478_237, "nb", "mill.") == f"1{SPACE}672,2 mill."
    assert numbers.short_amount(99_999_999, "nb", "mill.") == f"1{SPACE}000{SPACE}000"
    assert numbers.short_amount(None, "nb", "mill.") == "–"


def test_dates_are_written_out():
    assert numbers.day(date(2022, 1, 28), "nb") == "28. januar 2022"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_whole_units_read_back_as_the_rounded_amount(cents):
    written = numbers.whole_units(cents, "nb").replace(SPACE, "").replace("−", "-")
    assert abs(int(written) * 100 - cents) <= 50


def test_norwegian_sorting_has_ae_oe_aa_last():
    names = ["Ås", "Østfold", "Ærøy", "Ål", "Aasen", "Bergen", "Áltá"]
    assert sorted(names, key=lambda name: numbers.sort_key(name, "nb")) == [
        "Áltá",
        "Bergen",
        "Ærøy",
        "Østfold",
        "Ål",
        "Ås",
        "Aasen",
    ]


def test_a_small_share_never_reads_as_none():
    written = {value: numbers.share(value, "nb") for value in (0, 34.535, 1.04, 0.34, 0.0251, 0.00314)}
    assert list(written.values()) == ["0,0\xa0%", "34,5\xa0%", "1,0\xa0%", "0,34\xa0%", "0,025\xa0%", "0,0031\xa0%"]
    assert (
        numbers.share(None, "nb") == numbers.share(float("nan"), "en") == numbers.share(pd.NA, "nb") == numbers.MISSING
    )
    assert numbers.share(0.0251, "en") == "0.025%"


@pytest.mark.parametrize(
    "value",
    [None, pd.NA, pd.NaT, float("nan"), np.float64("nan"), np.datetime64("NaT"), Decimal("NaN"), 0, 0.0, -1, "", "a",
     Decimal(0), np.int64(0), pd.Timestamp("2020-01-01"), date(2020, 1, 1), True, False],
)  # fmt: skip
def test_missing_is_what_pandas_takes_for_missing(value):
    assert numbers.is_missing(value) is bool(pd.isna(value))
