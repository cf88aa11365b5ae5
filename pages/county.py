"""Everything about one county, on today's boundaries."""

import streamlit as st

from analysis.geography import years
from pages._shared.choosing import find_place
from pages._shared.data import this_run
from pages._shared.meeting import meeting
from pages._shared.place import county_blocks, examples, partnerships, profile, published, status_strip
from pages._shared.session import settings
from pages._shared.session.query import Key

reader = settings.current()
text = reader.text

code = find_place.find(reader, this_run.reading().units_of("county", years.TODAY), Key.COUNTY)
if code is None:
    st.title(text("County"))
    county_blocks.welcome(reader)
else:
    place = profile.open_place("county", code)
    profile.headline(reader, place)
    st.header(text("Programme status"))
    status_strip.strip(reader, place)
    st.header(text("Participation"))
    profile.key_figures(reader, place)
    profile.over_time(reader, place)
    st.header(text("The municipalities"))
    county_blocks.municipalities(reader, place)
    st.header(text("Organisations that carry the participation"))
    county_blocks.organisations(reader, place)
    if len(place.own):
        st.header(text("Projects"))
        profile.project_list(reader, place)
    st.header(text("Programmes compared"))
    county_blocks.programme_mix(reader, place)
    st.header(text("Municipalities by programme"))
    status_strip.matrix(reader, place, county_blocks.members_of(place.code))
    st.header(text("Published figures"))
    published.draw(reader, place)
    st.header(text("Partnerships of the county council"))
    partnerships.draw(reader, place)
    st.header(text("Examples from lists and public pages"))
    examples.draw(reader, place)
    meeting.of_place(reader, place)
