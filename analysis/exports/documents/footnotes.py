"""Real footnotes in a Word document, which python-docx writes no part of.

A footnote stands once, where it is first referred to; later references are fields that follow its number (NOTEREF),
so that Word keeps the numbers right when the text is moved about.
"""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = {"-1": "separator", "0": "continuationSeparator"}
_TEXT, _REFERENCE = "FootnoteText", "FootnoteReference"
_SIZE = Pt(9)
_BETWEEN = ","


class Footnotes:
    """The footnotes of one document; `refer` sets their marks, number n for the nth line."""

    def __init__(self, document: Document, lines: Sequence[str]) -> None:
        self._set: set[int] = set()
        _add_styles(document)
        _add_separators_to_settings(document)
        part = XmlPart(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, _footnotes(lines), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def refer(self, paragraph: Paragraph, numbers: Sequence[int]) -> None:
        """Set the marks of some footnotes at the end of a paragraph, with commas between them."""
        for at, number in enumerate(numbers):
            if at:
                paragraph._p.append(_run(_element("w:t", text=_BETWEEN)))
            for element in _again(number) if number in self._set else _first(number):
                paragraph._p.append(element)
            self._set.add(number)


def _first(number: int) -> list[BaseOxmlElement]:
    """Return the mark of a footnote in a bookmark that later marks point to."""
    mark = _run(_element("w:footnoteReference", {"w:id": str(number)}))
    start = _element("w:bookmarkStart", {"w:id": str(number), "w:name": _bookmark(number)})
    return [start, mark, _element("w:bookmarkEnd", {"w:id": str(number)})]


def _again(number: int) -> list[BaseOxmlElement]:
    """Return a field that shows the number of a footnote set before."""
    instruction = _element("w:instrText", text=f" NOTEREF {_bookmark(number)} \\f \\h ")
    begin, between, end = (_element("w:fldChar", {"w:fldCharType": kind}) for kind in ("begin", "separate", "end"))
    return [_run(part) for part in (begin, instruction, between, _element("w:t", text=str(number)), end)]


def _bookmark(number: int) -> str:
    return f"_RefFootnote{number}"


def _footnotes(lines: Sequence[str]) -> BaseOxmlElement:
    root = _element("w:footnotes")
    for note_id, kind in _SEPARATORS.items():
        note = _element("w:footnote", {"w:type": kind, "w:id": note_id})
        paragraph, run = _element("w:p"), _element("w:r")
        run.append(_element(f"w:{kind}"))
        paragraph.append(run)
        note.append(paragraph)
        root.append(note)
    for number, line in enumerate(lines, start=1):
        note = _element("w:footnote", {"w:id": str(number)})
        note.append(_note_paragraph(line))
        root.append(note)
    return root


def _note_paragraph(line: str) -> BaseOxmlElement:
    paragraph, properties = _element("w:p"), _element("w:pPr")
    properties.append(_element("w:pStyle", {"w:val": _TEXT}))
    paragraph.append(properties)
    paragraph.append(_run(_element("w:footnoteRef")))
    words = _element("w:r")
    words.append(_element("w:t", text=f" {line}"))
    paragraph.append(words)
    return paragraph


def _run(content: BaseOxmlElement) -> BaseOxmlElement:
    """Return a run set as a footnote's mark."""
    run, properties = _element("w:r"), _element("w:rPr")
    properties.append(_element("w:rStyle", {"w:val": _REFERENCE}))
    run.append(properties)
    run.append(content)
    return run


def _element(tag: str, attributes: dict[str, str] | None = None, *, text: str = "") -> BaseOxmlElement:
    element = OxmlElement(tag, {qn(name): value for name, value in (attributes or {}).items()})
    if text:
        element.text = text
        element.set(qn("xml:space"), "preserve")
    return element


def _add_styles(document: Document) -> None:
    words = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(words, ParagraphStyle) and isinstance(mark, CharacterStyle)
    words.element.set(qn("w:styleId"), _TEXT)
    words.base_style = document.styles["Normal"]
    words.font.size = _SIZE
    words.paragraph_format.space_after, words.paragraph_format.line_spacing = Pt(0), 1.0
    mark.element.set(qn("w:styleId"), _REFERENCE)
    mark.font.superscript = True


def _add_separators_to_settings(document: Document) -> None:
    properties = _element("w:footnotePr")
    for note_id in _SEPARATORS:
        properties.append(_element("w:footnote", {"w:id": note_id}))
    compatibility = document.settings.element.find(qn("w:compat"))
    assert compatibility is not None, "The template of python-docx has w:compat, before which footnotePr must stand."
    compatibility.addprevious(properties)
