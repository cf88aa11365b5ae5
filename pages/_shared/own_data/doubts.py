"""What a reader must know of a file, and the rows of which only he can say whether they count."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.in_use import OwnFile, without_rows_of
from analysis.own_data import APART, EQUAL, TOTAL, Doubt, Reading
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import own_rows
from pages._shared.own_data import upload
from pages._shared.own_data.upload import Given
from pages._shared.session import settings

_DOUBTS_SHOWN, _UNUSED_NAMED = 10, 10


@dataclass(frozen=True)
class _Question:
    """What is said of one kind of doubtful rows, the heading of the rows they are held against, and what is asked."""

    said: str
    others: str
    asked: str


_QUESTIONS = {
    EQUAL: _Question(
        mark("**Rows that are equal to another one: {number}.** They do not count unless you say so."),
        mark("Equal to row"),
        mark("These rows are participations of their own: count them"),
    ),
    TOTAL: _Question(
        mark("**Rows that look like the sum of others: {number}.** They do not count unless you say so."),
        mark("Sum of rows"),
        mark("These rows are projects: count them"),
    ),
    APART: _Question(
        mark("**Projects of one name and time in several places: {number}.** Each counts once, with several partners."),
        mark("Together with row"),
        mark("Each row is a project of its own"),
    ),
}  # fmt: skip


def notes(reader: Reader, reading: Reading) -> None:
    """Say what stands in the file besides what was read: hidden rows, other sheets, columns that are not used."""
    text = reader.text
    lines = [
        text(note.words, number=reader.number(note.number), where=escaped(note.where)) for note in reading.notes
    ]  # fmt: skip
    if reading.unused:
        names = ", ".join(escaped(name) for name in reading.unused[:_UNUSED_NAMED])
        more = " …" if len(reading.unused) > _UNUSED_NAMED else ""
        lines.append(text("Columns that no field is read from: {names}.", names=names + more))
    if lines:
        st.markdown(f"**{text('What to know of this file')}**")
        st.markdown("\n".join(f"- {line}" for line in lines))


def draw(reader: Reader, given: Given, reading: Reading) -> None:
    """Draw the rows in doubt, those of each kind with the question whether they count."""
    for kind, question in _QUESTIONS.items():
        doubts = [doubt for doubt in reading.doubts if doubt.kind == kind]
        if not doubts:
            continue
        st.markdown(reader.text(question.said, number=reader.number(len(doubts))))
        st.table(_table(reader, question, doubts[:_DOUBTS_SHOWN]), border="horizontal", hide_index=True)
        key = f"egen-tell-{kind}-{given.file_id}"
        settings.put(key, upload.is_counted(given.file_id, kind))
        st.checkbox(
            reader.text(question.asked), key=key, on_change=upload.count, args=(given.file_id, kind, key)
        )  # fmt: skip


def once(reader: Reader, given: Given, file: OwnFile) -> OwnFile:
    """Return a file without the rows that are in use already from a file of another name, if they shall not repeat."""
    others = [held for held in own_rows.held() if held.name != file.name]
    repeated = [held for held in others if len(without_rows_of(file, [held]).rows) < len(file.rows)]
    if not repeated:
        return file
    rest = without_rows_of(file, repeated)
    text = reader.text
    number = reader.number(len(file.rows) - len(rest.rows))
    names = ", ".join(escaped(held.name) for held in repeated)
    st.warning(
        text("Rows that are in use already: {number}, from {names}.", number=number, names=names),
        icon=":material/content_copy:",
    )
    again = st.checkbox(text("Count these rows once more"), key=f"egen-igjen-{given.file_id}")
    return file if again else rest


def _table(reader: Reader, question: _Question, doubts: list[Doubt]) -> pd.DataFrame:
    text = reader.text
    fields = {"project_title": text("Project"), "place": text("County or municipality"), "amount": text("Amount")}
    rows = [
        {
            text("Row"): escaped(doubt.row),
            text(question.others): escaped(doubt.others) or "–",
            **{heading: escaped(doubt.cells.get(name, "")) for name, heading in fields.items()},
        }
        for doubt in doubts
    ]
    return pd.DataFrame(rows)
