"""The partners themselves, row by row: twin towns, EEA projects, and what is known by name."""

import pandas as pd
import streamlit as st

from analysis.registers.twin_towns import AMBIGUOUS, DIVIDED
from analysis.text import numbers
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.partners.choices import Area, country, home_name, place_name
from pages._shared.show import citing, show, take_away
from pages._shared.show.citing import Row
from pages._shared.show.take_away import View

STATUSES = {
    "active": mark("active"),
    "registered in Wikidata": mark("registered in Wikidata"),
    "as registered by the embassy": mark("as registered by the embassy"),
    "withdrawn": mark("withdrawn"),
    "merged into Salo": mark("merged into Salo"),
    "to be clarified by Salo": mark("to be clarified by Salo"),
    "ended": mark("ended"),
    "planned": mark("planned"),
    "invited": mark("invited"),
}
KINDS = {
    "project": mark("project"),
    "event": mark("event"),
    "event series": mark("series of events"),
    "cooperation": mark("cooperation"),
    "network": mark("network"),
    "ownership": mark("ownership"),
    "activity": mark("activity"),
}
_UNPLACED = {
    AMBIGUOUS: mark("Several municipalities have had this name, and the source does not say which."),
    DIVIDED: mark("The municipality is divided, and the source does not say which part."),
}
_TALL = 460


def twin_towns(reader: Reader, rows: pd.DataFrame, code: str | None, area: Area) -> None:
    """Draw the twin towns of a country, or all; those of no certain municipality of today apart, with the reason."""
    text = reader.text
    of_country = rows if code is None else rows[rows["country_code"] == code]
    written = pd.DataFrame([_twin_town(reader, row) for row in of_country.to_dict("records")])
    written = written.sort_values("home", key=lambda names: names.map(lambda name: reader.sort_key(name)))
    st.markdown(_counted(reader, of_country, area))
    show.numbers_table(reader, written, key="twin-towns", height=min(_TALL, 38 + 35 * len(written)))
    sources = ["partnerships", "twin_towns"]
    take_away.menu(reader, View(name="vennskapsbyer", title=text("Twin towns"), table=written, sources=sources))
    unplaced = of_country[of_country["unplaced"].notna()]
    if len(unplaced):
        st.markdown(f"**{text('In no municipality of today')}**")
        reasons = [
            {"home": row["area_name"], "town": row["town"], "why": text(_UNPLACED[row["unplaced"]])}
            for row in unplaced.to_dict("records")
        ]
        show.plain_table(reader, pd.DataFrame(reasons))


def _counted(reader: Reader, rows: pd.DataFrame, area: Area) -> str:
    text = reader.text
    pairs = reader.number(int(rows["current"].sum()))
    over = text("Over, and not counted on the map: {over}.", over=reader.number(int((~rows["current"]).sum())))
    if area.kind == "kommune" and area.code:
        return f"{text('Twin towns')}: {pairs}. {over}"
    places = reader.number(rows["municipality_code"].nunique())
    return f"{text('{pairs} twin towns of {places} municipalities of today.', pairs=pairs, places=places)} {over}"


def _twin_town(reader: Reader, row: Row) -> dict[str, str]:
    text = reader.text
    code = row["country_code"]
    return {
        "home": home_name(reader, row["municipality_code"], str(row["area_name"])),
        "town": str(row["town"]),
        "country": text("not stated") if numbers.is_missing(code) else country(reader, str(code)),
        "since": reader.span(row["start"], row["end"]) or text("undated"),
        "status": _status(reader, row),
        "source": citing.citation(reader, row),
    }


def _status(reader: Reader, row: Row) -> str:
    status = row["status"]
    return "" if numbers.is_missing(status) else reader.text(STATUSES.get(str(status), str(status)))


def known_by_name(reader: Reader, rows: pd.DataFrame, code: str | None, area: Area) -> None:
    """Draw the partnerships that a document names, those of one country or all."""
    of_country = rows if code is None else rows[[code in codes for codes in rows["country_codes"]]]
    written = pd.DataFrame([_named(reader, row) for row in of_country.to_dict("records")])
    show.numbers_table(reader, written, key="known-by-name", height=min(_TALL, 38 + 35 * len(written)))
    without = int(sum(not codes for codes in of_country["country_codes"]))
    if without:
        st.caption(
            reader.text(
                "Entries that name no single country, in the table but not on the map: {count}.",
                count=reader.number(without),
            )
        )
    title = reader.text("Partnerships that a document names")
    take_away.menu(reader, View(name="kjent-ved-navn", title=title, table=written, sources=["partnerships"]))


def _named(reader: Reader, row: Row) -> dict[str, str]:
    kind = reader.text(KINDS.get(str(row["kind"]), str(row["kind"])))
    return {
        "area_name": home_name(reader, _or_none(row["municipality_code_today"]), str(row["area_name"])),
        "project_title": str(row["name"]),
        "kind": kind,
        "partner": "" if numbers.is_missing(row["partners"]) else str(row["partners"]),
        "countries": ", ".join(country(reader, code) for code in row["country_codes"]),
        "time": reader.span(row["start"], row["end"]) or reader.text("undated"),
        "status": _status(reader, row),
        "source": citing.citation(reader, row),
    }


def _or_none(code: object) -> str | None:
    return None if numbers.is_missing(code) else str(code)


def eea_projects(reader: Reader, rows: pd.DataFrame, code: str | None, area: Area) -> None:
    """Draw the EEA projects with a Norwegian partner, those of one country or all."""
    of_country = rows if code is None else rows[rows["country_code"] == code]
    written = pd.DataFrame(
        {
            "project_acronym": of_country["project_id"],
            "country": [country(reader, name) for name in of_country["country_code"]],
            "theme": of_country["programme_area"],
            "counties": [_counties(names) for names in of_country["counties"]],
        }
    )
    st.caption(reader.text("The source gives each project's number and field, in English, but no title or partner."))
    show.numbers_table(reader, written, key="eea-projects", height=min(_TALL, 38 + 35 * len(written)))
    title = reader.text("EEA projects with a Norwegian partner")
    take_away.menu(reader, View(name="eos-prosjekter", title=title, table=written, sources=["eea_grants"]))


def _counties(codes: object) -> str:
    return ", ".join(place_name(code) for code in codes.split(".")) if isinstance(codes, str) else ""
