"""Norway at a glance: what is loaded, who takes part, where, and how it developed."""

import streamlit as st

from analysis import participation
from analysis.geography import years
from pages._shared.data import this_run
from pages._shared.map import view
from pages._shared.place import glance
from pages._shared.session import settings
from pages._shared.show import citing

reader = settings.current()
text = reader.text
programme = this_run.reading().newest_programme()
programme_name = this_run.reading().programme_names(reader.language)[programme]
heading = text("{programme} per inhabitant, by county", programme=programme_name)

st.title(text("Norway in European and Nordic programmes"))
st.markdown(text("Which counties and municipalities take part, in what, and how much. Every figure names its source."))
glance.programme_cards(reader, this_run.reading().counted_programmes())

rows = this_run.reading().facts_of(programme)
projects = participation.sources(rows)
sources = [*projects, "population"]
table, counties, year = glance.counties(reader, rows, years.TODAY)
left, right = st.columns(2, gap="large")
with left:
    st.header(heading)
    pictured = view.draw(
        reader, table, counties, "amount_per_inhabitant", key="overview-map", height=640, title=heading
    )
    citing.population_note(reader, year)
    citing.source_line(reader, sources)
    glance.take_map(reader, programme, table, sources, heading, pictured)
with right:
    st.header(text("The ten counties with the most per inhabitant"))
    glance.ten_counties(reader, programme, table, sources)
    glance.outside_the_counties(reader, rows)

st.header(text("Development: {programme} by year", programme=programme_name))
glance.development(reader, programme, rows, projects)
st.header(text("What is loaded, and what is not"))
glance.loaded(reader)
