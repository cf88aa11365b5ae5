"""The register of sources: what is loaded, what can be, and everything about one source."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis.exports.tables import data_package
from analysis.store.catalogue import Source
from analysis.text import numbers
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import register_filters
from pages._shared.data import this_run
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, take_away
from pages._shared.show.take_away import View
from pages._shared.sources import account, coverage
from pages._shared.sources.words import TABLES

_METRIC = 165
_WIDTHS = {
    mark("Source"): 300, mark("Publisher"): 240, mark("Period"): 230, mark("Licence"): 230, mark("Data of"): 130,
    mark("Rows"): 80,
}  # fmt: skip
BY_UPLOAD_ALONE = ("own_register",)
NOT_STATED = "not stated"


def rows_by_source() -> dict[str, dict[str, int]]:
    """Return how many rows each source has in each table: source id -> table -> rows."""
    found: dict[str, dict[str, int]] = {}
    for resource in data_package.stored(this_run.reading().folder)["resources"]:
        for source_id, count in resource["rowsBySource"].items():
            found.setdefault(source_id, {})[resource["name"]] = count
    return found


def headline(reader: Reader) -> None:
    """Draw in four numbers how much is loaded and that every row and cent has an account."""
    reading = this_run.reading()
    text, accounts = reader.text, reading.reconciliation()
    sources = reading.register().values()
    loaded = [source for source in sources if source.embedded]
    rows = sum(resource["rows"] for resource in data_package.stored(reading.folder)["resources"])
    told = (
        (text("Sources loaded"), reader.number(len(loaded))),
        (text("Sources that can be loaded"), reader.number(len(sources) - len(loaded))),
        (text("Rows in the tables"), reader.number(rows)),
        (text("Rows without an account"), reader.number(account.unaccounted(accounts))),
    )
    with st.container(horizontal=True):
        for label, value in told:
            st.metric(label, value, width=_METRIC)


def draw(reader: Reader) -> None:
    """Draw the register as two tables, or the source that was picked."""
    register = this_run.reading().register()
    text = reader.text
    names = {source_id: text(source.title) for source_id, source in register.items()}
    ordered = dict(sorted(names.items(), key=lambda pair: reader.sort_key(pair[1])))
    picked = register_filters.entry(reader, Key.SOURCE, text("Open a source"), ordered)
    if picked:
        one(reader, register[picked])
        return
    headline(reader)
    loaded = [source for source in register.values() if source.embedded]
    offered = [source for source in register.values() if not source.embedded]
    st.header(text("Loaded"))
    st.caption(text("Choose a row to open the source."))
    table = _listed(reader, loaded, rows_by_source())
    _table(reader, table, loaded, "sources-loaded")
    take_away.menu(reader, View(name="kilder", title=text("Sources"), table=table, sources=()))
    if offered:
        st.header(text("Can be loaded"))
        st.markdown(
            text(
                "These are not among the data that come with Europaprofil. Whoever runs the dashboard loads them from "
                "the publisher with one command; with a file of the publisher at hand, anyone can look at it on the "
                "page Own data, for that visit alone. Until then their programmes show as not loaded, never as zero."
            )
        )
        _table(reader, _listed(reader, offered, {}), offered, "sources-offered")


def _table(reader: Reader, table: pd.DataFrame, sources: list[Source], key: str) -> None:
    choose = register_filters.chooser(Key.SOURCE, [source.source_id for source in sources], key)
    rows = reader.text("Rows")
    written = table.style.format({rows: partial(numbers.decimal, language=reader.language)} if rows in table else {})
    st.dataframe(
        written, key=key, height=40 + 35 * len(table), hide_index=True, on_select=choose, selection_mode="single-row",
        column_config={reader.text(name): st.column_config.Column(width=width) for name, width in _WIDTHS.items()},
    )  # fmt: skip


def _listed(reader: Reader, sources: list[Source], rows: Mapping[str, Mapping[str, int]]) -> pd.DataFrame:
    text = reader.text
    listed = [
        {
            text("Source"): text(source.title),
            text("Publisher"): text(source.publisher),
            text("Period"): citing.period(reader, source),
            text("Licence"): text(source.licence),
            **({text("Data of"): citing.written_date(reader, source.published)} if source.embedded else {}),
            **({text("Rows"): sum(rows.get(source.source_id, {}).values())} if source.embedded else {}),
        }
        for source in sources
    ]
    return pd.DataFrame(listed)


def one(reader: Reader, source: Source) -> None:
    """Draw one source: who, what, when, under which licence, what it covers, its rows, and what to beware of."""
    text = reader.text
    back = text("Back to the list")
    st.button(back, on_click=settings.put, args=(Key.SOURCE, None), icon=":material/arrow_back:", type="tertiary")
    st.header(text(source.title))
    if not source.embedded:
        how_to_load(reader, source)
    left, right = st.columns(2, gap="large")
    with left:
        facts = _facts(reader, source)
        st.table(
            pd.DataFrame({"what": list(facts), "said": list(facts.values())}),
            border="horizontal", hide_index=True, hide_header=True,
        )  # fmt: skip
    with right:
        st.subheader(text("What to beware of"))
        st.markdown("\n".join(f"- {text(caveat)}" for caveat in source.caveats) or text("Nothing is noted."))
    if source.embedded:
        coverage.placing_of(reader, source.source_id)
        account.of_source(reader, source)


def how_to_load(reader: Reader, source: Source) -> None:
    """Say that a source is not loaded, and how it can be."""
    text = reader.text
    st.info(text("Not loaded. Nothing in the dashboard rests on this source yet."), icon=":material/help:")
    if source.source_id in BY_UPLOAD_ALONE:
        st.markdown(text("It comes from the reader: a file that is read in on the page Own data."))
        return
    st.markdown(text("Whoever runs the dashboard loads it, with network, by this command:"))
    st.code(f"python -m analysis.refresh {source.source_id}", language=None)
    st.markdown(
        text("A file from the publisher can also be read in on the page Own data; it lives in that visit alone.")
    )


def _facts(reader: Reader, source: Source) -> dict[str, str]:
    text = reader.text
    facts = {
        text("Publisher"): text(source.publisher),
        text("Address"): source.url if source.url != NOT_STATED else text(NOT_STATED),
        text("Licence"): text(source.licence),
        text("Period"): citing.period(reader, source),
        text("Data of"): _no_list(citing.written_date(reader, source.published)),
        text("Retrieved"): _no_list(citing.written_date(reader, source.retrieved)),
        text("Covers"): _covers(reader, source),
    }
    if source.yields_to:
        others = ", ".join(text(this_run.reading().register()[other].title) for other in source.yields_to)
        said = text("{others}, where both have the programme: the two are compared and never added.", others=others)
        facts[text("Gives way to")] = said
    if source.embedded:
        facts[text("Rows")] = _rows(reader, source)
    if source.files:
        facts[text("Files")] = _files(source)
    return facts


def _no_list(date: str) -> str:
    """Return a date such that the table does not take its day for the number of a list."""
    return re.sub(r"^(\d+)\.", r"\1\\.", date)


def _covers(reader: Reader, source: Source) -> str:
    text, names = reader.text, this_run.reading().programme_names(reader.language)
    said = [
        text(
            "{programme}: {years}, {levels}",
            programme=names[covered.programme_id],
            years=f"{covered.first_year}–{covered.last_year}",
            levels=coverage.levels(reader, covered.levels),
        )
        for covered in source.coverage
    ]
    return "  \n".join(said) or text("No programme as a whole: that a place is missing here says nothing.")


def _rows(reader: Reader, source: Source) -> str:
    of_tables: Mapping[str, Any] = rows_by_source().get(source.source_id, {})
    said = [f"{reader.text(TABLES[name])}: {reader.number(of_tables[name])}" for name in TABLES if name in of_tables]
    return "  \n".join(said) or reader.text(_NO_ROWS)


_NO_ROWS = mark("None in the tables: it is used for the maps.")


def _files(source: Source) -> str:
    return "  \n".join(f"{name.rsplit('/', 1)[-1]} `sha256 {digest[:12]}…`" for name, digest in source.files.items())
