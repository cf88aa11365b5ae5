"""The rows that count as participation, and a reader's selection of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic

import pandas as pd

from analysis.geography import oslo
from analysis.participation import engines
from analysis.participation.engines import Among, Condition, Every, Known, Not, R, Rows, Some, Summary, Within

KINDS = (
    "municipality", "municipal_undertaking", "county_council", "university", "institute", "company", "health", "other",
)  # fmt: skip
"""Every kind of organisation."""
UNIVERSITIES_AND_INSTITUTES = ("university", "institute")
COUNCILS = ("municipality", "county_council")
UNDERTAKINGS = ("municipal_undertaking",)
"""The municipality of Oslo has the tasks of a county council."""
_FACTS = [
    "source_id", "programme_id", "project_id", "participation_id", "organisation_id", "organisation_name",
    "organisation_kind", "municipality_code", "county_code", "geography_year", "year", "rate_year", "EUR", "NOK",
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
class Chosen(Generic[R]):
    """The rows of a selection, and how many of its programmes' rows each filter hides, by reason."""

    rows: R
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
    are at the mean rate (exchange_rates) of `rate_year`: the year of the call where the row has it, as publishers
    count them, else `year`; an amount without either has no kroner. A source in `yields` gives way, programme by
    programme, to those named with it, so that no participation counts twice.
    """
    # The newest first, since an organisation is named as its first row names it.
    once = counted_once(participations, yields)
    rows = once.sort_values("signed_date", ascending=False, na_position="last", kind="stable", ignore_index=True)
    rows["year"] = rows["signed_date"].dt.year.astype("Int16").fillna(_year_of_call(rows, project_grants))
    rows["rate_year"] = rows["call_year"].fillna(rows["year"])
    rows["EUR"] = rows["eu_contribution_cents"]
    nok_per_eur = rows["rate_year"].map(rates.set_index("year")["nok_per_eur"]).astype("Float64")
    rows["NOK"] = (rows["EUR"].astype("Float64") * nok_per_eur).round().astype("Int64")
    partners = grant_partners.rename(columns={"partner_id": "organisation_id"})
    parts = [part.reindex(columns=_FACTS).astype(rows[_FACTS].dtypes) for part in (rows, partners, grant_projects)]
    whole = pd.concat(parts, ignore_index=True)
    in_oslo = whole["county_code"].eq(oslo.COUNTY).fillna(False) & whole["municipality_code"].isna()
    return whole.assign(municipality_code=whole["municipality_code"].mask(in_oslo, oslo.MUNICIPALITY))


def _year_of_call(rows: pd.DataFrame, project_grants: pd.DataFrame | None) -> pd.Series:
    if project_grants is None or project_grants.empty:
        return pd.Series(pd.NA, index=rows.index, dtype="Int16")
    calls = project_grants.set_index(["source_id", "project_id"])["call_year"]
    years = calls.reindex(pd.MultiIndex.from_frame(rows[["source_id", "project_id"]]))
    return years.set_axis(rows.index).astype("Int16")


def counted_once(rows: R, yields: Mapping[str, Sequence[str]]) -> R:
    """Return the rows without those that another source tells better: one that their source yields to, see `facts`."""
    pairs = distinct(rows, ["source_id", "programme_id"]).dropna()
    programmes = {str(source): set(told["programme_id"]) for source, told in pairs.groupby("source_id")}
    given_way = []
    for source_id, others in yields.items():
        told = set().union(*(programmes.get(other, set()) for other in others)) & programmes.get(source_id, set())
        if told:
            given_way.append(Every((Among("source_id", [source_id]), Among("programme_id", sorted(told)))))
    return kept(rows, *(Not(condition) for condition in given_way))


def choose(all_facts: R, selection: Selection) -> Chosen[R]:
    """Return the rows of the selection's programmes that pass its filters, and what each filter hides.

    The reasons: no_year and other_years (period), no_kind and kinds (kind of organisation), organisations.
    """
    rows = of_programmes(all_facts, selection.programme_ids)
    filters = list(_filters(selection))
    hiding = {
        reason: Every((*(before for _, before in filters[:at]), Not(passes)))
        for at, (reason, passes) in enumerate(filters)
    }
    hidden = engines.of(rows).tally(rows, hiding)
    passing = kept(rows, *(passes for _, passes in filters))
    return Chosen(passing, {reason: count for reason, count in hidden.items() if count})


def _filters(selection: Selection) -> Iterator[tuple[str, Condition]]:
    if selection.first_year is not None or selection.last_year is not None:
        yield "no_year", Known("year")
        yield "other_years", Within("year", selection.first_year or 0, selection.last_year or 9999)
    if selection.without_kinds:
        yield "no_kind", Known("organisation_kind")
        yield "kinds", Not(Among("organisation_kind", selection.without_kinds))
    if selection.without_organisation_ids:
        yield "organisations", Not(Among("organisation_id", selection.without_organisation_ids))


def of_councils(rows: R, level: str) -> R:
    """Return the rows of municipalities or county councils themselves; a county council is placed by county alone."""
    municipality, council = (Among("organisation_kind", [kind]) for kind in ("municipality", "county_council"))
    if level == "municipality":
        return kept(rows, municipality)
    in_oslo = Among("county_code", [oslo.COUNTY])
    councils = Every((council, Known("county_code"), Not(in_oslo)))
    of_both = kept(rows, Some((councils, Every((municipality, in_oslo)))))
    return engines.of(rows).unplaced(of_both, council)


def kept(rows: R, *conditions: Condition) -> R:
    """Return the rows for which all conditions hold."""
    return engines.of(rows).kept(rows, Every(conditions)) if conditions else rows


def of_programmes(rows: R, programme_ids: Collection[str]) -> R:
    """Return the rows of these programmes."""
    return kept(rows, Among("programme_id", tuple(programme_ids)))


def dated(rows: R) -> R:
    """Return the rows that have a year."""
    return kept(rows, Known("year"))


def of_organisations(rows: R) -> R:
    """Return the rows that name an organisation."""
    return kept(rows, Known("organisation_id"))


def in_municipalities(rows: R) -> R:
    """Return the rows whose source names the municipality."""
    return kept(rows, Known("municipality_code"))


def number(rows: Rows, *conditions: Condition) -> int:
    """Return for how many of the rows all conditions hold."""
    return engines.of(rows).tally(rows, {"all": Every(conditions)})["all"]


def numbers(rows: Rows, by: Sequence[str]) -> pd.DataFrame:
    """Return the groups in order, each with its number of `rows`; rows without a group are left out."""
    return engines.of(rows).numbered(rows, by)


def summary(rows: Rows) -> Summary:
    """Return number, years, amounts and known measures of all rows together."""
    return engines.of(rows).summary(rows)


def distinct(rows: Rows, columns: Sequence[str]) -> pd.DataFrame:
    """Return the different values of these columns together, unknown ones too, in no order."""
    return engines.of(rows).distinct(rows, columns)


def values(rows: Rows, column: str) -> list[str]:
    """Return the different known values of a column of text, in order."""
    return sorted(map(str, distinct(rows, [column])[column].dropna()))


def sources(rows: Rows) -> list[str]:
    """Return the sources that the rows are from, in order."""
    return values(rows, "source_id")


def years(rows: Rows) -> list[int]:
    """Return the years that the rows have, in order."""
    return sorted(int(year) for year in distinct(rows, ["year"])["year"].dropna())


def unplaced(rows: Rows, level: str) -> dict[str, int]:
    """Return how many rows a map of this level cannot show: no_place, and county_only on one of municipalities."""
    in_municipality, in_county = Known("municipality_code"), Known("county_code")
    reasons: dict[str, Condition] = {"no_place": Not(Some((in_municipality, in_county)))}
    if level == "municipality":
        reasons["county_only"] = Every((in_county, Not(in_municipality)))
    return engines.of(rows).tally(rows, reasons)


def partly_here(in_one_place: Rows) -> bool:
    """Return whether some rows of a place (see in_place) are of a divided unit, and may lie in another part of it."""
    return number(in_one_place, Among("lies_in", ["estimated"])) > 0
