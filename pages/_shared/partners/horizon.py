"""Who takes part in the framework programmes' projects together with an area: countries, and organisations abroad."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.registers import twin_towns
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.partners import choices
from pages._shared.partners.choices import Area, country
from pages._shared.show import show, take_away
from pages._shared.show.take_away import View

NORWAY = "NO"
_MOST, _TALL = 500, 460


def programmes() -> tuple[str, ...]:
    """Return the programmes of which the countries of a project are known, the newest first."""
    known = set(this_run.reading().table("project_countries")["programme_id"])
    return tuple(name for name in this_run.reading().newest_first() if name in known)


def projects(area: Area, programme_ids: tuple[str, ...]) -> pd.DataFrame:
    """Return programme_id and project_id of the projects with somebody in the area, each once."""
    reading = this_run.reading()
    rows = participation.of_programmes(reading.facts(), programme_ids)
    keys = ["programme_id", "project_id"]
    if area.code is None:
        return participation.distinct(rows, keys).dropna().astype("str").reset_index(drop=True)
    level = choices.LEVEL_OF_AREA[area.kind]
    units = choices.units_of(level)
    here = participation.projects_by_unit(rows, level, reading.crosswalk_to(units))
    return here.loc[here["unit"] == area.code, keys].astype("str").drop_duplicates(ignore_index=True)


def countries(of_area: pd.DataFrame) -> pd.DataFrame:
    """Return programme_id, project_id and country_code of those projects whose countries are known, Norway left out."""
    told = this_run.reading().table("project_countries")
    abroad = told[told["country_code"] != NORWAY]
    return of_area.merge(
        abroad[["programme_id", "project_id", "country_code"]], on=["programme_id", "project_id"],
        validate="one_to_many",
    )  # fmt: skip


def by_country(rows: pd.DataFrame) -> pd.DataFrame:
    """Return country_code and projects: in how many a country takes part, most first."""
    named = rows.assign(project=rows["programme_id"] + " " + rows["project_id"])
    return twin_towns.by_country(named, "project").rename(columns={"number": "projects"})


def unknown(of_area: pd.DataFrame) -> int:
    """Return of how many projects the countries are not known."""
    told = this_run.reading().table("project_countries")
    known = pd.MultiIndex.from_frame(told[["programme_id", "project_id"]].drop_duplicates())
    return int((~pd.MultiIndex.from_frame(of_area[["programme_id", "project_id"]]).isin(known)).sum())


def sources(programme_ids: tuple[str, ...]) -> list[str]:
    """Return the sources of the countries of these programmes, and of who has projects in the area."""
    told = this_run.reading().table("project_countries")
    placed = participation.sources(participation.of_programmes(this_run.reading().facts(), programme_ids))
    return sorted({*told.loc[told["programme_id"].isin(programme_ids), "source_id"], *placed})


def asked(reader: Reader, programme_ids: Iterable[str]) -> str:
    """Return the programmes in words."""
    names = this_run.reading().programme_names(reader.language)
    return reader.list([names[name] for name in programme_ids])


def organisations(reader: Reader, rows: pd.DataFrame, code: str | None, area: Area) -> None:
    """Draw the organisations abroad in the area's projects, those of one country or all, most projects first."""
    text = reader.text
    told = this_run.reading().table("partner_organisations")
    named = tuple(dict.fromkeys(told["programme_id"]))
    st.caption(
        text("The names of those abroad are known of {programmes} alone.", programmes=escaped(asked(reader, named)))
    )
    keys = ["programme_id", "project_id"]
    here = told.merge(rows[keys].drop_duplicates(), on=keys, validate="many_to_one")
    of_country = here if code is None else here[here["country_code"] == code]
    if of_country.empty:
        st.caption(text("None of these projects names a participant there."))
        return
    table = written(reader, of_country)
    first = table.head(_MOST)
    show.numbers_table(reader, first, key="horizon-partners", height=min(_TALL, 38 + 35 * len(first)))
    if len(first) < len(table):
        shown, number = reader.number(len(first)), reader.number(len(table))
        st.caption(text("The first {shown} of {number}; all are in the file.", shown=shown, number=number))
    title = text("Organisations abroad in projects with {name}", name=area.name)
    where = [country(reader, code)] if code else []
    take_away.menu(
        reader,
        View(
            name="horisont-partnere", title=title, table=table, sources=sorted(set(here["source_id"])),
            filters=", ".join([asked(reader, dict.fromkeys(here["programme_id"])), *where]),
        ),
    )  # fmt: skip


def written(reader: Reader, participants: pd.DataFrame) -> pd.DataFrame:
    """Return organisation_name, country, city, projects and coordinated of each organisation, most projects first.

    An organisation is its publisher's number, whose name and city may be spelt in several ways: the first stands for
    it. One without a number is its name in its country.
    """
    unnumbered = participants["organisation_name"] + " " + participants["country_code"]
    number = participants["pic"].fillna(unnumbered)
    coordinated = participants["project_id"].where(participants["role"] == "coordinator")
    counted = participants.assign(coordinated=coordinated).groupby(number, sort=False).agg(
        organisation_name=("organisation_name", "first"), country_code=("country_code", "first"),
        city=("city", "first"), projects=("project_id", "nunique"), coordinated=("coordinated", "nunique"),
    )  # fmt: skip
    ordered = counted.sort_values(["projects", "organisation_name"], ascending=[False, True], ignore_index=True)
    ordered["country"] = [country(reader, code) for code in ordered["country_code"]]
    return ordered[["organisation_name", "country", "city", "projects", "coordinated"]]
