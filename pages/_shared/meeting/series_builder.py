"""Choosing views into a series: adding, moving, taking out, undoing."""

import streamlit as st

from analysis.comparing import layers
from analysis.geography import years
from analysis.text import measures
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import inside, mark
from pages._shared.choosing import filters, find_place
from pages._shared.compare import request
from pages._shared.data import this_run
from pages._shared.meeting import compare_story, place_story, series
from pages._shared.meeting.series import Entry
from pages._shared.session import settings
from pages._shared.session.query import Key

KINDS = {
    "k": mark("A municipality"),
    "f": mark("A county"),
    "s": mark("A comparison"),
    "n": mark("A map of the country"),
}
TOPICS = {
    "key": mark("Key figures"),
    "by_year": mark("By year"),
    "compare": mark("Compared with others"),
    "map": mark("The municipalities"),
    "status": mark("Programme status"),
    "organisations": mark("Organisations"),
    "partners": mark("Twin towns and networks"),
    "published": mark("Published figures"),
    "standing": mark("Where it stands"),
    "use": mark("What the others use"),
    "table": mark("All in numbers"),
}
_WITH = {"county": Key.SERIES_COUNTY_WITH, "municipality": Key.SERIES_MUNICIPALITY_WITH}
_BEFORE = "series before"
_NOTHING = "nothing known"


def current() -> list[str]:
    """Return the series as in the session, else as in the URL."""
    empty: list[str] = []
    settings.recall(Key.SERIES, empty, series.read)
    kept = settings.chosen(Key.SERIES)
    entries = [str(part) for part in kept] if isinstance(kept, list) else empty
    return settings.keep(Key.SERIES, entries, empty, settings.write_list)


def add(reader: Reader) -> None:
    """Draw the choice of what to add, and the button that adds it."""
    text = reader.text
    st.header(text("Add views"))
    kind = filters.one_of(reader, Key.SERIES_KIND, text("What"), list(KINDS), "k", lambda name: text(KINDS[name]))
    offered = _country(reader) if kind == "n" else _comparison(reader) if kind == "s" else _place(reader, kind)
    if offered:
        st.button(
            text("Add to the series"), on_click=_add, args=(reader, offered), icon=":material/add:", type="primary",
            disabled=len(current()) + len(offered) > series.MOST, key="series-add",
        )  # fmt: skip
    if missed := settings.chosen(_NOTHING):
        st.caption(text("Not added, for nothing is known of it here: {topics}.", topics=str(missed)))
    if len(current()) + len(offered) > series.MOST:
        most = reader.number(series.MOST)
        st.caption(text("A series holds {number} views. Take some out first.", number=most))


def _place(reader: Reader, kind: str) -> list[Entry]:
    level = {"f": "county", "k": "municipality"}[kind]
    code = find_place.find(reader, this_run.reading().units_of(level, years.TODAY), find_place.KEYS[level])
    topics = _topics(reader, Key.SERIES_PLACE_TOPICS, list(place_story.MAKERS), ["key", "map", "compare"])
    return [series.of_place(level, code, slide_id) for slide_id in topics] if code else []


def _comparison(reader: Reader) -> list[Entry]:
    text = reader.text
    level = filters.one_of(
        reader, Key.SERIES_LEVEL, text("Level"), ["municipality", "county"], "municipality",
        lambda name: text(filters.LEVELS[name]),
    )  # fmt: skip
    code = find_place.find(reader, this_run.reading().units_of(level, years.TODAY), find_place.KEYS[level])
    reasons = {key: name for key, name in request.REASONS[level].items() if key != "chosen"}
    reason = filters.choose(
        reader, _WITH[level], text("Compare with"), list(reasons), next(iter(reasons)),
        lambda name: text(reasons[name]),
    )  # fmt: skip
    topics = _topics(reader, Key.SERIES_COMPARE_TOPICS, list(compare_story.MAKERS), ["standing", "compare"])
    return [series.of_comparison(code, reason, slide_id) for slide_id in topics] if code else []


def _country(reader: Reader) -> list[Entry]:
    text, names = reader.text, this_run.reading().programme_names(reader.language)
    programmes = this_run.reading().counted_programmes()
    programme = filters.choose(
        reader, Key.SERIES_PROGRAMME, text("Programme"), programmes, programmes[0], lambda name: names[name]
    )
    options = layers.PARTICIPATION_MEASURES
    measure = filters.choose(
        reader, Key.SERIES_MEASURE, text("Measure"), options, "amount_per_inhabitant",
        lambda name: text(measures.NAMES[name]),
    )  # fmt: skip
    level = filters.one_of(
        reader, Key.SERIES_MAP_LEVEL, text("Level"), list(filters.LEVELS), "county",
        lambda name: text(filters.LEVELS[name]),
    )  # fmt: skip
    return [series.of_country(programme, measure, level)]


def _topics(reader: Reader, key: Key, options: list[str], default: list[str]) -> list[str]:
    settings.recall(key, default, settings.some_of(options))
    asked = st.pills(
        reader.text("Views"), options, selection_mode="multi", wrap=True, key=key,
        format_func=lambda topic: reader.text(TOPICS[topic]),
    )  # fmt: skip
    return settings.keep(key, [topic for topic in options if topic in asked], default, settings.write_list)


def _add(reader: Reader, offered: list[Entry]) -> None:
    known = [entry for entry in offered if series.slide(reader, entry)]
    missed = [reader.text(TOPICS[entry.parts[-1]]) for entry in offered if entry not in known]
    settings.put(_NOTHING, ", ".join(missed))
    _replace([*current(), *(str(entry) for entry in known)])


def _replace(entries: list[str]) -> None:
    settings.put(_BEFORE, current())
    settings.put(Key.SERIES, entries[: series.MOST])


def listed(reader: Reader, entries: list[str]) -> None:
    """Draw the series with the buttons that move a view or take it out, and those for the whole of it."""
    text = reader.text
    number = reader.number(len(entries))
    st.header(text("The series ({number})", number=number))
    if not entries:
        st.info(
            text("Nothing is in the series yet. Add views, and they are shown here in their order."),
            icon=":material/slideshow:",
        )
    for position, written in enumerate(entries):
        _row(reader, entries, position, written)
    with st.container(horizontal=True):
        if entries:
            st.button(text("Empty the series"), on_click=_replace, args=([],), icon=":material/delete_sweep:")
        if isinstance(settings.chosen(_BEFORE), list):
            st.button(text("Undo"), on_click=_undo, icon=":material/undo:", key="series-undo")


def _row(reader: Reader, entries: list[str], position: int, written: str) -> None:
    text = reader.text
    entry = series.parse(written)
    assert entry is not None
    said = escaped(title_of(reader, entry))
    with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"series-row-{position}"):
        st.markdown(f"**{reader.number(position + 1)}** {said}", width="stretch")
        for name, icon, to in (
            (text("Move up: {view}", view=said), ":material/arrow_upward:", position - 1),
            (text("Move down: {view}", view=said), ":material/arrow_downward:", position + 1),
        ):
            st.button(
                name, key=f"series-{position}-{to}", on_click=_move, args=(entries, position, to), icon=icon,
                disabled=not 0 <= to < len(entries),
            )  # fmt: skip
        st.button(
            text("Take out: {view}", view=said), key=f"series-{position}-out", on_click=_take_out,
            args=(entries, position), icon=":material/close:",
        )  # fmt: skip


def title_of(reader: Reader, entry: Entry) -> str:
    """Return what an entry shows, in a few words."""
    reading = this_run.reading()
    text = reader.text
    if entry.kind == "n":
        programme, measure, level = entry.parts
        name = reading.programme_names(reader.language)[programme]
        return f"{text(measures.NAMES[measure])}: {name} ({inside(text(filters.LEVELS[level]))})"
    code, slide_id = entry.parts[0], entry.parts[-1]
    name = reading.units_of(series.level_of(code), years.TODAY).names[code]
    if entry.kind == "s":
        reason = text(request.REASONS[series.level_of(code)][entry.parts[1]])
        return f"{name}: {text(TOPICS[slide_id])} ({inside(reason)})"
    return f"{name}: {text(TOPICS[slide_id])}"


def _move(entries: list[str], position: int, to: int) -> None:
    moved = list(entries)
    moved.insert(to, moved.pop(position))
    _replace(moved)


def _take_out(entries: list[str], position: int) -> None:
    _replace([*entries[:position], *entries[position + 1 :]])


def _undo() -> None:
    before = settings.chosen(_BEFORE)
    if isinstance(before, list):
        _replace([str(part) for part in before])
