"""A story as one page that needs no network and keeps its charts alive: Plotly is inside it."""

import json
from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup
from plotly.offline import get_plotlyjs

from analysis.exports.documents import page_parts
from analysis.exports.documents.page_parts import Figure
from analysis.exports.pictures.lettering import clean
from analysis.telling import charts as of_story
from analysis.telling.story import Bars, Cards, Columns, Grid, MapDrawing, Slide, Story

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8") + (FOLDER / "offline.css").read_text(encoding="utf-8")
SCRIPT = (FOLDER / "offline.js").read_text(encoding="utf-8")


def html(story: Story, draw_map: Callable[[MapDrawing], str], *, progress: Callable[[float, str], None]) -> bytes:
    """Return the page.

    Args:
        draw_map: returns a map as an SVG element, without its legend.
        progress: told how much is done (0 to 1) and what is next.
    """
    figures, charts = [], {}
    for number, slide in enumerate(story.slides):
        progress(number / (len(story.slides) + 1), slide.topic)
        figures.append(_figure(slide, story.words, draw_map))
        if isinstance(slide.visual, Bars | Columns):
            charts[f"chart-{slide.slide_id}"] = _seen(json.loads(of_story.chart(slide.visual).to_json()))
    return page_parts.page(
        "offline.html", story, style=STYLE, scripts=(get_plotlyjs(), SCRIPT), figures=figures, charts=charts
    )


def _figure(slide: Slide, words: dict[str, str], draw_map: Callable[[MapDrawing], str]) -> Figure:
    visual = slide.visual
    if isinstance(visual, Cards):
        return Figure(slide=slide)
    if isinstance(visual, Grid):
        return Figure(slide=slide, numbers=visual)
    drawing = Markup(draw_map(visual)) if isinstance(visual, MapDrawing) else None
    return Figure(slide=slide, drawing=drawing, numbers=page_parts.numbers_of(visual, words))


def _seen(content: object) -> object:
    """Return the content with its texts cleaned of what cannot be seen, such as marks that turn the direction."""
    if isinstance(content, str):
        return clean(content)
    if isinstance(content, list):
        return [_seen(part) for part in content]
    if isinstance(content, dict):
        return {key: _seen(part) for key, part in content.items()}
    return content
