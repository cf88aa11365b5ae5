"""Count rows in groups: amounts in cents, projects, participations and organisations, unknown kept apart from zero."""

import pandas as pd

from analysis.participation.rows import CURRENCIES

COUNTS = ("projects", "participations", "organisations")
MEASURES = (*CURRENCIES, *COUNTS)


def count(rows: pd.DataFrame, by: str | list[str]) -> pd.DataFrame:
    """Return MEASURES per group: EUR and NOK in cents (null where no row has an amount), and the counts."""
    groups = rows.groupby(by, observed=True, sort=True)
    counted = pd.DataFrame(
        {
            "EUR": groups["EUR"].sum(min_count=1),
            "NOK": groups["NOK"].sum(min_count=1),
            "projects": groups["project_id"].nunique(),
            "participations": groups["participation_id"].count(),
            "organisations": groups["organisation_id"].nunique(),
        }
    )
    return counted.astype("Int64").reset_index()


def known_measures(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the measures that these rows can tell; the others are unknown, which is not zero."""
    columns = {"EUR": "EUR", "NOK": "NOK", "projects": "project_id", "participations": "participation_id"}
    columns["organisations"] = "organisation_id"
    return tuple(measure for measure, column in columns.items() if rows[column].notna().any())


def totals(rows: pd.DataFrame) -> "pd.Series[int]":
    """Return the measures of all rows together, each project and organisation counted once; null where unknown."""
    if rows.empty:
        return pd.Series(pd.NA, index=list(MEASURES), dtype="Int64")
    counted = count(rows.assign(all="all"), "all").drop(columns="all").iloc[0]
    known = known_measures(rows)
    return counted.where(counted.index.isin(known))


def by_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the measures per programme and year: programme_id, year and the measures; undated rows are left out."""
    return count(rows[rows["year"].notna()], ["programme_id", "year"])


def by_organisation(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per organisation: organisation_id, organisation_name, organisation_kind and the measures.

    Rows without an organisation (projects known by county alone, unnamed participants) are left out.
    """
    named = rows[rows["organisation_id"].notna()]
    first = named.groupby("organisation_id")[["organisation_name", "organisation_kind"]].first()
    return count(named, "organisation_id").merge(first, on="organisation_id", validate="one_to_one")


def largest_organisations(rows: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return the organisations with the largest amounts, those without amounts by participations, largest first."""
    ordered = by_organisation(rows).sort_values(["EUR", "participations"], ascending=False, na_position="last")
    return ordered.head(number)
