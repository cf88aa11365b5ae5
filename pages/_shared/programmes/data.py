"""What the loaded data say about one programme, and the way from there to the map."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.comparing import layers
from analysis.comparing.layers import PUBLISHED
from analysis.geography import years as units
from analysis.participation import Selection
from analysis.registers import registers
from analysis.standing import status
from analysis.text import numbers
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import register_filters
from pages._shared.data import this_run
from pages._shared.place import glance
from pages._shared.programmes.words import figure_row
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, show, text_table
from pages._shared.show.citing import Row
from pages._shared.show.published_figure import citation

STUDENTS = "erasmus_plus_2014_2020"
_LOCAL = ("municipality", "county", "county_council")


def draw(reader: Reader, row: Row) -> None:
    """Draw projects, amounts and counties of the loaded sources, or say that none is loaded."""
    text, programme_id = reader.text, str(row["programme_id"])
    st.header(text("What the loaded data say"))
    if programme_id in this_run.reading().counted_programmes():
        _participation(reader, programme_id)
    elif programme_id == STUDENTS:
        _students(reader)
    elif programme_id == PUBLISHED["interreg_keep"].programme_id:
        _interreg(reader)
    elif str(row["family"]).startswith("Interreg"):
        _strand(reader)
    elif bool(status.norway_is_outside(pd.DataFrame([row])).iloc[0]):
        st.info(text("Norway is outside this programme, so there is nothing to load."), icon=":material/block:")
    else:
        _not_loaded(reader)


def _not_loaded(reader: Reader) -> None:
    st.info(
        reader.text("Not loaded. No source here has who took part; that says nothing about who did."),
        icon=":material/hide_source:",
    )


def _participation(reader: Reader, programme_id: str) -> None:
    reading = this_run.reading()
    text = reader.text
    rows = reading.facts_of(programme_id)
    totals = participation.totals(rows).rename({reader.currency: "amount"})
    counted = {name: totals[name] for name in ("amount", *participation.COUNTS) if pd.notna(totals[name])}
    for column, (name, value) in zip(st.columns(max(len(counted), 1)), counted.items(), strict=False):
        write = reader.write(name)
        column.metric(reader.measure(name), write(value))
    if "amount" not in counted:
        st.caption(text("The source gives no amounts."))
    on = reading.units_of("county", units.TODAY)
    year = reading.population_year(on, rows, None)
    table = reading.by_unit(on, Selection((programme_id,)), currency=reader.currency, year=year).sort_values(
        ["amount", "projects"], ascending=False
    )
    columns = ["area_name", *(name for name in ("amount", *participation.COUNTS) if table[name].notna().any())]
    st.markdown(f"**{text('By county, on the boundaries of today')}**")
    show.numbers_table(reader, table[columns], key="programme-counties", height=320)
    glance.outside_the_counties(reader, rows)
    citing.source_line(reader, participation.sources(rows))
    amounts = "amount" in counted
    chosen = {
        Key.LAYER: "participation",
        Key.PROGRAMMES: [programme_id],
        Key.MEASURE: "amount" if amounts else "projects",
    }
    by_municipality = participation.number(participation.in_municipalities(rows))
    _to_map(reader, chosen if by_municipality else chosen | {Key.LEVEL: "county"})


def _students(reader: Reader) -> None:
    reading = this_run.reading()
    text = reader.text
    st.markdown(text("Student exchange in higher education alone; projects and other exchanges are not loaded."))
    on = reading.units_of("county", units.TODAY)
    table = layers.students(reading.table("student_exchange"), on, reading.geography())
    table = table.sort_values("outgoing_students", ascending=False)
    show.numbers_table(reader, table[["area_name", *layers.STUDENT_MEASURES]], key="programme-students", height=320)
    citing.source_line(reader, ["erasmus_higher_education"])
    _to_map(reader, {Key.LAYER: "students"})


def _interreg(reader: Reader) -> None:
    reading = this_run.reading()
    text, layer = reader.text, PUBLISHED["interreg_keep"]
    st.markdown(
        text(
            "Projects and partners {first}–{last} by county, all Interreg programmes together.",
            first=str(layer.period[0]), last=str(layer.period[1]),
        )
    )  # fmt: skip
    table = layers.published(reading.table("figures"), layer, reading.units_of(layer.level, layer.vintage))
    table = table.sort_values(layer.indicators[0], ascending=False)
    show.numbers_table(reader, table[["area_name", *layer.indicators]], key="programme-interreg", height=320)
    citing.source_line(reader, ["keep_eu"])
    _to_map(reader, {Key.LAYER: "interreg_keep"})


def _strand(reader: Reader) -> None:
    st.info(
        reader.text("Not loaded for this programme alone: the source counts all Interreg programmes together."),
        icon=":material/hide_source:",
    )
    st.button(
        reader.text("Open Interreg as a whole"), key="whole-interreg", on_click=settings.put,
        args=(Key.PROGRAMME, "interreg"),
    )  # fmt: skip


def _to_map(reader: Reader, chosen: Mapping[Key, object]) -> None:
    register_filters.way_to(reader.text("Show on the map"), "pages/map.py", {Key.UNIT: None, **chosen}, key="to-map")


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
        text("Time"): numbers.span(row["start"], row["end"]) or text("undated"),
        text("Status"): "" if numbers.is_missing(row["status"]) else text(str(row["status"])),
        text("Source"): citation(reader, row),
    }


def figures(reader: Reader, programme_id: str) -> None:
    """Draw the published figures on the country, regions and organisations, budgets left out, each with its source."""
    text = reader.text
    of_programme = this_run.reading().table("figures")
    of_programme = of_programme[of_programme["programme_id"] == programme_id]
    rows = of_programme[~of_programme["area_level"].isin(_LOCAL)]
    local = len(of_programme) - len(rows)
    shown = registers.budgets(of_programme, programme_id)["figure_id"]
    rows = rows[~rows["figure_id"].isin(shown)]
    if rows.empty and not local:
        return
    st.header(text("Published figures"))
    if len(rows):
        table = [
            {text("About"): text(str(row["area_name"])), **figure_row(reader, row)} for row in rows.to_dict("records")
        ]
        show.numbers_table(reader, pd.DataFrame(table), key="programme-figures", height=min(460, 40 + 35 * len(table)))
    if local:
        said = mark("{number} more figures on single counties and municipalities stand on the pages of these.")
        st.caption(text(said, number=reader.number(local)))
    citing.source_line(reader, ["figures"])
