"""Carry measures that may be added up from the units of one year to those of another, forwards and backwards."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

import pandas as pd

from analysis.errors import DataError
from analysis.geography import years

Changes = Mapping[str, Sequence[tuple[int, dict[str, float]]]]
"""Of each code: the years in which it changed, earliest first, and its successors' shares then."""

_RATE = re.compile(r"(^|_)(rate|pct|percent|per|mean|median|average|index|class|rank)(_|$)")


def changes_of(municipality_changes: pd.DataFrame) -> Changes:
    """Return the changes of each old code, earliest first."""
    found: dict[str, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    columns = municipality_changes[["old_code", "new_code", "valid_from", "share"]]
    for old, new, year, share in columns.itertuples(index=False):
        found[str(old)][int(year)][str(new)] = float(share)
    return {old: sorted(by_year.items()) for old, by_year in found.items()}


def follow(changes: Changes, code: str, from_year: int, to_year: int) -> dict[str, float]:
    """Return the units of a later year that a municipality lies in, with the share of it that each received.

    A row of a code that is no longer in force speaks of its former area: Haram of 2019 went to Ålesund in 2020,
    and its area to Haram in 2024. Such a row is preferred to a chain through the merged unit.
    """
    later = [(year, shares) for year, shares in changes.get(code, ()) if from_year < year <= to_year]
    if not later:
        return {code: 1.0}
    year, shares = later[0]
    if code not in shares and len(later) > 1:
        year, shares = later[1]
    result: dict[str, float] = defaultdict(float)
    for new, share in shares.items():
        for target, part in follow(changes, new, year, to_year).items():
            result[target] += share * part
    return dict(result)


def crosswalk(
    tables: Mapping[str, pd.DataFrame],
    *,
    from_year: int,
    to_year: int,
    from_level: str = "municipality",
    to_level: str = "municipality",
) -> pd.DataFrame:
    """Return how the units of one year lie in those of another.

    Forwards a municipality is shared out by the stated shares of people; backwards, and for counties, by the
    population that the two units have in common, in the earlier year. Svalbard and Jan Mayen stay themselves.

    Args:
        tables: municipalities, municipality_changes and population.
        from_year: any year from 2007 to 2026, as is `to_year`.
        to_year: earlier, later or the same.
        from_level: "municipality" or "county".
        to_level: "municipality" or "county".

    Returns:
        from_code, to_code, weight (0-1, adding up to 1 for each from_code) and status ("value" where the unit
        lies in one unit of the other year, else "estimated"), sorted.
    """
    forwards = from_year <= to_year
    county = {year: years.county_of(tables["municipalities"], year) for year in (from_year, to_year)}
    pieces: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for early, late, size in _overlaps(tables, from_year, to_year, people=not forwards or from_level == "county"):
        source, target = (early, late) if forwards else (late, early)
        source = county[from_year][source] if from_level == "county" else source
        target = county[to_year][target] if to_level == "county" else target
        pieces[source][target] += size
    rows = [row for source in sorted(pieces) for row in _normalised(source, pieces[source])]
    return pd.DataFrame(rows, columns=["from_code", "to_code", "weight", "status"])


def recode(
    values: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    *,
    to_year: int,
    measure: str,
    level: str = "municipality",
    to_level: str | None = None,
    by: Sequence[str] = (),
    kind: str = "sum",
) -> pd.DataFrame:
    """Carry a measure that may be added up to the units of another year.

    Args:
        values: one or more rows per (<level>_code, geography_year), in any years; `measure` in any unit that adds
            up. A `status` of "estimated" in it is kept.
        tables: municipalities, municipality_changes and population.
        to_year: whose boundaries are wanted.
        measure: the column to carry; whole numbers stay whole.
        level: "municipality" or "county", the level of `values`.
        to_level: the level wanted, the same by default.
        by: columns that keep their rows apart, for example the period or the programme.
        kind: "sum"; "rate" is refused, for a rate cannot be shared out.

    Returns:
        One row per unit of `to_year` (and `by`) that received anything: <to_level>_code, geography_year, `by`,
        `measure` in the same unit with the same national total, and `status` ("value", or "estimated" where a
        divided unit was shared out).

    Raises:
        DataError: a code was not in force in its year (names the codes), a value is missing, or a rate was given.

    Source: SSB KLASS 131; shares in data/reference/municipality_changes.csv.
    """
    _refuse_rates(measure, kind)
    if values[measure].isna().any():
        raise DataError(f"{measure}: {values[measure].isna().sum()} rows have no value. Leave them out and say so.")
    target_level = to_level or level
    target_column = f"{target_level}_code"
    columns = [target_column, *by, measure, "status"]
    parts = [pd.DataFrame(columns=columns)]
    for year, rows in values.groupby("geography_year"):
        lies_in = crosswalk(tables, from_year=int(str(year)), to_year=to_year, from_level=level, to_level=target_level)
        parts.append(_shared_out(rows, lies_in, f"{level}_code", target_column, measure, by)[columns])
    shared = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)
    result = _added_up(shared, [target_column, *by], measure)
    result.insert(1, "geography_year", to_year)
    return result.astype({measure: values[measure].dtype, "geography_year": "int16"})


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Share out a whole number by weights so that the parts add up to it (largest remainder, first one on a tie)."""
    quotas = [Decimal(total) * Decimal(weight) / sum(map(Decimal, weights)) for weight in weights]
    parts = [int(quota.to_integral_value(ROUND_FLOOR)) for quota in quotas]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - quotas[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def _people(tables: Mapping[str, pd.DataFrame], year: int) -> dict[str, int]:
    population = tables["population"]
    rows = population[
        (population["year"] == year)
        & (population["geography_year"] == year)
        & (population["area_level"] == "municipality")
    ]
    known = dict(zip(rows["area_code"].astype(str), rows["population"].astype(int), strict=True))
    missing = sorted(set(years.in_force(tables["municipalities"], year)["municipality_code"]) - set(known))
    if missing:
        raise DataError(f"population: {len(missing)} municipalities of {year} have none, {missing[0]} first. Add them.")
    return known | dict.fromkeys(years.OUTSIDE["municipality"], 1)


def _overlaps(
    tables: Mapping[str, pd.DataFrame], from_year: int, to_year: int, *, people: bool
) -> Iterator[tuple[str, str, float]]:
    """Yield earlier municipality, later municipality, and the share or the people they have in common."""
    early, late = min(from_year, to_year), max(from_year, to_year)
    changes = changes_of(tables["municipality_changes"])
    codes = years.codes_in_force(tables["municipalities"], early, "municipality")
    size = _people(tables, early) if people else dict.fromkeys(codes, 1)
    chains = {code: follow(changes, code, early, late) for code in codes}
    _expect_in_force(chains, set(years.codes_in_force(tables["municipalities"], late, "municipality")), late)
    for code, targets in chains.items():
        for target, share in targets.items():
            yield code, target, share * size[code]


def _expect_in_force(forwards: Mapping[str, Mapping[str, float]], known: set[str], year: int) -> None:
    wrong = sorted({target for targets in forwards.values() for target in targets} - known)
    if wrong:
        raise DataError(
            f"municipality_changes: the chain leads to {', '.join(wrong[:5])}, not in force in {year} "
            f"({len(wrong)} in all). Add the missing change to data/reference/municipality_changes.csv."
        )


def _normalised(source: str, targets: Mapping[str, float]) -> Iterator[tuple[str, str, float, str]]:
    total = sum(targets.values())
    status = "value" if len(targets) == 1 else "estimated"
    for target in sorted(targets):
        yield source, target, targets[target] / total if total else 1 / len(targets), status


def _refuse_rates(measure: str, kind: str) -> None:
    if kind != "sum" or _RATE.search(measure):
        raise DataError(f"{measure} is a rate and cannot be carried over: recode numerator and denominator instead.")


def _shared_out(
    rows: pd.DataFrame, lies_in: pd.DataFrame, column: str, target_column: str, measure: str, by: Sequence[str]
) -> pd.DataFrame:
    unknown = sorted(set(rows[column]) - set(lies_in["from_code"]))
    if unknown:
        raise DataError(
            f"{column}: {', '.join(map(str, unknown[:10]))} not in force in {rows['geography_year'].iloc[0]} "
            f"({len(unknown)} codes in all). Correct the code or the year it belongs to."
        )
    before = _added_up(rows.assign(status=rows.get("status", "value")), [column, *by], measure)
    merged = before.rename(columns={"status": "before", column: "from_code"}).merge(
        lies_in.rename(columns={"to_code": target_column}), on="from_code", validate="many_to_many"
    )
    if (merged["status"] == "estimated").any():
        merged[measure] = pd.Series(_parts(before, lies_in, column, measure), index=merged.index)
    merged["status"] = merged["status"].where(merged["before"] != "estimated", "estimated")
    return merged


def _added_up(rows: pd.DataFrame, keys: Sequence[str], measure: str) -> pd.DataFrame:
    """Add up; the result is estimated where any part is ("estimated" comes before "value" in the alphabet)."""
    groups = rows.groupby(list(keys), dropna=False)
    return groups.agg(**{measure: (measure, "sum"), "status": ("status", "min")}).reset_index()


def _parts(rows: pd.DataFrame, lies_in: pd.DataFrame, column: str, measure: str) -> list[int] | list[float]:
    """Return the shared-out values in the order of a merge: all parts of the first row, then of the second."""
    weights = {str(code): group["weight"].tolist() for code, group in lies_in.groupby("from_code")}
    pairs = [(value, weights[str(code)]) for code, value in zip(rows[column], rows[measure], strict=True)]
    if pd.api.types.is_integer_dtype(rows[measure]):
        return [part for value, shares in pairs for part in apportion(int(value), shares)]
    return [part for value, shares in pairs for part in _parts_of_float(float(value), shares)]


def _parts_of_float(total: float, weights: Sequence[float]) -> list[float]:
    first = [total * weight for weight in weights[:-1]]
    return [*first, total - sum(first)]


WHOLE = 0.8
"""What is told of a unit as a whole is carried to one of another year that has at least this share of its people."""


def undivided(walk: pd.DataFrame) -> pd.DataFrame:
    """Return a crosswalk without dividing: all of a unit goes where most of it is, with `placed` true.

    Where no unit has most of it, all of it stands in every one, with `placed` false.

    Args:
        walk: see crosswalk.

    Returns:
        from_code, to_code, weight (1), status ("value"), estimated (bool: the unit is divided) and placed (bool).
    """
    placed = walk["weight"] >= WHOLE
    no_home = ~placed.groupby(walk["from_code"]).transform("any")
    rows = walk[placed | no_home]
    return rows.assign(weight=1.0, estimated=rows["status"] == "estimated", status="value", placed=placed[rows.index])
