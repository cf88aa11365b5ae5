"""What the reader has chosen: the only place that touches session state and query parameters.

A choice is looked for in the session, then in the URL, then at its default. Choices other than the default are
written back to the URL, so that a link opens the same view. The URL holds ids, never translated words, and nothing
but what pages/_shared/session/query.py knows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.text import languages
from analysis.text.reader import Reader
from pages._shared.session import query
from pages._shared.session.query import Key

T = TypeVar("T")
LIST_SEPARATOR = "."
CURRENCIES = ("EUR", "NOK")
_KEPT, _DRAWN = "kept choices", "pages of widgets"


def current() -> Reader:
    """Return who reads, with defaults where a page runs without its frame; the URL is tidied first."""
    _tidy_address()
    return Reader(_asked(Key.LANGUAGE, languages.CODES), _asked(Key.CURRENCY, CURRENCIES))


def _tidy_address() -> None:
    """Take out of the URL what no page reads, so that no link from here carries it on."""
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    known = query.allowed(asked)
    if {key: [value] for key, value in known.items()} != asked:
        st.query_params.from_dict(known)


def _asked(key: Key, options: Sequence[str]) -> str:
    """Return a shared choice before its widget is drawn: as in the session, else as in the URL, else the first."""
    value = st.session_state.get(key) or _kept().get(key) or st.query_params.get(key)
    return str(value) if value in options else options[0]


def recall(key: str, default: T, read: Callable[[str], T | None]) -> None:
    """Put the value of `key` where its widget finds it: as in the session, else as in the URL, else the default.

    `read` turns the URL's text into a value, or None where the text means nothing here. A widget of the same key on
    another page is another widget to Streamlit, which begins it anew: so the value is handed over.
    """
    if key in st.session_state and _drawn_on().get(key) == _page():
        return
    value = st.session_state.get(key, _kept().get(key))
    if value is None:
        text = st.query_params.get(key)
        value = None if text is None else read(text)
    st.session_state[key] = default if value is None else value


def keep(key: Key, value: T, default: T, write: Callable[[T], str] = str) -> T:
    """Remember a choice for the session, show it in the URL unless it is the default, and return it.

    What an address cannot hold, such as a list that is too long, stays in the session alone.
    """
    remember(key, value)
    written = None if value == default else write(value)
    if written is None or not query.fits(key, written):
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != written:
        st.query_params[key] = written
    return value


def remember(key: str, value: T) -> T:
    """Remember a choice for the session alone, and return it; for what a link's receiver cannot have."""
    _kept()[key] = value
    _drawn_on()[key] = _page()
    return value


def put(key: str, value: object) -> None:
    """Choose a value before its widget is drawn in the next run; for callbacks."""
    st.session_state[key] = value
    _kept()[key] = value


def chosen(key: str) -> object:
    """Return what the session holds for a key, or None."""
    return st.session_state.get(key, _kept().get(key))


def one_of(options: Sequence[str]) -> Callable[[str], str | None]:
    """Return a reader of the URL's text that accepts these options alone."""
    return lambda text: text if text in options else None


def some_of(options: Sequence[str], *, most: int | None = None) -> Callable[[str], list[str] | None]:
    """Return a reader of a list in the URL that keeps these options alone, in their own order, and no more of them."""

    def read(text: str) -> list[str] | None:
        asked = set(text.split(LIST_SEPARATOR))
        return [option for option in options if option in asked][:most] or None

    return read


def write_list(values: Iterable[str]) -> str:
    """Return a list as the URL holds it."""
    return LIST_SEPARATOR.join(values)


def _drawn_on() -> dict[str, str]:
    drawn: dict[str, str] = st.session_state.setdefault(_DRAWN, {})
    return drawn


def _page() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return context.page_script_hash if context else ""


def _kept() -> dict[str, object]:
    kept: dict[str, object] = st.session_state.setdefault(_KEPT, {})
    return kept


def address() -> str:
    """Return the address of the view the reader has before them; "" where there is no browser."""
    url = st.context.url or ""
    asked = urlencode(st.query_params.to_dict())
    return f"{url}?{asked}" if url and asked else url


def component_value(key: str, name: str) -> object:
    """Return what a custom component handed back in this run, for use in its callback."""
    state = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else getattr(state, name, None)


def table_row(key: str, rows: Sequence[T]) -> T | None:
    """Return what stands for the row chosen in a table drawn with that key, or None.

    Args:
        rows: what stands for each row that the table has now; a browser may have chosen in one that was longer.
    """
    state = st.session_state.get(key)
    chosen_rows = list(state["selection"]["rows"]) if state else []
    return rows[chosen_rows[0]] if chosen_rows and 0 <= chosen_rows[0] < len(rows) else None


def table_cell(key: str, rows: Sequence[T]) -> tuple[T, str] | None:
    """Return what stands for the row, and the column's name, of the cell chosen in a table drawn with that key."""
    state = st.session_state.get(key)
    cells = list(state["selection"].get("cells", [])) if state else []
    return (rows[cells[0][0]], str(cells[0][1])) if cells and 0 <= cells[0][0] < len(rows) else None


def chart_point(key: str) -> object:
    """Return the custom data of the point chosen in a chart drawn with that key, or None."""
    state = st.session_state.get(key)
    points = list(state["selection"]["points"]) if state else []
    return points[0].get("customdata") if points else None
