"""Count participation: a selection in, a small table out. The only module that touches participation rows.

Rows come from `facts`: participations (one organisation in one project), and the partners and projects of the
EEA and Norway Grants, which are known apart from each other. Amounts are whole cents of the chosen currency.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.geography import units
from analysis.geography.crosswalk import apportion

CURRENCIES = ("EUR", "NOK")
COUNTS = ("projects", "participations", "organisations")
MEASURES = (*CURRENCIES, *COUNTS)
UNIVERSITIES_AND_INSTITUTES = ("university", "institute")
_FACTS = [
    "source_id", "programme_id", "project_id", "participation_id", "organisation_id", "organisation_name",
    "organisation_kind", "municipality_code", "county_code", "geography_year", "year", "EUR", "NOK",
]  # fmt: skip
# (geography_year, level of the code) -> from_code, to_code, weight, status; see analysis.geography.crosswalk
CrosswalkFrom = Callable[[int, str], pd.DataFrame]


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
    participations: pd.DataFrame, grant_partners: pd.DataFrame, grant_projects: pd.DataFrame, rates: pd.DataFrame
) -> pd.DataFrame:
    """Return every row that counts, with its year and its amount in euro cents and in øre.

    `year` is the year the contract was signed, null where the publisher gives none. Kroner are at the mean rate of
    that year (exchange_rates); an amount without a year has no kroner.
    """
    rows = participations.copy()
    rows["year"] = rows["signed_date"].dt.year.astype("Int16")
    rows["EUR"] = rows["eu_contribution_cents"]
    nok_per_eur = rows["year"].map(rates.set_index("year")["nok_per_eur"]).astype("Float64")
    rows["NOK"] = (rows["EUR"].astype("Float64") * nok_per_eur).round().astype("Int64")
    partners = grant_partners.rename(columns={"partner_id": "organisation_id"})
    parts = [part.reindex(columns=_FACTS).astype(rows[_FACTS].dtypes) for part in (rows, partners, grant_projects)]
    return pd.concat(parts, ignore_index=True)


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


def _sum_or_null(column: "pd.Series[int]") -> object:
    return column.sum(min_count=1)


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


def municipalities_in(rows: pd.DataFrame) -> int:
    """Return in how many municipalities the rows are; Svalbard and Jan Mayen are none."""
    codes = set(rows["municipality_code"].dropna())
    return len(codes - set(units.OUTSIDE["municipality"]))


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


def by_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the measures per programme and year: programme_id, year and the measures; undated rows are left out."""
    return count(rows[rows["year"].notna()], ["programme_id", "year"])


def in_place(rows: pd.DataFrame, level: str, crosswalk_from: CrosswalkFrom, code: str) -> pd.DataFrame:
    """Return the rows of one unit, those of a divided unit that partly lies in it included (lies_in "estimated")."""
    placed = _with_places(rows, level, crosswalk_from)
    return placed[placed["area_code"] == code]
