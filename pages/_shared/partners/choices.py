"""What the reader of the partners page chooses: the area, and the names of what is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analysis.comparing.layers import SVALBARD, Units
from analysis.geography import years
from analysis.geography.lookup import plain
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import filters, find_place
from pages._shared.data import this_run
from pages._shared.session import settings
from pages._shared.session.query import Key

VIEWS = {
    "europa": mark("Partners in Europe"),
    "sammen": mark("Who works with whom"),
    "rom": mark("Room mode"),
}
AREAS = {"landet": mark("All of Norway"), "fylke": mark("A county"), "kommune": mark("A municipality")}
LEVEL_OF_AREA = {"fylke": "county", "kommune": "municipality"}


@dataclass(frozen=True)
class Area:
    """The part of Norway that is asked for; `code` is None for the whole country, and before a unit is chosen."""

    kind: str
    code: str | None
    name: str

    @property
    def is_open(self) -> bool:
        """Whether a county or municipality is still to be chosen."""
        return self.kind != "landet" and self.code is None


def area(reader: Reader) -> Area:
    """Draw the choice between the whole country, a county and a municipality of today."""
    text = reader.text
    kind = filters.one_of(reader, Key.AREA, text("Area"), list(AREAS), "landet", lambda name: text(AREAS[name]))
    if kind == "landet":
        return Area(kind, None, text("Norway"))
    units = units_of(LEVEL_OF_AREA[kind])
    code = find_place.find(reader, units, find_place.KEYS[units.level])
    return Area(kind, code, units.names[code] if code else text("Norway"))


def units_of(level: str) -> Units:
    """Return the counties or municipalities of today."""
    return this_run.reading().units_of(level, years.TODAY)


def place_name(code: str) -> str:
    """Return the name of a county or municipality of today; of two that share it, with its number."""
    level = "county" if len(code) == 2 else "municipality"
    return units_of(level).names.get(code) or SVALBARD.get(code, code)


def home_name(reader: Reader, code: str | None, registered: str) -> str:
    """Return the name of today, and before it the registered one where that is another."""
    if not isinstance(code, str):
        return registered
    today = place_name(code)
    known = {plain(part) for part in (today, *today.split(" - "), today.split(" (")[0])}
    bare = {plain(registered), plain(registered.split(" (")[0])}
    return today if bare & known else reader.text("{old}, now {name}", old=registered, name=today)


def country(reader: Reader, code: str) -> str:
    """Return a country's name in the reader's language."""
    return reader.country(code)


def programmes(reader: Reader, level: str) -> tuple[str, ...]:
    """Draw the choice of programmes whose projects name several Norwegian participants; none is told by the page."""
    names = this_run.reading().programme_names(reader.language)
    options = this_run.reading().programmes_with_participants("county" if level == "county" else "municipality")
    default = list(this_run.reading().programmes_with_participants("municipality"))
    settings.recall(Key.SHARED_PROGRAMMES, default, settings.some_of(options))
    settings.put(Key.SHARED_PROGRAMMES, [name for name in _listed(Key.SHARED_PROGRAMMES) if name in options])
    asked = st.pills(
        reader.text("Programmes"),
        options,
        selection_mode="multi",
        wrap=True,
        key=Key.SHARED_PROGRAMMES,
        format_func=lambda name: names[name],
    )
    return tuple(settings.keep(Key.SHARED_PROGRAMMES, asked, default, settings.write_list))


def _listed(key: Key) -> Sequence[str]:
    value = settings.chosen(key)
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else []


def one_row(key: str, shown: Sequence[str], chooses: Key) -> None:
    """Keep the row chosen in a table as the choice `chooses`; for callbacks. No row chosen is no choice."""
    settings.put(chooses, settings.table_row(key, shown))
