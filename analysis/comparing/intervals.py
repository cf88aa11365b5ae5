"""How sure a rate is: exact intervals, shrunken rates and funnel limits for counts, and a bootstrap for money.

Counts are of projects and are taken as Poisson; rates are per 10,000 inhabitants. Nothing here decides what is
shown: it says between which limits a figure lies, and whether chance alone may explain it.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.comparing.rates import FEWEST_PROJECTS_TO_RANK

INHABITANTS = 10_000
WARNING, ALARM = 0.95, 0.998
"""The two funnels: one unit in 20, and one in 500, lies outside by chance."""
RESAMPLES = 2_000
SEED = 20_240_101
_AT_ONCE = 200_000

Floats = npt.NDArray[np.float64]


def count_interval(counts: "pd.Series[int]", confidence: float = WARNING) -> pd.DataFrame:
    """Return the exact Poisson interval of each count (Garwood 1936): low, high; null where the count is."""
    from scipy.special import gammaincinv  # type: ignore[import-untyped]

    given, tail = _floats(counts), (1 - confidence) / 2
    low = np.where(given == 0, 0.0, gammaincinv(np.maximum(given, 1), tail))
    return _nullable({"low": low, "high": gammaincinv(given + 1, 1 - tail)}, counts.index)


def rate_interval(counts: "pd.Series[int]", populations: "pd.Series[int]", confidence: float = WARNING) -> pd.DataFrame:
    """Return rate, low and high per 10,000 inhabitants; null where the count or the population is unknown."""
    per = INHABITANTS / _inhabitants(populations)
    interval = count_interval(counts, confidence).mul(per, axis=0)
    interval.insert(0, "rate", counts.astype("Float64") * per)
    return interval


def money_interval(
    amounts_cents: "pd.Series[int]",
    population: int,
    *,
    confidence: float = WARNING,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> tuple[float, float] | None:
    """Return the percentile interval of the amount per inhabitant, from a bootstrap over projects.

    Every project is drawn a Poisson number of times, once on average, so that both which projects a unit has and
    how many vary, as they do in `count_interval`. Drawing a fixed number of projects would call equal grants certain.

    Args:
        amounts_cents: one amount per project of the unit, in cents; unknown ones are left out.
        population: the unit's inhabitants.

    Returns:
        Low and high in whole units of the currency per inhabitant, None with fewer than two known amounts.
    """
    amounts = _floats(amounts_cents.dropna())
    if len(amounts) < 2 or population <= 0:
        return None
    generator = np.random.default_rng(seed)
    step = max(1, _AT_ONCE // len(amounts))
    sizes = [min(step, resamples - start) for start in range(0, resamples, step)]
    sums = np.concatenate([generator.poisson(1.0, (size, len(amounts))) @ amounts for size in sizes])
    tail = (1 - confidence) / 2
    low, high = np.quantile(sums, [tail, 1 - tail]) / 100 / population
    return float(low), float(high)


def shrunken_rates(counts: "pd.Series[int]", populations: "pd.Series[int]") -> "pd.Series[float]":
    """Return each unit's rate per 10,000 drawn towards the rate of all, the more the fewer its people.

    The mean of a gamma prior fitted to all units by the method of moments (Marshall 1991), after its unit's count.
    Where the rates differ no more than chance explains, every unit gets the rate of all.
    """
    count, people = _floats(counts), _floats(_inhabitants(populations))
    known = ~(np.isnan(count) | np.isnan(people))
    if not known.any():
        return pd.Series(pd.NA, index=counts.index, dtype="Float64")
    overall = count[known].sum() / people[known].sum()
    spread = np.average((count[known] / people[known] - overall) ** 2, weights=people[known])
    variance = max(0.0, float(spread - overall / people[known].mean()))
    weight = variance / (variance + overall / people) if variance else np.where(known, 0.0, np.nan)
    shrunken = overall + weight * (count / people - overall)
    return pd.Series(_null_for_nan(shrunken * INHABITANTS), index=counts.index)


def funnel(populations: "pd.Series[int]", national_rate: float) -> pd.DataFrame:
    """Return between which rates a unit with the national rate lies, by its population.

    The limits are where the exact tail of the Poisson distribution is 2.5 % (0.1 %) on either side, continued
    between whole counts. As counts are whole, fewer units than 5 % (0.2 %) lie outside.

    Args:
        populations: inhabitants; null gives null.
        national_rate: per 10,000 inhabitants.

    Returns:
        low_95, high_95, low_998 and high_998 per 10,000; a unit is outside if its rate is beyond a limit.
    """
    people = _inhabitants(populations)
    expected = _floats(people) * national_rate / INHABITANTS
    limits: dict[str, Floats] = {}
    for name, confidence in (("95", WARNING), ("998", ALARM)):
        low, high = _limits(expected, confidence)
        limits |= {f"low_{name}": low, f"high_{name}": high}
    return _nullable(limits, populations.index).mul(INHABITANTS / people, axis=0)


def verdicts(counts: "pd.Series[int]", populations: "pd.Series[int]", national_rate: float) -> "pd.Series[str]":
    """Return "higher" or "lower" where chance explains a count in less than 5 % of cases, otherwise "within".

    A unit with fewer than five projects is "too_few", whatever its population; null where something is unknown.
    """
    low, high = _limits(_floats(_inhabitants(populations)) * national_rate / INHABITANTS, WARNING)
    count = _floats(counts)
    few, above, below = count < FEWEST_PROJECTS_TO_RANK, count > high, count < low
    found = np.select([few, above, below], ["too_few", "higher", "lower"], "within")
    unknown = np.isnan(count) | np.isnan(high)
    return pd.Series(found, index=counts.index, dtype="str").mask(unknown)


def verdict(count: int, population: int, national_rate: float) -> str:
    """Return one unit's verdict; see `verdicts`. The national rate is per 10,000 inhabitants."""
    return str(verdicts(pd.Series([count]), pd.Series([population]), national_rate).iloc[0])


def _limits(expected: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Return the counts beyond which either tail has less than half of what `confidence` leaves over.

    No count is below a low limit of zero, and none of one is above a high limit of one.
    """
    from scipy.special import pdtrik

    tail = (1 - confidence) / 2
    low, high = pdtrik(tail, expected), pdtrik(1 - tail, expected) + 1
    return low, high


def _inhabitants(populations: "pd.Series[int]") -> "pd.Series[float]":
    """Return the populations as floats; a unit where nobody lives has no rate, so its population is null."""
    people = populations.astype("Float64")
    return people.where(people > 0)


def _floats(values: "pd.Series[int] | pd.Series[float]") -> Floats:
    return np.asarray(values.astype("Float64").to_numpy(dtype="float64", na_value=np.nan), dtype=np.float64)


def _nullable(columns: dict[str, Floats], index: "pd.Index[int]") -> pd.DataFrame:
    return pd.DataFrame({name: _null_for_nan(values) for name, values in columns.items()}, index=index)


def _null_for_nan(values: Floats) -> pd.api.extensions.ExtensionArray:
    return pd.arrays.FloatingArray(np.where(np.isnan(values), 0.0, values), np.isnan(values))
