"""Where participation rows lie, on the boundaries of any year, and what a place has of a unit since divided."""

from collections.abc import Callable, Sequence

import pandas as pd

from analysis.geography import units
from analysis.geography.crosswalk import apportion
from analysis.participation.counting import MEASURES, count, known_measures

# (geography_year, level of the code) -> from_code, to_code, weight, status; see analysis.geography.crosswalk
CrosswalkFrom = Callable[[int, str], pd.DataFrame]


def by_place(rows: pd.DataFrame, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Return the measures of every unit that has rows, on the boundaries that `crosswalk_from` leads to.

    A project or organisation counts once in every unit it has a row in. Rows of a divided unit are counted there
    and shared out by the crosswalk's weights, with the total kept; such units have status "estimated".

    Args:
        level: "municipality" or "county"; at municipality level rows placed by county alone are left out.

    Returns:
        area_code, the five measures (null where the rows cannot tell), status ("value" or "estimated").
    """
    placed = _with_places(rows, level, crosswalk_from)
    divided = placed[placed["lies_in"] == "estimated"]
    parts = [count(placed[placed["lies_in"] == "value"], "area_code").assign(status="value")]
    parts += [_shared_out(group) for _, group in divided.groupby(["geography_year", "from_code"])]
    joined = pd.concat(parts, ignore_index=True)
    summed = joined.groupby("area_code").agg(
        {**dict.fromkeys(MEASURES, _sum_or_null), "status": "min"}  # "estimated" comes before "value"
    )
    unknown = [measure for measure in MEASURES if measure not in known_measures(placed)]
    summed[unknown] = pd.NA
    return summed.reset_index()


def years_by_place(rows: pd.DataFrame, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Return area_code, first_year and last_year of the units of `by_place`; null where no row has a year."""
    years = _with_places(rows, level, crosswalk_from).groupby("area_code")["year"]
    return pd.DataFrame({"first_year": years.min(), "last_year": years.max()}).reset_index()


def in_places(rows: pd.DataFrame, level: str, crosswalk_from: CrosswalkFrom, codes: Sequence[str]) -> pd.DataFrame:
    """Return the rows of several units, each with its area_code; see in_place."""
    placed = _with_places(rows, level, crosswalk_from)
    return placed[placed["area_code"].isin(list(codes))]


def in_place(rows: pd.DataFrame, level: str, crosswalk_from: CrosswalkFrom, code: str) -> pd.DataFrame:
    """Return the rows of one unit, those of a divided unit that partly lies in it included (lies_in "estimated")."""
    return in_places(rows, level, crosswalk_from, [code])


def count_in_place(in_one_place: pd.DataFrame, by: str | list[str]) -> pd.DataFrame:
    """Return the measures per group of the rows of one place, divided units shared out as in `by_place`.

    Args:
        in_one_place: see in_place; every row carries the unit it lies in and its weight there.
    """
    keys = [by] if isinstance(by, str) else by
    whole, divided = (in_one_place[in_one_place["lies_in"] == status] for status in ("value", "estimated"))
    parts = [count(whole, keys)]
    for _, rows in divided.groupby([*keys, "from_code"], observed=True):
        counted = count(rows, keys)
        weight = float(rows["weight"].iloc[0])
        counted[list(MEASURES)] = (counted[list(MEASURES)].astype("Float64") * weight).round().astype("Int64")
        parts.append(counted)
    joined = pd.concat(parts, ignore_index=True)
    return joined.groupby(keys)[list(MEASURES)].agg(_sum_or_null).reset_index()


def municipalities_in(rows: pd.DataFrame) -> int:
    """Return in how many municipalities the rows are; Svalbard and Jan Mayen are none."""
    codes = set(rows["municipality_code"].dropna())
    return len(codes - set(units.OUTSIDE["municipality"]))


def projects_by_unit(rows: pd.DataFrame, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Return which organisation of which unit has a row in which project; rows without a project are left out.

    A project cannot be shared out: the rows of a divided unit go to the part where most of its people live
    (lies_in "estimated").

    Args:
        level: "municipality", "county" or "organisation"; an organisation is its own unit, wherever it lies.

    Returns:
        unit, programme_id, project_id, organisation_name, lies_in ("value" or "estimated"), without doubles.
    """
    known = rows[rows["project_id"].notna()]
    if level == "organisation":
        placed = known[known["organisation_id"].notna()].assign(lies_in="value")
        placed = placed.rename(columns={"organisation_id": "unit"})
    else:
        walked = _with_places(known, level, crosswalk_from).sort_values("weight", ascending=False, kind="stable")
        placed = walked.drop_duplicates("row").rename(columns={"area_code": "unit"})
    columns = ["unit", "programme_id", "project_id", "organisation_name", "lies_in"]
    return placed[columns].drop_duplicates().sort_values(columns, ignore_index=True)


def _with_places(rows: pd.DataFrame, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Return the rows once per unit they may lie in, with area_code, from_code, weight, lies_in and row added."""
    numbered = rows.assign(row=range(len(rows)))
    by_municipality = numbered["municipality_code"].notna()
    parts = [_walk(numbered[by_municipality], "municipality", crosswalk_from)]
    if level == "county":
        by_county_alone = ~by_municipality & numbered["county_code"].notna()
        parts.append(_walk(numbered[by_county_alone], "county", crosswalk_from))
    return pd.concat(parts, ignore_index=True)


def _walk(rows: pd.DataFrame, from_level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    walks = [
        crosswalk_from(int(str(year)), from_level).assign(geography_year=year)
        for year in rows["geography_year"].dropna().unique()
    ]
    columns = {"to_code": "area_code", "status": "lies_in"}
    if not walks:
        return rows.assign(from_code="", area_code="", weight=1.0, lies_in="")
    walk = pd.concat(walks, ignore_index=True).astype({"geography_year": rows["geography_year"].dtype})
    left = rows.assign(from_code=rows[f"{from_level}_code"])
    return left.merge(walk.rename(columns=columns), on=["geography_year", "from_code"], validate="many_to_many")


def _shared_out(divided: pd.DataFrame) -> pd.DataFrame:
    """Share out the measures of one divided unit, whose rows stand once for every unit it lies in."""
    lies_in = divided.drop_duplicates("area_code")[["area_code", "weight"]].sort_values("area_code")
    measured = count(divided.drop_duplicates("row"), "from_code").iloc[0]
    shares = {
        measure: pd.array(apportion(int(measured[measure]), lies_in["weight"].tolist()), dtype="Int64")
        if pd.notna(measured[measure])
        else pd.array([pd.NA] * len(lies_in), dtype="Int64")
        for measure in MEASURES
    }
    return pd.DataFrame({"area_code": lies_in["area_code"].to_numpy(), **shares, "status": "estimated"})


def _sum_or_null(column: "pd.Series[int]") -> object:
    return column.sum(min_count=1)
