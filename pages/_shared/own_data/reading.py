"""What a reader sees of an uploaded file before any of its rows are used."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis import in_use, own_data
from analysis.own_data import Reading
from analysis.participation import OWN_REGISTER
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import own_rows
from pages._shared.own_data import doubts, files, manner, upload
from pages._shared.own_data.upload import Given
from pages._shared.session import settings
from pages._shared.show import show

PLACED = {
    "publisher": mark("the place in the file"),
    "organisation_number": mark("organisation number"),
    "postal_code": mark("post code"),
    "city": mark("city"),
    "nuts3": mark("region"),
    "country": mark("country alone, so on no map"),
}
_ERRORS_SHOWN, _LONGEST_VALUE = 10, 80


def draw(reader: Reader, given: Given, reading: Reading) -> None:
    """Draw what the file is, how it was read, what of it is accepted, and the button that takes its rows into use."""
    text = reader.text
    st.subheader(escaped(given.name))
    if reading.kind:
        st.markdown(text("This is: **{kind}**", kind=files.kind_name(reader, reading.kind)))
    else:
        st.warning(text("No known file has these headings. Say below which column is which."), icon=":material/help:")
    manner.draw(reader, given, reading)
    _preview(reader, reading)
    _columns(reader, given, reading)
    _accepted(reader, reading)
    doubts.notes(reader, reading)
    doubts.draw(reader, given, reading)
    _errors(reader, given, reading)
    _use(reader, given, reading)


def _preview(reader: Reader, reading: Reading) -> None:
    st.markdown(f"**{reader.text('The first rows of the file')}**")
    width = max([len(reading.headings), *(len(row) for row in reading.preview)], default=0)
    given = [*reading.headings, *[""] * width][:width]
    headings = [f"{at}: {name}" if given.index(name) < at - 1 else name for at, name in enumerate(given, start=1)]
    rows = [[*row, *[""] * width][:width] for row in reading.preview]
    table = pd.DataFrame(rows, columns=headings, dtype="str")
    if any(why for _, why in reading.fates):
        told = [f"{label}: {reader.text(why)}" if why else "" for label, why in reading.fates]
        table.insert(0, reader.text("Left out"), pd.Series(told, dtype="str").reindex(table.index, fill_value=""))
    st.dataframe(table, hide_index=True, key="own-preview")


def _columns(reader: Reader, given: Given, reading: Reading) -> None:
    """Draw which column each field is read from; those of a publisher's file have fixed names."""
    text = reader.text
    found = sum(bool(heading) for heading in reading.columns.values())
    of = reader.number(len(reading.columns))
    label = text("Columns: {found} of {total} found", found=reader.number(found), total=of)
    if reading.kind not in (OWN_REGISTER, ""):
        st.caption(label)
        return
    fields = {field.field_id: field for field in own_data.FIELDS}
    missing = any(fields[name].required and not heading for name, heading in reading.columns.items())
    with st.expander(label, icon=":material/view_column:", expanded=missing or not reading.kind):
        cells = show.cards(len(fields))
        for cell, (field_id, field) in zip(cells, fields.items(), strict=True):
            key = f"egen-kolonne-{field_id}-{given.file_id}"
            settings.put(key, reading.columns.get(field_id))
            heading = text(field.heading)
            cell.selectbox(
                text("{heading} (must be there)", heading=heading) if field.required else heading,
                [None, *dict.fromkeys(reading.headings)], key=key, help=text(field.expected),
                format_func=lambda name: text("not in the file") if name is None else str(name),
                on_change=upload.correct_column, args=(given.file_id, reading.columns, field_id, key),
            )  # fmt: skip


def _accepted(reader: Reader, reading: Reading) -> None:
    """Draw how many rows were read, accepted, rejected and left out, and how the accepted ones were placed."""
    text = reader.text
    counts = [
        (text("Rows read"), reading.rows_read),
        (text("Rows accepted"), files.rows_in(reading)),
        (text("Rows rejected"), reading.rows_rejected),
    ]
    if reading.rows_left_out:
        counts.append((text("Rows left out"), reading.rows_left_out))
    for column, (label, number) in zip(st.columns(len(counts)), counts, strict=True):
        column.metric(label, reader.number(number), border=True)
    ways = [
        f"{text(PLACED.get(way, way))}: {reader.number(number)}" for way, number in reading.placed.items() if number
    ]
    if ways:
        st.caption(text("Placed by {ways}.", ways=", ".join(ways)))
    for reason, number in reading.left_out.items():
        said = text("Left out: {reason}: {number}", reason=text(reason), number=reader.number(number))
        st.caption(said)


def _errors(reader: Reader, given: Given, reading: Reading) -> None:
    """Draw the first refused cells, and all of them as a file."""
    if reading.rejected.empty:
        return
    text = reader.text
    headings = files.error_headings(reader)
    first = files.in_words(reader, reading.rejected.head(_ERRORS_SHOWN))
    table = pd.DataFrame({
        headings["row"]: [files.row_name(reader, *cell) for cell in zip(first["sheet"], first["row"], strict=True)],
        headings["column"]: first["column"].map(escaped).tolist(),
        headings["value"]: first["value"].fillna("").str[:_LONGEST_VALUE].map(escaped).tolist(),
        headings["expected"]: first["expected"].tolist(),
    })  # fmt: skip
    number, total = (reader.number(len(cells)) for cells in (first, reading.rejected))
    st.markdown(text("**What is wrong** ({number} of {total} cells)", number=number, total=total))
    st.table(table, border="horizontal", hide_index=True)
    st.download_button(
        text("Download all errors"), partial(files.errors, reader, reading),
        file_name=f"{files.stem(given.name)}-feil.csv", mime="text/csv", key="own-errors",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _use(reader: Reader, given: Given, reading: Reading) -> None:
    """Say that nothing has changed, and draw the button that takes the accepted rows into use."""
    text = reader.text
    st.markdown(f"**{upload.unchanged(reader)}**")
    if not files.shown_in(reading):
        words = (
            text("No row can be shown on maps or in lists, so there is nothing to use.")
            if files.rows_in(reading)
            else text("No row is accepted, so there is nothing to use. Correct the file and upload it again.")
        )
        st.info(words, icon=":material/info:")
        return
    file = in_use.OwnFile(files.shown_name(given.name), reading.kind, reading.accepted, reading.tables)
    file = doubts.once(reader, given, file)

    def take() -> None:
        own_rows.use(file)
        upload.take_away()

    is_empty = not any(map(len, (file.rows, *file.tables.values())))
    st.button(
        text("Use these rows"), key="own-use", on_click=take, type="primary", icon=":material/check:", disabled=is_empty
    )
