"""The blocks that only the municipality page has."""

import streamlit as st

from analysis import participation
from analysis.comparing import peers
from analysis.geography import years
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.place.profile import Place
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, show

NAMED_GROUPS = {
    "EKG13": mark("the municipality of Oslo"),
    "EKG17": mark("the eight municipalities with the highest tax income per inhabitant"),
}
"""KOSTRA groups that are no band of population."""
_PEERS_SHOWN = 10


def welcome(reader: Reader) -> None:
    """Say what the page offers before a municipality is chosen, with a few ways in."""
    text = reader.text
    st.markdown(
        text("Search for a municipality to see what it has done, in every programme, and where that is written.")
    )
    st.caption(text("Old names, Sámi and Kven names and numbers are found as well. Or begin with one of these:"))
    with st.container(horizontal=True):
        for code, name in (("5037", "Levanger"), ("5001", "Trondheim"), ("3118", "Indre Østfold"), ("1856", "Røst")):
            st.button(name, key=f"begin-{code}", on_click=settings.put, args=(Key.MUNICIPALITY, code))


def classification(reader: Reader, place: Place) -> None:
    """Draw county, KOSTRA group and centrality."""
    reading = this_run.reading()
    text, code = reader.text, place.code
    county = str(reading.of_today("municipalities", code)["county_code"])
    groups = reading.table("kostra_group_definitions")
    group = groups[groups["kostra_group"] == reading.of_today("kostra_groups", code)["kostra_group"]].iloc[0]
    centrality = reading.of_today("centrality", code)
    name = reading.units_of("county", years.TODAY).names[county]
    kostra_group, band = str(group["kostra_group"]), str(group["population_band"])
    people = (
        text(NAMED_GROUPS[kostra_group])
        if kostra_group in NAMED_GROUPS
        else text("{people} inhabitants", people=_band(reader, band))
    )
    st.markdown(
        text(
            "County: **{county}** · KOSTRA group: **{group}** ({people}) · "
            "Centrality: class **{class_}** of 6, index {index}",
            county=name, group=str(group["kostra_group_name"]).rsplit(" ", 1)[-1], people=people,
            class_=str(centrality["centrality_class"]),
            index=reader.number(centrality["centrality_index"]),
        )
    )  # fmt: skip
    citing.source_line(reader, ["population", "kostra_groups", "centrality"])


def _band(reader: Reader, band: str) -> str:
    """Return a band of population as the language writes it: "2 000 - 9 999" -> "2 000–9 999"."""
    return "–".join(reader.number(int(end.replace(" ", ""))) for end in band.split(" - "))


def what_peers_did(reader: Reader, place: Place) -> None:
    """Draw what the municipalities most like this one in people and centrality took part in."""
    reading = this_run.reading()
    text = reader.text
    tables = reading.tables("municipalities", "kostra_groups", "centrality", "neighbours", "population")
    alike = peers.of_municipality(place.code, tables)
    nearest = alike[alike["reason"] == "nearest"]["peer_code"].tolist()
    rows = participation.in_municipalities(reading.facts())
    counted = participation.by_place(rows, "municipality", reading.crosswalk_to(place.units)).set_index("area_code")
    table = counted.reindex(nearest)[["projects", "participations", "organisations"]].fillna(0).reset_index()
    table.insert(0, "area_name", [place.units.names[code] for code in nearest])
    st.markdown(f"**{text('What the ten municipalities most like it in size and centrality did')}**")
    show.numbers_table(reader, table.head(_PEERS_SHOWN), key="peers-did")
    citing.source_line(reader, participation.sources(rows))
