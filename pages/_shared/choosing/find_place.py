"""The search field for a county or municipality, by number or by any name it has had."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from analysis.comparing.layers import Units
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.session import settings
from pages._shared.session.query import Key

KEYS: Mapping[str, Key] = {"county": Key.COUNTY, "municipality": Key.MUNICIPALITY}
"""Where the place lies that several pages ask for, by its level."""


@dataclass(frozen=True)
class _Hit:
    """A place that answers to what was typed, and the unit of today it lies in."""

    name: str
    now: str


def find(reader: Reader, of: Units, key: Key) -> str | None:
    """Draw the search field and return the chosen unit's code; None while nothing is chosen.

    A text that is no unit here is looked up among old, Sámi and Kven names; where several places answer, the reader
    chooses between them. The choice is kept in the session and the URL under `key`.
    """
    text = reader.text
    names = dict(sorted(of.names.items(), key=lambda pair: reader.sort_key(pair[1])))
    settings.recall(key, None, settings.one_of(list(names)))
    if settings.chosen(key) not in names:
        settings.put(key, None)
    found = st.selectbox(
        text("Find a county") if of.level == "county" else text("Find a municipality"), list(names), index=None,
        key=key, format_func=lambda code: f"{names[code]} ({code})" if code in names else code,
        placeholder=text("Name or number, old names too"), accept_new_options=True, on_change=_look_up, args=(of, key),
    )  # fmt: skip
    for hit in _hits(key):
        other = hit.name != names[hit.now]
        label = text("{old}, now {name}", old=hit.name, name=names[hit.now]) if other else hit.name
        st.button(escaped(label), key=f"{key}-{hit.now}", on_click=_take, args=(key, hit.now), width="stretch")
    if missed := settings.chosen(_missed(key)):
        st.caption(text("Found nothing called “{query}”. Try a part of the name.", query=escaped(str(missed))))
    return settings.keep(key, found if found in names else None, None)


def _missed(key: Key) -> str:
    return f"{key} not found"


def _hits(key: Key) -> tuple[_Hit, ...]:
    found = settings.chosen(f"{key} hits")
    return found if isinstance(found, tuple) else ()


def _look_up(of: Units, key: Key) -> None:
    reading = this_run.reading()
    query = settings.chosen(key)
    settings.put(f"{key} hits", ())
    settings.put(_missed(key), None)
    if query is None or query in of.names:
        return
    settings.put(key, None)
    gazetteer = reading.gazetteer()
    places = gazetteer.find(str(query), level=of.level) or gazetteer.search(str(query), limit=6)
    hits: dict[str, _Hit] = {}
    for place in places:
        for code in reading.codes_on(of, place.level, place.code, place.last_year):
            hits.setdefault(code, _Hit(place.name, code))
    if len(hits) == 1:
        settings.put(key, next(iter(hits)))
    elif hits:
        settings.put(f"{key} hits", tuple(hits.values()))
    else:
        settings.put(_missed(key), str(query)[:60])


def _take(key: Key, code: str) -> None:
    settings.put(key, code)
    settings.put(f"{key} hits", ())
