"""The follow-up board: edited in the page, kept in the session, saved in a file of the reader's own."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis import uploads
from analysis.exports.tables import spreadsheet, workbook
from analysis.registers import board, registers
from analysis.registers.board import COLUMNS, STATUSES
from analysis.text.reader import Reader
from analysis.uploads import UploadError
from pages._shared.data import this_run
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import uploader

_NOW, _BASE, _BEFORE, _VERSION = "tavle", "tavle ved start", "tavle før", "tavle versjon"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = {"suggestion": 50, "network": 40, "responsible": 30, "status": 14, "date": 14}
_NAME = "europaprofil-oppfolging"


def draw(reader: Reader) -> None:
    """Draw the board with its downloads and upload."""
    text = reader.text
    st.markdown(
        text("What comes out of the meeting: one row per follow-up. ")
        + text("The board starts with the networks that the workshop names; change, add and take away rows.")
    )
    st.info(
        text("The board lives in this browser tab alone. Save it as a file, and upload the file next time. ")
        + text("Name a role or an organisation as responsible, never a private person."),
        icon=":material/save:",
    )
    now = _edit(reader)
    _warn_of_names(reader, now)
    _downloads(reader, now)
    _upload(reader, now)


def add(reader: Reader, network_name: str) -> None:
    """Put a network on the board as a suggestion, and show the board; for callbacks."""
    row = {"suggestion": "", "network": network_name, "responsible": "", "status": "suggested", "date": None}
    now = _current(reader)
    settings.put(_NOW, now)
    _replace(pd.concat([now, pd.DataFrame([row])], ignore_index=True))
    settings.put(Key.NETWORKS_VIEW, "tavle")


def _current(reader: Reader) -> pd.DataFrame:
    kept = settings.chosen(_NOW)
    if isinstance(kept, pd.DataFrame):
        return kept
    networks = this_run.reading().table("networks")
    words = {said: reader.text(said) for said in (board.TEST_TOGETHER, board.BUILD_ON, board.THEME_MEETING)}
    return board.from_workshop(networks[networks["named_in_case"] == registers.WORKSHOP], words)


def _version() -> int:
    kept = settings.chosen(_VERSION)
    return kept if isinstance(kept, int) else 0


def _replace(new: pd.DataFrame) -> None:
    """Put another board in the place of this one, which can be brought back."""
    settings.put(_BEFORE, settings.chosen(_NOW))
    settings.put(_NOW, board.tidy(new))
    settings.put(_VERSION, _version() + 1)


def _edit(reader: Reader) -> pd.DataFrame:
    """Draw the editor; its base stays the same while it is on the page, for the editor keeps the changes itself."""
    key = f"tavle-{_version()}"
    if settings.chosen(key) is None:
        settings.put(_BASE, _current(reader))
    base = settings.chosen(_BASE)
    assert isinstance(base, pd.DataFrame)
    names = sorted({*this_run.reading().table("networks")["network_name"], *base["network"]}, key=str.casefold)
    edited = st.data_editor(
        base.assign(date=pd.to_datetime(base["date"])), key=key, num_rows="dynamic", hide_index=True, placeholder="",
        column_config=_columns(reader, names),
    )  # fmt: skip
    now = board.tidy(edited)
    settings.put(_NOW, now)
    return now


def _columns(reader: Reader, names: Sequence[str]) -> dict[str, Any]:
    text = reader.text
    return {
        "suggestion": st.column_config.TextColumn(
            text(COLUMNS["suggestion"]), width="large", max_chars=board.MOST_CHARACTERS, default=""
        ),
        "network": st.column_config.SelectboxColumn(
            text(COLUMNS["network"]), options=names, default="", width="medium",
            format_func=lambda name: text(str(name)),
        ),
        "responsible": st.column_config.TextColumn(
            text(COLUMNS["responsible"]), max_chars=board.MOST_CHARACTERS, default="", width="medium",
            help=text("A role or an organisation, such as “head of culture” or a county council; never a person."),
        ),
        "status": st.column_config.SelectboxColumn(
            text(COLUMNS["status"]), options=list(STATUSES), default="suggested", required=True,
            format_func=lambda status: text(STATUSES[str(status)]), width="small",
        ),
        "date": st.column_config.DateColumn(
            text(COLUMNS["date"]), format="DD.MM.YYYY", min_value=board.FIRST_DAY, max_value=board.LAST_DAY,
            width="small",
        ),
    }  # fmt: skip


def _warn_of_names(reader: Reader, now: pd.DataFrame) -> None:
    names = [said for said in dict.fromkeys(now["responsible"]) if board.may_be_a_person(said)]
    if names:
        st.warning(
            reader.text(
                "This may be a person's name: {names}. Write a role or an organisation instead.",
                names=", ".join(names),
            ),
            icon=":material/person_off:",
        )


def _words(reader: Reader) -> Mapping[str, Mapping[str, str]]:
    return {
        "columns": {column: reader.text(word) for column, word in COLUMNS.items()},
        "statuses": {status: reader.text(word) for status, word in STATUSES.items()},
    }


def _downloads(reader: Reader, now: pd.DataFrame) -> None:
    text, words = reader.text, _words(reader)
    headings = words["columns"]
    table = now.assign(status=now["status"].map(dict(words["statuses"]))).rename(columns=dict(headings))
    days = [reader.short_day(day) if day else "" for day in now["date"]]
    book = workbook.xlsx(
        table, sheet=text("Follow-up"), widths={headings[column]: width for column, width in _WIDTHS.items()},
        choices={headings["status"]: list(words["statuses"].values())},
    )  # fmt: skip
    with st.container(horizontal=True):
        st.download_button(
            text("Download as XLSX"), book, file_name=f"{_NAME}.xlsx", mime=_XLSX, key="board-xlsx",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            text("Download as CSV"), spreadsheet.csv(table.assign(**{headings["date"]: days})),
            file_name=f"{_NAME}.csv", mime="text/csv", key="board-csv", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        if isinstance(settings.chosen(_BEFORE), pd.DataFrame):
            st.button(
                text("Bring back the board before"), key="board-back", on_click=_bring_back, icon=":material/undo:"
            )


def _bring_back() -> None:
    before = settings.chosen(_BEFORE)
    if isinstance(before, pd.DataFrame):
        _replace(before)


def _upload(reader: Reader, now: pd.DataFrame) -> None:
    text = reader.text
    st.header(text("Upload a saved board"))
    given = uploader.draw(
        reader, text("CSV or XLSX with the same headings"), ["csv", "xlsx"], key=f"board-file-{_version()}",
        most_bytes=uploads.MOST_BYTES,
    )  # fmt: skip
    if given is None:
        return
    try:
        found = board.read(uploads.read(given.getvalue(), given.name), _words(reader))
    except UploadError as refused:
        st.error(text(refused.words, **refused.places), icon=":material/error:")
        return
    number = reader.number(len(found.board))
    st.success(
        text("The file has {number} rows, and all are readable. What now?", number=number), icon=":material/check:"
    )
    if found.left_out:
        st.warning(
            text("These columns are not part of the board and are left out: {names}.", names=", ".join(found.left_out))
        )
    both = pd.concat([now, found.board], ignore_index=True).drop_duplicates(ignore_index=True)
    with st.container(horizontal=True):
        st.button(
            text("Replace the board"), key="board-replace", on_click=_replace, args=(found.board,), type="primary"
        )
        if len(both) <= board.MOST_ROWS:
            st.button(text("Add the rows to the board"), key="board-add", on_click=_replace, args=(both,))
