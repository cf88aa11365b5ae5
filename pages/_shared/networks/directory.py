"""The directory of networks and its filters, with what ties a network to a place."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.registers import named_places, registers
from analysis.registers.named_places import Named
from analysis.text import numbers
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import register_filters
from pages._shared.choosing.register_filters import Where
from pages._shared.data import this_run
from pages._shared.networks.words import CASES, LEVELS, THEMES, in_norway, name, themes
from pages._shared.programmes.words import capital, written
from pages._shared.session.query import Key
from pages._shared.show import show, take_away
from pages._shared.show.citing import Row
from pages._shared.show.take_away import View

_TABLE = "networks-table"
_PLACES = {"county": Key.NETWORKS_COUNTY, "municipality": Key.NETWORKS_MUNICIPALITY}
_CALLED_AFTER = ("regional branch of NOKU", "county council", "state county governor")
LEVANGER = "5037"
_TIES = {
    "member": mark("member, by the register of memberships"),
    "named": mark("named as a member"),
    "around": mark("the county is named"),
    "inside": mark("members in the county are named"),
    "case": mark("named in the municipality's own case"),
}


@dataclass(frozen=True)
class Listed:
    """The networks that the filters leave, how many the place leaves out, and what ties each to the place."""

    rows: pd.DataFrame
    untied: int
    ties: dict[str, str]
    where: Where | None


def ask(reader: Reader) -> Listed:
    """Draw the filters and return the networks that pass them."""
    text = reader.text
    rows = this_run.reading().table("networks")
    names = {str(row["network_id"]): name(reader, row) for row in rows.to_dict("records")}
    ordered = dict(sorted(names.items(), key=lambda pair: reader.sort_key(pair[1])))
    register_filters.entry(reader, Key.NETWORK, text("Open a network"), ordered)
    query = register_filters.query(reader, Key.NETWORKS_SEARCH, text("Search"), text("Name, topic, member, seat"))
    where = register_filters.where(reader, Key.NETWORKS_LEVEL, _PLACES, text("Relevant for"))
    asked_themes = register_filters.several(reader, Key.NETWORKS_THEMES, text("Themes"), THEMES)
    asked_levels = register_filters.several(reader, Key.NETWORKS_FOR_WHOM, text("For whom"), LEVELS)
    case = register_filters.one(reader, Key.NETWORKS_CASE, text("Named in"), CASES, "alle")
    rows = registers.searched(rows, query, [_searchable(reader, row) for row in rows.to_dict("records")])
    if asked_themes:
        rows = rows[[bool(_themes_of(row) & set(asked_themes)) for row in rows.to_dict("records")]]
    if asked_levels:
        rows = rows[[not set(asked_levels).isdisjoint(_levels_of(row)) for row in rows.to_dict("records")]]
    if case != "alle":
        rows = rows[rows["named_in_case"] == case]
    ties = {str(row["network_id"]): tie(row, where) for row in rows.to_dict("records")} if where else {}
    tied = rows[[bool(ties[network_id]) for network_id in rows["network_id"]]] if where else rows
    return Listed(tied, len(rows) - len(tied), ties, where)


def _themes_of(row: Row) -> set[str]:
    return set(registers.network_themes(registers.or_none(row["topics"]), registers.or_none(row["kind"])))


def _levels_of(row: Row) -> set[str]:
    return set(registers.network_levels(registers.or_none(row["level"])))


def _searchable(reader: Reader, row: Row) -> list[str]:
    columns = ("network_id", "network_name", "network_name_en", *registers.TRANSLATED["networks"])
    said = [str(row[column]) for column in columns if not numbers.is_missing(row[column])]
    return [*said, *(reader.text(part) for part in said), themes(reader, row)]


def named_by(row: Row) -> Named:
    """Return the places that a network's members, or its own name, name."""
    title, kind, gazetteer = str(row["network_name"]), row["kind"], this_run.reading().gazetteer()
    found = named_places.named(registers.or_none(row["members_norway_names"]), gazetteer)
    if kind == registers.OFFICE:
        return found | named_places.named_in_title(title, gazetteer)
    return found | named_places.named(title, gazetteer) if kind in _CALLED_AFTER else found


def tie(row: Row, where: Where) -> str:
    """Return what ties a network to a place, as one of _TIES; empty where the registers name no tie."""
    memberships = this_run.reading().table("memberships")
    members = memberships[memberships["network_id"] == row["network_id"]]
    if where.level == "municipality" and where.code in set(members["municipality_code_today"].dropna()):
        return "member"
    found = named_by(row)
    if where.code in found.municipalities | found.counties:
        return "named"
    if found.reaches(where.level, where.code):
        return "around" if where.level == "municipality" else "inside"
    return "case" if where.code == LEVANGER and row["named_in_case"] == registers.CASE else ""


def draw(reader: Reader, listed: Listed) -> None:
    """Draw the networks as a table; a chosen row opens the network."""
    text = reader.text
    total = reader.number(len(this_run.reading().table("networks")))
    st.markdown(
        text("**{number} of {total} networks.**", number=reader.number(len(listed.rows)), total=total)
        + " "
        + text("Choose a row to open the network.")
    )
    if listed.where and listed.untied:
        untied = reader.number(listed.untied)
        said = mark(
            "Networks that the register does not tie to {place}, not in the list: {count}. Many are open to all."
        )
        st.caption(text(said, place=listed.where.name, count=untied))
    if listed.rows.empty:
        st.info(text("No network fits. Take away a filter, or search for less."), icon=":material/filter_alt_off:")
        return
    rows = _ordered(reader, listed.rows)
    table = pd.DataFrame([_row(reader, row, listed) for row in rows])
    choose = register_filters.chooser(Key.NETWORK, [str(row["network_id"]) for row in rows], _TABLE)
    show.numbers_table(reader, table, key=_TABLE, height=min(640, 40 + 35 * len(table)), on_select=choose)
    take_away.menu(reader, View(name="nettverk", title=text("Networks"), table=table, sources=["networks"]))


def _ordered(reader: Reader, rows: pd.DataFrame) -> Sequence[Row]:
    """Return the rows with culture administration first, then those of other themes, the case's organisations last."""

    def rank(row: Row) -> tuple[int, tuple[str, ...]]:
        case = "case" in registers.network_levels(registers.or_none(row["level"]))
        place = 2 if case else 0 if "culture" in _themes_of(row) else 1
        return place, reader.sort_key(name(reader, row))

    return sorted(rows.to_dict("records"), key=rank)


def _row(reader: Reader, row: Row, listed: Listed) -> dict[str, str]:
    text = reader.text
    cells = {text("Network"): name(reader, row)}
    if listed.where:
        cells[text("Tie to {place}", place=listed.where.name)] = capital(
            text(_TIES[listed.ties[str(row["network_id"])]])
        )
    return cells | {
        text("Kind"): written(reader, row["kind"]),
        text("Themes"): themes(reader, row),
        text("For whom"): written(reader, row["level"]),
        text("Seat"): written(reader, row["seat"]),
        text("Members in Norway"): in_norway(reader, row),
        text("Fee"): written(reader, row["membership_fee"]),
    }
