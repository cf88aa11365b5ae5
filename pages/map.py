"""One measure on the map and in a table, for the programmes, years and boundaries the reader chooses."""

import streamlit as st

from pages._shared.choosing import filters, find_place
from pages._shared.map import panels, view
from pages._shared.map import ready as map_ready
from pages._shared.map.request import Wanted, ask
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.session.settings import Choice
from pages._shared.show import citing, parts


@parts.alone
def _map(choice: Choice, wanted: Wanted) -> None:
    """Draw the measure on the map; another measure or unit asks for nothing that stands outside.

    The map is sent before the texts around it: the browser colours it while those are still made.
    """
    head = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = filters.measure(choice, wanted.measures)
        with st.container(width=280):
            selected = find_place.find(choice, wanted.units, Key.UNIT)
    left, right = st.columns(2, gap="large")
    ready = map_ready.ready(choice, wanted, measure)
    asked = ready.asked
    with left:
        pictured = view.show(choice, ready.map, key="map", selected=selected, selects=Key.UNIT)
    head.title(asked.title)
    head.caption(asked.subtitle)
    with left:
        for note in asked.notes:
            st.caption(note)
        citing.hidden(choice, asked.hidden)
        citing.source_line(choice, asked.sources, asked.cited)
    with right:
        panels.selected(choice, asked, selected)
        panels.ranking(choice, ready, pictured)


choice = settings.current()
with st.sidebar:
    wanted = ask(choice)

if wanted is None:
    st.title(choice.text("Map"))
    st.info(choice.text("Choose at least one programme in the side bar."), icon=":material/filter_alt:")
else:
    _map(choice, wanted)
