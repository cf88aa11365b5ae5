"""Count rows in groups: amounts in cents, projects, participations and organisations, unknown kept apart from zero."""

from collections.abc import Sequence

import pandas as pd

from analysis.participation import engines
from analysis.participation.engines import Rows
from analysis.participation.measures import COUNTED, MEASURES
from analysis.participation.rows import dated, summary


def count(rows: Rows, by: str | Sequence[str]) -> pd.DataFrame:
    """Return MEASURES per group: EUR and NOK in cents (null where no row has an amount), and the counts."""
    return engines.of(rows).counted(rows, [by] if isinstance(by, str) else by)


def known_measures(rows: Rows) -> tuple[str, ...]:
    """Return the measures that these rows can tell; the others are unknown, which is not zero."""
    return summary(rows).known


def totals(rows: Rows) -> "pd.Series[int]":
    """Return the measures of all rows together, each project and organisation counted once; null where unknown."""
    counted = count(rows, []).iloc[0][list(MEASURES)]
    # A count is zero only where no row can tell it.
    return counted.where(~(counted.index.isin(list(COUNTED)) & counted.eq(0)))


def by_year(rows: Rows) -> pd.DataFrame:
    """Return the measures per programme and year: programme_id, year and the measures; undated rows are left out."""
    return count(dated(rows), ["programme_id", "year"])


def by_organisation(rows: Rows) -> pd.DataFrame:
    """Return one row per organisation: organisation_id, the measures, organisation_name and organisation_kind.

    Rows without an organisation (projects known by county alone, unnamed participants) are left out.
    """
    return engines.of(rows).organisations(rows, None)


def largest_organisations(rows: Rows, number: int) -> pd.DataFrame:
    """Return the organisations with the largest amounts, those without amounts by participations, largest first."""
    return engines.of(rows).organisations(rows, number)


def organisation_names(rows: Rows) -> dict[str, str | None]:
    """Return the name of every organisation by its id; None where no row has one."""
    found = by_organisation(rows)
    names = found["organisation_name"].astype("object").where(found["organisation_name"].notna(), None)
    return dict(zip(found["organisation_id"].astype(str), names, strict=True))
