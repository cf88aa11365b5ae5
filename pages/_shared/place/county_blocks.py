"""The blocks that only the county page has."""

import pandas as pd
import streamlit as st

from analysis import in_use, participation
from analysis.comparing import rates
from analysis.figures import bars
from analysis.geography import years
from analysis.participation import Selection
from analysis.text import measures
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.choosing import filters
from pages._shared.data import this_run
from pages._shared.map import view as map_view
from pages._shared.place import profile
from pages._shared.place.profile import Place
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, messages, own_words, show, take_away
from pages._shared.show.take_away import View

MEASURES = ("projects", "amount", "amount_per_inhabitant", "organisations")
HEAVY_PCT = 25
_LARGEST = 15


def welcome(reader: Reader) -> None:
    """Say what the page offers before a county is chosen, and list the counties."""
    st.markdown(
        reader.text("Choose a county to see how it takes part, who carries it, and which municipalities never did.")
    )
    counties = this_run.reading().units_of("county", years.TODAY)
    with st.container(horizontal=True):
        for code, name in counties.names.items():
            st.button(escaped(name), key=f"begin-{code}", on_click=settings.put, args=(Key.COUNTY, code))


def members_of(county_code: str) -> pd.DataFrame:
    """Return area_code and area_name of a county's municipalities of today."""
    reading = this_run.reading()
    municipalities = reading.units_of("municipality", years.TODAY)
    parents = reading.geometry("municipality", years.TODAY)["parents"]
    rows = [
        (code, municipalities.names[code])
        for code, parent in zip(municipalities.codes, parents, strict=True)
        if parent == county_code
    ]
    return pd.DataFrame(rows, columns=["area_code", "area_name"])


def municipalities(reader: Reader, place: Place) -> None:
    """Draw the county's municipalities on the map and ranked, and name those where nothing was found."""
    reading = this_run.reading()
    text = reader.text
    measure = filters.one_of(
        reader, Key.COUNTY_MEASURE, text("Measure"), MEASURES, "projects", lambda name: text(measures.NAMES[name])
    )
    rows = participation.of_programmes(reading.facts(), reading.compared_programmes())
    everywhere = reading.units_of("municipality", years.TODAY)
    selection = Selection(reading.compared_programmes())
    numbers = reading.measured(everywhere, selection, measure, currency=reader.currency)
    table, year = numbers.table, numbers.population_year
    sources = [*participation.sources(rows), "population"]
    columns = in_use.with_column(table, ["rank", "area_name", *MEASURES])
    title = text("Municipalities of {county}", county=place.name)
    write = reader.write(measure)
    left, right = st.columns(2, gap="large")
    with left:
        pictured = map_view.draw(
            reader, table, everywhere, measure, key="county-map", focus=place.code, selects=Key.MUNICIPALITY,
            height=560, title=title,
        )  # fmt: skip
    here = table[table["area_code"].isin(members_of(place.code)["area_code"])]
    here = here.assign(rank=rates.ranks(here["value"], list(here["status"])))
    with right:
        shown = here.sort_values(["rank", "area_name"], na_position="last")
        show.numbers_table(reader, shown[columns], key="county-ranking", height=460)
        view = View(
            name=f"kommuner-{place.code}", title=title, table=shown[["area_code", *columns]], sources=sources,
            filters=_filters(reader, place, measure, year),
            attribution=map_view.ATTRIBUTION, alt=map_view.summary(reader, here, write), picture=pictured,
        )  # fmt: skip
        take_away.menu(reader, view)
    never = list(here.loc[here["projects"] == 0, "area_name"])
    number = reader.number(len(never))
    if never:
        st.markdown(
            text(
                "**Nothing found in {programmes} ({number}):** {names}",
                programmes=_either(reader),
                number=number,
                names=escaped(", ".join(never)),
            )
        )
    else:
        st.markdown(text("Every municipality has taken part in {programmes}.", programmes=_either(reader)))
    for note in own_words.notes(reader, here):
        st.caption(escaped(note))
    citing.source_line(reader, sources)


def _either(reader: Reader) -> str:
    """Return the compared programmes as "A, B or C"."""
    reading = this_run.reading()
    names = reading.programme_names(reader.language)
    return reader.either([names[programme] for programme in reading.compared_programmes()])


def _filters(reader: Reader, place: Place, measure: str, year: int) -> str:
    reading = this_run.reading()
    names = reading.programme_names(reader.language)
    return reader.text(
        "{measure}; {programmes}; {county}, today's boundaries; inhabitants on 1 January {year}.",
        measure=reader.measure_with_currency(measure),
        programmes=", ".join(names[programme] for programme in reading.compared_programmes()),
        county=place.name, year=str(year),
    )  # fmt: skip


def organisations(reader: Reader, place: Place) -> None:
    """Draw the largest organisations with their share of the county, and warn where one of them weighs heavily."""
    text = reader.text
    rows = participation.of_programmes(
        participation.of_organisations(place.rows), this_run.reading().compared_programmes()
    )
    if not participation.number(rows):
        st.caption(text("No organisation here is named in a loaded source."))
        return
    largest = participation.largest_organisations(rows, _LARGEST).rename(columns={reader.currency: "amount"})
    whole = participation.summary(rows).cents[reader.currency] or 0
    largest["share_of_county_pct"] = rates.share_pct(largest["amount"], whole) if whole else pd.NA
    largest["kind"] = largest["organisation_kind"].map({kind: text(name) for kind, name in profile.KINDS.items()})
    first = largest.iloc[0]
    if pd.notna(first["share_of_county_pct"]) and first["share_of_county_pct"] > HEAVY_PCT:
        share = reader.percent(first["share_of_county_pct"])
        st.warning(
            text(
                "{name} alone has {share} of the county's amount. A place is where the head office is, "
                "so work done elsewhere counts here too.",
                name=escaped(str(first["organisation_name"])), share=share,
            ),
            icon=":material/domain:",
        )  # fmt: skip
    columns = ["organisation_name", "kind", "amount", "share_of_county_pct", "projects"]
    show.numbers_table(reader, largest[columns], key="county-organisations")
    citing.source_line(reader, participation.sources(rows))


def programme_mix(reader: Reader, place: Place) -> None:
    """Draw projects per programme, each with its period, as far as the sources count them."""
    reading = this_run.reading()
    text = reader.text
    table = profile.of_programmes(reader, place)
    register = reading.table("programmes").set_index("programme_id")
    table["programme_name"] = [
        f"{reading.programme_names(reader.language)[name]} ({register.loc[name, 'period_text']})"
        for name in table["programme_id"]
    ]
    write = reader.write("projects")
    drawn = bars.ranked(table, label="programme_name", value="projects", write=write)
    st.caption(text("Projects per programme. The periods overlap, and not every programme is loaded."))
    columns = ["programme_name", "projects", "participations", "organisations"]
    view = View(
        name="programmer-sammenliknet", title=text("Projects in {county} per programme", county=place.name),
        table=table[columns], sources=participation.sources(place.rows), filters=profile.whole_view(reader, place),
        alt=messages.largest(reader, table, "programme_name", "projects"),
    )  # fmt: skip
    show.figure(reader, drawn, view)
