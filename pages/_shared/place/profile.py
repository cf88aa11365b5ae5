"""Blocks that the profiles of counties and municipalities share, all on today's boundaries."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.comparing.layers import Units
from analysis.figures import bars
from analysis.geography import years
from analysis.participation import Known, Not, Rows
from analysis.registers import profiles
from analysis.text import measures
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import filters
from pages._shared.data import this_run
from pages._shared.session.query import Key
from pages._shared.show import citing, messages, own_list, show, take_away, unfinished
from pages._shared.show.caveats import HEAD_OFFICE
from pages._shared.show.take_away import View

KINDS = {
    "municipality": mark("The municipality itself"),
    "municipal_undertaking": mark("Municipal undertakings (KF, IKS)"),
    "county_council": mark("The county council"),
    "university": mark("Universities and colleges"),
    "institute": mark("Research institutes"),
    "company": mark("Companies"),
    "health": mark("Hospitals and health trusts"),
    "other": mark("Others"),
}
MEASURES = ("amount", "projects", "organisations")


@dataclass(frozen=True)
class Place:
    """A county or municipality of today with the facts of its participation.

    Attributes:
        rows: all that count, also those it shares with the other parts of a divided unit.
        own: those of the reader's own rows, whether or not they count.
    """

    units: Units
    code: str
    rows: Rows
    own: pd.DataFrame

    @property
    def name(self) -> str:
        """The official name."""
        return self.units.names[self.code]

    @property
    def level(self) -> str:
        """Whether it is a "county" or a "municipality"."""
        return self.units.level


def open_place(level: str, code: str) -> Place:
    """Return a unit of today with all facts of it."""
    reading = this_run.reading()
    units = reading.units_of(level, years.TODAY)
    rows = participation.in_place(reading.facts(), level, reading.crosswalk_to(units), code)
    return Place(units, code, rows, reading.in_place(units, code))


def headline(reader: Reader, place: Place) -> None:
    """Draw name, population, and the units it was made of."""
    reading = this_run.reading()
    text = reader.text
    st.title(escaped(place.name))
    people, year = profiles.population_now(reading.table("population"), place.level, place.code)
    inhabitants = reader.number(people)
    st.markdown(
        text(
            "Number {code} · {people} inhabitants on 1 January {year}",
            code=place.code,
            people=inhabitants,
            year=str(year),
        )
    )
    if former := reading.former_units(place.level, place.code):
        st.caption(text("Before: {units}", units=escaped(", ".join(_former(reader, unit) for unit in former))))


def _former(reader: Reader, unit: profiles.Former) -> str:
    written = {"name": unit.name, "code": unit.code, "year": str(unit.last_year)}
    if unit.whole:
        return reader.text("{name} ({code}, to {year})", **written)
    return reader.text("a part of {name} ({code}, to {year})", **written)


def key_figures(reader: Reader, place: Place) -> None:
    """Draw amount, projects, participations and organisations per programme as cards; say so where there is nothing."""
    text = reader.text
    if not participation.number(place.rows):
        st.info(
            text("No loaded source of projects has a row here.")
            + " "
            + text("That is no proof that nothing happened; see the programme status above.")
        )
        return
    counted = of_programmes(reader, place)
    for column, totals in zip(show.cards(len(counted)), counted.to_dict("records"), strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{escaped(totals['programme_name'])}**")
            lines = []
            for measure in ("amount", *participation.COUNTS):
                write = reader.write(measure)
                value = text("not in the source") if pd.isna(totals[measure]) else write(totals[measure])
                lines.append(f"{reader.measure(measure)}: **{value}**")
            st.markdown("  \n".join(lines))
    if participation.partly_here(place.rows):
        st.caption(text("Estimated in part: a source knows only a unit since divided, which is shared out by people."))
    st.caption(text(HEAD_OFFICE))
    citing.source_line(reader, participation.sources(place.rows))


def of_programmes(reader: Reader, place: Place) -> pd.DataFrame:
    """Return programme_name, amount and counts per programme, the same numbers as on the map; null where unknown."""
    reading = this_run.reading()
    parts = []
    for programme in this_run.reading().counted_programmes():
        counted = participation.by_place(reading.facts_of(programme), place.level, reading.crosswalk_to(place.units))
        here = counted[counted["area_code"] == place.code]
        parts.append(
            here.assign(programme_name=reading.programme_names(reader.language)[programme], programme_id=programme)
        )
    return pd.concat(parts, ignore_index=True).rename(columns={reader.currency: "amount"})


def whole_view(reader: Reader, place: Place) -> str:
    """Return in words what the profiles' figures show: everything that is loaded, on today's boundaries."""
    return reader.text("{name}, today's boundaries; all loaded programmes and years.", name=place.name)


def over_time(reader: Reader, place: Place) -> None:
    """Draw one measure per year, stacked by kind of organisation; rows without a year are said, not drawn."""
    text = reader.text
    dated = participation.dated(place.rows)
    if not participation.number(dated):
        st.caption(text("No row here has a year, so there is no development to draw."))
        return
    measure = filters.one_of(
        reader, Key.PROFILE_MEASURE, text("Measure"), MEASURES, "amount", lambda name: text(measures.NAMES[name])
    )
    days = this_run.reading().unfinished(dated)
    table = unfinished.marked(reader, yearly(reader, dated), days)
    names = [text(name) for name in KINDS.values()]
    write = reader.write(measure)
    axis = reader.write_limit(measure)
    drawn = bars.by_year(
        table, year="year", value=measure, series="kind", names=names, write=write, write_axis=axis,
        unfinished=unfinished.ticks(reader, days),
    )  # fmt: skip
    title = text(
        "{measure} in {name} by year and kind of organisation", measure=reader.measure(measure), name=place.name
    )
    by_call = set(participation.sources(dated)) & this_run.reading().sources_dated_by_call()
    said = mark("{measure}, by the year the contract was signed, or of the call where the source gives that alone.")
    signed = mark("{measure}, by the year the contract was signed.")
    told = unfinished.sentence(reader, days, table)
    dating = text(said if by_call else signed, measure=reader.measure_with_currency(measure))
    st.caption(f"{dating} {told}".strip())
    columns = ["year", "kind", *MEASURES]
    view = View(
        name="per-aar", title=title, table=table[unfinished.columns(table, columns)],
        sources=participation.sources(dated), filters=f"{whole_view(reader, place)} {told}".strip(),
        alt=messages.peak(reader, table, measure, name=place.name),
    )  # fmt: skip
    show.figure(reader, drawn, view)
    citing.hidden(reader, {"undated": participation.number(place.rows, Not(Known("year")))})


def yearly(reader: Reader, dated: Rows) -> pd.DataFrame:
    """Return year, kind (in words), amount and counts of rows that have a year."""
    counted = participation.count_in_place(dated, ["year", "organisation_kind"])
    table = counted.rename(columns={reader.currency: "amount"})
    return table.assign(kind=table["organisation_kind"].map({kind: reader.text(name) for kind, name in KINDS.items()}))


def project_list(reader: Reader, place: Place) -> None:
    """Draw all participations as a searchable, sortable table with links to the publisher; own rows are marked."""
    text = reader.text
    listed = own_list.with_own(reader, place.rows, place.own)
    if listed.empty:
        st.caption(text("No project with a named organisation is loaded for this place."))
        return
    query = filters.search(reader, Key.PROJECT_SEARCH, text("Search in the projects"))
    listed["programme_name"] = listed["programme_id"].map(this_run.reading().programme_names(reader.language))
    listed["role"] = listed["role"].map({"coordinator": text("coordinator"), "participant": text("participant")})
    listed = listed.rename(columns={reader.currency: "amount"})
    words = (
        listed[["project_acronym", "project_title", "organisation_name", "programme_name"]]
        .fillna("")
        .agg(" ".join, axis=1)
    )
    hits = listed[words.str.contains(query, case=False, regex=False)] if query else listed
    st.caption(own_list.counts(reader, hits, listed))
    columns = [
        *([own_list.MARK] if own_list.MARK in hits else []),
        "project_acronym", "project_title", "organisation_name", "programme_name", "role", "norwegian_partners",
        "amount", "start_date", "end_date", "project_url",
    ]  # fmt: skip
    show.numbers_table(reader, hits[columns], key="projects", height=min(440, 76 + 35 * len(hits)))
    filters_said = text("Search: {words}", words=query) if query else whole_view(reader, place)
    view = View(
        name="prosjekter", title=text("Projects in {name}", name=place.name), table=hits[columns],
        sources=participation.sources(place.rows), filters=filters_said, cited=own_list.cited(reader, listed),
    )  # fmt: skip
    take_away.menu(reader, view)
