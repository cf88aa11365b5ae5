"""What the loaded sources tell of who took part: per unit, programme and source, on stated boundaries.

Evidence is a row, never a missing one: what its absence means is for standing.status to say. A place is where an
organisation has its head office; `itself` tells whether the municipality or county council is that organisation.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.geography import oslo
from analysis.geography.crosswalk import undivided
from analysis.participation import (
    COUNTS,
    Among,
    CrosswalkFrom,
    Rows,
    by_place,
    distinct,
    kept,
    of_councils,
    years_by_place,
)

KEYS = ["area_code", "programme_id"]
TABLES = ("figures", "partnerships", "student_exchange", "examples", "programmes")
"""The tables that tell of participation beside the facts, and the register that says what is a part of what."""
NOT_TAKEN_UP = ("planned", "invited", "withdrawn")
PROJECTS = "interreg_projects"
"""The one published indicator that counts the projects of a whole period."""
TAKING_PART = (
    PROJECTS, "interreg_partners", "municipalities_in_interreg", "municipalities_in_interreg_pct",
    "programmes_the_county_takes_part_in", "approved_projects", "approved_projects_with_norwegian_partner",
    "companies_taking_part", "allocation", "allocation_incl_higher_education", "allocation_excl_higher_education",
    "share_of_norwegian_funding", "norwegian_eu_funding_by_region_pct",
    "grant_for_european_capital_of_culture_year_about",
)  # fmt: skip
"""Published indicators that are above zero only where somebody took part; applications and plans are none."""

_TYPES = {
    "area_code": "str",
    "programme_id": "str",
    "source_id": "str",
    "projects": "Int64",
    "own_projects": "Int64",
    "itself": "boolean",
    "first_year": "Int16",
    "last_year": "Int16",
    "period_start": "Int16",
    "period_end": "Int16",
    "estimated": "boolean",
    "placed": "boolean",
    "page": "str",
}
_TOGETHER = {
    "projects": "max",
    "own_projects": "max",
    "itself": "max",
    "first_year": "min",
    "last_year": "max",
    "period_start": "min",
    "period_end": "max",
    "estimated": "min",
    "placed": "max",
}


def evidence(
    facts: Rows, tables: Mapping[str, pd.DataFrame], level: str, crosswalk_from: CrosswalkFrom
) -> pd.DataFrame:
    """Return one row per unit, programme and source that tells of participation; of published figures one per period.

    Who took part in a part of a programme took part in the programme (see programmes.part_of), in the years of the
    part and in as many projects as nobody counts.

    Args:
        facts: see participation.facts.
        tables: TABLES by name.
        level: "municipality" or "county", as of the units that `crosswalk_from` leads to.

    Returns:
        area_code, programme_id, source_id;
        projects: null where the source does not count them;
        own_projects, itself: how many the municipality or county council has, and whether it took part; null where
            the source does not tell, or tells of the council of a divided unit;
        first_year, last_year: of contracts or starts, null where the rows have none;
        period_start, period_end: null where the rows speak of no period;
        estimated: true where the row rests on a divided unit;
        placed: false where the source tells of a divided unit, and not whether this part of it took part.
    """
    claims = [_of_figures(tables["figures"]), _of_partnerships(tables["partnerships"])]
    claims += [_of_students(tables["student_exchange"]), _of_examples(tables["examples"])]
    carried = _carried(pd.concat(claims, ignore_index=True), level, crosswalk_from)
    parts = [_of_participation(facts, level, crosswalk_from), carried]
    rows = pd.concat([part.reindex(columns=list(_TYPES)).astype(_TYPES) for part in parts], ignore_index=True)
    rows = pd.concat([rows, _of_wholes(rows, tables["programmes"])], ignore_index=True)
    return together(rows, [*KEYS, "source_id", "page"]).drop(columns="page")


def together(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Join evidence with the same keys.

    The number of projects is the largest one told, for sources may count the same projects; the result is estimated
    where every row is, and rows that cannot be placed count only where no other can.
    """
    best = rows.groupby(list(keys), dropna=False)["placed"].transform("max")
    return rows[rows["placed"] == best].groupby(list(keys), dropna=False).agg(_TOGETHER).reset_index()


def _of_participation(facts: Rows, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    parts = []
    columns = ["source_id", "programme_id"]
    for source_id, programme_id in distinct(facts, columns).dropna().sort_values(columns).itertuples(index=False):
        rows = kept(facts, Among("source_id", [source_id]), Among("programme_id", [programme_id]))
        counted = _counted(rows, level, crosswalk_from)
        parts.append(counted.assign(source_id=source_id, programme_id=programme_id))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _counted(rows: Rows, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Count one programme of one source; own projects are known where the rows are organisations in projects."""
    counted = by_place(rows, level, crosswalk_from)
    years = years_by_place(rows, level, crosswalk_from)
    table = counted.merge(years, on="area_code", how="left", validate="one_to_one")
    own = _own(rows, level, crosswalk_from).reindex(table["area_code"], fill_value=0).reset_index()
    return table.assign(
        projects=table["projects"].where(table["projects"] > 0),
        own_projects=own["projects"].where(table["participations"].notna()),
        itself=own["organisations"] > 0,
        estimated=table["status"] == "estimated",
        placed=table[list(COUNTS)].fillna(0).gt(0).any(axis=1),
    )


def _own(rows: Rows, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Return projects and organisations of the councils themselves, by area_code.

    Null where the council is of a divided unit: Viken's county council is not that of Buskerud.
    """
    councils = of_councils(rows, level)
    possible = by_place(councils, level, lambda year, of: undivided(crosswalk_from(year, of)))
    certain = by_place(councils, level, lambda year, of: undivided(crosswalk_from(year, of)).query("placed"))
    return certain.set_index("area_code")[["projects", "organisations"]].reindex(possible["area_code"]).astype("Int64")


def _of_figures(figures: pd.DataFrame) -> pd.DataFrame:
    told = figures["indicator_id"].isin(TAKING_PART) & (figures["value"] > 0).fillna(False)
    rows = figures[told & figures["area_level"].isin(["municipality", "county"])].rename(
        columns={"area_level": "from_level"}
    )
    period = rows["period_start"].astype("str") + "-" + rows["period_end"].astype("str")
    return rows.assign(projects=rows["value"].where(rows["indicator_id"] == PROJECTS), body="", page=period)


def _of_partnerships(partnerships: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that name a programme; a list of names is not complete, so it counts no projects."""
    rows = partnerships[~partnerships["status"].isin(NOT_TAKEN_UP)]
    year = rows["start"].str[:4].astype("Int16")
    level = rows["area_level"].replace("county_council", "county")
    return rows.assign(first_year=year, last_year=year, from_level=level, body=level)


def _of_students(student_exchange: pd.DataFrame) -> pd.DataFrame:
    rows = student_exchange[student_exchange[["outgoing_students", "incoming_students"]].gt(0).any(axis=1)]
    return rows.rename(columns={"municipality_code": "area_code"}).assign(from_level="municipality", body="")


def _of_examples(examples: pd.DataFrame) -> pd.DataFrame:
    """Return the single participations that lists name; such lists are not complete, and count no projects."""
    level = examples["municipality_code"].notna().map({True: "municipality", False: "county"})
    bodies = {"municipality": "municipality", "county_council": "county"}
    start, end = (examples[name].str[:4].astype("Int16") for name in ("start", "end"))
    first = start.fillna(examples["period_start"])
    return examples.assign(
        area_code=examples["municipality_code"].fillna(examples["county_code"]),
        from_level=level,
        body=examples["organisation_kind"].map(bodies).fillna(""),
        first_year=first,
        last_year=end.fillna(start).fillna(examples["period_end"]).fillna(first),
        period_start=pd.array([pd.NA] * len(examples), dtype="Int16"),
        period_end=pd.array([pd.NA] * len(examples), dtype="Int16"),
    )


def _of_wholes(rows: pd.DataFrame, programmes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of parts once more as rows of the programmes that they are parts of, without projects.

    A part of several programmes, one after the other, is a part of those in whose period its years are.
    """
    register = programmes.set_index("programme_id")
    wholes = register["part_of"].dropna().str.split("; ").explode().rename("whole")
    several = wholes.index[wholes.index.duplicated(keep=False)]
    of_parts = rows.merge(wholes, left_on="programme_id", right_index=True, validate="many_to_many")
    first, last = of_parts["first_year"], of_parts["last_year"]
    began = of_parts["whole"].map(register["period_start"]).astype("Int16")
    ended = of_parts["whole"].map(register["period_end"]).astype("Int16")
    within = ((first <= ended) & (last >= began)).fillna(False).astype(bool)
    told = of_parts[~of_parts["programme_id"].isin(several) | within]
    nothing = pd.array([pd.NA] * len(told), dtype="Int64")
    return told.assign(programme_id=told["whole"], projects=nothing, own_projects=nothing)[list(_TYPES)]


def _carried(claims: pd.DataFrame, level: str, crosswalk_from: CrosswalkFrom) -> pd.DataFrame:
    """Carry what is told of units of any year; `body` is the level of the council that took part itself."""
    rows = claims[claims[["programme_id", "area_code", "geography_year"]].notna().all(axis=1)]
    rows = rows[(rows["from_level"] == level) | (level == "county")]
    walks = [
        undivided(crosswalk_from(int(str(year)), str(from_level))).assign(geography_year=year, from_level=from_level)
        for year, from_level in rows[["geography_year", "from_level"]].drop_duplicates().itertuples(index=False)
    ]
    if not walks:
        return pd.DataFrame()
    walk = pd.concat(walks, ignore_index=True).rename(columns={"from_code": "area_code"})
    walk["alone"] = ~walk.duplicated(["geography_year", "from_level", "to_code"], keep=False)
    keys = ["geography_year", "from_level", "area_code"]
    years = {"geography_year": "int16"}
    carried = rows.astype(years).merge(walk.astype(years), on=keys, validate="many_to_many", suffixes=("_given", ""))
    own = (carried["body"] == level) | ((carried["body"] != "") & (carried["to_code"] == oslo.COUNTY))
    return carried.assign(
        area_code=carried["to_code"],
        projects=carried["projects"].where(carried["alone"] & ~carried["estimated"]),
        itself=own.astype("boolean").where(own),
    )
