"""Rows in memory, counted by pandas: no slower than any engine while they are few."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.participation.engines.conditions import Among, Condition, Every, Known, Not, Some, Within
from analysis.participation.engines.engine import Summary
from analysis.participation.measures import ADDED, COUNTED, CURRENCIES, PLACED


class Frames:
    """See engine.Engine; the rows are tables of pandas."""

    def has(self, rows: pd.DataFrame, column: str) -> bool:
        """Return whether the rows have a column."""
        return column in rows

    def kept(self, rows: pd.DataFrame, condition: Condition) -> pd.DataFrame:
        """Return the rows for which a condition holds."""
        return rows[_holds(rows, condition)]

    def tally(self, rows: pd.DataFrame, conditions: Mapping[str, Condition]) -> dict[str, int]:
        """Return by name for how many rows each condition holds."""
        return {name: int(_holds(rows, condition).sum()) for name, condition in conditions.items()}

    def summary(self, rows: pd.DataFrame) -> Summary:
        """Return what is known of all rows together."""
        counts = tuple(measure for measure, column in COUNTED.items() if rows[column].notna().any())
        cents = {currency: _whole(rows[currency].sum(min_count=1)) for currency in CURRENCIES}
        known = tuple(currency for currency in CURRENCIES if cents[currency] is not None)
        years = rows["year"]
        return Summary(len(rows), _whole(years.min()), _whole(years.max()), cents, (*known, *counts))

    def counted(self, rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
        """Return MEASURES by group."""
        keys = list(by) or ["all"]
        groups = (rows if by else rows.assign(all="all")).groupby(keys, observed=True, sort=True)
        counted = pd.DataFrame(
            {
                **{currency: groups[currency].sum(min_count=1) for currency in CURRENCIES},
                "projects": groups["project_id"].nunique(),
                "participations": groups["participation_id"].count(),
                "organisations": groups["organisation_id"].nunique(),
            }
        ).astype("Int64")
        if by:
            return counted.reset_index()
        nothing = {**dict.fromkeys(CURRENCIES, pd.NA), **dict.fromkeys(COUNTED, 0)}
        return counted.reset_index(drop=True) if len(rows) else pd.DataFrame([nothing], dtype="Int64")

    def numbered(self, rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
        """Return the number of rows by group."""
        return rows.groupby(list(by), observed=True, sort=True).size().rename("rows").astype("Int64").reset_index()

    def spans(self, rows: pd.DataFrame, by: str) -> pd.DataFrame:
        """Return the years by group."""
        years = rows.groupby(by)["year"]
        return pd.DataFrame({"first_year": years.min(), "last_year": years.max()}).reset_index()

    def distinct(self, rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
        """Return the different values of these columns together."""
        return rows[list(columns)].drop_duplicates(ignore_index=True)

    def organisations(self, rows: pd.DataFrame, most: int | None) -> pd.DataFrame:
        """Return the organisations, or those with the most."""
        named = rows[rows["organisation_id"].notna()]
        first = named.groupby("organisation_id")[["organisation_name", "organisation_kind"]].first()
        found = self.counted(named, ["organisation_id"]).merge(first, on="organisation_id", validate="one_to_one")
        if most is None:
            return found
        order = ["EUR", "participations"]
        return found.sort_values(order, ascending=False, na_position="last", ignore_index=True).head(most)

    def vintages(self, rows: pd.DataFrame) -> list[int]:
        """Return the years whose borders the rows are on."""
        return sorted(int(year) for year in rows["geography_year"].dropna().unique())

    def placed(self, rows: pd.DataFrame, walk: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
        """Return each row once for every line of the walk with its borders and its code."""
        first, *others = (rows[column] for column in columns)
        code = first
        for other in others:
            code = code.where(code.notna(), other)
        bare = rows.drop(columns=[*PLACED, "row"], errors="ignore").assign(row=range(len(rows)), from_code=code)
        typed = walk.astype({"geography_year": rows["geography_year"].dtype, "from_code": code.dtype})
        known = bare[bare["from_code"].notna() & bare["geography_year"].notna()]
        return known.merge(typed, on=["geography_year", "from_code"], validate="many_to_many")

    def unplaced(self, rows: pd.DataFrame, condition: Condition) -> pd.DataFrame:
        """Return all rows, without their municipality where a condition holds."""
        return rows.assign(municipality_code=rows["municipality_code"].mask(_holds(rows, condition)))

    def listed(self, rows: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
        """Return the participations of the rows with their details."""
        together = participations.groupby(["programme_id", "project_id"])["participation_id"].count().rename("together")
        details = participations[["participation_id", *DETAILS]]
        listed = rows[rows["participation_id"].notna()].drop_duplicates("participation_id")
        listed = listed.merge(details, on="participation_id", validate="one_to_one")
        listed = listed.merge(together.reset_index(), on=["programme_id", "project_id"], validate="many_to_one")
        listed["norwegian_partners"] = (listed["together"] - 1).astype("Int64")
        listed = listed.sort_values(["start_date", "participation_id"], ascending=[False, True], ignore_index=True)
        return listed[list(LISTED)]

    def joined(self, rows: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
        """Return the rows with new ones behind them."""
        return pd.concat([rows.assign(**{ADDED: False}), new.assign(**{ADDED: True})], ignore_index=True)


DETAILS = ("project_acronym", "project_title", "role", "start_date", "end_date", "project_url")
"""Columns of participations that the facts do not have."""
LISTED = (
    "programme_id", "organisation_name", "organisation_kind", "norwegian_partners", *CURRENCIES, *DETAILS,
    "participation_id",
)  # fmt: skip


def _holds(rows: pd.DataFrame, condition: Condition) -> "pd.Series[bool]":
    match condition:
        case Known(column):
            return rows[column].notna()
        case Among(column, values):
            return rows[column].isin(list(values)).astype(bool)
        case Within(column, first, last):
            return rows[column].between(first, last).fillna(False).astype(bool)
        case Not(inner):
            return ~_holds(rows, inner)
        case Every(conditions):
            passes = pd.Series(True, index=rows.index)
            for inner in conditions:
                passes &= _holds(rows, inner)
            return passes
        case Some(conditions):
            passes = pd.Series(False, index=rows.index)
            for inner in conditions:
                passes |= _holds(rows, inner)
            return passes


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
