"""What a place or a comparison offers for a meeting: the pack, the case text, and the series on the whole screen."""

from functools import partial

import streamlit as st

from analysis.telling.story import Story
from pages._shared.compare.request import Asked
from pages._shared.meeting import case_block, compare_story, place_story, series
from pages._shared.meeting import pack as meeting_pack
from pages._shared.place.profile import Place
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.session.settings import Choice

_PRESENTATION = "pages/presentation.py"


def of_place(choice: Choice, place: Place) -> None:
    """Draw what a county or municipality offers; each part is made once it is opened."""
    text = choice.text
    st.header(text("For the meeting"))
    _pack(choice, f"{place.level}-{place.code}", partial(_place_story, place))
    written = st.expander(
        text("Case text for the municipal plan, with footnotes"), icon=":material/article:", on_change="rerun"
    )
    if written.open:
        with written:
            case_block.draw(choice, place)
    entries = [str(series.of_place(place.level, place.code, slide_id)) for slide_id in place_story.MAKERS]
    _show_as_series(choice, entries)


def of_comparison(choice: Choice, asked: Asked) -> None:
    """Draw what a comparison offers."""
    text = choice.text
    st.header(text("For the meeting"))
    _pack(choice, f"sammenlikning-{asked.code}", partial(_compare_story, asked))
    if asked.reason != "chosen":
        entries = [str(series.of_comparison(asked.code, asked.reason, slide_id)) for slide_id in compare_story.MAKERS]
        _show_as_series(choice, entries)


def _pack(choice: Choice, name: str, tell: meeting_pack.Tell) -> None:
    label = choice.text("Slides, page to print, page without network")
    pack = st.expander(label, icon=":material/slideshow:", on_change="rerun")
    if pack.open:
        with pack:
            meeting_pack.draw(choice, name, tell)


def _place_story(place: Place, told: Choice) -> Story:
    return place_story.of(told, place.level, place.code, link=settings.address())


def _compare_story(asked: Asked, told: Choice) -> Story:
    return compare_story.of(told, asked, link=settings.address())


def _show_as_series(choice: Choice, entries: list[str]) -> None:
    if st.button(choice.text("Show on the whole screen"), icon=":material/fullscreen:", key="as-series"):
        known = [entry for entry in entries if (parsed := series.parse(entry)) and series.slide(choice, parsed)]
        settings.put(Key.SERIES, known)
        settings.put(Key.SERIES_SLIDE, 0)
        st.switch_page(_PRESENTATION)
