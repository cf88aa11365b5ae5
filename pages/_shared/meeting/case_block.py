"""The case text on screen: to read, to copy as plain text, and to take along as a Word document."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from analysis.telling import case_text
from analysis.telling.case_text import CaseText
from analysis.text import languages
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.choosing import filters
from pages._shared.meeting import place_facts
from pages._shared.place.profile import Place
from pages._shared.session.query import Key
from pages._shared.show import parts

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@parts.alone
def draw(reader: Reader, place: Place) -> None:
    """Draw the choice of the text's language, the text with its footnotes, and the ways to take it along."""
    text = reader.text
    language = filters.one_of(
        reader, Key.TEXT_LANGUAGE, text("Language of the text"), languages.CODES, reader.language,
        lambda code: languages.ALL[code].name,
    )  # fmt: skip
    with st.spinner(text("Writing the text")):
        told = replace(reader, language=language)
        case = made(told, place)
    _take_along(reader, told, place, case)
    _read(told, case)


def made(told: Reader, place: Place) -> CaseText:
    """Return the text about a place in the language and currency of a choice."""
    facts = place_facts.of(told, place.level, place.code)
    return case_text.of_place(facts, told)


def _take_along(reader: Reader, told: Reader, place: Place, case: CaseText) -> None:
    text = reader.text
    st.download_button(
        text("Word document (DOCX)"), partial(document, told, case), key="case-docx", icon=":material/description:",
        file_name=f"europaprofil-{place.code}-{told.language}.docx", mime=DOCX, on_click="ignore", type="primary",
    )  # fmt: skip
    with st.expander(text("Plain text to copy"), icon=":material/content_copy:"):
        st.caption(text("The button at the top right of the text copies all of it, footnotes included."))
        st.code(case_text.plain(case, told.text("Sources")), language=None, wrap_lines=True, height=320)


def document(told: Reader, case: CaseText) -> bytes:
    """Return the text as a Word document, made today."""
    from analysis.exports.documents.document import docx

    made_on = told.text("Made with Europaprofil on {day}", day=told.day(date.today()))
    return docx(case, language=told.language, made=made_on, footnote_heading=told.text("Sources"))


def _read(told: Reader, case: CaseText) -> None:
    with st.container(border=True):
        st.markdown(f"**{escaped(case.title)}**")
        for paragraph in case.paragraphs:
            sentences = [escaped(sentence.text + case_text.marks(sentence)) for sentence in paragraph.sentences]
            body = "\n".join(f"- {line}" for line in sentences) if paragraph.listed else " ".join(sentences)
            st.markdown(f"**{escaped(paragraph.heading)}**\n\n{body}")
        listed = [f"[{number}] {line}" for number, line in enumerate(case.footnotes, start=1)]
        st.caption("  \n".join([f"**{escaped(told.text('Sources'))}**", *map(escaped, listed)]))
