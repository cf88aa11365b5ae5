from dataclasses import replace
from datetime import date

import pandas as pd

from analysis.standing import unfinished
from analysis.store import catalogue

_SOURCE = next(iter(catalogue.read_register().values()))


def _sources(**published: str):
    return {name: replace(_SOURCE, source_id=name, published=text) for name, text in published.items()}


def _rows(*rows: tuple[str, str, date | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["programme_id", "source_id", "signed_date"])


PROGRAMMES = pd.DataFrame(
    {"programme_id": ["running", "over", "open"], "period_end": pd.array([2027, 2020, None], dtype="Int64")}
)


def test_the_last_year_of_a_running_programme_is_not_whole():
    rows = _rows(("running", "a", date(2024, 5, 1)), ("running", "a", date(2025, 11, 12)), ("running", "a", None))
    last = unfinished.last_days(rows, PROGRAMMES, _sources(a="2025-12-01"))
    assert last == {"running": date(2025, 11, 12)}
    assert unfinished.of_programmes(last, ["running", "over"]) == {2025: date(2025, 11, 12)}


def test_a_source_published_in_a_later_year_has_the_year_whole():
    rows = _rows(("running", "a", date(2025, 11, 12)))
    assert unfinished.last_days(rows, PROGRAMMES, _sources(a="2026-02-01")) == {}


def test_a_source_that_does_not_say_when_it_was_published_may_go_on():
    rows = _rows(("open", "a", date(2025, 3, 1)))
    assert unfinished.last_days(rows, PROGRAMMES, _sources(a="not stated")) == {"open": date(2025, 3, 1)}


def test_a_programme_that_is_over_has_all_its_years():
    rows = _rows(("over", "a", date(2021, 9, 1)), ("over", "b", date(2020, 1, 1)))
    assert unfinished.last_days(rows, PROGRAMMES, _sources(a="2022-01-28", b="2020")) == {}


def test_years_without_days_are_as_the_publisher_closed_them():
    assert unfinished.last_days(_rows(("running", "a", None)), PROGRAMMES, _sources(a="2025")) == {}


def test_of_two_programmes_the_one_that_ends_first_tells_until_when_both_go():
    last = {"running": date(2025, 11, 12), "open": date(2025, 3, 1)}
    assert unfinished.of_programmes(last, ["running", "open"]) == {2025: date(2025, 3, 1)}
