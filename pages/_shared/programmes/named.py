"""Who is named in one programme: known projects, examples, accreditations, and what was granted in all by year."""

import pandas as pd
import streamlit as st

from analysis.text import numbers
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.show import citing, example_words, show, take_away, text_table
from pages._shared.show.citing import Row
from pages._shared.show.published_figure import citation
from pages._shared.show.take_away import View


def projects(reader: Reader, programme_id: str) -> None:
    """Draw the projects that the register of partnerships knows by name."""
    text = reader.text
    rows = this_run.reading().table("partnerships")
    rows = rows[rows["programme_id"] == programme_id]
    if rows.empty:
        return
    st.header(text("Projects known by name"))
    table = pd.DataFrame([_project(reader, row) for row in rows.to_dict("records")])
    text_table.draw(table)
    st.caption(text("Complete for Levanger's case of January 2020 alone; for other places these are examples."))
    citing.source_line(reader, ["partnerships"])


def _project(reader: Reader, row: Row) -> dict[str, str]:
    text = reader.text
    return {
        text("Place"): str(row["area_name"]),
        text("Project"): str(row["name"]),
        text("Time"): reader.span(row["start"], row["end"]) or text("undated"),
        text("Status"): "" if numbers.is_missing(row["status"]) else text(str(row["status"])),
        text("Note"): "" if numbers.is_missing(row["details"]) else text(str(row["details"])),
        text("Source"): citation(reader, row),
    }


def draw(reader: Reader, programme_id: str) -> None:
    """Draw the examples that lists and pages name, the yearly totals and the accreditations of a programme."""
    reading = this_run.reading()
    _yearly(reader, programme_id)
    rows = reading.table("examples")
    rows = rows[rows["programme_id"] == programme_id]
    holders = reading.table("accreditations")
    holders = holders[holders["programme_id"] == programme_id]
    if rows.empty and holders.empty:
        return
    text = reader.text
    st.header(text("Examples from lists and public pages"))
    if len(rows):
        table = example_words.table(reader, rows)
        number = reader.number(len(table))
        st.markdown(text("**{number} participations that lists and pages name.**", number=number))
        show.numbers_table(reader, table, key="programme-examples", height=min(460, 40 + 35 * len(table)))
        title = text("Examples: {programme}", programme=reading.programme_names(reader.language)[programme_id])
        view = View(name="eksempler", title=title, table=table, sources=sorted(set(rows["source_id"])))
        take_away.menu(reader, view)
        st.caption(text(example_words.NOT_COUNTED))
    for kind, heading in example_words.ACCREDITATIONS.items():
        names = sorted(set(holders.loc[holders["kind"] == kind, "organisation_name"]), key=str.casefold)
        if names:
            number = reader.number(len(names))
            st.markdown(f"**{text(heading)}** ({number}): {escaped(', '.join(names))}")
    citing.source_line(reader, sorted({*rows["source_id"], *holders["source_id"]}))


def _yearly(reader: Reader, programme_id: str) -> None:
    """Draw what a programme granted in Norway by year and action, where a source has it; in euro, as granted."""
    rows = this_run.reading().table("programme_years")
    rows = rows[rows["programme_id"] == programme_id]
    if rows.empty:
        return
    text = reader.text
    st.header(text("Granted in Norway by year"))
    table = [
        {
            text("Year"): str(row["year"]),
            text("Action"): str(row["action"]),
            text("Projects"): reader.number(row["projects"]),
            text("Euro"): reader.whole_units(row["granted_cents"]),
        }
        for row in rows.sort_values(["year", "action"], ascending=[False, True]).to_dict("records")
    ]
    text_table.draw(pd.DataFrame(table))
    citing.source_line(reader, sorted(set(rows["source_id"])))
