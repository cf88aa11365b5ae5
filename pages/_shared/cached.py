"""The only caches: built tables and what follows from them alone. Filtering happens outside."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis import catalogue, participation
from analysis.geography import crosswalk as borders
from analysis.geography.lookup import Gazetteer
from analysis.tables import DATA, read_reference, read_table

STATIC = Path(__file__).resolve().parents[2] / "static"


@st.cache_resource(show_spinner=False)
def table(name: str) -> pd.DataFrame:
    """Return a built table; shared by all sessions, so nobody writes to it."""
    return read_table(name)


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
def programme_names() -> Mapping[str, str]:
    """Return every programme's Norwegian name by id, the short one where there is one."""
    register = table("programmes").set_index("programme_id")["programme_name"].to_dict()
    short = read_reference("programme_ids").set_index("programme_id")["short_name_nb"]
    return register | short[short != ""].to_dict()


@st.cache_resource(show_spinner=False)
def crosswalk(from_year: int, to_year: int, from_level: str, to_level: str) -> pd.DataFrame:
    """Return how the units of one year lie in those of another; see analysis.geography.crosswalk."""
    tables = {name: table(name) for name in ("municipalities", "municipality_changes", "population")}
    return borders.crosswalk(tables, from_year=from_year, to_year=to_year, from_level=from_level, to_level=to_level)


@st.cache_resource(show_spinner=False)
def gazetteer() -> Gazetteer:
    """Return the register of place names, old, Sámi and Kven names included."""
    return Gazetteer(
        table("municipalities"), table("counties"), table("municipality_changes"), read_reference("place_names")
    )


@st.cache_resource(show_spinner=False)
def geometry(level: str, vintage: int) -> dict[str, Any]:
    """Return a map's units in the order of its geometry: keys codes, names, parents, url, near_url."""
    files = json.loads((STATIC / "geometry" / "index.json").read_text(encoding="utf-8"))[f"{level}-{vintage}"]
    content = json.loads((STATIC / "geometry" / files["country"]).read_text(encoding="utf-8"))
    return {
        "codes": content["codes"],
        "names": content["names"],
        "parents": content["parents"],
        "url": f"app/static/geometry/{files['country']}",
        "near_url": f"app/static/geometry/{files['near']}",
    }


@st.cache_resource(show_spinner=False)
def sources() -> Mapping[str, catalogue.Source]:
    """Return the register of sources by id."""
    return catalogue.read_register()


@st.cache_resource(show_spinner=False)
def reconciliation() -> list[dict[str, Any]]:
    """Return the build's account of every file: rows and cents in, out and left out by reason."""
    content: list[dict[str, Any]] = json.loads((DATA / "reconciliation.json").read_text(encoding="utf-8"))
    return content
