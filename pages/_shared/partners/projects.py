"""The projects behind a link between two units, and how units and links are named."""

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.participation import Selection
from analysis.registers import partners
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.partners.choices import place_name, units_of
from pages._shared.show import show, take_away
from pages._shared.show.take_away import View

DIVIDED = mark(
    "The projects of a divided unit stand under the part where most of its people live; "
    "the source does not say which part they belong to."
)
HEAD_OFFICE = mark(
    "A place is where an organisation has its legal head office; a place's projects are those of all organisations "
    "there. Two share a project when both have a participant in it."
)
_TALL = 420


def chosen(programmes: tuple[str, ...], without_kinds: tuple[str, ...]) -> participation.Chosen[participation.Rows]:
    """Return the rows of the programmes, and how many the filters hide."""
    return participation.choose(this_run.reading().facts(), Selection(programmes, without_kinds=without_kinds))


def members(rows: participation.Rows, level: str) -> pd.DataFrame:
    """Return which unit of today has a row in which project; see participation.projects_by_unit."""
    if level == "organisation":
        return participation.projects_by_unit(rows, level, cached_crosswalk("municipality"))
    return participation.projects_by_unit(rows, level, cached_crosswalk(level))


def cached_crosswalk(level: str) -> participation.CrosswalkFrom:
    """Return the function that leads from any year's units to those of today."""
    return this_run.reading().crosswalk_to(units_of(level))


def organisation_names(rows: participation.Rows) -> dict[str, str]:
    """Return organisations' names by id; those with an id of FP7 say so, for they may have another elsewhere."""
    names = participation.organisation_names(rows)
    return {code: f"{name} (FP7)" if code.startswith("fp7-") else str(name) for code, name in names.items()}


def name_of(code: str, organisations: dict[str, str]) -> str:
    """Return the name of an organisation, a county or a municipality."""
    return organisations.get(code) or place_name(code)


def number_written(reader: Reader, number: float) -> str:
    """Return a number of shared projects with its unit."""
    written = reader.number(number)
    one, many = mark("{number} shared project"), mark("{number} shared projects")
    return reader.text(one if number == 1 else many, number=written)


def listed(reader: Reader, of: pd.DataFrame, one: str, other: str, *, name: str) -> None:
    """Draw the projects that two units share, or all projects of one where both are the same, with a download."""
    reading = this_run.reading()
    text = reader.text
    found = partners.shared_projects(of, one, other).merge(
        reading.projects(), on=partners.PROJECT, validate="one_to_one"
    )
    if found.empty:
        st.caption(text("No project in the loaded data has a participant from both."))
        return
    found = found.sort_values(["start_date", "project_id"], ascending=[False, True], na_position="last")
    written = pd.DataFrame(
        {
            "programme_name": found["programme_id"].map(reading.programme_names(reader.language)),
            "project_acronym": found["project_acronym"].fillna(found["project_id"]),
            "project_title": found["project_title"].fillna(text("title not loaded")),
            "own_organisations": found["organisations"],
            "other_organisations": found["other_organisations"],
            "start_date": found["start_date"],
            "project_url": found["project_url"],
        }
    )
    hidden = [column for column in written if written[column].replace("", None).isna().all()]
    written = written.drop(columns=hidden)
    show.numbers_table(reader, written, key=f"{name}-projects", height=min(_TALL, 38 + 35 * len(written)))
    title = text("Shared projects")
    take_away.menu(reader, View(name=name, title=title, table=written, sources=sources_of(found)))


def sources_of(rows: pd.DataFrame) -> list[str]:
    """Return the sources of the programmes in a table."""
    return participation.sources(
        participation.of_programmes(this_run.reading().facts(), list(rows["programme_id"].unique()))
    )
