"""The map of Europe: partners by country as circles with their number, countries far away in a list below."""

from collections.abc import Callable, Mapping
from math import sqrt

import pandas as pd
import streamlit as st

from analysis.figures import theme
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.map import component
from pages._shared.map import view as map_view
from pages._shared.map.component import LegendEntry, Symbol, UnitBox
from pages._shared.partners import choices
from pages._shared.partners.choices import country
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import show, take_away
from pages._shared.show.take_away import View

HOME = "NO"
ATTRIBUTION = "Natural Earth"
_KEY, _TABLE = "partner-map", "partner-countries"
_HOME_COLOUR, _PARTNER_COLOUR = "#f0d9b0", theme.SEQUENTIAL[0]
_SMALLEST, _LARGEST = 19.0, 58.0
_FEW = 12
"""Where the largest number is smaller, its circle is not the largest."""
_WORDS = {**map_view.WORDS, "whole_country": mark("Show all of Europe"), "inset": mark("Europe")}


def selected(reader: Reader, numbers_by_country: Mapping[str, int]) -> str | None:
    """Return the country that the reader has chosen, if it is on the map or has partners here."""
    known = {*numbers_by_country, *this_run.reading().europe()["codes"]} - {HOME}
    settings.recall(Key.COUNTRY, None, settings.one_of(sorted(known)))
    if settings.chosen(Key.COUNTRY) not in known:
        settings.put(Key.COUNTRY, None)
    chosen = settings.chosen(Key.COUNTRY)
    return settings.keep(Key.COUNTRY, None if chosen is None else str(chosen), None)


def draw(reader: Reader, counted: Mapping[str, int], *, title: str, what: Callable[[int], str], none: str) -> None:
    """Draw the map of `counted`, a number by country code; a click keeps the country as the choice `land`.

    Args:
        choice: language and words.
        counted: number of partners by country; countries without any are left out.
        title: name of the map for those who hear it.
        what: how a number is written with what it counts.
        none: what is said of a country without a number.
    """
    europe = this_run.reading().europe()
    codes = europe["codes"]
    legend = [
        LegendEntry(reader.text("Partners: the number is in the circle"), _PARTNER_COLOUR),
        LegendEntry(none, theme.ZERO, "zero"),
        LegendEntry(reader.text("Norway"), _HOME_COLOUR),
    ]
    far = [code for code in counted if code not in codes]
    view = component.MapView(
        geometry_url=europe["url"],
        near_geometry_url=europe["url"],
        codes=codes,
        classes=[2 if code == HOME else 0 if counted.get(code) else 1 for code in codes],
        labels=[country(reader, code) for code in codes],
        details=["" if code == HOME else what(counted[code]) if code in counted else none for code in codes],
        estimated=[False] * len(codes),
        legend=legend,
        legend_title="",
        selected=selected(reader, counted),
        title=title,
        summary=summary(reader, counted, what),
        attribution=ATTRIBUTION,
        words={word: reader.text(label) for word, label in _WORDS.items()},
        height=720,
        boxes=[_box(reader, code, counted[code], what) for code in far],
        boxes_title=reader.text("Outside the map"),
        symbols=_symbols(reader, {code: number for code, number in counted.items() if code in codes}),
    )
    component.draw(view, key=_KEY, on_select=_keep)


def _box(reader: Reader, code: str, number: int, what: Callable[[int], str]) -> UnitBox:
    written = reader.number(number)
    return UnitBox(code, f"{country(reader, code)} {written}", 0, what(number))


def _symbols(reader: Reader, counted: Mapping[str, int]) -> list[Symbol]:
    """Return circles whose area follows the number, but large enough for it; the largest first, so that none hides."""
    most = max([_FEW, *counted.values()])
    return [
        Symbol(code, max(_SMALLEST, _LARGEST * sqrt(number / most)), reader.number(number))
        for code, number in sorted(counted.items(), key=lambda pair: -pair[1])
    ]


def summary(reader: Reader, counted: Mapping[str, int], what: Callable[[int], str]) -> str:
    """Return what the map says in a sentence."""
    if not counted:
        return reader.text("No country has a partner here.")
    first = max(counted, key=lambda code: counted[code])
    return reader.text(
        "Most: {name}, {value}. {number} countries in all.",
        name=country(reader, first), value=what(counted[first]), number=reader.number(len(counted)),
    )  # fmt: skip


def _keep() -> None:
    chosen = settings.component_value(_KEY, "selected")
    if chosen and chosen != HOME:
        settings.put(Key.COUNTRY, chosen)


def by_country(
    reader: Reader, table: pd.DataFrame, *, sources: list[str], cited: list[str], name: str, title: str, filters: str
) -> None:
    """Draw the map's numbers as a table; a chosen row is chosen on the map. `table` has country_code and numbers."""
    codes = list(table["country_code"])
    written = table.drop(columns="country_code")
    written.insert(0, "country", [country(reader, code) for code in codes])
    st.markdown(f"**{reader.text('The same numbers as a table')}**")
    show.numbers_table(
        reader, written, key=_TABLE, height=min(560, 38 + 35 * len(table)),
        on_select=lambda: choices.one_row(_TABLE, codes, Key.COUNTRY),
    )  # fmt: skip
    view = View(name=name, title=title, table=written, sources=sources, cited=cited, filters=filters)
    take_away.menu(reader, view)
