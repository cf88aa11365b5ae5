"""Everything about one municipality, on today's boundaries."""

import streamlit as st

from analysis import participation
from analysis.geography import years
from pages._shared.choosing import find_place
from pages._shared.data import this_run
from pages._shared.meeting import meeting
from pages._shared.place import examples, mergers, municipality_blocks, partnerships, profile, published, status_strip
from pages._shared.session import settings
from pages._shared.session.query import Key

reader = settings.current()
text = reader.text

code = find_place.find(reader, this_run.reading().units_of("municipality", years.TODAY), Key.MUNICIPALITY)
if code is None:
    st.title(text("Municipality"))
    municipality_blocks.welcome(reader)
else:
    place = profile.open_place("municipality", code)
    profile.headline(reader, place)
    municipality_blocks.classification(reader, place)
    st.header(text("Programme status"))
    status_strip.strip(reader, place)
    st.header(text("Participation"))
    profile.key_figures(reader, place)
    if not participation.number(place.rows):
        municipality_blocks.what_peers_did(reader, place)
    else:
        profile.over_time(reader, place)
    if participation.number(place.rows) or len(place.own):
        st.header(text("Projects"))
        profile.project_list(reader, place)
    if mergers.merged(place):
        st.header(text("Across mergers"))
        mergers.border_clock(reader, place)
    st.header(text("Twin towns, memberships and named projects"))
    partnerships.draw(reader, place)
    st.header(text("Examples from lists and public pages"))
    examples.draw(reader, place)
    st.header(text("Published figures"))
    published.draw(reader, place)
    meeting.of_place(reader, place)
