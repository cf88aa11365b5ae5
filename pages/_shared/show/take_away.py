"""What the reader can take along of a figure: picture, table, workbook, and the address of the view.

Nothing is made before it is asked for: the menu draws its contents once it is open, and each file is written at its
click.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.exports.pictures import picture
from analysis.exports.pictures.picture import Caption
from analysis.exports.tables import spreadsheet, workbook
from analysis.text.reader import Reader
from pages._shared.data import own_rows, this_run
from pages._shared.show import citing, columns, copy_link, own_words, parts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Picture = Callable[[Caption], str]
"""A figure's drawing: what stands around it in, a complete SVG document out."""


@dataclass(frozen=True, kw_only=True)
class View:
    """One figure or table with all that belongs to it.

    Args:
        name: short name of the files, unique on the page.
        title: what it shows.
        table: its numbers, with the columns of pages._shared.show.columns; amounts in cents.
        filters: what was chosen, in words.
        sources: ids in the register of sources.
        cited: ready-made source lines of published figures.
        attribution: who made the map below the figure.
        alt: what it says, in words.
        picture: the drawing, where there is one.
    """

    name: str
    title: str
    table: pd.DataFrame
    sources: Sequence[str]
    cited: Sequence[str] = ()
    filters: str = ""
    attribution: str = ""
    alt: str = ""
    picture: Picture | None = None


@parts.alone
def menu(reader: Reader, view: View) -> None:
    """Draw the button that opens the menu; opening it runs this block alone, not the page."""
    key = f"take-{view.name}"
    opened = st.popover(reader.text("Take along"), icon=":material/download:", key=key, on_change="rerun")
    if opened.open:
        with opened:
            _files(reader, view, key)


def _files(reader: Reader, view: View, key: str) -> None:
    text, name = reader.text, own_words.file_name(view.name, view.sources)
    view = _as_now(reader, view)
    offers: list[tuple[str, str, str, str, Callable[[], bytes]]] = []
    if view.picture:
        offers += [
            ("png", text("Picture (PNG)"), "image/png", ":material/image:", partial(_png, reader, view)),
            (
                "svg",
                text("Picture that scales (SVG)"),
                "image/svg+xml",
                ":material/shapes:",
                partial(_svg, reader, view),
            ),
        ]
    offers += [
        ("xlsx", text("Workbook with sources (XLSX)"), XLSX, ":material/table_view:", partial(book, reader, view)),
        ("csv", text("Table for a Norwegian Excel (CSV)"), "text/csv", ":material/csv:", partial(_csv, reader, view)),
        (
            "plain.csv",
            text("Table for programs (CSV)"),
            "text/csv",
            ":material/data_array:",
            partial(_plain, reader, view),
        ),
    ]
    for ending, label, mime, icon, make in offers:
        st.download_button(
            label, this_run.staying(make), file_name=f"europaprofil-{name}.{ending}", mime=mime,
            key=f"{key}-{ending}", icon=icon, on_click="ignore", type="tertiary",
        )  # fmt: skip
    link(reader, key)


def _as_now(reader: Reader, view: View) -> View:
    """Return the view with its title and source lines as this session has them: a file is written outside of it."""
    title = own_words.titled(reader, view.title, view.sources)
    return replace(view, title=title, sources=(), cited=citing.lines(reader, view.sources, view.cited))


def link(reader: Reader, key: str) -> None:
    """Draw the button that copies the address of the view."""
    text = reader.text
    copy_link.draw(
        key=f"{key}-link",
        label=text("Copy link to this view"),
        copied=text("Copied"),
        by_hand=text("Copy this address:"),
    )
    if own_rows.held():
        st.caption(text(own_words.LINK))


def caption(reader: Reader, view: View) -> Caption:
    """Return what stands around the figure in its picture."""
    return Caption(
        title=own_words.titled(reader, view.title, view.sources),
        subtitle=view.filters,
        sources=tuple(citing.lines(reader, view.sources, view.cited)),
        attribution=view.attribution,
        alt=view.alt,
    )


def _svg(reader: Reader, view: View) -> bytes:
    assert view.picture is not None
    return view.picture(caption(reader, view)).encode()


def _png(reader: Reader, view: View) -> bytes:
    assert view.picture is not None
    return picture.png(view.picture(caption(reader, view)))


def _csv(reader: Reader, view: View) -> bytes:
    return spreadsheet.csv(_named(reader, view.table), note=citing.source_text(reader, view.sources, view.cited))


def _plain(reader: Reader, view: View) -> bytes:
    return spreadsheet.plain_csv(_named(reader, view.table))


def book(reader: Reader, view: View) -> bytes:
    """Return the workbook: the numbers on one sheet; title, filters, sources and definitions on another."""
    text, names = reader.text, columns.names(reader, view.table)
    about = [
        (text("Title"), own_words.titled(reader, view.title, view.sources)),
        (text("What was chosen"), view.filters or text("Everything that is loaded")),
    ]
    about += [(text("Source"), line) for line in citing.lines(reader, view.sources, view.cited)]
    if view.attribution:
        about.append((text("Map"), view.attribution))
    about += [
        (names.get(column, column), text(columns.DEFINITIONS[column]))
        for column in view.table
        if column in columns.DEFINITIONS
    ]
    decimals = {
        names.get(column, column): places for column, places in columns.DECIMALS.items() if column in view.table
    }
    return workbook.xlsx(
        _named(reader, view.table), sheet=text("Numbers"), about=about, about_sheet=text("About"), decimals=decimals
    )


def _named(reader: Reader, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table as it leaves: amounts in whole units with two decimals, columns named for the reader."""
    exact = table.assign(amount=table["amount"].astype("Float64") / 100) if "amount" in table else table
    return exact.rename(columns=columns.names(reader, table))
