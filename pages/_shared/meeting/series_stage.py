"""One view of a series on the whole screen."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis.exports.pictures import chart_svg, picture
from analysis.telling import charts
from analysis.telling.story import Bars, Cards, Columns, Grid, MapDrawing, Slide
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.map import view
from pages._shared.meeting import series, series_builder, stage
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import text_table

_BAR = "stage-bar"
_WIDTH = 860
"""Width in px for which charts are drawn; they are then enlarged to the screen, letters and all."""
_LEGEND_SCALE = 1.9
"""A map is made as tall as the screen allows, which makes it smaller than in a picture, but not its legend."""
_ROWS = 12


def position(entries: list[str]) -> int | None:
    """Return which view of the series is on the whole screen, from 0; None while the series is being put together."""
    settings.recall(Key.SERIES_SLIDE, None, lambda written: int(written) - 1 if written.isdigit() else None)
    asked = settings.chosen(Key.SERIES_SLIDE)
    at = min(max(asked, 0), len(entries) - 1) if isinstance(asked, int) and entries else None
    return settings.keep(Key.SERIES_SLIDE, at, None, lambda place: str(int(place or 0) + 1))


def start(reader: Reader, entries: list[str]) -> None:
    """Draw the button that shows the series from its first view."""
    if entries:
        st.button(
            reader.text("Show the series"), on_click=settings.put, args=(Key.SERIES_SLIDE, 0), key="series-start",
            icon=":material/slideshow:", type="primary",
        )  # fmt: skip


def draw(reader: Reader, entries: list[str], at: int) -> None:
    """Draw one view in large type, with its source, and the bar that moves through the series."""
    text = reader.text
    entry = series.parse(entries[at])
    assert entry is not None
    slide = series.slide(reader, entry)
    with st.container(key="stage"):
        st.title(escaped(slide.message if slide else series_builder.title_of(reader, entry)))
        if slide is None:
            st.info(text("Nothing is known of this view."))
        else:
            st.caption(escaped(slide.filters))
            with st.container(key="stage-visual"):
                _visual(reader, slide)
            st.caption("  \n".join(map(escaped, slide.sources)))
        place = f"{reader.number(at + 1)} / {reader.number(len(entries))}"
        words = {
            "back": text("Back"), "forth": text("Forward"), "screen": text("Whole screen"), "leave": text("Leave"),
            "keys": text("Move with the arrow keys, go to the whole screen with F, leave with Escape."),
        }  # fmt: skip
        stage.draw(key=_BAR, place=place, words=words, on_step=partial(_step, len(entries), at))


def _step(count: int, at: int) -> None:
    name = settings.component_value(_BAR, "step")
    to = {"back": max(at - 1, 0), "forth": min(at + 1, count - 1), "first": 0, "last": count - 1, "leave": None}
    if name in to:
        settings.put(Key.SERIES_SLIDE, to[str(name)])


def _visual(reader: Reader, slide: Slide) -> None:
    visual = slide.visual
    if isinstance(visual, Bars | Columns):
        drawn = chart_svg.draw(charts.chart(visual), _WIDTH)
        st.image(picture.bare(drawn, alt=slide.alt), alt=slide.alt, width="stretch")
    elif isinstance(visual, MapDrawing):
        drawn = view.shapes(reader, visual)
        st.image(picture.bare(drawn, alt=slide.alt, legend_scale=_LEGEND_SCALE), alt=slide.alt, width="stretch")
    elif isinstance(visual, Cards):
        columns = st.columns(min(len(visual.cards), 4) or 1)
        for number, card in enumerate(visual.cards):
            columns[number % len(columns)].metric(
                escaped(card.label),
                escaped(card.value),
                escaped(card.remark) or None,
                delta_color="off",
                delta_arrow="off",
                border=True,
            )
    elif isinstance(visual, Grid):
        _grid(reader, visual)


def _grid(reader: Reader, grid: Grid) -> None:
    shown = grid.rows[:_ROWS]
    table = pd.DataFrame(shown, columns=list(grid.header))
    text_table.draw(table)
    if len(grid.rows) > len(shown):
        left = reader.number(len(grid.rows) - len(shown))
        st.caption(reader.text("and {number} more", number=left))
