"""Who is a member of which network, by the lists that say so, and what is published about a network."""

import pandas as pd
import streamlit as st

from analysis.registers import examples, registers
from analysis.text import numbers
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.programmes.words import figure_row
from pages._shared.show import citing, example_words, show, take_away, text_table
from pages._shared.show.citing import Row
from pages._shared.show.take_away import View


def of_network(reader: Reader, network_id: str) -> None:
    """Draw the members that the lists name, each with the years it is known for; nothing where they name none."""
    rows = this_run.reading().table("memberships")
    rows = examples.memberships(rows[rows["network_id"] == network_id])
    if rows.empty:
        return
    text = reader.text
    st.header(text("Members that the lists name"))
    table = pd.DataFrame([_member(reader, row) for row in rows.sort_values("area_name").to_dict("records")])
    text_table.draw(table)
    _note(reader, rows)


def of_others(reader: Reader) -> None:
    """Draw the members of networks and border committees that the register of networks does not have."""
    rows = this_run.reading().table("memberships")
    rows = examples.memberships(rows[rows["network_id"].isna()])
    text = reader.text
    st.header(text("Members of other networks and border committees"))
    ordered = rows.sort_values(["name", "area_name"])
    table = pd.DataFrame(
        [{text("Network"): str(row["name"]), **_member(reader, row)} for row in ordered.to_dict("records")]
    )
    show.numbers_table(reader, table, key="other-members", height=420)
    view = View(
        name="nettverksmedlemmer", title=text("Members of other networks and border committees"), table=table,
        sources=["network_members"],
    )  # fmt: skip
    take_away.menu(reader, view)
    _note(reader, rows)


def _member(reader: Reader, row: Row) -> dict[str, str]:
    text = reader.text
    since, as_of = ("" if numbers.is_missing(row[name]) else str(row[name]) for name in ("start", "as_of"))
    return {
        text("Member"): str(row["area_name"]),
        text("Role"): text(str(row["role"])),
        text("Since"): since,
        text("As listed"): example_words.as_of(reader, as_of) if as_of else text("undated"),
        text("Source"): "; ".join(dict.fromkeys(citing.citation(reader, one) for one in row["together"])),
    }


def _note(reader: Reader, rows: pd.DataFrame) -> None:
    st.caption(reader.text("Members change: a membership is known for its year alone. The lists are not complete."))
    citing.source_line(reader, sorted({one["source_id"] for together in rows["together"] for one in together}))


def figures(reader: Reader, network_id: str) -> None:
    """Draw the figures that are published about a network; nothing where there are none."""
    reading = this_run.reading()
    every = reading.table("figures")
    rows = every[registers.of_network(every, reading.table("networks")) == network_id]
    if rows.empty:
        return
    text = reader.text
    st.header(text("Published figures"))
    said = [{text("About"): text(str(row["area_name"])), **figure_row(reader, row)} for row in rows.to_dict("records")]
    text_table.draw(pd.DataFrame(said))
    if rows["status"].eq("conflict").any():
        st.caption(escaped(text("The sources disagree; all their figures are shown.")))
    citing.source_line(reader, sorted(set(rows["source_id"])))
