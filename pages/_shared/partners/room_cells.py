"""What is behind a cell of the room's table: the projects, programmes or countries that two places share."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.registers import partners
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.partners import projects
from pages._shared.partners.choices import country
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import show


@dataclass(frozen=True)
class Room:
    """The places in the room: what is compared, and each place's own items; `members` and `twins` tell about them."""

    kind: str
    codes: list[str]
    names: Mapping[str, str]
    items: Mapping[str, Set[object]]
    members: pd.DataFrame
    twins: pd.DataFrame
    sources: list[str]


def draw(reader: Reader, room: Room) -> None:
    """Draw the choice of two places, and the list of what they share."""
    text = reader.text
    st.header(text("Behind a cell"))
    pairs = [f"{one}.{other}" for row, one in enumerate(room.codes) for other in room.codes[row:]]
    settings.recall(Key.ROOM_CELL, None, lambda written: _either_way(written, pairs))
    settings.put(Key.ROOM_CELL, _either_way(settings.chosen(Key.ROOM_CELL), pairs))
    asked = st.selectbox(
        text("Two places, or one twice for all it has"), pairs, index=None, key=Key.ROOM_CELL,
        format_func=lambda pair: _named(reader, room, pair), placeholder=text("Click a cell, or choose here"),
    )  # fmt: skip
    kept = settings.keep(Key.ROOM_CELL, asked, None)
    if kept is None:
        return
    one, other = kept.split(".")
    shared = partners.shared(room.items, one, other)
    st.markdown(f"**{escaped(_named(reader, room, kept))}**")
    if not shared:
        st.caption(text("Nothing in common in the loaded data."))
    elif room.kind == "prosjekter":
        projects.listed(reader, room.members, one, other, name="rom-prosjekter")
    elif room.kind == "programmer":
        show.numbers_table(
            reader, _programmes(reader, room, sorted(map(str, shared)), one, other), key="room-programmes"
        )
    else:
        show.plain_table(reader, _countries(reader, room, sorted(map(str, shared)), one, other))


def _either_way(pair: object, pairs: list[str]) -> str | None:
    """Return the pair as the list has it, for the table is symmetric; None where it is not among them."""
    turned = ".".join(reversed(pair.split("."))) if isinstance(pair, str) else None
    return next((known for known in pairs if known in (pair, turned)), None)


def _named(reader: Reader, room: Room, pair: str) -> str:
    one, other = pair.split(".")
    number = reader.number(len(partners.shared(room.items, one, other)))
    return f"{room.names[one]}: {number}" if one == other else f"{room.names[one]} – {room.names[other]}: {number}"


def _programmes(reader: Reader, room: Room, programmes: list[str], one: str, other: str) -> pd.DataFrame:
    """Return how many projects each of the two has in the programmes they share."""
    once = room.members[["unit", *partners.PROJECT]].drop_duplicates()
    counted = once.groupby(["unit", "programme_id"]).size()
    names = this_run.reading().programme_names(reader.language)
    table = pd.DataFrame({"programme_name": [names[programme] for programme in programmes]})
    for code in dict.fromkeys((one, other)):
        table[room.names[code]] = [int(counted[(code, programme)]) for programme in programmes]
    return table


def _countries(reader: Reader, room: Room, codes: list[str], one: str, other: str) -> pd.DataFrame:
    """Return the twin towns that each of the two has in the countries they share."""
    rows = []
    for code in codes:
        row = {"country": country(reader, code)}
        for place in dict.fromkeys((one, other)):
            here = room.twins[(room.twins["unit"] == place) & (room.twins["country_code"] == code)]
            row[room.names[place]] = ", ".join(sorted(set(here["town"])))
        rows.append(row)
    return pd.DataFrame(rows)
