"""Where participation rows lie, on the boundaries of any year, and what a place has of a unit since divided."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.geography import years
from analysis.geography.crosswalk import apportion
from analysis.participation import engines
from analysis.participation.counting import count
from analysis.participation.engines import Among, Known, Plain, R, Rows
from analysis.participation.measures import COUNTED, MEASURES, PLACED
from analysis.participation.rows import kept, of_organisations, values

# (geography_year, level of the code) -> from_code, to_code, weight, status; see analysis.geography.crosswalk
CrosswalkFrom = Callable[[int, str], pd.DataFrame]
_UNIT = ["geography_year", "from_code"]


def by_place(rows: Rows, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Return the measures of every unit that has rows, on the boundaries that `crosswalk_from` leads to.

    A project or organisation counts once in every unit it has a row in. Rows of a divided unit are counted there
    and shared out by the crosswalk's weights, with the total kept; such units have status "estimated".

    Args:
        level: "municipality" or "county"; at municipality level rows placed by county alone are left out.

    Returns:
        area_code, the five measures (null where the rows cannot tell), status ("value" or "estimated").
    """
    question = ("by_place", level, crosswalk_from)
    return engines.answer(rows, question, lambda plain: _by_place(plain, level, crosswalk_from))


def _by_place(rows: Plain, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    walk = _walk(rows, level, crosswalk_from)
    divided = walk["lies_in"].eq("estimated")
    own_name = walk["geography_year"].astype(str) + " " + walk["from_code"]
    # Undivided units are counted where they lie now, divided ones as they were, all in one reading of the rows.
    parts = walk.assign(area_code=walk["area_code"].where(~divided, own_name))
    # Numbers stand for them while counting, for text is slow to group by.
    numbers, names = pd.factorize(parts["area_code"])
    once = parts.assign(part=numbers.astype("int32"))[~(divided & parts.duplicated(_UNIT))][[*_UNIT, "part"]]
    counted = count(_on(rows, once, level), "part")
    counted.insert(0, "area_code", names.take(counted.pop("part").to_numpy()))
    known = [name for name in MEASURES if counted[name].notna().any() and (name not in COUNTED or counted[name].any())]
    whole = counted[~counted["area_code"].isin(own_name[divided])].assign(status="value")
    shared = [
        _shared_out(row, walk[parts["area_code"] == row["area_code"]]) for row in _records(counted, own_name[divided])
    ]
    both = pd.concat([whole, *shared], ignore_index=True)
    groups = both.groupby("area_code")
    summed = groups[list(MEASURES)].sum(min_count=1).assign(status=groups["status"].min())  # "estimated" < "value"
    blank = pd.array([pd.NA] * len(summed), dtype="Int64")
    summed = summed.assign(**{measure: blank for measure in MEASURES if measure not in known})
    return summed.reset_index()


def _records(counted: pd.DataFrame, names: "pd.Series[str]") -> list[dict[Hashable, Any]]:
    return counted[counted["area_code"].isin(names)].to_dict("records")


def years_by_place(rows: Rows, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Return area_code, first_year and last_year of the units of `by_place`; null where no row has a year."""
    question = ("years_by_place", level, crosswalk_from)
    return engines.answer(rows, question, lambda plain: _years_by_place(plain, level, crosswalk_from))


def _years_by_place(rows: Plain, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    placed = _on(rows, _walk(rows, level, crosswalk_from), level)
    return engines.of(placed).spans(placed, "area_code")


def in_places(rows: R, level: str, crosswalk_from: CrosswalkFrom, codes: Sequence[str]) -> R:
    """Return the rows of several units, each with its area_code; see in_place."""
    said = ("in_places", level, crosswalk_from, tuple(codes))
    return engines.step(rows, said, lambda plain: _in_places(plain, level, crosswalk_from, codes))


def _in_places(rows: Plain, level: str, crosswalk_from: CrosswalkFrom, codes: Sequence[str]) -> Plain:
    walk = _walk(rows, level, crosswalk_from)
    return _on(rows, walk[walk["area_code"].isin(list(codes))], level)


def in_place(rows: R, level: str, crosswalk_from: CrosswalkFrom, code: str) -> R:
    """Return the rows of one unit, those of a divided unit that partly lies in it included (lies_in "estimated")."""
    return in_places(rows, level, crosswalk_from, [code])


def count_in_place(in_one_place: Rows, by: str | Sequence[str]) -> pd.DataFrame:
    """Return the measures per group of the rows of one place, divided units shared out as in `by_place`.

    Args:
        in_one_place: see in_place; every row carries the unit it lies in and its weight there.
    """
    keys = [by] if isinstance(by, str) else list(by)
    whole, divided = (kept(in_one_place, Among("lies_in", [status])) for status in ("value", "estimated"))
    shared = count(divided, [*keys, "from_code", "weight"])
    parts = shared[list(MEASURES)].astype("Float64").mul(shared["weight"], axis=0).round().astype("Int64")
    joined = pd.concat([count(whole, keys), shared.assign(**parts)], ignore_index=True)
    return joined.groupby(keys)[list(MEASURES)].sum(min_count=1).reset_index()


def municipalities_in(rows: Rows) -> int:
    """Return in how many municipalities the rows are; Svalbard and Jan Mayen are none."""
    return len(set(values(rows, "municipality_code")) - set(years.OUTSIDE["municipality"]))


def projects_by_unit(rows: Rows, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Return which organisation of which unit has a row in which project; rows without a project are left out.

    A project cannot be shared out: the rows of a divided unit go to the part where most of its people live
    (lies_in "estimated").

    Args:
        level: "municipality", "county" or "organisation"; an organisation is its own unit, wherever it lies.

    Returns:
        unit, programme_id, project_id, organisation_name, lies_in ("value" or "estimated"), without doubles.
    """
    question = ("projects_by_unit", level, crosswalk_from)
    return engines.answer(rows, question, lambda plain: _projects_by_unit(plain, level, crosswalk_from))


def _projects_by_unit(rows: Plain, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    known = kept(rows, Known("project_id"))
    columns = ["unit", "programme_id", "project_id", "organisation_name", "lies_in"]
    if level == "organisation":
        named = of_organisations(known)
        found = engines.of(named).distinct(named, ["organisation_id", *columns[1:-1]])
        found = found.rename(columns={"organisation_id": "unit"}).assign(lies_in="value")
    else:
        walk = _walk(known, level, crosswalk_from).sort_values("weight", ascending=False, kind="stable")
        placed = _on(known, walk.drop_duplicates(_UNIT), level)
        found = engines.of(placed).distinct(placed, ["area_code", *columns[1:]]).rename(columns={"area_code": "unit"})
    return found.sort_values(columns, ignore_index=True)


def _walk(rows: Rows, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Return where the units that rows may be in lie now: geography_year, from_code, area_code, weight, lies_in."""
    walks = [
        crosswalk_from(year, from_level).assign(geography_year=year)
        for from_level in (("municipality", "county") if level == "county" else ("municipality",))
        for year in engines.of(rows).vintages(rows)
    ]
    columns = {"to_code": "area_code", "status": "lies_in"}
    nothing = pd.DataFrame(columns=[*_UNIT, "to_code", "weight", "status"])
    walk = pd.concat(walks or [nothing], ignore_index=True).rename(columns=columns)[
        [*_UNIT, "area_code", "weight", "lies_in"]
    ]
    return walk.astype({"geography_year": "int16", **PLACED})


def _on(rows: R, walk: pd.DataFrame, level: str) -> R:
    """Return the rows once per line of the walk; on a map of counties also those whose county alone is known."""
    columns = ["municipality_code", "county_code"] if level == "county" else ["municipality_code"]
    return engines.of(rows).placed(rows, walk, columns)


def _shared_out(measured: Mapping[Hashable, Any], lies_in: pd.DataFrame) -> pd.DataFrame:
    """Share out the measures of one divided unit among those it lies in."""
    lies_in = lies_in.sort_values("area_code")
    shares = {
        measure: pd.array(apportion(int(measured[measure]), lies_in["weight"].tolist()), dtype="Int64")
        if pd.notna(measured[measure])
        else pd.array([pd.NA] * len(lies_in), dtype="Int64")
        for measure in MEASURES
    }
    return pd.DataFrame({"area_code": lies_in["area_code"].to_numpy(), **shares, "status": "estimated"})
