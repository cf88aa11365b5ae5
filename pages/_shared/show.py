"""A figure with its table, source line and download, as one block; and the small texts around figures."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.exports import spreadsheet
from analysis.text import measures, numbers
from analysis.text.translate import mark
from pages._shared import cached
from pages._shared.settings import Choice

Row = Mapping[Hashable, Any]
"""A row of a table by column, as pandas gives it."""
NOT_STATED = "not stated"
_SOURCES_IN_SIGHT = 3
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
    "country": mark("Country"),
    "town": mark("Twin town"),
    "towns": mark("Twin towns"),
    "home": mark("Municipality"),
    "since": mark("Since"),
    "entries": mark("Entries"),
    "counties": mark("Counties"),
    "own_organisations": mark("Organisations here"),
    "other_organisations": mark("Organisations there"),
    "why": mark("Why"),
    "one": mark("Between"),
    "other": mark("And"),
    "shared_projects": mark("Shared projects"),
    "file": mark("File"),
    "rows_in": mark("Rows read"),
    "rows_out": mark("Rows kept"),
    "left_out": mark("Left out, and why"),
    "money_in": mark("Euro read"),
    "money_out": mark("Euro kept"),
    "kind": mark("Kind"),
    "indicator": mark("What is measured"),
    "figure": mark("Figure"),
    "project_acronym": mark("Project"),
    "project_title": mark("Title"),
    "role": mark("Role"),
    "norwegian_partners": mark("Other Norwegian participants"),
    "start_date": mark("Start"),
    "end_date": mark("End"),
    "project_url": mark("At the publisher"),
    "partner": mark("With"),
    "countries": mark("Countries"),
    "time": mark("Time"),
    "status": mark("Status"),
    "theme": mark("Theme"),
    "county_name": mark("County"),
    "value": mark("Value"),
    "verdict": mark("Beyond chance"),
    "others": mark("Others that took part"),
    "names": mark("Which"),
    "state": mark("Here"),
}
LEVELS = {"municipality": mark("municipality"), "county": mark("county")}
_HIDDEN = {
    "no_year": mark("Rows without a year, hidden by the choice of years: {count}."),
    "undated": mark("Rows without a year, not in this figure: {count}."),
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
    formats = {column: _writer(choice, str(column)) for column in table.select_dtypes("number")}
    days = {column: partial(numbers.short_day, language=choice.language) for column in table.select_dtypes("datetime")}
    written = table.style.format({**formats, **days})
    st.dataframe(  # type: ignore[call-overload]
        written, key=key, height=height, hide_index=True, placeholder=numbers.MISSING,
        column_config={**_column_names(choice, table), **_special(choice, table)}, **selecting,
    )  # fmt: skip


def _special(choice: Choice, table: pd.DataFrame) -> dict[str, object]:
    """Return what links and long texts need: a name for the link, and no more than their share of the width."""
    names = {column: choice.text(_COLUMNS[column]) for column in ("project_url", "organisation_name", "project_title")}
    columns = {
        "project_url": st.column_config.LinkColumn(names["project_url"], display_text=choice.text("open")),
        "organisation_name": st.column_config.Column(names["organisation_name"], width=190),
        "project_title": st.column_config.Column(names["project_title"], width=320),
    }
    return {column: special for column, special in columns.items() if column in table}


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
    lines = [*(_one_source(choice, source_id) for source_id in sources), *cited]
    if len(lines) > _SOURCES_IN_SIGHT:
        with st.expander(choice.text("Sources ({number})", number=numbers.decimal(len(lines), choice.language))):
            st.caption("  \n".join(lines))
    else:
        st.caption("  \n".join(lines))


def source_text(choice: Choice, sources: Sequence[str], cited: Sequence[str] = ()) -> str:
    """Return the source line as text."""
    return " ".join([*(_one_source(choice, source_id) for source_id in sources), *cited])


def citations(choice: Choice, figures: pd.DataFrame) -> list[str]:
    """Return a line for every page or document that published figures come from; their licences are not stated."""
    pages = figures[["publisher", "source_title", "published"]].drop_duplicates()
    return [
        choice.text("Source: {citation}; licence: not stated.", citation=citation(choice, page))
        for page in pages.to_dict("records")
    ]


def citation(choice: Choice, row: Row) -> str:
    """Return publisher, title and date of the page or document that a published row comes from."""
    day = "" if numbers.is_missing(row["published"]) else f", {_written_date(choice, str(row['published']))}"
    return choice.text("{publisher}: “{title}”{date}", publisher=row["publisher"], title=row["source_title"], date=day)


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
