"""With whom a unit can fairly be compared, and why: same KOSTRA group, same county, shared border, size, own choice.

Peers are units of today's boundaries (years.TODAY); for counties any vintage. No unit is its own peer.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.comparing.rates import population_of
from analysis.errors import DataError
from analysis.geography import years

NEAREST = 10
"""How many municipalities are the nearest in population and centrality."""
_COLUMNS = ["peer_code", "reason", "kostra_group", "population", "centrality_index", "distance"]

Tables = Mapping[str, pd.DataFrame]


def of_municipality(
    code: str, tables: Tables, *, year: int = years.LAST_YEAR, chosen: Sequence[str] = ()
) -> pd.DataFrame:
    """Return a municipality's peers on today's boundaries, once for every reason that makes them peers.

    The distance of two municipalities is the length of the difference in the natural logarithm of population and in
    the centrality index, each divided by its standard deviation over all municipalities; equal ones go by code.

    Args:
        code: a municipality of years.TODAY.
        tables: municipalities, kostra_groups, centrality, neighbours and population.
        year: of the population, 1 January.
        chosen: codes picked by hand; the municipality itself is left out.

    Returns:
        peer_code; reason ("kostra_group", "county", "neighbours", "nearest", "chosen", in this order); the peer's
        kostra_group, population and centrality_index; and its distance. By code within a reason, the nearest by
        distance, the chosen as given.

    Raises:
        DataError: the code or a chosen one is not a municipality of today.
    """
    all_units = measured(tables, year)
    _expect((code, *chosen), all_units.index)
    all_units["distance"] = _distances(all_units, code)
    group, county = all_units["kostra_group"], all_units["county_code"]
    others = all_units.drop(index=code)
    bordering = _neighbours(tables, "municipality", years.TODAY, code)
    by_reason = {
        "kostra_group": others[others["kostra_group"] == group[code]],
        "county": others[others["county_code"] == county[code]],
        "neighbours": others[others.index.isin(bordering)],
        "nearest": others.sort_values("distance", kind="stable").head(NEAREST),
        "chosen": others.loc[_without(chosen, code)],
    }
    return _stacked(by_reason)


def of_county(
    code: str,
    tables: Tables,
    *,
    vintage: int = years.TODAY,
    year: int = years.LAST_YEAR,
    chosen: Sequence[str] = (),
) -> pd.DataFrame:
    """Return a county's peers: "counties" (all others), "neighbours" (sharing a border) and "chosen".

    The columns are those of `of_municipality`; kostra_group, centrality_index and distance are null.

    Args:
        code: a county of the vintage.
        tables: municipalities, neighbours and population.
        vintage: one of units.VINTAGES["county"].
        year: of the population, a year in which these boundaries have one (rates.population_year).
        chosen: codes picked by hand; the county itself is left out.

    Raises:
        DataError: the code or a chosen one is not a county of the vintage.
    """
    codes = sorted(years.in_force(tables["municipalities"], vintage)["county_code"].astype(str).unique())
    _expect((code, *chosen), codes)
    people = population_of(tables["population"], "county", vintage, year).set_index("area_code")["population"]
    others = pd.DataFrame({"population": people.reindex(codes).astype("Int64")}).drop(index=code)
    bordering = _neighbours(tables, "county", vintage, code)
    by_reason = {
        "counties": others,
        "neighbours": others[others.index.isin(bordering)],
        "chosen": others.loc[_without(chosen, code)],
    }
    return _stacked(by_reason)


def groups_of(peers: pd.DataFrame) -> dict[str, list[str]]:
    """Return the peers' codes by reason, in the order of the table; a reason without peers is left out."""
    return {str(reason): rows["peer_code"].tolist() for reason, rows in peers.groupby("reason", sort=False)}


def measured(tables: Tables, year: int = years.LAST_YEAR) -> pd.DataFrame:
    """Return county_code, kostra_group, population and centrality_index of today's municipalities, by sorted code."""
    index = "municipality_code"
    table = years.in_force(tables["municipalities"], years.TODAY)[[index, "county_code"]]
    for name, column in (("kostra_groups", "kostra_group"), ("centrality", "centrality_index")):
        rows = years.in_force(tables[name], years.TODAY)[[index, column]]
        table = table.merge(rows, on=index, how="left", validate="one_to_one")
    people = population_of(tables["population"], "municipality", years.TODAY, year).rename(columns={"area_code": index})
    table = table.merge(people[[index, "population"]], on=index, how="left", validate="one_to_one")
    missing = table.loc[table.isna().any(axis=1), index].tolist()
    if missing:
        raise DataError(
            f"{len(missing)} municipalities of {years.TODAY} lack a KOSTRA group, centrality or population in {year}, "
            f"{missing[0]} first. Add them to kostra_groups, centrality or population."
        )
    return table.set_index(index).sort_index().astype({"population": "Int64", "centrality_index": "Int64"})


def _distances(all_units: pd.DataFrame, code: str) -> "pd.Series[float]":
    measures = all_units[["population", "centrality_index"]].astype("float64")
    measures["population"] = np.log(measures["population"])
    spread = measures.std(ddof=0).replace(0, 1)
    squares: pd.Series[float] = (((measures - measures.loc[code]) / spread) ** 2).sum(axis=1)
    return (squares**0.5).round(9)  # so that equal distances stay equal and go by code


def _neighbours(tables: Tables, level: str, vintage: int, code: str) -> list[str]:
    rows = tables["neighbours"]
    rows = rows[(rows["area_level"] == level) & (rows["geography_year"] == vintage) & (rows["area_code"] == code)]
    return rows["neighbour_code"].astype(str).tolist()


def _stacked(by_reason: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    types = {"kostra_group": "str", "population": "Int64", "centrality_index": "Int64", "distance": "Float64"}
    parts = [
        rows.assign(reason=reason).rename_axis("peer_code").reset_index().reindex(columns=_COLUMNS)
        for reason, rows in by_reason.items()
    ]
    return pd.concat([part.astype(types) for part in parts], ignore_index=True)


def _without(chosen: Sequence[str], code: str) -> list[str]:
    return [other for other in dict.fromkeys(chosen) if other != code]


def _expect(codes: Sequence[str], known: "Sequence[str] | pd.Index[str]") -> None:
    wrong = sorted(set(codes) - set(known))
    if wrong:
        raise DataError(
            f"peers: {', '.join(wrong[:5])} not in force ({len(wrong)} in all). Choose codes of the vintage."
        )
