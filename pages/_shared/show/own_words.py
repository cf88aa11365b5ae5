"""How rows of the reader's own are named, and the switch by which they count."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from analysis import in_use
from analysis.participation import OWN_REGISTER
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import own_rows, this_run
from pages._shared.session import settings

ALONE = mark(
    "Of {programmes} no source is loaded, only own rows. They name who took part and never who did not, so all other "
    "units are not loaded."
)
_COUNT = mark("Count own rows in numbers and rankings")
LINK = mark("Own rows are this browser tab's alone, so a link to this view does not have them.")
_KNOWN = mark("Own rows that the data in use have already, and that count once: {number}.")
_BETTER = mark("Rows of a file whose programme another source has, and that do not count: {number}.")
_STATE = {
    True: mark("Own rows count here ({files}). Numbers, rankings and files differ from the dashboard's own data."),
    False: mark("Own rows ({files}) are hatched, and count in no number and no ranking."),
}


def number(reader: Reader, count: int) -> str:
    """Return how many own rows a unit has, in words."""
    return reader.text("own rows: {number}", number=reader.number(count))


def switch(reader: Reader) -> bool:
    """Draw the switch by which own rows count, where there are any, and return whether they do."""
    if own_rows.held():
        settings.recall(own_rows.COUNTED, False, lambda _: None)
        asked = st.toggle(reader.text(_COUNT), key=own_rows.COUNTED, help=reader.text(LINK))
        settings.remember(own_rows.COUNTED, asked)
    return own_rows.counted()


def banner(reader: Reader) -> None:
    """Say above a page that own rows count in what it shows."""
    if own_rows.counted():
        with st.container(key="own-rows-count"):
            st.warning(escaped(state(reader)), icon=":material/person_add:")


def notes(reader: Reader, table: pd.DataFrame) -> list[str]:
    """Return what a reader must know of a map or table of units in which own rows are marked."""
    if in_use.COLUMN not in table or not table[in_use.COLUMN].gt(0).any():
        return []
    return [state(reader), *not_counted(reader)]


def not_counted(reader: Reader) -> list[str]:
    """Say how many of the own rows do not count although the reader asks for it, and why."""
    if not own_rows.counted():
        return []
    joined = this_run.reading().joined()
    return [
        reader.text(words, number=reader.number(count))
        for words, count in ((_KNOWN, joined.known_already), (_BETTER, joined.told_better))
        if count
    ]


def state(reader: Reader) -> str:
    """Return whether own rows count, and from which files they are."""
    return reader.text(_STATE[own_rows.counted()], files=files(reader))


def files(reader: Reader) -> str:
    """Return the files whose rows are in use, each with how many it has."""
    return ", ".join(
        reader.text("{file}: {number} rows", file=file.name, number=reader.number(len(file.rows)))
        for file in own_rows.held()
    )


def source_line(reader: Reader, source_id: str) -> str | None:
    """Return the source line of own rows that count; None where the source is not theirs."""
    if source_id not in this_run.reading().sources_counted():
        return None
    if source_id == OWN_REGISTER:
        return reader.text("Source: own rows, counted here by the reader ({files}).", files=_files_of(source_id))
    return reader.text(
        "Source: the publisher's file as the reader has given it, counted here ({files}).", files=_files_of(source_id)
    )


def _files_of(source_id: str) -> str:
    return ", ".join(file.name for file in own_rows.held() if source_id in in_use.sources_of(file))


def titled(reader: Reader, title: str, sources: Collection[str]) -> str:
    """Return a title that says where own rows count in what stands below."""
    if set(sources).isdisjoint(this_run.reading().sources_counted()):
        return title
    return reader.text("{title} (own rows counted)", title=title)


def file_name(name: str, sources: Collection[str]) -> str:
    """Return the short name of a file, which says where own rows count in it."""
    return name if set(sources).isdisjoint(this_run.reading().sources_counted()) else f"{name}-med-egne-rader"
