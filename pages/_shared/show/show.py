"""A figure with its table, source line and what can be taken away, as one block; and tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.delta_generator import DeltaGenerator

from analysis.exports.pictures import picture
from analysis.text import numbers
from analysis.text.links import web_address
from analysis.text.reader import Reader
from pages._shared.show import citing, columns, parts, take_away, text_table
from pages._shared.show.take_away import View
from pages._shared.show.written_table import written

_CARDS_BESIDE = 3
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}


def figure(reader: Reader, drawn: go.Figure, view: View) -> None:
    """Draw a chart with its text alternative, then sources and menu, then its numbers in a table."""
    st.plotly_chart(drawn, key=view.name, config=CONFIG, theme=None, alt=view.alt)
    citing.source_line(reader, view.sources, view.cited)
    take_away.menu(reader, replace(view, picture=partial(picture.chart, drawn)))
    numbers_below(reader, view.table, key=f"{view.name}-table")


@parts.alone
def numbers_below(reader: Reader, table: pd.DataFrame, *, key: str) -> None:
    """Draw the numbers of a figure in a table that is closed at first; opening it runs this block alone.

    A closed table would cost the browser as much as an open one.
    """
    below = st.expander(reader.text("The numbers as a table"), key=f"{key}-below", on_change="rerun")
    if below.open:
        with below:
            numbers_table(reader, table, key=key)


@dataclass(frozen=True)
class Written:
    """A table with its numbers written and its columns named, to be drawn."""

    table: Styler
    config: Mapping[str, Any]


def write(reader: Reader, table: pd.DataFrame) -> Written:
    """Return a table whose numbers are written in the reader's language and still sort as numbers.

    Amounts come in cents; what shows, and what can be copied, is whole units of the currency.
    """
    if "project_url" in table:  # the browser opens whatever stands in the cell
        table = table.assign(project_url=table["project_url"].map(web_address))
    formats = {column: columns.writer(reader, str(column)) for column in table.select_dtypes("number")}
    days = {column: partial(numbers.short_day, language=reader.language) for column in table.select_dtypes("datetime")}
    config = {**columns.names(reader, table), **_special(reader, table)}
    read = partial(numbers.number_in, language=reader.language)
    return Written(written(table, {**formats, **days}, read), config)


def numbers_table(
    reader: Reader,
    table: pd.DataFrame | Written,
    *,
    key: str,
    height: int | str = "auto",
    on_select: Callable[[], None] | None = None,
) -> None:
    """Draw a table as `write` writes it."""
    ready = table if isinstance(table, Written) else write(reader, table)
    selecting = {"on_select": on_select, "selection_mode": "single-row"} if on_select else {}
    st.dataframe(  # type: ignore[call-overload]
        ready.table, key=key, height=height, hide_index=True, placeholder=numbers.MISSING, column_config=ready.config,
        **selecting,
    )  # fmt: skip


def _special(reader: Reader, table: pd.DataFrame) -> dict[str, object]:
    """Return what links and long texts need: a name for the link, and no more than their share of the width."""
    names = {
        column: reader.text(columns.NAMES[column]) for column in ("project_url", "organisation_name", "project_title")
    }
    special = {
        "project_url": st.column_config.LinkColumn(names["project_url"], display_text=reader.text("open")),
        "organisation_name": st.column_config.Column(names["organisation_name"], width=190),
        "project_title": st.column_config.Column(names["project_title"], width=320),
    }
    return {column: how for column, how in special.items() if column in table}


def cards(number: int) -> list[DeltaGenerator]:
    """Return so many columns, at most three beside each other."""
    rows = [st.columns(_CARDS_BESIDE) for _ in range(0, number, _CARDS_BESIDE)]
    return [column for row in rows for column in row][:number]


def plain_table(reader: Reader, table: pd.DataFrame) -> None:
    """Draw a short table of texts under its columns' names; see text_table."""
    named = table.rename(columns=columns.names(reader, table))
    text_table.draw(named)
