"""What stands under a figure: its sources, what is hidden, and whose population divides the amounts."""

import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.store.catalogue import Source
from analysis.text import numbers
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.show import own_words

Row = Mapping[Hashable, Any]
"""A row of a table by column, as pandas gives it."""
NOT_STATED = "not stated"
_SOURCES_IN_SIGHT = 3
_HIDDEN = {
    "no_year": mark("Rows without a year, hidden by the choice of years: {count}."),
    "undated": mark("Rows without a year, not in this figure: {count}."),
    "other_years": mark("Rows of other years, hidden: {count}."),
    "no_kind": mark("Rows that do not say which organisation took part, hidden: {count}."),
    "kinds": mark("Rows of other kinds of organisation, hidden: {count}."),
    "organisations": mark("Rows of the organisations left out, hidden: {count}."),
    "no_place": mark("Rows without a known place, on no map but in the national total: {count}."),
    "svalbard": mark("Rows on Svalbard, outside the counties but in the national total: {count}."),
    "own_elsewhere": mark("Own rows of other programmes, years or kinds, or without a place on this map: {count}."),
    "county_only": mark("Rows placed by county alone, not on this map: {count}."),
}


def source_line(reader: Reader, sources: Sequence[str], cited: Sequence[str] = ()) -> None:
    """Draw publisher, title, period, date of the data and licence of every source under a figure."""
    said = [escaped(line) for line in lines(reader, sources, cited)]
    if len(said) > _SOURCES_IN_SIGHT:
        with st.expander(reader.text("Sources ({number})", number=reader.number(len(said)))):
            st.caption("  \n".join(said))
    else:
        st.caption("  \n".join(said))


def source_text(reader: Reader, sources: Sequence[str], cited: Sequence[str] = ()) -> str:
    """Return the source line as text."""
    return " ".join(lines(reader, sources, cited))


def lines(reader: Reader, sources: Sequence[str], cited: Sequence[str] = ()) -> list[str]:
    """Return one line per source: publisher, title, period, date of the data and licence."""
    own = (own_words.source_line(reader, source_id) for source_id in sources)
    return [*(said or _one_source(reader, source) for said, source in zip(own, sources, strict=True)), *cited]


def citations(reader: Reader, figures: pd.DataFrame) -> list[str]:
    """Return a line for every page or document that published figures come from; their licences are not stated."""
    pages = figures[["publisher", "source_title", "published"]].drop_duplicates()
    return [
        reader.text("Source: {citation}; licence: not stated.", citation=citation(reader, page))
        for page in pages.to_dict("records")
    ]


def citation(reader: Reader, row: Row) -> str:
    """Return publisher, title and date of the page or document that a published row comes from."""
    day = "" if numbers.is_missing(row["published"]) else f", {written_date(reader, str(row['published']))}"
    return reader.text("{publisher}: “{title}”{date}", publisher=row["publisher"], title=row["source_title"], date=day)


def _one_source(reader: Reader, source_id: str) -> str:
    text, source = reader.text, this_run.reading().register()[source_id]
    parts = [text("Source: {publisher}: {title}", publisher=text(source.publisher), title=text(source.title))]
    if source.period_covered != NOT_STATED or source.refreshed_period:
        parts.append(text("period: {period}", period=period(reader, source)))
    if source.published != NOT_STATED:
        parts.append(text("data of {date}", date=written_date(reader, source.published)))
    parts.append(text("licence: {licence}", licence=text(source.licence)))
    return "; ".join(parts) + "."


def period(reader: Reader, source: Source) -> str:
    """Return the time a source speaks of: of a refreshed one the years it was found to have."""
    if source.refreshed_period is None:
        return reader.text(source.period_covered)
    first, last = source.refreshed_period
    return reader.text("{first} to {last}", first=str(first), last=str(last))


def written_date(reader: Reader, published: str) -> str:
    """Return a date of the register as the language writes it; what is no date is said in words."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", published):
        return reader.day(date.fromisoformat(published))
    if re.fullmatch(r"\d{4}-\d{2}", published):
        return reader.month(date.fromisoformat(f"{published}-01"))
    return reader.text(published)


def hidden(reader: Reader, reasons: Mapping[str, int]) -> None:
    """Say how many rows each filter hides."""
    lines = [reader.text(_HIDDEN[reason], count=reader.number(count)) for reason, count in reasons.items() if count]
    if lines:
        st.caption(" ".join(lines))


def population_note(reader: Reader, year: int) -> None:
    """Say whose population divides the amounts."""
    st.caption(reader.text("Inhabitants on 1 January {year}.", year=str(year)))
