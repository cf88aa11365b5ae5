"""Norway at a glance: what is loaded, who takes part, where, and how it developed."""

import streamlit as st

from analysis import participation
from pages._shared.choosing import filters
from pages._shared.data import this_run
from pages._shared.map import view
from pages._shared.place import glance
from pages._shared.session import settings
from pages._shared.show import citing

PROGRAMME, TODAY = "horizon_2020", 2024

reader = settings.current()
text = reader.text
heading = text("Horizon 2020 per inhabitant, by county")

st.title(text("Norway in European and Nordic programmes"))
st.markdown(text("Which counties and municipalities take part, in what, and how much. Every figure names its source."))
glance.programme_cards(reader, filters.counted_programmes())

rows = this_run.reading().facts_of(PROGRAMME)
projects = participation.sources(rows)
sources = [*projects, "population"]
table, counties, year = glance.counties(reader, rows, TODAY)
left, right = st.columns(2, gap="large")
with left:
    st.header(heading)
    pictured = view.draw(
        reader, table, counties, "amount_per_inhabitant", key="overview-map", height=640, title=heading
    )
    citing.population_note(reader, year)
    citing.source_line(reader, sources)
    glance.take_map(reader, table, sources, heading, pictured)
with right:
    st.header(text("The ten counties with the most per inhabitant"))
    glance.ten_counties(reader, table, sources)
    glance.outside_the_counties(reader, rows)

st.header(text("Development: Horizon 2020 by year"))
glance.development(reader, rows, projects)
st.header(text("What is loaded, and what is not"))
glance.loaded(reader)
