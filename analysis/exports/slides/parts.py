"""What every slide is made of: its measures in points, its texts, and what those hear who do not see it."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Pt

from analysis.exports.pictures.lettering import clean, length, wrap
from analysis.figures import theme

Part = Any
"""An object of python-pptx, whose own types say too little to help."""
WIDTH, HEIGHT = 960.0, 540.0
MARGIN = 44.0
ROOM = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT = 26.0, 84.0
LEAD_TOP, LEAD_HEIGHT = 110.0, 24.0
VISUAL_TOP, VISUAL_HEIGHT = 140.0, 332.0
FOOTER_TOP, FOOTER_HEIGHT = 484.0, 44.0
FONT = "Arial"
LEADING = 1.2
_WIDER = 1.16
"""Arial takes this much more room than the font that is measured."""
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def colour(hex_code: str) -> RGBColor:
    """Return "#rrggbb" as PowerPoint has it."""
    code = hex_code.removeprefix("#")
    return RGBColor(*(int(code[at : at + 2], 16) for at in (0, 2, 4)))


def lines(text: str, width: float, size: float, *, bold: bool = False, most: int = 60) -> list[str]:
    """Return a text as lines that fit a width in points; what is beyond `most` lines ends with …"""
    return wrap(text, width / _WIDER, size, bold=bold, most=most)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is, in points."""
    return length(clean(text), size, bold=bold) * _WIDER


def fitting_size(text: str, width: float, height: float, sizes: Sequence[float], *, bold: bool = False) -> float:
    """Return the largest of the sizes, given from large to small, in which the text fits; else the smallest."""
    for size in sizes:
        if len(lines(text, width, size, bold=bold)) * size * LEADING <= height:
            return size
    return sizes[-1]


def write(
    frame: Part,
    paragraphs: Sequence[str],
    size: float,
    *,
    hex_code: str = theme.INK,
    bold: bool = False,
    right: bool = False,
    middle: bool = False,
) -> None:
    """Write paragraphs into a text frame that has no margins and does not grow."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    for number, said in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = clean(said)
        style(run.font, size, hex_code=hex_code, bold=bold)


def style(font: Part, size: float, *, hex_code: str = theme.INK, bold: bool = False) -> None:
    """Give a font the common look."""
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb = colour(hex_code)


def box(slide: Part, left: float, top: float, width: float, height: float) -> Part:
    """Return the text frame of a new text box."""
    return slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(height)).text_frame


def rectangle(
    shapes: Part, left: float, top: float, width: float, height: float, fill: str, *, rounded: bool = False
) -> Part:
    """Return a new rectangle without a shadow."""
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if rounded else MSO_SHAPE.RECTANGLE
    shape = shapes.add_shape(kind, Pt(left), Pt(top), Pt(width), Pt(height))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.fill.background()
    unstyled(shape)
    return shape


def unstyled(shape: Part) -> None:
    """Take away the template's style of shapes, which has a shadow."""
    for style_of in shape._element.xpath("./p:style"):
        shape._element.remove(style_of)


def describe(shape: Part, words: str) -> None:
    """Say what a shape shows, for those who do not see it."""
    _named(shape).set("descr", clean(words)[:1000])


def decorate(shape: Part) -> None:
    """Say that a shape means nothing and is passed over when the slide is read aloud."""
    _named(shape).append(parse_xml(_DECORATIVE))


def _named(shape: Part) -> Part:
    return shape._element.xpath(".//p:cNvPr")[0]


def tag_language(element: Part, language: str) -> None:
    """Mark every run of a slide with its language, such as "nn-NO", for spelling and for screen readers."""
    for properties in element.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}rPr",
        "{http://schemas.openxmlformats.org/drawingml/2006/main}endParaRPr",
    ):
        properties.set("lang", language)
