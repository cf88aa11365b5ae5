"""Lists of projects in which the reader's own rows stand beside those of the data in use, marked as such."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import own_rows, this_run
from pages._shared.show import show

MARK = "source"
"""Column that says whose row it is; absent where none is the reader's own."""
_IS_OWN = "is_own"
_SAID = {True: mark("Own row, counted"), False: mark("Own row, not counted")}


def with_own(reader: Reader, rows: participation.Rows, own: pd.DataFrame) -> pd.DataFrame:
    """Return participation.project_list of rows that count, and after it by the same order those of own rows.

    Returns:
        the list, newest first; with own rows also `source` (in words) and `is_own`.
    """
    reading = this_run.reading()
    listed = participation.project_list(rows, reading.participations())
    if own.empty:
        return listed
    of_own = participation.project_list(own, reading.own_participations())
    register = reading.register()
    counted = participation.distinct(rows, ["participation_id", "source_id"]).dropna(subset="participation_id")
    source_of = counted.set_index("participation_id")["source_id"]
    names = {source: reader.text(register[source].publisher) for source in source_of.unique()}
    said = {counted: reader.text(words) for counted, words in _SAID.items()}
    both = [
        listed.assign(source=listed["participation_id"].map(source_of.map(names)), is_own=False),
        of_own.assign(source=of_own["participation_id"].isin(source_of.index).map(said), is_own=True),
    ]
    together = pd.concat([part for part in both if len(part)], ignore_index=True)
    return together.sort_values("start_date", ascending=False, kind="stable", ignore_index=True)


def of_place(reader: Reader, own: pd.DataFrame) -> None:
    """Draw the own rows of a place as a short table, whatever their programmes and years."""
    reading = this_run.reading()
    if own.empty:
        return
    listed = participation.project_list(own, reading.own_participations())
    listed["programme_name"] = listed["programme_id"].map(reading.programme_names(reader.language))
    listed["project_title"] = listed["project_title"].fillna(listed["project_acronym"])
    st.markdown(f"**{reader.text('Own rows')}**")
    columns = ["project_title", "organisation_name", "programme_name"]
    show.numbers_table(reader, listed[columns], key="own-rows-here")


def by_programme(reader: Reader, own: pd.DataFrame) -> str:
    """Return how many own rows a place has of each programme, in words."""
    names = this_run.reading().programme_names(reader.language)
    counts = own.drop_duplicates("row")["programme_id"].value_counts()
    return ", ".join(f"{names[str(name)]} ({reader.number(number)})" for name, number in counts.items())


def counts(reader: Reader, hits: pd.DataFrame, listed: pd.DataFrame) -> str:
    """Return how many of the participations are shown, own rows apart."""
    text = reader.text
    own = listed[_IS_OWN] if _IS_OWN in listed else pd.Series(False, index=listed.index)
    shown, all_rows = int((~own[hits.index]).sum()), int((~own).sum())
    said = text(
        "{shown} of {all} participations",
        shown=reader.number(shown), all=reader.number(all_rows),
    )  # fmt: skip
    if not own.any():
        return said
    return f"{said} · " + text("own rows: {number}", number=reader.number(int(own[hits.index].sum())))


def cited(reader: Reader, listed: pd.DataFrame) -> Sequence[str]:
    """Return the source line of a list with own rows in it."""
    if _IS_OWN not in listed:
        return ()
    files = ", ".join(file.name for file in own_rows.held())
    return (reader.text("Own rows are the reader's, from {files}, and marked in the list.", files=files),)
