"""One measure on the map and in a table, for the programmes, years and boundaries the reader chooses."""

import streamlit as st

from pages._shared import citing, map_panels, map_view, settings
from pages._shared.map_request import ask

choice = settings.current()
text = choice.text

with st.sidebar:
    asked = ask(choice)

if asked is None:
    st.title(text("Map"))
    st.info(text("Choose at least one programme in the side bar."), icon=":material/filter_alt:")
else:
    st.title(asked.title)
    st.caption(asked.subtitle)
    left, right = st.columns(2, gap="large")
    with left:
        pictured = map_view.draw(
            choice, asked.table, asked.units, asked.measure, key="map", title=asked.title, selected=asked.selected,
            selects="enhet", height=820,
        )  # fmt: skip
        for note in asked.notes:
            st.caption(note)
        citing.hidden(choice, asked.hidden)
        citing.source_line(choice, asked.sources, asked.cited)
    with right:
        map_panels.selected(choice, asked)
        map_panels.ranking(choice, asked, pictured)
