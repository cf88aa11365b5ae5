"""A story as a page to print or to save as PDF: A4, no letter below nine points, nothing cut between two sheets."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from analysis.exports.documents import page_parts
from analysis.exports.documents.page_parts import said
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
    numbers = {source: at for at, source in enumerate(_sources(story), start=1)}
    beside = _beside(story)
    told: set[str] = set()

    def figure(slide: Slide, width: int) -> str:
        """Return a figure with those of its notes that no figure before it has told."""
        fresh = replace(slide, notes=tuple(note for note in slide.notes if note not in told))
        told.update(slide.notes)
        return _figure(fresh, _drawn(story, slide, draw_map, draw_chart, width), numbers)

    figures = [figure(slide, WIDE) for slide in story.slides if slide not in beside]
    pair = [figure(slide, NARROW) for slide in beside]
    if pair:
        figures.insert(1, f'<div class="pair">{"".join(pair)}</div>')
    listed = "".join(f"<li>{said(source)}</li>" for source in numbers)
    body = (
        f'<button type="button">{said(story.words["print"])}</button>{page_parts.heading(story)}'
        f"<main>{''.join(figures)}</main>"
        f"<footer><h2>{said(story.words['sources'])}</h2><ol>{listed}</ol></footer>"
    )
    return page_parts.document(story, body, style=STYLE, scripts=(SCRIPT,))


def _sources(story: Story) -> list[str]:
    """Return every source once, in the order in which the figures name them."""
    return list(dict.fromkeys(source for slide in story.slides for source in slide.sources))


def _beside(story: Story) -> list[Slide]:
    """Return the map and the columns by year, which share a row; none where one of them is missing."""
    maps = [slide for slide in story.slides if isinstance(slide.visual, MapDrawing)]
    columns = [slide for slide in story.slides if isinstance(slide.visual, Columns)]
    return [maps[0], columns[0]] if maps and columns else []


def _figure(slide: Slide, drawn: str, numbers: Mapping[str, int]) -> str:
    marks = "".join(f"[{numbers[source]}]" for source in slide.sources)
    return (
        f'<section class="{type(slide.visual).__name__.lower()}"><h2>{said(slide.message)} <sup>{marks}</sup></h2>'
        f'<p class="filters">{said(slide.filters)}</p>{drawn}{page_parts.notes(slide)}</section>'
    )


def _drawn(story: Story, slide: Slide, draw_map: DrawMap, draw_chart: DrawChart, width: int) -> str:
    visual, words = slide.visual, story.words
    if isinstance(visual, Cards):
        return page_parts.cards(visual)
    if isinstance(visual, Grid):
        left_out = max(len(visual.rows) - _MOST_ROWS, 0)
        shown = replace(visual, rows=visual.rows[:_MOST_ROWS])
        return page_parts.grid(shown) + _more(left_out, words)
    if isinstance(visual, MapDrawing):
        drawn = f'<div class="map">{draw_map(visual)}{page_parts.legend(visual, words)}</div>'
        return f'{drawn}<p class="note">{said(visual.attribution)}</p>'
    left_out = 0
    if isinstance(visual, Bars):
        table, left_out = first_bars(visual, _MOST_BARS)
        visual = replace(visual, table=table)
    return f'<div class="chart" role="img" aria-label="{said(slide.alt)}">{draw_chart(visual, width)}</div>' + _more(
        left_out, words
    )


def _more(count: int, words: Mapping[str, str]) -> str:
    return f'<p class="note">+ {count} {said(words["more"])}</p>' if count else ""
