"""A file of the reader's: read apart from the page, with what the reader corrects, and refused without harm."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from analysis import own_data
from analysis.own_data import Asked, Reading
from analysis.own_data.reading import MOST_BYTES
from analysis.text import hidden
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.uploads import UploadError
from analysis.uploads.errors import BUSY
from pages._shared.data import this_run
from pages._shared.own_data import files
from pages._shared.session import settings
from pages._shared.show import uploader

_READ, _ASKED, _TAKEN = "egen fil lest", "egen fil rettet", "egne filer tatt i bruk"
_LONGEST_NAME = 120
_MAKES_OTHER_ROWS = ("encoding", "separator", "sheet")
_MAKES_OTHER_COLUMNS = (*_MAKES_OTHER_ROWS, "headings")


@dataclass(frozen=True)
class Given:
    """A file that lies in the field: its name, its bytes, and an id of both."""

    name: str
    content: bytes
    file_id: str


def field(reader: Reader) -> Given | None:
    """Draw the field for a file and return the file in it."""
    label = reader.text("A register of your own projects, or a publisher's file")
    given = uploader.draw(reader, label, own_data.ENDINGS, key=f"egen-fil-{_taken()}", most_bytes=MOST_BYTES)
    if given is None:
        return None
    content = given.getvalue()
    name = _shown(given.name)
    named = hashlib.sha256(name.encode() + b"\0" + content).hexdigest()[:16]
    return Given(name, content, named)


def _shown(name: str) -> str:
    """Return a file's name as it is shown and cited: without what cannot be seen, its beginning and its ending."""
    seen = hidden.removed(name)
    return seen if len(seen) <= _LONGEST_NAME else f"{seen[: _LONGEST_NAME - 20]}…{seen[-19:]}"


def reading(reader: Reader, given: Given) -> Reading | None:
    """Return the file as it is read with the reader's corrections; says why where it cannot be read."""
    asked = _asked(given.file_id)
    stamp = (given.file_id, asked, str(this_run.reading().folder))
    kept = settings.chosen(_READ)
    if not isinstance(kept, tuple) or kept[0] != stamp:
        with st.spinner(reader.text("Reading the file")):
            kept = (stamp, _outcome(given, asked))
        if not _is_busy(kept[1]):
            settings.put(_READ, kept)
    outcome = kept[1]
    if isinstance(outcome, Reading):
        return outcome
    assert isinstance(outcome, UploadError)
    _refuse(reader, outcome, corrected=asked != Asked())
    return None


def _outcome(given: Given, asked: Asked) -> Reading | UploadError:
    try:
        return own_data.read(given.content, given.name, asked)
    except UploadError as refused:
        return refused


def _is_busy(outcome: Reading | UploadError) -> bool:
    return isinstance(outcome, UploadError) and outcome.words == BUSY


def _refuse(reader: Reader, refused: UploadError, *, corrected: bool) -> None:
    text = reader.text
    places = {name: escaped(place) for name, place in refused.places.items()}
    if "kind" in places:
        places["kind"] = files.kind_name(reader, refused.places["kind"])
    st.error(text(refused.words, **places), icon=":material/error:")
    st.markdown(unchanged(reader))
    if _is_busy(refused):
        st.button(text("Try again"), icon=":material/refresh:")  # every run that finds no reading kept reads anew
    if corrected:
        st.button(text("Read the file as it was found"), on_click=forget_corrections, icon=":material/undo:")


def unchanged(reader: Reader) -> str:
    """Return the sentence that nothing has happened yet."""
    return reader.text("The data in use are unchanged.")


def _asked(file_id: str) -> Asked:
    kept = settings.chosen(_ASKED)
    return kept[1] if isinstance(kept, tuple) and kept[0] == file_id else Asked()


def correct(file_id: str, name: str, widget: str) -> None:
    """Read the file with another encoding, sheet, row of headings or manner of writing; for callbacks.

    Args:
        name: the field of Asked; what makes other columns lets go of those that were chosen.
        widget: key of the widget that holds the value.
    """
    now = _asked(file_id)
    changed: dict[str, Any] = {name: settings.chosen(widget)}
    if name in _MAKES_OTHER_COLUMNS:
        changed = {"columns": None, "counted": ()} | changed
    if name in _MAKES_OTHER_ROWS:
        changed = {"headings": None} | changed
    settings.put(_ASKED, (file_id, replace(now, **changed)))


def is_counted(file_id: str, kind: str) -> bool:
    """Return whether the reader says that the rows of a kind that is in doubt count."""
    return kind in _asked(file_id).counted


def count(file_id: str, kind: str, widget: str) -> None:
    """Let the rows of a kind that is in doubt count or not; for callbacks."""
    now = _asked(file_id)
    others = tuple(one for one in now.counted if one != kind)
    settings.put(_ASKED, (file_id, replace(now, counted=(*others, kind) if settings.chosen(widget) else others)))


def correct_column(file_id: str, matched: Mapping[str, str | None], field_id: str, widget: str) -> None:
    """Read a field from another column; for callbacks."""
    heading = settings.chosen(widget)
    columns = {name: str(found) for name, found in {**matched, field_id: heading}.items() if found}
    settings.put(_ASKED, (file_id, replace(_asked(file_id), columns=columns)))


def forget_corrections() -> None:
    """Read the file as it was found; for callbacks."""
    settings.put(_ASKED, None)


def take_away() -> None:
    """Empty the field, for the file's rows are in use; for callbacks."""
    settings.put(_TAKEN, _taken() + 1)
    settings.put(_READ, None)
    settings.put(_ASKED, None)


def _taken() -> int:
    kept = settings.chosen(_TAKEN)
    return kept if isinstance(kept, int) else 0
