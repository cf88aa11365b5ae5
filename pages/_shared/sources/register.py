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
from analysis.text.translate import mark
from pages._shared.choosing import register_filters
from pages._shared.data import cached, data_in_use
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.session.settings import Choice
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
    for resource in data_package.stored(data_in_use.folder())["resources"]:
        for source_id, count in resource["rowsBySource"].items():
            found.setdefault(source_id, {})[resource["name"]] = count
    return found


def headline(choice: Choice) -> None:
    """Draw in four numbers how much is loaded and that every row and cent has an account."""
    text, accounts = choice.text, cached.reconciliation()
    sources = cached.register().values()
    loaded = [source for source in sources if source.embedded]
    rows = sum(resource["rows"] for resource in data_package.stored(data_in_use.folder())["resources"])
    told = (
        (text("Sources loaded"), numbers.decimal(len(loaded), choice.language)),
        (text("Sources that can be loaded"), numbers.decimal(len(sources) - len(loaded), choice.language)),
        (text("Rows in the tables"), numbers.decimal(rows, choice.language)),
        (text("Rows without an account"), numbers.decimal(account.unaccounted(accounts), choice.language)),
    )
    with st.container(horizontal=True):
        for label, value in told:
            st.metric(label, value, width=_METRIC)


def draw(choice: Choice) -> None:
    """Draw the register as two tables, or the source that was picked."""
    register = cached.register()
    text = choice.text
    names = {source_id: text(source.title) for source_id, source in register.items()}
    ordered = dict(sorted(names.items(), key=lambda pair: numbers.sort_key(pair[1], choice.language)))
    picked = register_filters.entry(choice, Key.SOURCE, text("Open a source"), ordered)
    if picked:
        one(choice, register[picked])
        return
    headline(choice)
    loaded = [source for source in register.values() if source.embedded]
    offered = [source for source in register.values() if not source.embedded]
    st.header(text("Loaded"))
    st.caption(text("Choose a row to open the source."))
    table = _listed(choice, loaded, rows_by_source())
    _table(choice, table, loaded, "sources-loaded")
    take_away.menu(choice, View(name="kilder", title=text("Sources"), table=table, sources=()))
    if offered:
        st.header(text("Can be loaded"))
        st.markdown(
            text(
                "These are not among the data that come with Europaprofil. Whoever runs the dashboard loads them from "
                "the publisher with one command; with a file of the publisher at hand, anyone can look at it on the "
                "page Own data, for that visit alone. Until then their programmes show as not loaded, never as zero."
            )
        )
        _table(choice, _listed(choice, offered, {}), offered, "sources-offered")


def _table(choice: Choice, table: pd.DataFrame, sources: list[Source], key: str) -> None:
    choose = register_filters.chooser(Key.SOURCE, [source.source_id for source in sources], key)
    rows = choice.text("Rows")
    written = table.style.format({rows: partial(numbers.decimal, language=choice.language)} if rows in table else {})
    st.dataframe(
        written, key=key, height=40 + 35 * len(table), hide_index=True, on_select=choose, selection_mode="single-row",
        column_config={choice.text(name): st.column_config.Column(width=width) for name, width in _WIDTHS.items()},
    )  # fmt: skip


def _listed(choice: Choice, sources: list[Source], rows: Mapping[str, Mapping[str, int]]) -> pd.DataFrame:
    text = choice.text
    listed = [
        {
            text("Source"): text(source.title),
            text("Publisher"): text(source.publisher),
            text("Period"): citing.period(choice, source),
            text("Licence"): text(source.licence),
            **({text("Data of"): citing.written_date(choice, source.published)} if source.embedded else {}),
            **({text("Rows"): sum(rows.get(source.source_id, {}).values())} if source.embedded else {}),
        }
        for source in sources
    ]
    return pd.DataFrame(listed)


def one(choice: Choice, source: Source) -> None:
    """Draw one source: who, what, when, under which licence, what it covers, its rows, and what to beware of."""
    text = choice.text
    back = text("Back to the list")
    st.button(back, on_click=settings.put, args=(Key.SOURCE, None), icon=":material/arrow_back:", type="tertiary")
    st.header(text(source.title))
    if not source.embedded:
        how_to_load(choice, source)
    left, right = st.columns(2, gap="large")
    with left:
        facts = _facts(choice, source)
        st.table(
            pd.DataFrame({"what": list(facts), "said": list(facts.values())}),
            border="horizontal", hide_index=True, hide_header=True,
        )  # fmt: skip
    with right:
        st.subheader(text("What to beware of"))
        st.markdown("\n".join(f"- {text(caveat)}" for caveat in source.caveats) or text("Nothing is noted."))
    if source.embedded:
        coverage.placing_of(choice, source.source_id)
        account.of_source(choice, source)


def how_to_load(choice: Choice, source: Source) -> None:
    """Say that a source is not loaded, and how it can be."""
    text = choice.text
    st.info(text("Not loaded. Nothing in the dashboard rests on this source yet."), icon=":material/help:")
    if source.source_id in BY_UPLOAD_ALONE:
        st.markdown(text("It comes from the reader: a file that is read in on the page Own data."))
        return
    st.markdown(text("Whoever runs the dashboard loads it, with network, by this command:"))
    st.code(f"python -m analysis.refresh {source.source_id}", language=None)
    st.markdown(
        text("A file from the publisher can also be read in on the page Own data; it lives in that visit alone.")
    )


def _facts(choice: Choice, source: Source) -> dict[str, str]:
    text = choice.text
    facts = {
        text("Publisher"): text(source.publisher),
        text("Address"): source.url if source.url != NOT_STATED else text(NOT_STATED),
        text("Licence"): text(source.licence),
        text("Period"): citing.period(choice, source),
        text("Data of"): _no_list(citing.written_date(choice, source.published)),
        text("Retrieved"): _no_list(citing.written_date(choice, source.retrieved)),
        text("Covers"): _covers(choice, source),
    }
    if source.yields_to:
        others = ", ".join(text(cached.register()[other].title) for other in source.yields_to)
        said = text("{others}, where both have the programme: the two are compared and never added.", others=others)
        facts[text("Gives way to")] = said
    if source.embedded:
        facts[text("Rows")] = _rows(choice, source)
    if source.files:
        facts[text("Files")] = _files(source)
    return facts


def _no_list(date: str) -> str:
    """Return a date such that the table does not take its day for the number of a list."""
    return re.sub(r"^(\d+)\.", r"\1\\.", date)


def _covers(choice: Choice, source: Source) -> str:
    text, names = choice.text, cached.programme_names(choice.language)
    said = [
        text(
            "{programme}: {years}, {levels}",
            programme=names[covered.programme_id],
            years=f"{covered.first_year}–{covered.last_year}",
            levels=coverage.levels(choice, covered.levels),
        )
        for covered in source.coverage
    ]
    return "  \n".join(said) or text("No programme as a whole: that a place is missing here says nothing.")


def _rows(choice: Choice, source: Source) -> str:
    of_tables: Mapping[str, Any] = rows_by_source().get(source.source_id, {})
    said = [
        f"{choice.text(TABLES[name])}: {numbers.decimal(of_tables[name], choice.language)}"
        for name in TABLES
        if name in of_tables
    ]
    return "  \n".join(said) or choice.text(_NO_ROWS)


_NO_ROWS = mark("None in the tables: it is used for the maps.")


def _files(source: Source) -> str:
    return "  \n".join(f"{name.rsplit('/', 1)[-1]} `sha256 {digest[:12]}…`" for name, digest in source.files.items())
