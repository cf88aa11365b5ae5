"""One unit beside its peers: counts and money per inhabitant with their intervals, and the distance to the middle."""

from collections.abc import Sequence

import pandas as pd

from analysis.comparing import intervals, rates
from analysis.participation import CURRENCIES


def national_rate(table: pd.DataFrame) -> float:
    """Return projects per 10,000 inhabitants over all units of a table: what a unit would have by its people alone.

    A project counts once in every unit it has a row in, here as in the units' own rates.
    """
    known = table[table["population"].notna() & table["projects"].notna()]
    return float(known["projects"].sum() / known["population"].sum() * intervals.INHABITANTS)


def national_amount(table: pd.DataFrame) -> float | None:
    """Return the amount per inhabitant of all units, in whole units of the currency; None where no amount is known."""
    known = table[table["population"].notna()]
    if known["amount"].isna().all():
        return None
    return float(known["amount"].sum() / 100 / known["population"].sum())


def rated(table: pd.DataFrame) -> pd.DataFrame:
    """Add rate, rate_low, rate_high, shrunken_rate (projects per 10,000 inhabitants) and verdict to all units.

    Args:
        table: see layers.participation; units without a population (outside the counties) are left out.
    """
    units = table[table["population"].notna()].reset_index(drop=True)
    found = intervals.rate_interval(units["projects"], units["population"])
    return units.assign(
        rate=found["rate"],
        rate_low=found["low"],
        rate_high=found["high"],
        shrunken_rate=intervals.shrunken_rates(units["projects"], units["population"]),
        verdict=intervals.verdicts(units["projects"], units["population"], national_rate(units)),
    )


def with_money_intervals(units: pd.DataFrame, projects: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Add amount_low and amount_high per inhabitant, from a bootstrap over each unit's projects.

    Args:
        units: a few rated units.
        projects: participation.count of their rows by area_code and project_id.
        currency: one of participation.CURRENCIES.
    """
    assert currency in CURRENCIES
    found = []
    of_unit = dict(tuple(projects.groupby("area_code")[currency]))
    for code, people in zip(units["area_code"], units["population"], strict=True):
        per_project = of_unit.get(code, projects[currency].head(0))
        found.append(intervals.money_interval(per_project, int(people)) or (pd.NA, pd.NA))
    return units.assign(
        amount_low=pd.array([low for low, _ in found], dtype="Float64"),
        amount_high=pd.array([high for _, high in found], dtype="Float64"),
    )


def median_of_peers(units: pd.DataFrame, own_code: str, measure: str) -> float | None:
    """Return the middle value of the peers, the unit itself left out; None where no peer has one."""
    values = units.loc[units["area_code"] != own_code, measure].dropna()
    return float(values.median()) if len(values) else None


def differences(units: pd.DataFrame, own_code: str, measure: str, national: float | None) -> pd.DataFrame:
    """Add from_median and from_norway: each unit's value less the peers' median, and less the country's value."""
    middle = median_of_peers(units, own_code, measure)
    values = units[measure].astype("Float64")
    unknown = pd.Series(pd.NA, index=units.index, dtype="Float64")
    return units.assign(
        from_median=unknown if middle is None else values - middle,
        from_norway=unknown if national is None else values - national,
    )


def ranked(units: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Add rank among the units by a measure; units with fewer than five projects have none."""
    statuses = ["value" if many else "too_few" for many in units["projects"] >= rates.FEWEST_PROJECTS_TO_RANK]
    return units.assign(rank=rates.ranks(units[measure].astype("Float64"), statuses))


def chosen(units: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Return these units in the order of the codes."""
    return units.set_index("area_code").reindex(list(codes)).rename_axis("area_code").reset_index()
