"""A story as one page that needs no network and keeps its charts alive: Plotly is inside it."""

import json
from collections.abc import Callable
from pathlib import Path

from plotly.offline import get_plotlyjs

from analysis.exports.documents import page_parts
from analysis.exports.documents.page_parts import said
from analysis.exports.pictures.lettering import clean
from analysis.telling import charts as of_story
from analysis.telling.story import Bars, Cards, Columns, Grid, MapDrawing, Slide, Story

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8") + (FOLDER / "offline.css").read_text(encoding="utf-8")
SCRIPT = (FOLDER / "offline.js").read_text(encoding="utf-8")
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def html(story: Story, draw_map: Callable[[MapDrawing], str], *, progress: Callable[[float, str], None]) -> bytes:
    """Return the page.

    Args:
        draw_map: returns a map as an SVG element, without its legend.
        progress: told how much is done (0 to 1) and what is next.
    """
    sections, charts = [], {}
    for number, slide in enumerate(story.slides):
        progress(number / (len(story.slides) + 1), slide.topic)
        sections.append(_section(story, slide, draw_map))
        if isinstance(slide.visual, Bars | Columns):
            charts[f"chart-{slide.slide_id}"] = json.loads(of_story.chart(slide.visual).to_json())
    body = page_parts.heading(story) + _contents(story) + f"<main>{''.join(sections)}</main>"
    data = f'<script type="application/json" id="charts">{_harmless(charts)}</script>'
    return page_parts.document(story, body, style=STYLE, scripts=(get_plotlyjs(), SCRIPT), data=data)


def _contents(story: Story) -> str:
    items = "".join(f'<li><a href="#{said(slide.slide_id)}">{said(slide.topic)}</a></li>' for slide in story.slides)
    return (
        f'<nav aria-labelledby="contents"><h2 id="contents">{said(story.words["contents"])}</h2><ul>{items}</ul></nav>'
    )


def _section(story: Story, slide: Slide, draw_map: Callable[[MapDrawing], str]) -> str:
    words = story.words
    sources = "".join(f"<li>{said(source)}</li>" for source in slide.sources)
    return (
        f'<section id="{said(slide.slide_id)}"><p class="topic">{said(slide.topic)}</p><h2>{said(slide.message)}</h2>'
        f'<p class="filters">{said(slide.filters)}</p>{_visual(slide, words, draw_map)}{page_parts.notes(slide)}'
        f'<ul class="sources">{sources}</ul></section>'
    )


def _visual(slide: Slide, words: dict[str, str], draw_map: Callable[[MapDrawing], str]) -> str:
    visual = slide.visual
    if isinstance(visual, Grid):
        return page_parts.grid(visual)
    if isinstance(visual, Cards):
        return page_parts.cards(visual)
    if isinstance(visual, MapDrawing):
        drawn = f'<div class="map">{page_parts.legend(visual, words)}{draw_map(visual)}</div>'
        drawn += f'<p class="note">{said(visual.attribution)}</p>'
    else:
        drawn = f'<div class="chart" id="chart-{said(slide.slide_id)}" role="img" aria-label="{said(slide.alt)}"></div>'
    numbers = f"<details><summary>{said(words['table'])}</summary>{page_parts.numbers_of(visual, words)}</details>"
    return f"{drawn}{numbers}"


def _harmless(content: object) -> str:
    """Return JSON that can end neither the element it stands in nor its own line."""
    written = json.dumps(_seen(content), ensure_ascii=False)
    return "".join(_UNSAFE.get(letter, letter) for letter in written)


def _seen(content: object) -> object:
    """Return the content with its texts cleaned of what cannot be seen, such as marks that turn the direction."""
    if isinstance(content, str):
        return clean(content)
    if isinstance(content, list):
        return [_seen(part) for part in content]
    if isinstance(content, dict):
        return {key: _seen(part) for key, part in content.items()}
    return content
