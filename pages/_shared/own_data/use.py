"""The own data page around the upload: what it is for, the template, and the rows that are in use."""

from functools import partial

import streamlit as st

from analysis import own_data
from analysis.in_use import OwnFile
from analysis.participation import OWN_REGISTER
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.choosing import register_filters
from pages._shared.data import own_rows, this_run
from pages._shared.own_data import files as own_files
from pages._shared.session.query import Key
from pages._shared.show import own_words
from pages._shared.show.take_away import XLSX


def lead(reader: Reader) -> None:
    """Say what the page is for, and where the rows live."""
    text = reader.text
    st.markdown(
        text("See your own projects on the map and beside the published ones.")
        + " "
        + text("Upload a file, look at what was read, and use it; nothing is used before you say so.")
    )
    st.info(
        text("The rows live in this browser tab alone: they are not stored on the server, and nobody else sees them.")
        + " "
        + text("Keep the file, and leave private persons out of it."),
        icon=":material/lock:",
    )


def in_use(reader: Reader) -> None:
    """Draw the files whose rows are in use, each to be taken out, the switch by which they count, and the undoing."""
    text, files = reader.text, own_rows.held()
    earlier = own_rows.before()
    if files:
        st.header(text("In use in this tab"))
        for number, file in enumerate(files):
            _file(reader, file, number)
        own_words.switch(reader)
        st.caption(escaped(own_words.state(reader)))
        for note in own_words.not_counted(reader):
            st.caption(note)
    with st.container(horizontal=True):
        if files:
            _to_map(reader)
        if earlier is not None and earlier != files:
            st.button(
                text("Undo the last change"), key="own-undo", on_click=own_rows.bring_back, icon=":material/undo:"
            )


def _file(reader: Reader, file: OwnFile, number: int) -> None:
    text, language = reader.text, reader.language
    with st.container(border=True):
        programmes = [this_run.reading().programme_names(language)[name] for name in file.rows["programme_id"].unique()]
        st.markdown(
            f"**{escaped(file.name)}**  \n"
            + text(
                "{kind}. Rows: {rows}. Programmes: {programmes}.",
                kind=own_files.kind_name(reader, file.kind), rows=reader.number(len(file.rows)),
                programmes=", ".join(programmes) or "–",
            )
        )  # fmt: skip
        with st.container(horizontal=True):
            st.button(
                text("Take them out again"), key=f"own-out-{number}", on_click=own_rows.take_out, args=(file.name,),
                icon=":material/close:",
            )  # fmt: skip
            st.download_button(
                text("Save the rows as a file (XLSX)"), partial(own_files.saved, reader, file),
                file_name=f"{own_files.stem(file.name)}-rader.xlsx", mime=XLSX, key=f"own-save-{number}",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def _to_map(reader: Reader) -> None:
    """Draw the way to the map of the own rows' programmes."""
    rows = this_run.reading().own_facts()
    programmes = [str(name) for name in rows["programme_id"].value_counts().index]
    level = "municipality" if rows["municipality_code"].notna().any() else "county"
    chosen: dict[Key, object] = {
        Key.LAYER: "participation",
        Key.PROGRAMMES: programmes,
        Key.MEASURE: "projects",
        Key.LEVEL: level,
    }
    chosen |= dict.fromkeys(
        (Key.UNIT, Key.YEARS, Key.WITHOUT_RESEARCH, Key.WHO, Key.WITHOUT_ORGANISATIONS, Key.BOUNDARIES)
    )
    register_filters.way_to(reader.text("See them on the map"), "pages/map.py", chosen, key="own-map")


def template(reader: Reader) -> None:
    """Draw the template with its example."""
    text = reader.text
    st.markdown(
        text("Begin with the template: one row per project, with the projects of Levanger as an example to replace.")
    )
    st.download_button(
        text("Download the template (XLSX)"),
        partial(own_data.template, text, this_run.reading().programme_names(reader.language)),
        file_name="europaprofil-egne-data.xlsx", mime=XLSX, key="own-template", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip


def what_to_upload(reader: Reader) -> None:
    """Say which files are read, while none lies in the field."""
    text = reader.text
    st.markdown(f"**{text('Which files are read')}**")
    lines = [text("A register of your own: any table with a project, a place and a programme in each row")]
    lines += [own_files.kind_name(reader, kind) for kind in own_files.KINDS if kind != OWN_REGISTER]
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.caption(
        text("What is not readable is refused with row, column and what was expected; the other rows can be used.")
    )
