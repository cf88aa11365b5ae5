import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from analysis.comparing import intervals
from analysis.comparing.rates import FEWEST_PROJECTS_TO_RANK
from tests.tools.project import ROOT

people = st.integers(1, 800_000)
rates = st.floats(0.01, 100)
unhurried = settings(deadline=None)
"""The first call loads scipy."""


def numbers(*given):
    return pd.Series(list(given), dtype="Int64")


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (100, 81.364, 121.627)],
)
def test_a_count_has_garwoods_exact_interval(count, low, high):
    interval = intervals.count_interval(numbers(count)).iloc[0]
    assert list(interval) == pytest.approx([low, high], abs=0.001)


def test_a_rate_and_its_interval_are_per_ten_thousand_inhabitants():
    interval = intervals.rate_interval(numbers(5), numbers(2_000)).iloc[0]
    assert list(interval) == pytest.approx([25, 5 * 1.623, 5 * 11.668], abs=0.01)


@pytest.mark.parametrize(("count", "population"), [(None, 100), (1, None), (1, 0)])
def test_a_rate_without_count_or_inhabitants_is_null(count, population):
    table = intervals.rate_interval(numbers(count, 1), numbers(population, 100))
    assert table.iloc[0].isna().all()
    assert table.iloc[1].notna().all()


def test_municipalities_with_one_true_rate_seldom_fall_outside():
    generator = np.random.default_rng(2024)
    populations = pd.Series(np.exp(generator.normal(8.6, 1.2, 10_000)).astype(int) + 200)
    true_rate = 3.0
    counts = pd.Series(generator.poisson(populations * true_rate / 10_000))
    rate, limits = counts / populations * 10_000, intervals.funnel(populations, true_rate)
    outside = {
        name: float(((rate < limits[f"low_{name}"]) | (rate > limits[f"high_{name}"])).mean()) for name in ("95", "998")
    }
    assert 0 < outside["95"] <= 0.06
    assert 0 < outside["998"] <= 0.005


def test_the_exact_intervals_of_one_true_rate_hold_it_at_least_as_often_as_they_say():
    counts = pd.Series(np.random.default_rng(2024).poisson(7.3, 10_000))
    interval = intervals.count_interval(counts)
    assert interval["low"].le(7.3).mul(interval["high"].ge(7.3)).mean() >= 0.95


@given(people, people, rates)
@unhurried
def test_limits_widen_as_population_falls(one, other, rate):
    small, large = intervals.funnel(pd.Series(sorted((one, other))), rate).to_dict("records")
    for name in ("95", "998"):
        assert small[f"high_{name}"] >= large[f"high_{name}"] * (1 - 1e-9)
        assert small[f"low_{name}"] <= large[f"low_{name}"] * (1 + 1e-9)


@given(people, rates)
@unhurried
def test_the_wide_funnel_encloses_the_narrow_one_and_both_the_national_rate(population, rate):
    limits = intervals.funnel(numbers(population), rate).iloc[0]
    order = [limits["low_998"], limits["low_95"], rate, limits["high_95"], limits["high_998"]]
    assert order == sorted(order)


@given(st.integers(0, 400), people, rates)
@unhurried
def test_a_verdict_is_given_only_where_the_exact_tail_is_below_two_and_a_half_per_cent(count, population, rate):
    expected, found = population * rate / 10_000, intervals.verdict(count, population, rate)
    if count < FEWEST_PROJECTS_TO_RANK:
        assert found == "too_few"
    elif found == "higher":
        assert poisson.sf(count - 1, expected) <= 0.025 + 1e-9
    elif found == "lower":
        assert poisson.cdf(count, expected) <= 0.025 + 1e-9
    else:
        assert min(poisson.sf(count - 1, expected), poisson.cdf(count, expected)) >= 0.025 - 1e-9


@pytest.mark.parametrize(
    ("count", "population", "verdict"),
    [(4, 100, "too_few"), (5, 1_000, "higher"), (5, 50_000, "lower"), (20, 50_000, "within")],
)
def test_verdicts_against_a_national_rate_of_three_per_ten_thousand(count, population, verdict):
    assert intervals.verdict(count, population, 3.0) == verdict


def test_a_verdict_on_an_unknown_count_or_population_is_null():
    assert intervals.verdicts(numbers(None, 7, 7), numbers(100, None, 0), 3.0).isna().all()


@given(st.lists(st.tuples(st.integers(0, 200), people), min_size=1, max_size=20))
@unhurried
def test_a_shrunken_rate_lies_between_its_own_and_the_rate_of_all(units):
    counts, populations = (pd.Series(list(values)) for values in zip(*units, strict=True))
    own, overall = counts / populations * 10_000, counts.sum() / populations.sum() * 10_000
    shrunken = intervals.shrunken_rates(counts, populations)
    slack = 1e-9 * (1 + own.max())
    assert (shrunken >= own.clip(upper=overall) - slack).all()
    assert (shrunken <= own.clip(lower=overall) + slack).all()


def test_rates_that_differ_no_more_than_chance_explains_shrink_to_the_rate_of_all():
    assert list(intervals.shrunken_rates(numbers(3, 4, 3), numbers(1_000, 1_000, 1_000))) == pytest.approx(
        [100 / 3] * 3
    )


def test_a_small_unit_shrinks_more_than_a_large_one_with_the_same_rate():
    shrunken = intervals.shrunken_rates(numbers(1, 1_000, 100), numbers(100, 100_000, 100_000))
    assert shrunken[0] < shrunken[1] < 100


def test_units_of_unknown_size_have_no_shrunken_rate_and_do_not_move_the_others():
    known = intervals.shrunken_rates(numbers(1, 1_000, 100), numbers(100, 100_000, 100_000))
    more = intervals.shrunken_rates(numbers(1, 1_000, 100, 5), numbers(100, 100_000, 100_000, None))
    assert list(more[:3]) == list(known)
    assert pd.isna(more[3])


def test_the_interval_of_money_holds_the_amount_and_is_the_same_every_time():
    amounts = numbers(*range(100_000, 1_100_000, 100_000))
    low, high = intervals.money_interval(amounts, 1_000)
    assert low < amounts.sum() / 100 / 1_000 < high
    assert (low, high) == intervals.money_interval(amounts, 1_000)


def test_equal_grants_are_as_uncertain_as_their_number():
    low, high = intervals.money_interval(numbers(*[100] * 100), 1)
    exact = intervals.count_interval(numbers(100)).iloc[0]
    assert (low, high) == pytest.approx((exact["low"], exact["high"]), abs=3)


@pytest.mark.parametrize("amounts", [(), (100,), (100, None)])
def test_money_of_fewer_than_two_projects_with_known_amounts_has_no_interval(amounts):
    assert intervals.money_interval(numbers(*amounts), 1_000) is None


@pytest.mark.parametrize("resamples", [1, 7, 20])
def test_many_projects_are_resampled_in_steps(resamples):
    assert intervals.money_interval(numbers(*[100] * 100_000), 1, resamples=resamples) is not None


def test_scipy_is_not_loaded_before_it_is_needed():
    code = "import sys, analysis.comparing.intervals; print('scipy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert run.stdout.strip() == "False"
