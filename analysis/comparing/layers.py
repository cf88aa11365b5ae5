"""What a map can show: for a layer and a measure one value and one status per unit, on stated boundaries.

A status is "value", "estimated" (a divided unit was shared out), "zero", "too_few" (to be ranked per inhabitant)
or "not_loaded". Missing and zero stay apart all the way to the screen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.comparing import rates
from analysis.geography.crosswalk import recode
from analysis.participation import COUNTS, CrosswalkFrom, Rows, by_place, summary, telling

PARTICIPATION_MEASURES = ("amount", "amount_per_inhabitant", "share_pct", *COUNTS)
STUDENT_MEASURES = ("outgoing_students", "incoming_students", "institutions")
SVALBARD = {"2100": "Svalbard", "21": "Svalbard", "2200": "Jan Mayen", "22": "Jan Mayen"}


@dataclass(frozen=True)
class PublishedLayer:
    """A layer of published figures: they stay on the boundaries they were published for."""

    layer_id: str
    programme_id: str | None
    source_ids: tuple[str, ...]
    indicators: tuple[str, ...]
    level: str
    vintage: int
    period: tuple[int, int]


PUBLISHED = {
    layer.layer_id: layer
    for layer in (
        PublishedLayer(
            "interreg_keep", "interreg", ("keep_eu",), ("interreg_projects", "interreg_partners"),
            "county", 2020, (2014, 2020),
        ),
        PublishedLayer(
            "interreg_nibr", "interreg", ("figures",),
            ("municipalities_in_interreg_pct", "municipalities_in_interreg"), "county", 2017, (2007, 2014),
        ),
        PublishedLayer(
            "all_programmes_nibr", None, ("figures",), ("municipalities_in_any_programme_pct",), "county", 2017,
            (2007, 2014),
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Units:
    """The units of a map in the order of its geometry."""

    level: str
    vintage: int
    codes: Sequence[str]
    names: Mapping[str, str]


def participation(
    rows: Rows,
    units: Units,
    crosswalk_from: CrosswalkFrom,
    *,
    currency: str,
    population: pd.DataFrame,
    told: bool = True,
) -> pd.DataFrame:
    """Return one row per unit, the map's units first and in their order, then places outside the map that have rows.

    Args:
        told: whether the sources of all these programmes tell of every unit; where not, one without rows is unknown.

    Returns:
        area_code, area_name, amount (cents of the currency), projects, participations, organisations, population,
        amount_per_inhabitant, share_pct (of all rows, placed or not), estimated (bool). A unit without rows has zero
        of what the rows can tell; a unit whose rows have no amount has null, as have all where no row has one. Rows
        that a reader has added tell of their own units alone, and a share of them is no share of the country.
    """
    counted = by_place(rows, units.level, crosswalk_from)
    outside = [code for code in counted["area_code"] if code not in units.names]
    table = counted.set_index("area_code").reindex([*units.codes, *outside])
    without_rows = ~table.index.isin(counted["area_code"])
    all_rows, of_sources = summary(rows), telling(rows)
    known = (all_rows if of_sources is rows else summary(of_sources)).known
    if told:
        table.loc[without_rows, list(known)] = 0
    table = table.rename_axis("area_code").reset_index().rename(columns={currency: "amount"})
    table = table.merge(population, on="area_code", how="left", validate="one_to_one")
    table["area_name"] = [units.names.get(code) or SVALBARD.get(code, code) for code in table["area_code"]]
    table["amount_per_inhabitant"] = rates.per_inhabitant(table["amount"], table["population"])
    whole = all_rows.cents[currency]
    table["share_pct"] = rates.share_pct(table["amount"], whole) if whole and currency in known else pd.NA
    table["estimated"] = table["status"].eq("estimated")
    return table[
        ["area_code", "area_name", "amount", *COUNTS, "population", "amount_per_inhabitant", "share_pct", "estimated"]
    ]


def with_status(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Add value, status and rank of one measure to a table of units; Svalbard is no unit and has no rank."""
    per_head = measure == "amount_per_inhabitant"
    statuses = [
        _status(value, estimated, per_head and projects < rates.FEWEST_PROJECTS_TO_RANK)
        for value, estimated, projects in zip(
            table[measure], table["estimated"], table.get("projects", table[measure]), strict=True
        )
    ]
    shown = table.assign(value=table[measure].astype("Float64"), status=statuses)
    ranked = [
        "outside" if code in SVALBARD else status for code, status in zip(table["area_code"], statuses, strict=True)
    ]
    return shown.assign(rank=rates.ranks(shown["value"], ranked))


def _status(value: object, estimated: bool, few: bool) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "not_loaded"
    if value == 0:
        return "zero"
    if few:
        return "too_few"
    return "estimated" if estimated else "value"


def rows_of(figures: pd.DataFrame, layer: PublishedLayer) -> pd.DataFrame:
    """Return the published figures that a layer shows, each with the page or document it comes from."""
    return figures[
        figures["indicator_id"].isin(layer.indicators)
        & (figures["area_level"] == layer.level)
        & figures["source_id"].isin(layer.source_ids)
        & (figures["period_start"] == layer.period[0])
        & (figures["period_end"] == layer.period[1])
    ]


def published(figures: pd.DataFrame, layer: PublishedLayer, units: Units) -> pd.DataFrame:
    """Return one row per unit with a column per indicator of a published layer, null where nothing is published.

    `conflict` is true where the publisher's own numbers disagree with each other.
    """
    rows = rows_of(figures, layer)
    wide = rows.pivot(index="area_code", columns="indicator_id", values="value").reindex(columns=list(layer.indicators))
    outside = [code for code in wide.index if code not in units.names]
    table = wide.reindex([*units.codes, *outside]).rename_axis("area_code").reset_index()
    table.insert(1, "area_name", [units.names.get(code) or SVALBARD.get(code, code) for code in table["area_code"]])
    disagreeing = set(rows.loc[rows["status"] == "conflict", "area_code"])
    return table.assign(estimated=False, conflict=table["area_code"].isin(disagreeing))


def students(exchange: pd.DataFrame, units: Units, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per unit: institutions, outgoing_students, incoming_students; zero where no institution is.

    Args:
        exchange: one row per institution, placed by its head office.
        tables: municipalities, municipality_changes and population, to carry the places to the units' boundaries.
    """
    placed = exchange.assign(institutions=1)
    code = f"{units.level}_code"
    table = pd.DataFrame({"area_code": list(units.codes), "area_name": [units.names[code] for code in units.codes]})
    table["estimated"] = False
    for measure in STUDENT_MEASURES:
        carried = recode(placed, tables, to_year=units.vintage, measure=measure, to_level=units.level).set_index(code)
        table[measure] = table["area_code"].map(carried[measure]).fillna(0).astype("Int64")
        table["estimated"] |= table["area_code"].map(carried["status"]).eq("estimated")
    return table
