"""The filters of the registers: search, choices, a place, and the way from here to a view of another page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from analysis.geography import years
from analysis.text import hidden
from analysis.text.reader import Reader
from pages._shared.choosing import filters, find_place
from pages._shared.data import this_run
from pages._shared.session import settings
from pages._shared.session.query import Key


@dataclass(frozen=True)
class Where:
    """A county or municipality of today that the reader has chosen."""

    level: str
    code: str
    name: str


def query(reader: Reader, key: Key, label: str, placeholder: str) -> str:
    """Draw a search field."""
    settings.recall(key, "", lambda written: written[: key.form.longest])
    asked = st.text_input(label, key=key, placeholder=placeholder, max_chars=key.form.longest)
    return settings.keep(key, hidden.removed(asked).strip(), "")


def several(
    reader: Reader, key: Key, label: str, names: Mapping[str, str], default: Sequence[str] = ()
) -> tuple[str, ...]:
    """Draw a choice of any number of options; an empty choice leaves nothing out."""
    settings.recall(key, list(default), settings.some_of(list(names)))
    asked = st.pills(
        label,
        list(names),
        selection_mode="multi",
        wrap=True,
        key=key,
        format_func=lambda option: reader.text(names[option]),
    )
    return tuple(settings.keep(key, list(asked), list(default), settings.write_list))


def one(
    reader: Reader, key: Key, label: str, names: Mapping[str, str], default: str, *, hide_label: bool = False
) -> str:
    """Draw a choice of exactly one option as segments."""
    settings.recall(key, default, settings.one_of(list(names)))
    asked = st.segmented_control(
        label, list(names), key=key, format_func=lambda option: reader.text(names[option]), required=True,
        label_visibility="collapsed" if hide_label else "visible",
    )  # fmt: skip
    return settings.keep(key, asked or default, default)


def entry(reader: Reader, key: Key, label: str, names: Mapping[str, str]) -> str | None:
    """Draw the choice of one row of a register; None while nothing is chosen."""
    settings.recall(key, None, settings.one_of(list(names)))
    if settings.chosen(key) not in names:
        settings.put(key, None)
    asked = st.selectbox(
        label, list(names), index=None, key=key, format_func=lambda option: names.get(option, option),
        placeholder=reader.text("Type a part of the name"),
    )  # fmt: skip
    return settings.keep(key, asked, None)


def switch(reader: Reader, key: Key, label: str) -> bool:
    """Draw a switch that is off from the start."""
    settings.recall(key, False, lambda written: written == "1")
    return settings.keep(key, st.toggle(label, key=key), False, lambda _: "1")


def where(reader: Reader, level_key: Key, place_keys: Mapping[str, Key], label: str) -> Where | None:
    """Draw the choice of a county or municipality of today, each level with its own key; None while none is chosen."""
    level = one(reader, level_key, label, filters.LEVELS, "municipality")
    of = this_run.reading().units_of(level, years.TODAY)
    code = find_place.find(reader, of, place_keys[level])
    return Where(level, code, of.names[code]) if code else None


def chooser(key: Key, ids: Sequence[str], table_key: str) -> Callable[[], None]:
    """Return the callback that opens the row chosen in a table as the choice `key`."""

    def choose() -> None:
        if chosen := settings.table_row(table_key, ids):
            settings.put(key, chosen)

    return choose


def way_to(label: str, page: str, chosen: Mapping[Key, object], *, key: str, icon: str = ":material/map:") -> None:
    """Draw a button that opens another page with these choices made, whatever was chosen there before."""

    def choose() -> None:
        for name, value in chosen.items():
            settings.put(name, value)

    if st.button(label, key=key, icon=icon, on_click=choose, type="primary"):
        st.switch_page(page)
