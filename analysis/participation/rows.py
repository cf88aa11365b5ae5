"""The rows that count as participation, and a reader's selection of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

CURRENCIES = ("EUR", "NOK")
UNIVERSITIES_AND_INSTITUTES = ("university", "institute")
OSLO = "03"
"""The municipality of Oslo has the tasks of a county council."""
_FACTS = [
    "source_id", "programme_id", "project_id", "participation_id", "organisation_id", "organisation_name",
    "organisation_kind", "municipality_code", "county_code", "geography_year", "year", "EUR", "NOK",
]  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """What a reader asks for; empty tuples and None leave nothing out."""

    programme_ids: tuple[str, ...]
    first_year: int | None = None
    last_year: int | None = None
    without_kinds: tuple[str, ...] = ()
    without_organisation_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """The rows of a selection, and how many of its programmes' rows each filter hides, by reason."""

    rows: pd.DataFrame
    hidden: Mapping[str, int]


def facts(
    participations: pd.DataFrame,
    grant_partners: pd.DataFrame,
    grant_projects: pd.DataFrame,
    rates: pd.DataFrame,
    yields: Mapping[str, Sequence[str]] = MappingProxyType({}),
    project_grants: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return every row that counts, with its year and its amount in euro cents and in øre.

    `year` is the year the contract was signed, else that of the call where project_grants has it, else null. Kroner
    are at the mean rate of that year (exchange_rates); an amount without a year has no kroner. A source in `yields`
    gives way, programme by programme, to those named with it, so that no participation counts twice.
    """
    rows = participations[~_given_way(participations, yields)].copy()
    rows["year"] = rows["signed_date"].dt.year.astype("Int16").fillna(_year_of_call(rows, project_grants))
    rows["EUR"] = rows["eu_contribution_cents"]
    nok_per_eur = rows["year"].map(rates.set_index("year")["nok_per_eur"]).astype("Float64")
    rows["NOK"] = (rows["EUR"].astype("Float64") * nok_per_eur).round().astype("Int64")
    partners = grant_partners.rename(columns={"partner_id": "organisation_id"})
    parts = [part.reindex(columns=_FACTS).astype(rows[_FACTS].dtypes) for part in (rows, partners, grant_projects)]
    return pd.concat(parts, ignore_index=True)


def _year_of_call(rows: pd.DataFrame, project_grants: pd.DataFrame | None) -> pd.Series:
    if project_grants is None or project_grants.empty:
        return pd.Series(pd.NA, index=rows.index, dtype="Int16")
    calls = project_grants.set_index(["source_id", "project_id"])["call_year"]
    years = calls.reindex(pd.MultiIndex.from_frame(rows[["source_id", "project_id"]]))
    return years.set_axis(rows.index).astype("Int16")


def counted_once(rows: pd.DataFrame, yields: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return the rows without those that another source tells better; see `facts`."""
    return rows[~_given_way(rows, yields)]


def _given_way(rows: pd.DataFrame, yields: Mapping[str, Sequence[str]]) -> "pd.Series[bool]":
    """Return which rows another source tells better: the one that their source yields to has the programme too."""
    programmes = rows.groupby("source_id", observed=True)["programme_id"].unique()
    gives_way = pd.Series(False, index=rows.index)
    for source_id, others in yields.items():
        told = {programme for other in others if other in programmes.index for programme in programmes[other]}
        gives_way |= rows["source_id"].eq(source_id) & rows["programme_id"].isin(told)
    return gives_way


def choose(all_facts: pd.DataFrame, selection: Selection) -> Chosen:
    """Return the rows of the selection's programmes that pass its filters, and what each filter hides.

    The reasons: no_year and other_years (period), no_kind and kinds (kind of organisation), organisations.
    """
    rows = all_facts[all_facts["programme_id"].isin(selection.programme_ids)]
    hidden: dict[str, int] = {}
    for reason, passes in _filters(selection):
        mask = passes(rows)
        hidden[reason] = int((~mask).sum())
        rows = rows[mask]
    return Chosen(rows, {reason: count for reason, count in hidden.items() if count})


def _filters(selection: Selection) -> Iterator[tuple[str, Callable[[pd.DataFrame], "pd.Series[bool]"]]]:
    if selection.first_year is not None or selection.last_year is not None:
        yield "no_year", lambda rows: rows["year"].notna()
        yield "other_years", lambda rows: rows["year"].between(selection.first_year or 0, selection.last_year or 9999)
    if selection.without_kinds:
        yield "no_kind", lambda rows: rows["organisation_kind"].notna()
        yield "kinds", lambda rows: ~rows["organisation_kind"].isin(selection.without_kinds)
    if selection.without_organisation_ids:
        yield "organisations", lambda rows: ~rows["organisation_id"].isin(selection.without_organisation_ids)


def of_councils(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return the rows of municipalities or county councils themselves; a county council is placed by county alone."""
    kind, in_oslo = rows["organisation_kind"], rows["county_code"].eq(OSLO)
    municipalities = kind.eq("municipality")
    if level == "municipality":
        return rows[municipalities]
    return pd.concat(
        [rows[kind.eq("county_council") & ~in_oslo].assign(municipality_code=None), rows[municipalities & in_oslo]]
    )
