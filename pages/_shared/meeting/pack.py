"""The meeting pack: slides, a page to print and a page that needs no network, made of one story while one waits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from analysis.exports.pictures import chart_svg, picture
from analysis.telling import charts
from analysis.telling.story import Bars, Columns, Story
from analysis.text import languages
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import filters
from pages._shared.map import view
from pages._shared.session.query import Key
from pages._shared.show import parts

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
Tell = Callable[[Reader], Story]
"""A language's choice in, the story in that language out."""
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Format:
    """One kind of file: its name and what it is for, its ending and its media type."""

    name: str
    use: str
    ending: str
    mime: str


FORMATS = {
    "pptx": Format(
        mark("Slides (PowerPoint)"),
        mark("Charts, maps and tables that can be edited, one message per slide, sources in footer and notes."),
        "pptx", PPTX,
    ),
    "a4": Format(
        mark("A4 page to print"),
        mark("Opens in the browser; print it or save it as PDF from there."),
        "html", "text/html",
    ),
    "html": Format(
        mark("Page that needs no network"),
        mark("One file with charts to explore, for a screen without network or to send along."),
        "html", "text/html",
    ),
}  # fmt: skip


@parts.alone
def draw(reader: Reader, name: str, tell: Tell) -> None:
    """Draw the choice of format and language, and the button that makes the file.

    Args:
        name: what the file is about, for its name.
        tell: makes the story.
    """
    text = reader.text
    kind = filters.one_of(
        reader, Key.PACK_FORMAT, text("What to make"), list(FORMATS), "pptx", lambda key: text(FORMATS[key].name)
    )
    language = filters.one_of(
        reader, Key.PACK_LANGUAGE, text("Language of the file"), languages.CODES, reader.language,
        lambda code: languages.ALL[code].name,
    )  # fmt: skip
    chosen = FORMATS[kind]
    st.caption(text(chosen.use))
    if not st.button(text("Make it"), key="make-pack", icon=":material/construction:", type="primary"):
        return
    told = replace(reader, language=language)
    bar = st.progress(0.0, text=text("Gathering the numbers"))
    story = tell(told)
    content = make(told, kind, story, lambda done, topic: _show(bar, done, topic))
    bar.progress(1.0, text=text("Done"))
    st.download_button(
        text("Download {name}", name=text(chosen.name)), content, key="take-pack", icon=":material/download:",
        file_name=f"europaprofil-{name}-{kind}-{language}.{chosen.ending}", mime=chosen.mime, on_click="ignore",
        type="primary",
    )  # fmt: skip


def _show(bar: st.delta_generator.DeltaGenerator, done: float, topic: str) -> None:
    bar.progress(min(done, 1.0), text=topic)


def make(reader: Reader, kind: str, story: Story, progress: Progress) -> bytes:
    """Return the file of a story.

    Args:
        kind: a key of FORMATS.
        progress: told how much is done (0 to 1) and what is next.
    """
    draw_map = partial(view.svg, reader)
    if kind == "pptx":
        from analysis.exports.slides import deck  # these three bring large libraries that no page needs

        return deck.pptx(story, view.outlines, progress=progress)
    if kind == "a4":
        from analysis.exports.documents import print_page

        return print_page.html(story, draw_map, _draw_chart)
    from analysis.exports.documents import offline_page

    return offline_page.html(story, draw_map, progress=progress)


def _draw_chart(visual: Bars | Columns, width: int) -> str:
    return picture.bare(chart_svg.draw(charts.chart(visual), width), alt="")
