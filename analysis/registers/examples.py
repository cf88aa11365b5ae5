"""What lists and pages name of a place: examples, spellings of partners, accreditations, memberships.

Such rows show that a place took part. They are never counted against another place's, and of a place without a row
nothing is known.
"""

from collections.abc import Callable

import pandas as pd

from analysis.geography import oslo
from analysis.geography.crosswalk import undivided

# (geography_year, level of the code) -> from_code, to_code, weight, status; see analysis.geography.crosswalk
CrosswalkTo = Callable[[int, str], pd.DataFrame]
BODIES = {"municipality": ("municipality",), "county": ("county_council",)}
"""Which kinds of organisation are the place itself."""


def in_place(rows: pd.DataFrame, level: str, code: str, crosswalk_to: CrosswalkTo) -> pd.DataFrame:
    """Return the rows of a unit of today; those of a unit since divided belong to the part with most of its people.

    Args:
        rows: municipality_code, geography_year and, where the rows have it, county_code for those placed by county
            alone.
        level: "municipality" or "county"; a municipality's rows lie in its county as well.
        code: a code of today.
        crosswalk_to: leads to today's units of the level.
    """
    parts = [_at(rows, rows["municipality_code"], "municipality", code, crosswalk_to)]
    if level == "county" and "county_code" in rows:
        of_county = rows[rows["municipality_code"].isna()]
        parts.append(_at(of_county, of_county["county_code"], "county", code, crosswalk_to))
    return pd.concat(parts).sort_index()


def _at(
    rows: pd.DataFrame, codes: "pd.Series[str]", from_level: str, code: str, crosswalk_to: CrosswalkTo
) -> pd.DataFrame:
    placed = rows[codes.notna() & rows["geography_year"].notna()]
    here = []
    for year in sorted(set(placed["geography_year"].astype(int))):
        walk = undivided(crosswalk_to(year, from_level))
        inside = walk.loc[walk["placed"] & (walk["to_code"] == code), "from_code"]
        of_year = placed[placed["geography_year"] == year]
        here.append(of_year[codes[of_year.index].isin(inside)])
    return pd.concat(here) if here else rows.head(0)


def itself(rows: pd.DataFrame, level: str, code: str) -> "pd.Series[bool]":
    """Return which rows are of the municipality or county council itself; Oslo is both."""
    kinds = BODIES[level] if code != oslo.COUNTY else (*BODIES["municipality"], *BODIES["county"])
    return rows["organisation_kind"].isin(kinds)


def memberships(rows: pd.DataFrame) -> pd.DataFrame:
    """Return memberships with those of one member in one network together: a row each, the newest reading first.

    Returns:
        The columns of the first row, `start` (the earliest known), `as_of` (all of them, "; " between, oldest first)
        and `together`: the rows as dictionaries.
    """
    ordered = rows.assign(read=rows["as_of"].str.extract(r"(\d{4})(?!.*\d{4})", expand=False).fillna("9999"))
    ordered = ordered.sort_values(["read", "partnership_id"], ascending=[False, True])
    found = []
    for _, same in ordered.groupby(["area_level", "area_name", "name"], sort=False):
        records = same.drop(columns="read").to_dict("records")
        times = dict.fromkeys(same["as_of"].iloc[::-1].dropna())
        as_of = "; ".join(times) or None
        found.append({**records[0], "start": same["start"].dropna().min(), "as_of": as_of, "together": records})
    columns = [*rows.columns, "together"]
    return pd.DataFrame(found, columns=columns).astype({name: rows[name].dtype for name in rows.columns})
