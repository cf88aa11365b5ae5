"""A figure with its table, source line and download, as one block; and the small texts around figures."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.exports import spreadsheet
from analysis.text import measures, numbers
from analysis.text.translate import mark
from pages._shared import cached
from pages._shared.settings import Choice

NOT_STATED = "not stated"
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
_COLUMNS = {
    "area_code": mark("Number"),
    "area_name": mark("Name"),
    "rank": mark("Rank"),
    "programme_name": mark("Programme"),
    "organisation_name": mark("Organisation"),
    "year": mark("Year"),
    "note": mark("Note"),
    "source": mark("Source"),
    "period": mark("Period"),
    "level": mark("Level"),
    "file": mark("File"),
    "rows_in": mark("Rows read"),
    "rows_out": mark("Rows kept"),
    "left_out": mark("Left out, and why"),
    "money_in": mark("Euro read"),
    "money_out": mark("Euro kept"),
}
LEVELS = {"municipality": mark("municipality"), "county": mark("county")}
_HIDDEN = {
    "no_year": mark("Rows without a year, hidden by the choice of years: {count}."),
    "other_years": mark("Rows of other years, hidden: {count}."),
    "no_kind": mark("Rows that do not say which organisation took part, hidden: {count}."),
    "kinds": mark("Rows of universities and research institutes, hidden: {count}."),
    "organisations": mark("Rows of the organisations left out, hidden: {count}."),
    "no_place": mark("Rows without a known place, on no map but in the national total: {count}."),
    "svalbard": mark("Rows on Svalbard, outside the counties but in the national total: {count}."),
    "county_only": mark("Rows placed by county alone, not on this map: {count}."),
}


def figure(
    choice: Choice, drawn: go.Figure, table: pd.DataFrame, *, key: str, alt: str, sources: Sequence[str]
) -> None:
    """Draw a chart, then the source line, then its numbers in a table with a download."""
    st.plotly_chart(drawn, key=key, config=CONFIG, theme=None, alt=alt)
    source_line(choice, sources)
    with st.expander(choice.text("The numbers as a table")):
        numbers_table(choice, table, key=f"{key}-table")
        download(choice, table, name=key, sources=sources)


def numbers_table(
    choice: Choice,
    table: pd.DataFrame,
    *,
    key: str,
    height: int | str = "auto",
    on_select: Callable[[], None] | None = None,
) -> None:
    """Draw a table whose numbers are written in the reader's language and still sort as numbers.

    Amounts come in cents and show as whole units of the currency.
    """
    selecting = {"on_select": on_select, "selection_mode": "single-row"} if on_select else {}
    written = table.style.format({column: _writer(choice, str(column)) for column in table.select_dtypes("number")})
    st.dataframe(  # type: ignore[call-overload]
        written, key=key, height=height, hide_index=True, placeholder=numbers.MISSING,
        column_config=_column_names(choice, table), **selecting,
    )  # fmt: skip


def _writer(choice: Choice, column: str) -> Callable[[Any], str]:
    if column == "amount":
        return lambda cents: numbers.whole_units(cents, choice.language)
    if column == "amount_per_inhabitant":
        return lambda value: numbers.decimal(value, choice.language, decimals=2)
    if column == "year":
        return lambda year: str(int(year or 0))
    if column in measures.NAMES:
        return measures.writer(column, choice.text, choice.language, choice.currency)
    return lambda value: numbers.decimal(value, choice.language)


def _column_names(choice: Choice, table: pd.DataFrame) -> dict[str, str]:
    names = {column: choice.text(_COLUMNS[column]) for column in table if column in _COLUMNS}
    money = {
        column: measures.name(column, choice.text, choice.currency) for column in table if column in measures.NAMES
    }
    return names | money


def download(
    choice: Choice, table: pd.DataFrame, *, name: str, sources: Sequence[str], cited: Sequence[str] = ()
) -> None:
    """Draw a button that downloads the table as CSV for Norwegian spreadsheets, amounts with two decimals."""
    exact = table.assign(amount=table["amount"].astype("Float64") / 100) if "amount" in table else table
    content = spreadsheet.csv(
        exact.rename(columns=_column_names(choice, table)), note=source_text(choice, sources, cited)
    )
    st.download_button(
        choice.text("Download as CSV"), content, file_name=f"europaprofil-{name}.csv", mime="text/csv",
        key=f"{name}-csv", icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def source_line(choice: Choice, sources: Sequence[str], cited: Sequence[str] = ()) -> None:
    """Draw publisher, title, period, date of the data and licence of every source under a figure."""
    st.caption("  \n".join([*(_one_source(choice, source_id) for source_id in sources), *cited]))


def source_text(choice: Choice, sources: Sequence[str], cited: Sequence[str] = ()) -> str:
    """Return the source line as text."""
    return " ".join([*(_one_source(choice, source_id) for source_id in sources), *cited])


def citations(choice: Choice, figures: pd.DataFrame) -> list[str]:
    """Return a line for every page or document that published figures come from; their licences are not stated."""
    pages = figures[["publisher", "source_title", "published"]].drop_duplicates().astype(object)
    return [
        choice.text(
            "Source: {publisher}: “{title}”{date}; licence: not stated.",
            publisher=publisher,
            title=title,
            date="" if numbers.is_missing(published) else f", {_written_date(choice, published)}",
        )
        for publisher, title, published in pages.to_numpy()
    ]


def _one_source(choice: Choice, source_id: str) -> str:
    text, source = choice.text, cached.sources()[source_id]
    parts = [text("Source: {publisher}: {title}", publisher=text(source.publisher), title=text(source.title))]
    if source.period_covered != NOT_STATED:
        parts.append(text("period: {period}", period=text(source.period_covered)))
    if source.published != NOT_STATED:
        parts.append(text("data of {date}", date=_written_date(choice, source.published)))
    parts.append(text("licence: {licence}", licence=text(source.licence)))
    return "; ".join(parts) + "."


def _written_date(choice: Choice, published: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", published):
        return numbers.day(date.fromisoformat(published), choice.language)
    if re.fullmatch(r"\d{4}-\d{2}", published):
        return numbers.month(date.fromisoformat(f"{published}-01"), choice.language)
    return choice.text(published)


def hidden(choice: Choice, reasons: Mapping[str, int]) -> None:
    """Say how many rows each filter hides."""
    lines = [
        choice.text(_HIDDEN[reason], count=numbers.decimal(count, choice.language))
        for reason, count in reasons.items()
        if count
    ]
    if lines:
        st.caption(" ".join(lines))


def population_note(choice: Choice, year: int) -> None:
    """Say whose population divides the amounts."""
    st.caption(choice.text("Inhabitants on 1 January {year}.", year=str(year)))


def plain_table(choice: Choice, table: pd.DataFrame) -> None:
    """Draw a short table of texts as a real table, which wraps and is read aloud as one."""
    st.table(table.rename(columns=_column_names(choice, table)), border="horizontal", hide_index=True)
