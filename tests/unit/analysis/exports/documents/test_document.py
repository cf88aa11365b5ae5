"""The Word document has the text, real footnotes, a native table, its language, and nobody's name."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml import etree

from analysis.exports.documents import document
from analysis.telling.case_text import CaseText, Paragraph, Sentence, Table

CASE = CaseText(
    title="Røst: deltakelse",
    paragraphs=(
        Paragraph("Deltakelse", (Sentence("Først dette.", (1,), ()), Sentence("Så <dette> & hint.", (1, 2), ()))),
        Paragraph("Tall", (Sentence("Ett tall.", (3,), ()), Sentence("Et annet.", (2,), ())), listed=True),
    ),
    footnotes=("Kilde: SSB; lisens: NLOD.", "Kilde: A & B <C>; lisens: ikke oppgitt.", "Kilde: Tredje."),
    table=Table(
        "Nøkkeltall", ("Program", "a", "b", "c", "d", "Periode"), (("FP7", *"1234", "2007–2013"),), (1, 2), (2,)
    ),
)


@pytest.fixture(scope="module")
def content():
    return document.docx(CASE, language="nn", made="Laga i dag", footnote_heading="Kjelder")


@pytest.fixture(scope="module")
def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def opened(content):
    return Document(io.BytesIO(content))


def test_headings_sentences_and_table_are_there(opened):
    styles = [(paragraph.style.name, paragraph.text) for paragraph in opened.paragraphs]
    assert styles[0] == ("Title", CASE.title)
    assert [text for style, text in styles if style == "Heading 1"] == ["Deltakelse", "Tall", "Nøkkeltall"]
    assert len([text for style, text in styles if style == "List Bullet"]) == 2
    (table,) = opened.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(CASE.table.header),
        *map(list, CASE.table.rows),
    ]
    assert styles[-1][1] == "Laga i dag"


def test_every_footnote_is_a_word_footnote_with_its_own_reference(parts, opened):
    notes = etree.fromstring(parts["word/footnotes.xml"])
    kinds = {note.get(qn("w:id")): note.get(qn("w:type")) for note in notes}
    assert kinds == {"-1": "separator", "0": "continuationSeparator", "1": None, "2": None, "3": None}
    lines = ["".join(note.itertext()).strip() for note in notes if note.get(qn("w:type")) is None]
    assert lines == list(CASE.footnotes)
    body = opened.element.body
    references = [mark.get(qn("w:id")) for mark in body.iter(qn("w:footnoteReference"))]
    assert references == ["1", "2", "3"]


def test_a_footnote_used_again_is_a_field_that_follows_its_number(opened):
    body = opened.element.body
    fields = [field.text.split()[:2] for field in body.iter(qn("w:instrText"))]
    assert fields == [["NOTEREF", f"_RefFootnote{number}"] for number in (1, 2, 2)]
    bookmarks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {name for _, name in fields} <= bookmarks
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"] * 3


def test_the_footnotes_are_wired_into_the_package(parts):
    types = parts["[Content_Types].xml"].decode()
    assert re.search(r'PartName="/word/footnotes.xml" ContentType="[^"]+footnotes\+xml"', types)
    assert 'Target="footnotes.xml"' in parts["word/_rels/document.xml.rels"].decode()
    settings = etree.fromstring(parts["word/settings.xml"])
    order = [etree.QName(element).localname for element in settings]
    assert order.index("footnotePr") == order.index("compat") - 1
    styles = {style.get(qn("w:styleId")) for style in etree.fromstring(parts["word/styles.xml"]).iter(qn("w:style"))}
    assert {"FootnoteText", "FootnoteReference"} <= styles


def test_the_page_is_a4_with_wide_margins_and_letters_large_enough(opened):
    (section,) = opened.sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert all(abs(margin - Cm(2.5)) < Cm(0.01) for margin in margins)
    assert opened.styles["Normal"].font.size >= Pt(11)


@pytest.mark.parametrize(("language", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_language_is_told(language, locale):
    made = Document(io.BytesIO(document.docx(CASE, language=language, made="x", footnote_heading="y")))
    assert {tag.get(qn("w:val")) for tag in made.styles.element.iter(qn("w:lang"))} == {locale}
    assert made.core_properties.language == locale


def test_nobody_is_named_as_the_author(opened, parts):
    about = opened.core_properties
    assert about.title == CASE.title
    assert not any((about.author, about.last_modified_by, about.comments, about.keywords))
    assert not [name for name in parts if "thumbnail" in name]


def test_a_text_without_a_table_has_none():
    bare = CaseText(CASE.title, CASE.paragraphs, CASE.footnotes)
    made = Document(io.BytesIO(document.docx(bare, language="nb", made="x", footnote_heading="Kilder")))
    assert not made.tables
    assert not any("Kilder" in paragraph.text for paragraph in made.paragraphs)
