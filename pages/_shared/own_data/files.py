"""What kinds of files there are by name, and accepted rows as a file of their own."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from analysis import own_data
from analysis.exports.tables import workbook
from analysis.in_use import OwnFile
from analysis.own_data import Reading
from analysis.participation import OWN_REGISTER
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run

KINDS = {
    OWN_REGISTER: mark("Register of own projects"),
    "cordis": mark("CORDIS: organisations and projects of FP7, Horizon 2020 or Horizon Europe"),
    "forskningsradet": mark("Research Council of Norway: grants from Horizon 2020"),
    "erasmus_projects": mark("Erasmus+ and Creative Europe: list of projects"),
    "erasmus_mobility": mark("Erasmus+: open data on mobility"),
    "keep_export": mark("keep.eu: projects and partners"),
    "programme_lists": mark("Interreg programmes: list of projects"),
    "fts": mark("EU budget: commitments to recipients (FTS)"),
    "eea_partners": mark("EEA and Norway Grants: Norwegian partners"),
}
_LONGEST_NAME = 80
_SHOWN = ("grant_partners", "grant_projects")
"""Tables besides participations whose rows count as participation."""


def kind_name(reader: Reader, kind: str) -> str:
    """Return what kind of file it is, in words."""
    return reader.text(KINDS[kind]) if kind in KINDS else kind


def rows_in(reading: Reading) -> int:
    """Return how many rows of all tables were accepted."""
    return len(reading.accepted) + sum(len(table) for name, table in reading.tables.items() if name != "participations")


def shown_in(reading: Reading) -> bool:
    """Return whether any accepted row can be shown on maps or in lists."""
    return bool(len(reading.accepted)) or any(len(reading.tables.get(name, ())) for name in _SHOWN)


def error_headings(reader: Reader) -> Mapping[str, str]:
    """Return the headings of the file of errors."""
    text = reader.text
    return {
        "sheet": text("Sheet"),
        "row": text("Row"),
        "column": text("Column"),
        "value": text("Value"),
        "expected": text("Expected"),
    }


def errors(reader: Reader, reading: Reading) -> bytes:
    """Return all refused cells as a file in the reader's language."""
    told = in_words(reader, reading.rejected)
    of_sheets = {"sheet": reader.text("Sheet")} if told["sheet"].any() else {}
    return own_data.errors_file(replace(reading, rejected=told), of_sheets | dict(error_headings(reader)))


def in_words(reader: Reader, rejected: pd.DataFrame) -> pd.DataFrame:
    """Return refused cells with what was expected, and fields that the file lacks, in the reader's language."""
    words = {name: rejected[name].map(reader.text) for name in ("column", "expected")}
    candidates = (
        rejected["candidates"].fillna("").map(partial(_by_name, this_run.reading().programme_names(reader.language)))
    )
    words["expected"] += candidates.mask(candidates != "", ": " + candidates)
    return rejected.assign(**words).drop(columns="candidates")


def _by_name(programmes: Mapping[str, str], candidates: str) -> str:
    """Return what a cell could mean, programmes by their names."""
    return ", ".join(programmes.get(one, one) for one in candidates.split(", "))


def row_name(reader: Reader, sheet: str, row: int) -> str:
    """Return a row as it is shown, behind its sheet where several are read."""
    return f"{escaped(sheet)}!{reader.number(row)}" if sheet else reader.number(row)


def shown_name(name: str) -> str:
    """Return a file's name with nothing in it that a page could take for more than a name."""
    return re.sub(r"[^\w .,+()-]", "-", name)[-_LONGEST_NAME:]


def stem(name: str) -> str:
    """Return a file's name without its ending, safe for another file's name."""
    return re.sub(r"[^\w.-]+", "-", name.rsplit(".", 1)[0])[:80].strip("-.") or "fil"


def saved(reader: Reader, file: OwnFile) -> bytes:
    """Return a file's rows as a workbook: a register as it can be uploaded again, a publisher's file as read."""
    table = own_data.as_register(file.rows, reader.text) if file.kind == OWN_REGISTER else file.rows
    return workbook.xlsx(table, sheet=reader.text("Own rows"))
