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
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import register_filters
from pages._shared.data import this_run
from pages._shared.place import glance
from pages._shared.programmes.words import figure_row
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, show
from pages._shared.show.citing import Row

STUDENTS = "erasmus_plus_2014_2020"


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
    elif not _parts(reader, programme_id):
        _not_loaded(reader)


def _parts(reader: Reader, programme_id: str) -> bool:
    """Draw the ways to the parts of a programme that are loaded; returns whether there are any."""
    reading = this_run.reading()
    wholes = reading.table("programmes").set_index("programme_id")["part_of"].dropna()
    counted = reading.counted_programmes()
    parts = [part for part, of in wholes.items() if programme_id in of.split("; ") and part in counted]
    if parts:
        st.info(reader.text("Not loaded as a whole. A part of it is:"), icon=":material/hide_source:")
    for part in map(str, parts):
        name = reading.programme_names(reader.language)[part]
        st.button(escaped(name), key=f"part-{part}", on_click=settings.put, args=(Key.PROGRAMME, part))
    return bool(parts)


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


def figures(reader: Reader, programme_id: str) -> None:
    """Draw the published figures on the country, regions and organisations, budgets left out, each with its source."""
    reading = this_run.reading()
    text = reader.text
    of_programme = reading.table("figures")
    of_programme = of_programme[of_programme["programme_id"] == programme_id]
    local = registers.stands(of_programme, reading.table("networks")) == registers.PLACE
    rows = of_programme[~local]
    shown = registers.budgets(of_programme, programme_id)["figure_id"]
    rows = rows[~rows["figure_id"].isin(shown)]
    if rows.empty and not local.any():
        return
    st.header(text("Published figures"))
    if len(rows):
        _figures(reader, rows, key="programme-figures")
    if local.any():
        said = mark("{number} more figures on single counties and municipalities stand on the pages of these.")
        st.caption(text(said, number=reader.number(int(local.sum()))))
    citing.source_line(reader, sorted(set(of_programme["source_id"])))


def other_figures(reader: Reader) -> None:
    """Draw the published figures of no programme, place or network of the registers: on Norway as a whole."""
    reading = this_run.reading()
    every = reading.table("figures")
    rows = every[registers.stands(every, reading.table("networks")) == registers.COUNTRY]
    st.header(reader.text("Published figures on all programmes, and on those that the register does not have"))
    _figures(reader, rows, key="other-figures")
    citing.source_line(reader, sorted(set(rows["source_id"])))


def _figures(reader: Reader, rows: pd.DataFrame, *, key: str) -> None:
    text = reader.text
    table = [{text("About"): _about(reader, row), **figure_row(reader, row)} for row in rows.to_dict("records")]
    show.numbers_table(reader, pd.DataFrame(table), key=key, height=min(460, 40 + 35 * len(table)))


def _about(reader: Reader, row: Row) -> str:
    """Return what a figure is about; of one without a programme of the register, which it is as well."""
    about = reader.text(str(row["area_name"]))
    if not numbers.is_missing(row["programme_id"]) or numbers.is_missing(row["programme_name"]):
        return about
    return ", ".join(dict.fromkeys([about, reader.text(str(row["programme_name"]))]))
