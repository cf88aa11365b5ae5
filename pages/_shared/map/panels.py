"""The map page's right-hand side: the chosen unit, and the table with the same numbers as the map."""

import pandas as pd
import streamlit as st

from analysis import in_use, participation
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.map import view as map_view
from pages._shared.map.answer import Asked
from pages._shared.map.ready import Ready
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import own_list, own_words, show, take_away
from pages._shared.show.take_away import Picture, View

_TABLE = "map-table"
_LARGEST = 8


def selected(reader: Reader, asked: Asked, code: str | None) -> None:
    """Draw what is known about the unit that the reader clicked, searched for or chose in the table."""
    text = reader.text
    if code is None:
        st.info(
            text("Click a unit on the map, choose a row in the table, or search above the map."),
            icon=":material/touch_app:",
        )
        return
    row = asked.table[asked.table["area_code"] == code].iloc[0]
    with st.container(border=True):
        st.markdown(f"## {escaped(row['area_name'])}")
        st.markdown(_facts(reader, asked, row))
        if asked.rows is not None:
            _organisations(reader, asked, code)
            own_list.of_place(reader, this_run.reading().in_place(asked.units, code))
        clear = text("Choose nothing")
        st.button(
            clear, key="clear", on_click=settings.put, args=(Key.UNIT, None), icon=":material/close:", type="tertiary"
        )


def _facts(reader: Reader, asked: Asked, row: pd.Series) -> str:
    text = reader.text
    lines = [f"{text('Number')}: **{row['area_code']}**"]
    if pd.notna(row["rank"]):
        of = reader.number(int(asked.table["rank"].notna().sum()))
        place = text("No. {rank} of {total}", rank=reader.number(row["rank"]), total=of)
        lines.append(f"{text('Rank')}: **{place}**")
    elif row["status"] == "too_few":
        lines.append(text("Too few projects to rank (1–4)"))
    for column in asked.columns:
        write = reader.write(column)
        value = text("Not loaded") if pd.isna(row[column]) else write(row[column])
        lines.append(f"{reader.measure(column)}: **{value}**")
    if row.get(in_use.COLUMN):
        lines.append(f"**{own_words.number(reader, int(row[in_use.COLUMN]))}**")
    if row["status"] == "estimated":
        lines.append(text("Estimated: a divided unit, shared out"))
    return "  \n".join(lines)


def _organisations(reader: Reader, asked: Asked, code: str) -> None:
    assert asked.rows is not None
    here = participation.in_place(asked.rows, asked.units.level, this_run.reading().crosswalk_to(asked.units), code)
    if not participation.number(here):
        st.caption(reader.text("No organisation here took part, by this source and with these filters."))
        return
    largest = participation.largest_organisations(here, _LARGEST).rename(columns={reader.currency: "amount"})
    columns = [name for name in ("organisation_name", "amount", "projects") if largest[name].notna().any()]
    st.markdown(reader.text("**Organisations with the most**"))
    show.numbers_table(reader, largest[columns], key="organisations")
    if participation.partly_here(here):
        st.caption(
            reader.text(
                "The source places these in a unit that has since been divided; some may lie in the other part."
            )
        )


def ranking(reader: Reader, ready: Ready, pictured: Picture) -> None:
    """Draw the map's numbers as a sortable table; a chosen row is chosen on the map."""
    asked, shown = ready.asked, ready.ranked
    st.markdown(f"**{reader.text('The same numbers as a table')}**")

    def choose_row() -> None:
        code = settings.table_row(_TABLE, list(shown["area_code"]))
        if code in asked.units.names:
            settings.put(Key.UNIT, code)

    show.numbers_table(reader, ready.written, key=_TABLE, height=520, on_select=choose_row)
    view = View(
        name="kart", title=asked.title, table=shown, sources=asked.sources, cited=asked.cited,
        filters=" ".join([f"{asked.subtitle}.", *asked.notes]), attribution=map_view.ATTRIBUTION,
        alt=ready.map.view.summary, picture=pictured,
    )  # fmt: skip
    take_away.menu(reader, view)
