"""A story as a page to print or to save as PDF: A4, no letter below nine points, nothing cut between two sheets."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from analysis.exports.documents import page_parts
from analysis.exports.documents.page_parts import Figure
from analysis.telling.story import Bars, Cards, Columns, Grid, MapDrawing, Slide, Story, first_bars

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8") + (FOLDER / "print.css").read_text(encoding="utf-8")
SCRIPT = 'document.querySelector("button").addEventListener("click", () => window.print());'
WIDE, NARROW = 738, 358
"""Widths in px for which charts are drawn, on the whole sheet and beside a map; both are printed at 93 %."""
_MOST_BARS, _MOST_ROWS = 7, 8
DrawMap = Callable[[MapDrawing], str]
DrawChart = Callable[[Bars | Columns, int], str]


def html(story: Story, draw_map: DrawMap, draw_chart: DrawChart) -> bytes:
    """Return the page.

    Args:
        draw_map: returns a map as an SVG element, without its legend.
        draw_chart: returns a chart, drawn for a width in px, as an SVG element.
    """
    beside = _beside(story)
    told: set[str] = set()

    def figure(slide: Slide, width: int) -> Figure:
        """Return a figure with those of its notes that no figure before it has told."""
        fresh = replace(slide, notes=tuple(note for note in slide.notes if note not in told))
        told.update(slide.notes)
        return _figure(fresh, draw_map, draw_chart, width)

    rows = [[figure(slide, WIDE)] for slide in story.slides if slide not in beside]
    pair = [figure(slide, NARROW) for slide in beside]
    if pair:
        rows.insert(1, pair)
    return page_parts.page("print.html", story, style=STYLE, scripts=(SCRIPT,), rows=rows, sources=_sources(story))


def _sources(story: Story) -> list[str]:
    """Return every source once, in the order in which the figures name them."""
    return list(dict.fromkeys(source for slide in story.slides for source in slide.sources))


def _beside(story: Story) -> list[Slide]:
    """Return the map and the columns by year, which share a row; none where one of them is missing."""
    maps = [slide for slide in story.slides if isinstance(slide.visual, MapDrawing)]
    columns = [slide for slide in story.slides if isinstance(slide.visual, Columns)]
    return [maps[0], columns[0]] if maps and columns else []


def _figure(slide: Slide, draw_map: DrawMap, draw_chart: DrawChart, width: int) -> Figure:
    visual = slide.visual
    if isinstance(visual, Cards):
        return Figure(slide=slide)
    if isinstance(visual, Grid):
        shown = replace(visual, rows=visual.rows[:_MOST_ROWS])
        return Figure(slide=slide, numbers=shown, left_out=len(visual.rows) - len(shown.rows))
    if isinstance(visual, MapDrawing):
        return Figure(slide=slide, drawing=Markup(draw_map(visual)))
    left_out = 0
    if isinstance(visual, Bars):
        table, left_out = first_bars(visual, _MOST_BARS)
        visual = replace(visual, table=table)
    return Figure(slide=slide, drawing=Markup(draw_chart(visual, width)), left_out=left_out)
