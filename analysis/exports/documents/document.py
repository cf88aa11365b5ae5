"""A case text as a Word document, with real footnotes, headings and a native table."""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell

from analysis.exports.documents.footnotes import Footnotes
from analysis.exports.pictures.lettering import clean
from analysis.telling.case_text import CaseText, Paragraph, Table
from analysis.text import languages

_FONT = "Arial"
_LONGEST_PROPERTY = 255
_BODY, _SMALL = Pt(11), Pt(9)
_MARGIN, _WIDTH, _HEIGHT = Cm(2.5), Cm(21), Cm(29.7)
_COLUMNS_CM = (3.2, 2.0, 2.5, 2.9, 3.0, 2.4)
"""Widths of the table: programme, projects, participations, organisations, amount, period."""
_INK = RGBColor(0x1F, 0x2A, 0x37)
_HEADER_FILL = "E8EDF2"
_SIZES = {"Title": Pt(20), "Heading 1": Pt(14)}


def docx(case: CaseText, *, language: str, made: str, footnote_heading: str) -> bytes:
    """Return the text as a Word document on A4.

    Args:
        language: "nb", "nn" or "en".
        made: "Made with Europaprofil on 24 November 2026", ready-made; the last line.
        footnote_heading: what stands before the footnotes of the table: "Sources".
    """
    document = Document()
    _set_up(document, languages.ALL[language].tag, clean(case.title)[:_LONGEST_PROPERTY])
    footnotes = Footnotes(document, [clean(line) for line in case.footnotes])
    document.add_heading(clean(case.title), level=0)
    for paragraph in case.paragraphs:
        _add_paragraph(document, paragraph, footnotes)
    if case.table:
        _add_table(document, case.table)
        below = document.add_paragraph(f"{footnote_heading}: ")
        below.runs[0].font.size, below.paragraph_format.space_before = _SMALL, Pt(4)
        footnotes.refer(below, case.table.footnotes)
    document.add_paragraph(made).runs[0].font.size = _SMALL
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _add_paragraph(document: WordDocument, paragraph: Paragraph, footnotes: Footnotes) -> None:
    document.add_heading(clean(paragraph.heading), level=1)
    body = None
    for sentence in paragraph.sentences:
        if body is None or paragraph.listed:
            body = document.add_paragraph(style="List Bullet" if paragraph.listed else None)
        body.add_run(f"{' ' if body.runs else ''}{clean(sentence.text)}")
        footnotes.refer(body, sentence.footnotes)


def _set_up(document: WordDocument, locale: str, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    _set_styles(document)
    for element in (document.styles.element, document.settings.element):
        for tag in element.iter(qn("w:lang"), qn("w:themeFontLang")):
            tag.set(qn("w:val"), locale)
    about = document.core_properties
    about.title, about.language = title, locale
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    _drop_thumbnail(document)


def _drop_thumbnail(document: WordDocument) -> None:
    """Take out the picture of python-docx's empty template, which file managers would show."""
    links = document.part.package.rels
    for link_id in [key for key, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[link_id]


def _set_styles(document: WordDocument) -> None:
    normal = _style(document, "Normal")
    normal.font.name, normal.font.size = _FONT, _BODY
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.15
    for name, size in _SIZES.items():
        style = _style(document, name)
        _plain(style.element)
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = _FONT, size, True, _INK
        style.paragraph_format.space_after, style.paragraph_format.keep_with_next = Pt(6), True
    _style(document, "List Bullet").paragraph_format.space_after = Pt(3)
    _style(document, "Heading 1").paragraph_format.space_before = Pt(16)


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _plain(style: BaseOxmlElement) -> None:
    """Take the template's own font and the line below the title out of a style."""
    for tag in (*style.iter(qn("w:rFonts")), *style.iter(qn("w:pBdr"))):
        parent = tag.getparent()
        assert parent is not None
        parent.remove(tag)


def _add_table(document: WordDocument, table: Table) -> None:
    document.add_heading(clean(table.heading), level=1)
    grid = document.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Cm(width) for width in _COLUMNS_CM]
    for at, row in enumerate((table.header, *table.rows)):
        for column, (cell, text) in enumerate(zip(grid.add_row().cells, row, strict=True)):
            cell.width = widths[column]
            _fill(cell, text, header=at == 0, numeric=column in table.numeric)
        _set_row(grid.rows[at]._tr, header=at == 0)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width


def _fill(cell: _Cell, text: str, *, header: bool, numeric: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT if numeric else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold = _SMALL, header
    if header:
        shade = OxmlElement("w:shd", {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): _HEADER_FILL})
        cell._tc.get_or_add_tcPr().append(shade)


def _set_row(row: BaseOxmlElement, *, header: bool) -> None:
    """Keep a row on one page, and repeat the header on every page."""
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
