"""The tables to take along: each as CSV or Parquet, all of them in one ZIP with a descriptor."""

import json
from functools import partial

import pandas as pd
import streamlit as st

from analysis.exports.tables import data_package
from analysis.text import numbers
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import parts
from pages._shared.sources.words import TABLES

_DEFAULT = "participations"


def draw(reader: Reader) -> None:
    """Draw the way to one table, and to all of them at once."""
    text = reader.text
    st.markdown(
        text(
            "The tables behind every figure, for statistics programs and for your own archive. Codes are text with "
            "their zeros, money is whole cents, and an empty cell means not known."
        )
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.header(text("One table"))
        _one(reader)
    with right:
        st.header(text("All tables"))
        _all(reader)


def _one(reader: Reader) -> None:
    reading = this_run.reading()
    text, told = reader.text, data_package.stored(reading.folder)
    resources = {resource["name"]: resource for resource in told["resources"]}
    names = {name: label for name, label in TABLES.items() if name in resources}
    settings.recall(Key.SOURCES_TABLE, _DEFAULT, settings.one_of(list(names)))
    asked = st.selectbox(text("Table"), list(names), key=Key.SOURCES_TABLE, format_func=lambda name: text(names[name]))
    name = settings.keep(Key.SOURCES_TABLE, asked or _DEFAULT, _DEFAULT)
    resource = resources[name]
    facts = {
        text("Rows"): reader.number(resource["rows"]),
        text("Columns"): reader.number(len(resource["schema"]["fields"])),
        text("Sources"): "  \n".join(text(reading.register()[one].title) for one in resource["rowsBySource"])
        or numbers.MISSING,
        text("Files"): f"`{name}.csv`, `{name}.parquet`",
    }
    st.table(
        pd.DataFrame({"what": list(facts), "said": list(facts.values())}),
        border="horizontal", hide_index=True, hide_header=True,
    )  # fmt: skip
    if not resource["rows"]:
        st.info(text("The table is empty until a source that fills it is loaded."), icon=":material/help:")
    folder = reading.folder
    with st.container(horizontal=True):
        st.download_button(
            "CSV", this_run.staying(partial(_csv, name)), file_name=f"{name}.csv", mime="text/csv", key="table-csv",
            icon=":material/csv:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "Parquet", (folder / "tables" / f"{name}.parquet").read_bytes, file_name=f"{name}.parquet",
            mime="application/vnd.apache.parquet", key="table-parquet", icon=":material/database:", on_click="ignore",
        )  # fmt: skip
    st.caption(
        text(
            "CSV is for programs: UTF-8, comma, decimal point. A text that a spreadsheet would run as a formula has an "
            "apostrophe in front; the Parquet file has it as it is. What each column means stands in English in "
            "datapackage.json and in the data dictionary."
        )
    )


def _csv(name: str) -> bytes:
    return data_package.csv(this_run.reading().table(name))


@parts.alone
def _all(reader: Reader) -> None:
    reading = this_run.reading()
    text = reader.text
    st.markdown(
        text(
            "One ZIP with every table as CSV and Parquet, the register of sources, the account of rows and money, and "
            "datapackage.json, which tells programs each column's type, key and meaning, and each table's sources and "
            "licences (Frictionless Data Package)."
        )
    )
    if st.button(text("Make the ZIP"), key="make-zip", icon=":material/folder_zip:", type="primary"):
        said = text("Writing the tables …")
        bar = st.progress(0.0, said)

        def step(done: float) -> None:
            bar.progress(done, said)

        content = data_package.package(reading.folder, reading.register(), step)
        bar.empty()
        st.download_button(
            text("Download the ZIP ({size} MB)", size=reader.number(len(content) / 1e6, decimals=1)),
            content, file_name="europaprofil-data.zip", mime="application/zip", key="zip", on_click="ignore",
            icon=":material/download:", type="primary",
        )  # fmt: skip
    told = data_package.stored(reading.folder)
    st.download_button(
        text("The stored descriptor alone (datapackage.json)"), partial(_descriptor, told),
        file_name="datapackage.json", mime="application/json", key="descriptor", icon=":material/data_object:",
        on_click="ignore", type="tertiary",
    )  # fmt: skip


def _descriptor(told: dict[str, object]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
