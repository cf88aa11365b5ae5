"""A figure as a picture that stands alone: with title, filters, sources and attribution, as SVG and as PNG."""

import math
import re
from dataclasses import dataclass

import plotly.graph_objects as go
import resvg_py

from analysis.errors import DataError
from analysis.exports.pictures import chart_svg, svg
from analysis.exports.pictures.lettering import FAMILY, FILES, block, clean, wrap
from analysis.exports.pictures.svg import Drawing
from analysis.figures import theme

MARGIN = 40
_TITLE, _SUBTITLE, _SOURCE = 27, 17, 12.5
_MOST_TITLE_LINES, _MOST_SUBTITLE_LINES, _MOST_SOURCE_LINES = 4, 5, 6
_CHART_SCALE = 16 / 14
"""Figures are made for letters of 14 pixels; pictures have 16."""
_LEGEND_GAP = 24
_MOST_PIXELS = 32_000_000
_SIZE = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')
_FONT = "Source Sans Pro"


@dataclass(frozen=True, kw_only=True)
class Caption:
    """The texts around a figure, ready-made in the reader's language.

    Args:
        subtitle: the filters in words.
        sources: one line for each source: publisher, title, period, date of the data, licence.
        attribution: whose the map is.
        alt: the figure in words, for those who do not see it.
    """

    title: str
    subtitle: str = ""
    sources: tuple[str, ...] = ()
    attribution: str = ""
    alt: str = ""


def chart(figure: go.Figure, caption: Caption, *, width: int = 1200, no_data: str = "") -> str:
    """Return a Plotly figure of this project as a complete SVG document; its height follows from the figure.

    Args:
        no_data: what to write in a figure without points.

    Raises:
        DataError: the figure has something that analysis.exports.pictures.chart_svg does not draw.
    """
    drawn = chart_svg.draw(figure, (width - 2 * MARGIN) / _CHART_SCALE, no_data=no_data)
    return framed(svg.moved(drawn.content, 0, 0, _CHART_SCALE), drawn.height * _CHART_SCALE, caption, width=width)


def map_(drawing: Drawing, caption: Caption, *, width: int = 1200) -> str:
    """Return a map from analysis.exports.pictures.map_svg as a complete SVG document, its legend on the left of it."""
    legend = drawing.legend
    left = legend.width + _LEGEND_GAP if legend else 0
    free = width - 2 * MARGIN - left
    scale = min(free / drawing.width, 1)
    # A narrow map stands in the middle of the page, as far as its legend lets it.
    x = max(left, min((width - 2 * MARGIN - drawing.width * scale) / 2, left + free - drawing.width * scale))
    content = (legend.content if legend else "") + svg.moved(drawing.content, x, 0, scale)
    height = max(drawing.height * scale, legend.height if legend else 0)
    return framed(content, height, caption, width=width)


def bare(drawing: Drawing, *, alt: str, legend_scale: float = 1.0) -> str:
    """Return a drawing with its legend as an SVG element for a page that has its own texts around it.

    Args:
        alt: the drawing in words.
        legend_scale: how many times larger the legend is than in a picture.
    """
    legend, left, height, beside = drawing.legend, 0.0, drawing.height, ""
    if legend:
        left = legend.width * legend_scale + _LEGEND_GAP
        height = max(height, legend.height * legend_scale)
        beside = svg.tag("g", legend.content, transform=f"scale({svg.number(legend_scale)})")
    content = beside + svg.moved(drawing.content, left, 0)
    size = f"0 0 {svg.number(left + drawing.width)} {svg.number(height)}"
    named = svg.tag("title", svg.written(clean(alt)))
    return svg.tag(
        "svg", named, content, xmlns="http://www.w3.org/2000/svg", viewBox=size, role="img", font_family=FAMILY
    )


def framed(content: str, height: float, caption: Caption, *, width: int) -> str:
    """Return a complete SVG document: the content, from 0 to width less two margins, between its texts."""
    room = width - 2 * MARGIN
    heading, top = _heading(caption, room)
    footing, bottom = _footing(caption, room, top + height + 16)
    whole = math.ceil(bottom + MARGIN * 0.7)
    body = svg.rect(0, 0, width, whole, "#ffffff") + heading + svg.moved(content, MARGIN, top) + footing
    named = svg.tag("title", svg.written(clean(caption.title)))
    named += svg.tag("desc", svg.written(clean(caption.alt or caption.subtitle)))
    return svg.tag(
        "svg", named, body,
        xmlns="http://www.w3.org/2000/svg", width=width, height=whole, viewBox=f"0 0 {width} {whole}", role="img",
        font_family=FAMILY,
    )  # fmt: skip


def _heading(caption: Caption, room: float) -> tuple[str, float]:
    """Return title and subtitle, and where the figure begins."""
    lines = wrap(caption.title, room, _TITLE, bold=True, most=_MOST_TITLE_LINES)
    title, y = block(lines, MARGIN, MARGIN * 0.8, _TITLE, theme.INK, bold=True)
    lines = wrap(caption.subtitle, room, _SUBTITLE, most=_MOST_SUBTITLE_LINES)
    subtitle, y = block(lines, MARGIN, y + 2, _SUBTITLE, theme.QUIET)
    return title + subtitle, y + 16


def _footing(caption: Caption, room: float, top: float) -> tuple[str, float]:
    """Return the source lines and the attribution under a thin line, and where they end."""
    drawn = [svg.line(MARGIN, top, MARGIN + room, top, theme.GRID, 1)]
    y = top + 10
    for source in (*caption.sources, caption.attribution):
        lines = wrap(source, room, _SOURCE, most=_MOST_SOURCE_LINES)
        written, y = block(lines, MARGIN, y, _SOURCE, theme.QUIET)
        drawn.append(written)
        y += 2 if lines else 0
    return ("".join(drawn), y) if len(drawn) > 1 and y > top + 10 else ("", top)


def png(picture: str, *, scale: float = 2) -> bytes:
    """Return a picture made here as PNG, `scale` pixels for each of its own; the same on every machine.

    A picture that would have more than 32 million pixels has a smaller scale.

    Raises:
        DataError: the text is no picture made here, or cannot be drawn.
    """
    size = _SIZE.match(picture)
    if not size:
        raise DataError(
            "png: the text does not begin with an SVG element that has its size. Make it with picture.chart."
        )
    width, height = int(size[1]), int(size[2])
    zoom = min(scale, math.sqrt(_MOST_PIXELS / (width * height)))
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=picture, zoom=zoom, skip_system_fonts=True, font_files=list(FILES),
                font_family=_FONT, sans_serif_family=_FONT,
            )
        )  # fmt: skip
    except ValueError as error:
        raise DataError(f"png: the picture cannot be drawn: {error}. Look at its SVG.") from error
