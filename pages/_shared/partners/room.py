"""Room mode: the places present at a meeting, and a table of what each two of them share."""

from collections.abc import Mapping, Set
from functools import partial

import pandas as pd
import streamlit as st

from analysis.figures import theme
from analysis.geography import place_list
from analysis.geography.place_list import Named
from analysis.registers import partners
from analysis.text import numbers
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import filters
from pages._shared.data import this_run
from pages._shared.partners import projects, room_cells
from pages._shared.partners.choices import place_name, units_of
from pages._shared.partners.room_cells import Room
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, take_away
from pages._shared.show.take_away import View

SHARED = {
    "prosjekter": mark("Shared projects"),
    "programmer": mark("Shared programmes"),
    "land": mark("Shared twin-town countries"),
}
EXAMPLE = ("5037", "5001", "1804", "4601", "1103", "0301")
MOST_PLACES = 25
_TEXT, _UNCLEAR, _TABLE = "rom_tekst", "rom_uklare", "room-matrix"
_NOTES = {
    "prosjekter": mark("{programmes}: projects in which both places have a participant."),
    "programmer": mark(
        "Programmes in which both have a participant, of these: {programmes}; and for counties {others}, whose source "
        "knows the county alone. Of other programmes no source names the participants."
    ),
    "land": mark("Countries in which both have a twin town; 0 means that the registers name none in common."),
}


def draw(reader: Reader) -> None:
    """Draw the choice of places, the table, and what is behind a cell."""
    text = reader.text
    st.header(text("What do those in the room share?"))
    codes = _places(reader)
    _unclear(reader)
    if len(codes) < 2:
        st.info(
            text("Choose or paste at least two places. Old and Sámi names are found too."), icon=":material/groups:"
        )
        st.button(text("Show an example"), key="room-example", on_click=settings.put, args=(Key.ROOM, list(EXAMPLE)))
        return
    kind = filters.one_of(
        reader, Key.ROOM_SHARED, text("Show"), list(SHARED), "prosjekter", lambda name: text(SHARED[name])
    )
    room = _room(reader, kind, codes)
    _matrix(reader, room)
    st.caption(f"{_note(reader, kind)} {text('On the diagonal: what each has in all.')}")
    if kind != "land":
        st.caption(text(projects.HEAD_OFFICE))
    if len({len(code) for code in codes}) > 1:
        st.caption(text("A county holds all organisations and twin towns of its municipalities."))
    citing.source_line(reader, room.sources)
    room_cells.draw(reader, room)


def _places(reader: Reader) -> list[str]:
    """Draw the field to paste names into and the chosen places; return the places' codes."""
    text = reader.text
    names = _names(reader)
    nobody: list[str] = []
    settings.recall(Key.ROOM, nobody, settings.some_of(list(names), most=MOST_PLACES))
    left, right = st.columns(2, gap="large")
    with left:
        st.text_area(
            text("Paste the places present"), key=_TEXT, height=120,
            placeholder=text("Levanger, Verdal, Steinkjer … or one on each line"),
        )  # fmt: skip
        st.button(text("Find the places"), key="room-find", on_click=_find, icon=":material/search:")
    with right:
        asked = st.multiselect(
            text("In the room"), list(names), key=Key.ROOM, format_func=lambda code: names[code],
            max_selections=MOST_PLACES, placeholder=text("Choose counties and municipalities"),
        )  # fmt: skip
    return settings.keep(Key.ROOM, list(asked), nobody, settings.write_list)


def _names(reader: Reader) -> dict[str, str]:
    municipality, county = units_of("municipality").names, units_of("county").names
    written = {code: f"{name} ({code})" for code, name in municipality.items()}
    written |= {code: reader.text("{name} county ({code})", name=name, code=code) for code, name in county.items()}
    return dict(sorted(written.items(), key=lambda pair: reader.sort_key(pair[1])))


def _find() -> None:
    """Put the places named in the text among those in the room; names that are not certain wait for the reader."""
    named = place_list.read(str(settings.chosen(_TEXT) or "")[:5000], this_run.reading().gazetteer())
    for one in named:
        if one.certain:
            _add(one.codes[0])
    waiting = dict.fromkeys(one for one in named if not one.certain)
    settings.put(_UNCLEAR, tuple(waiting))
    settings.put(_TEXT, "")


def _add(code: str) -> None:
    present = settings.chosen(Key.ROOM)
    known = [str(one) for one in present] if isinstance(present, (list, tuple)) else []
    if code not in known and len(known) < MOST_PLACES:
        settings.put(Key.ROOM, [*known, code])


def _waiting() -> list[Named]:
    waiting = settings.chosen(_UNCLEAR)
    return [one for one in waiting if isinstance(one, Named)] if isinstance(waiting, tuple) else []


def _unclear(reader: Reader) -> None:
    """Draw the names that mean several places or none, each with the places to choose from."""
    text = reader.text
    names = _names(reader)
    for number, one in enumerate(_waiting()):
        if one.found:
            say = text("“{name}” may be several places. Choose one:", name=escaped(one.written[:60]))
        elif one.codes:
            say = text("Found nothing called “{name}”. Did you mean:", name=escaped(one.written[:60]))
        else:
            say = text("Found nothing called “{name}”. Try a part of the name.", name=escaped(one.written[:60]))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(say, width="content")
            for code in one.codes:
                if code in names:
                    st.button(names[code], key=f"room-{number}-{code}", on_click=_take, args=(one, code))
            st.button(text("Leave out"), key=f"room-{number}-none", on_click=_take, args=(one, None), type="tertiary")


def _note(reader: Reader, kind: str) -> str:
    reading = this_run.reading()
    names = reading.programme_names(reader.language)
    everywhere = reading.programmes_with_participants("municipality")
    others = [name for name in reading.programmes_with_participants("county") if name not in everywhere]
    return reader.text(
        _NOTES[kind],
        programmes=reader.list([names[programme] for programme in everywhere]),
        others=reader.list([names[programme] for programme in others]),
    )


def _take(one: Named, code: str | None) -> None:
    if code:
        _add(code)
    settings.put(_UNCLEAR, tuple(other for other in _waiting() if other != one))


def _room(reader: Reader, kind: str, codes: list[str]) -> Room:
    level = "municipality" if kind == "prosjekter" else "county"
    programmes = this_run.reading().programmes_with_participants(level)
    rows = projects.chosen(programmes, ()).rows
    levels = {"county" if len(code) == 2 else "municipality" for code in codes}
    members = pd.concat([projects.members(rows, level) for level in sorted(levels)], ignore_index=True)
    twins = this_run.reading().twin_town_pairs()
    twins = twins[twins["current"] & twins["municipality_code"].notna()]
    by_county = twins.assign(unit=twins["municipality_code"].str[:2])
    twins = pd.concat([twins.assign(unit=twins["municipality_code"]), by_county], ignore_index=True)
    items: Mapping[str, Mapping[str, Set[object]]] = {
        "prosjekter": partners.project_sets(members),
        "programmer": partners.sets_of(members, "unit", "programme_id"),
        "land": partners.sets_of(twins, "unit", "country_code"),
    }
    names = {code: place_name(code) for code in codes}
    repeated = {name for name in names.values() if list(names.values()).count(name) > 1}
    names = {code: f"{name} ({code})" if name in repeated else name for code, name in names.items()}
    sources = ["partnerships", "twin_towns"] if kind == "land" else projects.sources_of(members)
    return Room(kind, codes, names, items[kind], members, twins, sources)


def _matrix(reader: Reader, room: Room) -> None:
    """Draw the symmetric table; a click on a cell keeps its two places."""
    numbered = partners.matrix(room.items, room.codes)
    table = numbered.rename(columns=room.names).reset_index(drop=True)
    names = [room.names[code] for code in room.codes]
    table.insert(0, reader.text("Place"), names)
    styled = table.style.format({name: partial(numbers.decimal, language=reader.language) for name in names})
    styled = styled.apply(lambda column: _colours(column, names))

    def take() -> None:
        cell = settings.table_cell(_TABLE, room.codes)
        if cell and cell[1] in names:
            settings.put(Key.ROOM_CELL, f"{cell[0]}.{room.codes[names.index(cell[1])]}")

    st.dataframe(
        styled, key=_TABLE, hide_index=True, on_select=take, selection_mode="single-cell",
        column_config={reader.text("Place"): st.column_config.Column(pinned=True)},
        height=38 + 35 * len(table) + 3,
    )  # fmt: skip
    title = reader.text("What these places share")
    take_away.menu(reader, View(name="rom", title=title, table=table, sources=room.sources))


def _colours(column: "pd.Series[int]", names: list[str]) -> list[str]:
    """Return each cell's style: the diagonal grey, shared items in blue, nothing shared white."""
    if column.name not in names:
        return [""] * len(column)
    styles = []
    for row, value in enumerate(column):
        if names[row] == column.name:
            styles.append(f"background-color: {theme.TOO_FEW}; color: {theme.QUIET}")
        elif value:
            tone = min(4, (int(value) > 1) + (int(value) > 4) + (int(value) > 14) + (int(value) > 49))
            ink = "#ffffff" if tone > 1 else theme.INK
            styles.append(f"background-color: {theme.SEQUENTIAL[tone]}; color: {ink}")
        else:
            styles.append(f"background-color: {theme.ZERO}; color: {theme.QUIET}")
    return styles
