"""What a place or a comparison offers for a meeting: the pack, the case text, and the series on the whole screen."""

from functools import partial

import streamlit as st

from analysis.telling.story import Story
from analysis.text.reader import Reader
from pages._shared.compare.request import Asked
from pages._shared.meeting import case_block, compare_story, place_story, series
from pages._shared.meeting import pack as meeting_pack
from pages._shared.place.profile import Place
from pages._shared.session import settings
from pages._shared.session.query import Key

_PRESENTATION = "pages/presentation.py"


def of_place(reader: Reader, place: Place) -> None:
    """Draw what a county or municipality offers; each part is made once it is opened."""
    text = reader.text
    st.header(text("For the meeting"))
    _pack(reader, f"{place.level}-{place.code}", partial(_place_story, place))
    written = st.expander(
        text("Case text for the municipal plan, with footnotes"), icon=":material/article:", on_change="rerun"
    )
    if written.open:
        with written:
            case_block.draw(reader, place)
    entries = [str(series.of_place(place.level, place.code, slide_id)) for slide_id in place_story.MAKERS]
    _show_as_series(reader, entries)


def of_comparison(reader: Reader, asked: Asked) -> None:
    """Draw what a comparison offers."""
    text = reader.text
    st.header(text("For the meeting"))
    _pack(reader, f"sammenlikning-{asked.code}", partial(_compare_story, asked))
    if asked.reason != "chosen":
        entries = [str(series.of_comparison(asked.code, asked.reason, slide_id)) for slide_id in compare_story.MAKERS]
        _show_as_series(reader, entries)


def _pack(reader: Reader, name: str, tell: meeting_pack.Tell) -> None:
    label = reader.text("Slides, page to print, page without network")
    pack = st.expander(label, icon=":material/slideshow:", on_change="rerun")
    if pack.open:
        with pack:
            meeting_pack.draw(reader, name, tell)


def _place_story(place: Place, told: Reader) -> Story:
    return place_story.of(told, place.level, place.code, link=settings.address())


def _compare_story(asked: Asked, told: Reader) -> Story:
    return compare_story.of(told, asked, link=settings.address())


def _show_as_series(reader: Reader, entries: list[str]) -> None:
    if st.button(reader.text("Show on the whole screen"), icon=":material/fullscreen:", key="as-series"):
        known = [entry for entry in entries if (parsed := series.parse(entry)) and series.slide(reader, parsed)]
        settings.put(Key.SERIES, known)
        settings.put(Key.SERIES_SLIDE, 0)
        st.switch_page(_PRESENTATION)
