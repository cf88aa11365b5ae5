"""A story as a PowerPoint file: one message per slide, native charts, maps and tables, sources in footer and notes."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime

from pptx import Presentation
from pptx.util import Pt

from analysis.exports.pictures.lettering import clean
from analysis.exports.slides import charts, parts, tables
from analysis.exports.slides import map as slide_map
from analysis.exports.slides.map import Outline
from analysis.exports.slides.parts import Part
from analysis.figures import theme
from analysis.telling.story import Bars, Cards, Columns, Grid, MapDrawing, Slide, Story, first_bars
from analysis.text import languages

Outlines = Callable[[MapDrawing], Sequence[Outline]]
_TITLE_SIZES = (32.0, 30.0, 28.0, 26.0, 24.0, 22.0)
_SOURCE_SIZE, _SOURCE_LINES = 10.0, 3
_LIST_SIZE, _LIST_GAP = 13.0, 5.0
_TITLE_SLIDE, _TITLE_ONLY = 0, 5
_LONGEST_PROPERTY = 255


def pptx(story: Story, outlines: Outlines, *, progress: Callable[[float, str], None]) -> bytes:
    """Return the slides of a story: a title slide, one or more per slide of the story, and all sources and notes.

    Args:
        outlines: the points of a map's units.
        progress: told how much is done (0 to 1) and what is next.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(parts.WIDTH), Pt(parts.HEIGHT)
    _name(deck, story)
    _title_slide(deck, story)
    for number, slide in enumerate(story.slides):
        progress(number / (len(story.slides) + 1), slide.topic)
        _draw(deck, story, slide, outlines)
    progress(len(story.slides) / (len(story.slides) + 1), story.words["sources"])
    _closing(deck, story)
    for drawn in deck.slides:
        parts.tag_language(drawn._element, languages.ALL[story.language].tag)
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _name(deck: Part, story: Story) -> None:
    properties = deck.core_properties
    properties.title, properties.subject = clean(story.title)[:_LONGEST_PROPERTY], ""
    properties.language = languages.ALL[story.language].tag
    properties.author = properties.last_modified_by = properties.keywords = properties.comments = ""
    properties.created = properties.modified = datetime.combine(story.made_on, datetime.min.time())
    properties.revision = 1


def _title_slide(deck: Part, story: Story) -> None:
    drawn = _new(deck, _TITLE_SLIDE)
    size = parts.fitting_size(story.title, parts.ROOM, 120, (48, 44, 40, 36, 32), bold=True)
    _placed(drawn.shapes.title, 170, 120)
    parts.write(drawn.shapes.title.text_frame, [story.title], size, bold=True)
    subtitle = drawn.placeholders[1]
    _placed(subtitle, 300, 90)
    parts.write(subtitle.text_frame, [story.subtitle], 20, hex_code=theme.QUIET)
    said = [story.words["made"], *([f"{story.words['link']}: {story.link}"] if story.link else [])]
    frame = parts.box(drawn, parts.MARGIN, 440, parts.ROOM, 56)
    parts.write(frame, said, 14, hex_code=theme.QUIET)
    parts.decorate(parts.rectangle(drawn.shapes, parts.MARGIN, 142, 96, 8, theme.BAR))


def _new(deck: Part, layout: int) -> Part:
    drawn = deck.slides.add_slide(deck.slide_layouts[layout])
    for placeholder in list(drawn.placeholders):
        if placeholder.placeholder_format.idx >= 10:  # the template's date, footer and number
            placeholder._element.getparent().remove(placeholder._element)
    return drawn


def _placed(shape: Part, top: float, height: float) -> None:
    shape.left, shape.top = Pt(parts.MARGIN), Pt(top)
    shape.width, shape.height = Pt(parts.ROOM), Pt(height)


def _draw(deck: Part, story: Story, slide: Slide, outlines: Outlines) -> None:
    """Draw a slide of the story; a long table goes on over several."""
    visual = slide.visual
    if isinstance(visual, Grid):
        grids = tables.pages(visual)
        for number, grid in enumerate(grids, start=1):
            drawn = _framed(deck, story, slide, f" ({number}/{len(grids)})" if len(grids) > 1 else "")
            parts.describe(tables.table(drawn, grid, visual), slide.alt)
        return
    drawn = _framed(deck, story, slide, "")
    million = story.words["million"]
    if isinstance(visual, Bars):
        parts.describe(charts.bars(drawn, visual, million), slide.alt)
    elif isinstance(visual, Columns):
        parts.describe(charts.columns(drawn, visual, million), slide.alt)
    elif isinstance(visual, MapDrawing):
        group = slide_map.draw(drawn, visual, outlines(visual), story.words)
        parts.describe(group, slide.alt)
    elif isinstance(visual, Cards):
        tables.cards(drawn, visual)


def _framed(deck: Part, story: Story, slide: Slide, part: str) -> Part:
    """Return a new slide with title, filters, sources, number and notes."""
    drawn = _new(deck, _TITLE_ONLY)
    title = drawn.shapes.title
    message = f"{slide.message}{part}"
    _placed(title, parts.TITLE_TOP, parts.TITLE_HEIGHT)
    size = parts.fitting_size(message, parts.ROOM, parts.TITLE_HEIGHT, _TITLE_SIZES, bold=True)
    shown = parts.lines(message, parts.ROOM, size, bold=True, most=int(parts.TITLE_HEIGHT // (size * parts.LEADING)))
    parts.write(title.text_frame, [" ".join(shown)], size, bold=True, middle=True)
    lead = parts.lines(slide.filters, parts.ROOM, 14, most=1)
    frame = parts.box(drawn, parts.MARGIN, parts.LEAD_TOP, parts.ROOM, parts.LEAD_HEIGHT)
    parts.write(frame, lead, 14, hex_code=theme.QUIET)
    _footer(drawn, story, slide, len(deck.slides))
    drawn.notes_slide.notes_text_frame.text = _notes(story, slide)
    return drawn


def _footer(drawn: Part, story: Story, slide: Slide, number: int) -> None:
    attribution = [slide.visual.attribution] if isinstance(slide.visual, MapDrawing) else []
    width = parts.ROOM - 60
    full = " ".join([*slide.sources, *attribution])
    short = " ".join([*(f"{source.split(';')[0].rstrip('.')}." for source in slide.sources), *attribution])
    fits = len(parts.lines(full, width, _SOURCE_SIZE)) <= _SOURCE_LINES
    shown = parts.lines(full if fits else short, width, _SOURCE_SIZE, most=_SOURCE_LINES)
    frame = parts.box(drawn, parts.MARGIN, parts.FOOTER_TOP, width, parts.FOOTER_HEIGHT)
    parts.write(frame, [" ".join(shown)], _SOURCE_SIZE, hex_code=theme.QUIET)
    place = parts.box(drawn, parts.WIDTH - parts.MARGIN - 50, parts.FOOTER_TOP, 50, 16)
    parts.write(place, [str(number)], 12, hex_code=theme.QUIET, right=True)


def _notes(story: Story, slide: Slide) -> str:
    words = story.words
    said = [slide.alt, f"{words['filters']}: {slide.filters}", *slide.notes, *slide.sources]
    if isinstance(slide.visual, Bars):
        said += _not_shown(slide.visual, words["not_shown"])
    said.append(words["made"])
    return "\n".join(clean(line) for line in said if line)


def _not_shown(visual: Bars, heading: str) -> list[str]:
    kept, left_out = first_bars(visual, charts.MOST_BARS)
    rows = visual.table[~visual.table["name"].isin(kept["name"])]
    told = (f"{name}: {visual.write(value)}" for name, value in zip(rows["name"], rows["value"], strict=True))
    return [f"{heading}: {'; '.join(told)}"] if left_out else []


def _closing(deck: Part, story: Story) -> None:
    """Draw all sources and notes, each once, on as many slides as they need."""
    told = dict.fromkeys(
        [
            *(note for slide in story.slides for note in slide.notes),
            *(source for slide in story.slides for source in slide.sources),
        ]
    )
    pages: list[list[str]] = [[]]
    used, room = 0.0, parts.FOOTER_TOP - parts.LEAD_TOP
    for line in told:
        tall = len(parts.lines(line, parts.ROOM, _LIST_SIZE)) * _LIST_SIZE * parts.LEADING + _LIST_GAP
        if pages[-1] and used + tall > room:
            pages.append([])
            used = 0.0
        pages[-1].append(line)
        used += tall
    for page in pages:
        drawn = _new(deck, _TITLE_ONLY)
        _placed(drawn.shapes.title, parts.TITLE_TOP, 60)
        parts.write(drawn.shapes.title.text_frame, [story.words["sources"]], 28, bold=True, middle=True)
        frame = parts.box(drawn, parts.MARGIN, parts.LEAD_TOP - 10, parts.ROOM, room)
        parts.write(frame, page, _LIST_SIZE)
        for paragraph in frame.paragraphs:
            paragraph.space_after = Pt(_LIST_GAP)
