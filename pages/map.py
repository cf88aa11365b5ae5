"""One measure on the map and in a table, for the programmes, years and boundaries the reader chooses."""

import streamlit as st

from analysis.text.reader import Reader
from pages._shared.choosing import filters, find_place
from pages._shared.map import panels, view
from pages._shared.map import ready as map_ready
from pages._shared.map.request import Wanted, ask
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, parts


@parts.alone
def _map(reader: Reader, wanted: Wanted) -> None:
    """Draw the measure on the map; another measure or unit asks for nothing that stands outside.

    The map is sent before the texts around it: the browser colours it while those are still made.
    """
    head = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = filters.measure(reader, wanted.measures)
        with st.container(width=280):
            selected = find_place.find(reader, wanted.units, Key.UNIT)
    left, right = st.columns(2, gap="large")
    ready = map_ready.ready(reader, wanted, measure)
    asked = ready.asked
    with left:
        pictured = view.show(reader, ready.map, key="map", selected=selected, selects=Key.UNIT)
    head.title(asked.title)
    head.caption(asked.subtitle)
    with left:
        for note in asked.notes:
            st.caption(note)
        citing.hidden(reader, asked.hidden)
        citing.source_line(reader, asked.sources, asked.cited)
    with right:
        panels.selected(reader, asked, selected)
        panels.ranking(reader, ready, pictured)


reader = settings.current()
with st.sidebar:
    wanted = ask(reader)

if wanted is None:
    st.title(reader.text("Map"))
    st.info(reader.text("Choose at least one programme in the side bar."), icon=":material/filter_alt:")
else:
    _map(reader, wanted)
