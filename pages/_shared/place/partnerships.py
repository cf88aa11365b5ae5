"""Twin towns, memberships, networks, ownerships and projects known by name, of one place."""

import pandas as pd
import streamlit as st

from analysis.geography import oslo
from analysis.registers import examples
from analysis.text import numbers
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.place.profile import Place
from pages._shared.show import citing, example_words, show
from pages._shared.show.citing import Row

GROUPS = {
    mark("Twin towns"): ("twin town",),
    mark("Memberships and networks"): ("membership", "network"),
    mark("Ownerships and cooperation"): ("ownership", "cooperation"),
    mark("Projects known by name"): ("project",),
    mark("Events and activities"): ("event", "event series", "activity"),
}


def of(place: Place) -> pd.DataFrame:
    """Return all partnerships and memberships of a place: the municipality's own, or the county council's."""
    reading = this_run.reading()
    rows = _here(reading.table("partnerships"), place)
    parts = [
        rows.assign(together=pd.Series([[row] for row in rows.to_dict("records")], index=rows.index, dtype="object")),
        examples.memberships(_here(reading.table("memberships"), place)),
    ]
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _here(rows: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return the rows of the municipality, or of the county council and of those that mostly came along."""
    codes = oslo.both(place.level, place.code)
    of_municipality = rows["municipality_code_today"] == codes.get("municipality", "")
    if "county" not in codes:
        return rows[of_municipality]
    councils = rows[rows["area_level"] == "county_council"]
    placed = councils.assign(municipality_code=None, county_code=councils["area_code"])
    reading = this_run.reading()
    units = reading.units_of("county", place.units.vintage)
    here = examples.in_place(placed, "county", codes["county"], reading.crosswalk_to(units))
    return rows[of_municipality | rows.index.isin(here.index)]


def draw(reader: Reader, place: Place) -> None:
    """Draw the partnerships by kind, each row with its time, status and source."""
    text = reader.text
    rows = of(place)
    if rows.empty:
        st.caption(
            text("The registers name no twin town, membership or project here. That does not mean there is none.")
        )
        return
    for heading, kinds in GROUPS.items():
        of_kind = rows[rows["kind"].isin(kinds)]
        if len(of_kind):
            number = reader.number(len(of_kind))
            st.markdown(f"**{text(heading)}** ({number})")
            _table(reader, pd.DataFrame([written(reader, place, row) for row in of_kind.to_dict("records")]))


def cited(reader: Reader, rows: pd.DataFrame) -> list[str]:
    """Return a source line for every page or document that the rows come from."""
    told = [one for together in rows["together"] for one in together]
    citations = dict.fromkeys(citing.citation(reader, row) for row in told)
    return [reader.text("Source: {citation}; licence: not stated.", citation=citation) for citation in citations]


def _table(reader: Reader, table: pd.DataFrame) -> None:
    """Draw the rows without empty columns, and a source that all rows share once below them."""
    shared = table["source"].iloc[0] if table["source"].nunique() == 1 else ""
    hidden = [column for column in table if not table[column].any()]
    show.plain_table(reader, table.drop(columns=[*hidden, *(["source"] if shared else [])]))
    if shared:
        st.caption(reader.text("Source: {citation}; licence: not stated.", citation=escaped(shared)))


def written(reader: Reader, place: Place, row: Row) -> dict[str, str]:
    """Return a partnership in words: with whom, role, countries, time, status and source."""
    text = reader.text

    def said(column: str) -> str:
        return "" if numbers.is_missing(row[column]) else text(str(row[column]))

    name, home = str(row["name"]), str(row["area_name"]).removesuffix(" fylkeskommune").removesuffix(" kommune")
    if home not in place.name:
        name = text("{name} (with {old})", name=name, old=home)
    countries = [] if numbers.is_missing(row["partner_countries"]) else str(row["partner_countries"]).split("; ")
    role = "; ".join(part for part in (said("role"), _fee(reader, row)) if part)
    return {
        "partner": name,
        "role": role if row["kind"] != "twin town" else "",
        "countries": ", ".join(text(country) for country in countries if country != "Norway"),
        "time": _time(reader, row),
        "status": said("status"),
        "note": said("details"),
        "source": "; ".join(dict.fromkeys(citing.citation(reader, one) for one in row["together"])),
    }


def _fee(reader: Reader, row: Row) -> str:
    if numbers.is_missing(row["amount"]):
        return ""
    basis = "" if numbers.is_missing(row["amount_basis"]) else f" {reader.text(str(row['amount_basis']))}"
    return f"{reader.number(row['amount'])}{chr(0xA0)}{row['currency']}{basis}"


def _time(reader: Reader, row: Row) -> str:
    parts = [reader.span(row["start"], row["end"], is_open=True)]
    if not numbers.is_missing(row["as_of"]):
        parts.append(reader.text("as listed {time}", time=example_words.as_of(reader, str(row["as_of"]))))
    return "; ".join(part for part in parts if part) or reader.text("undated")
