"""Days as people write them, and those that could be two, which are not read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import days

THE_FIRST_OF_MARCH = date(2022, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "1.3.22", "01.03.22", "1. 3. 2022", "01.03.2022", "01.03.2022 00:00", "01.03.2022 00:00:00",
        "1.3.2022 kl. 12.30",
        "1/3/2022", "01-03-2022", "1-3-22", "2022-03-01", "2022-3-1", "2022-03-01 00:00:00", "2022-03-01T00:00:00Z",
        "2022-03-01T00:00:00+01:00", "2022/03/01", "2022.03.01", "20220301", "1. mars 2022", "1 mars 2022",
        "1.mars 2022",
        "1. MARS 2022", "1. mar. 2022", "1 March 2022", "March 1, 2022", "Mar 1st, 2022", "01-Mar-2022", "1. mars 22",
        "44621", "44621.0", "44621,5",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    assert days.span(written) == (THE_FIRST_OF_MARCH, THE_FIRST_OF_MARCH)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022.0", date(2022, 1, 1), date(2022, 12, 31)),
        ("03.2022", THE_FIRST_OF_MARCH, date(2022, 3, 31)),
        ("3/2022", THE_FIRST_OF_MARCH, date(2022, 3, 31)),
        ("2022-03", THE_FIRST_OF_MARCH, date(2022, 3, 31)),
        ("mars 2022", THE_FIRST_OF_MARCH, date(2022, 3, 31)),
        ("des. 2024", date(2024, 12, 1), date(2024, 12, 31)),
        ("februar 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("12.2024", date(2024, 12, 1), date(2024, 12, 31)),
        ("desember 2024", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_a_year_or_a_month_is_a_span_of_days(written, first, last):
    assert days.span(written) == (first, last)


@pytest.mark.parametrize(
    "written",
    ["", "-", "våren 2022", "32.13.2020", "30.02.2022", "1.3.77", "2022-13-01", "1889", "2061", "12345", "2022.5",
     "ukjent", "1.2.3.4", "00.00.0000", "13/13/2022", "x" * 100],
)  # fmt: skip
def test_what_is_no_day_is_not_read(written):
    assert days.span(written) is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2022", "31/12/2021"], days.DAY_FIRST),
        (["03/04/2022", "12/31/2021"], days.MONTH_FIRST),
        (["31/12/2021", "12/31/2021"], days.NOT_TOLD),
        (["2022", "", "x"], days.DAY_FIRST),
    ],
)
def test_a_column_tells_whether_the_day_or_the_month_stands_first(texts, order):
    assert days.order_in(texts) == order


def test_a_day_that_could_be_two_is_read_by_the_order_and_not_at_all_without_one():
    assert days.span("03/04/2022", days.MONTH_FIRST) == (date(2022, 3, 4), date(2022, 3, 4))
    assert days.span("03/04/2022", days.NOT_TOLD) is None
    for order in (days.DAY_FIRST, days.MONTH_FIRST, days.NOT_TOLD):
        assert days.span("12/31/2021", order) == (date(2021, 12, 31), date(2021, 12, 31))
        assert days.span("03/03/2022", order) == (date(2022, 3, 3), date(2022, 3, 3))


@pytest.mark.parametrize(
    "written",
    ["2022-2024", "2022–2024", "2022 - 2024", "2022/2024", "01.01.2022-31.12.2024", "1.1.22 – 31.12.24",
     "januar 2022 til desember 2024", "2022-01-01-2024-12-31", "01-01-2022 - 31-12-2024", "2022 -> 2024"],
)  # fmt: skip
def test_a_period_is_read_from_its_first_to_its_last_day(written):
    assert days.period(written) == (date(2022, 1, 1), date(2024, 12, 31))


def test_a_school_year_is_two_years_and_a_month_is_one():
    assert days.period("2021/22") == (date(2021, 1, 1), date(2022, 12, 31))
    assert days.period("2021-11") == (date(2021, 11, 1), date(2021, 11, 30))
    assert days.period("2021") == (date(2021, 1, 1), date(2021, 12, 31))
    assert days.period("2010-12") is None, "the years to 2012, or December"
    assert days.period("2024-2022") is None
    assert days.period("2022-2023-2024") is None


@given(st.text(max_size=40))
def test_any_text_is_a_span_or_none(text):
    for read in (days.span, days.period):
        named = read(text)
        assert named is None or (named[0] <= named[1] and named[0].year in days.YEARS)
