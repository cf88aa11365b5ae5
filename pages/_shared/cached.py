"""The only caches: built tables and what follows from them alone. Filtering happens outside."""

import json
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis import catalogue, evidence, participation, status, twin_towns
from analysis.geography import crosswalk as borders
from analysis.geography import units
from analysis.geography.lookup import Gazetteer
from analysis.tables import DATA, read_reference, read_table

STATIC = Path(__file__).resolve().parents[2] / "static"


@st.cache_resource(show_spinner=False)
def table(name: str) -> pd.DataFrame:
    """Return a built table; shared by all sessions, so nobody writes to it."""
    return read_table(name)


def tables(*names: str) -> dict[str, pd.DataFrame]:
    """Return several built tables by name."""
    return {name: table(name) for name in names}


def of_today(name: str, municipality_code: str) -> Mapping[Hashable, Any]:
    """Return the one row of a municipality of today in a table with geography_year."""
    rows = table(name)
    here = (rows["geography_year"] == units.TODAY) & (rows["municipality_code"] == municipality_code)
    return rows[here].to_dict("records")[0]


@st.cache_resource(show_spinner=False)
def facts() -> pd.DataFrame:
    """Return every row that counts as participation; see analysis.participation.facts."""
    return participation.facts(
        table("participations"), table("grant_partners"), table("grant_projects"), table("exchange_rates")
    )


@st.cache_resource(show_spinner=False)
def facts_of(programme_id: str) -> pd.DataFrame:
    """Return the facts of one programme."""
    return facts()[facts()["programme_id"] == programme_id]


@st.cache_resource(show_spinner=False)
def programme_names(language: str) -> Mapping[str, str]:
    """Return every programme's name by id in a language, the short one where there is one."""
    full = "programme_name_en" if language == "en" else "programme_name"
    register = table("programmes").set_index("programme_id")[full].to_dict()
    short = read_reference("programme_ids").set_index("programme_id")[f"short_name_{language}"]
    return register | short[short != ""].to_dict()


@st.cache_resource(show_spinner=False)
def crosswalk(from_year: int, to_year: int, from_level: str, to_level: str) -> pd.DataFrame:
    """Return how the units of one year lie in those of another; see analysis.geography.crosswalk."""
    tables = {name: table(name) for name in ("municipalities", "municipality_changes", "population")}
    return borders.crosswalk(tables, from_year=from_year, to_year=to_year, from_level=from_level, to_level=to_level)


@st.cache_resource(show_spinner=False)
def statuses(level: str) -> pd.DataFrame:
    """Return the programme status of every unit of today; see analysis.status."""
    codes = geometry(level, units.TODAY)["codes"]
    found = evidence.evidence(
        facts(),
        tables("figures", "partnerships", "student_exchange"),
        level,
        lambda year, of: crosswalk(year, units.TODAY, of, level),
    )
    return status.statuses(table("programmes"), sources(), found, level=level, area_codes=codes)


@st.cache_resource(show_spinner=False)
def gazetteer() -> Gazetteer:
    """Return the register of place names, old, Sámi and Kven names included."""
    return Gazetteer(
        table("municipalities"), table("counties"), table("municipality_changes"), read_reference("place_names")
    )


@st.cache_resource(show_spinner=False)
def shapes(level: str, vintage: int, detail: str = "country") -> Mapping[str, Any]:
    """Return a map as the browser fetches it, "country" or the finer "near"; see analysis.geography.paths."""
    files = json.loads((STATIC / "geometry" / "index.json").read_text(encoding="utf-8"))[f"{level}-{vintage}"]
    content: Mapping[str, Any] = json.loads((STATIC / "geometry" / files[detail]).read_text(encoding="utf-8"))
    return content


@st.cache_resource(show_spinner=False)
def geometry(level: str, vintage: int) -> dict[str, Any]:
    """Return a map's units in the order of its geometry: keys codes, names, parents, url, near_url."""
    files = json.loads((STATIC / "geometry" / "index.json").read_text(encoding="utf-8"))[f"{level}-{vintage}"]
    content = shapes(level, vintage)
    return {
        "codes": content["codes"],
        "names": content["names"],
        "parents": content["parents"],
        "url": f"app/static/geometry/{files['country']}",
        "near_url": f"app/static/geometry/{files['near']}",
    }


@st.cache_resource(show_spinner=False)
def projects() -> pd.DataFrame:
    """Return what is known of each project; see analysis.participation.projects."""
    return participation.projects(table("participations"), table("grant_projects"))


@st.cache_resource(show_spinner=False)
def europe() -> dict[str, Any]:
    """Return the countries of the partner map in the order of its geometry: keys codes, url."""
    (path,) = (STATIC / "europe").glob("europe-*.json")
    codes = json.loads(path.read_text(encoding="utf-8"))["codes"]
    return {"codes": codes, "url": f"app/static/europe/{path.name}"}


@st.cache_resource(show_spinner=False)
def twin_town_pairs() -> pd.DataFrame:
    """Return every twin town once; see analysis.twin_towns.pairs."""
    codes = twin_towns.country_codes(read_reference("countries"))
    return twin_towns.pairs(table("partnerships"), codes, read_reference("town_names"))


@st.cache_resource(show_spinner=False)
def known_by_name() -> pd.DataFrame:
    """Return the partnerships that are no twin towns; see analysis.twin_towns.known_by_name."""
    return twin_towns.known_by_name(table("partnerships"), twin_towns.country_codes(read_reference("countries")))


@st.cache_resource(show_spinner=False)
def sources() -> Mapping[str, catalogue.Source]:
    """Return the register of sources by id."""
    return catalogue.read_register()


@st.cache_resource(show_spinner=False)
def reconciliation() -> list[dict[str, Any]]:
    """Return the build's account of every file: rows and cents in, out and left out by reason."""
    content: list[dict[str, Any]] = json.loads((DATA / "reconciliation.json").read_text(encoding="utf-8"))
    return content
