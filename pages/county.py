"""Everything about one county, on today's boundaries."""

import streamlit as st

from analysis.geography import years
from pages._shared.choosing import find_place
from pages._shared.data import cached
from pages._shared.meeting import meeting
from pages._shared.place import county_blocks, partnerships, profile, status_strip
from pages._shared.session import settings
from pages._shared.session.query import Key

choice = settings.current()
text = choice.text

code = find_place.find(choice, cached.units_of("county", years.TODAY), Key.COUNTY)
if code is None:
    st.title(text("County"))
    county_blocks.welcome(choice)
else:
    place = profile.open_place("county", code)
    profile.headline(choice, place)
    st.header(text("Programme status"))
    status_strip.strip(choice, place)
    st.header(text("Participation"))
    profile.key_figures(choice, place)
    profile.over_time(choice, place)
    st.header(text("The municipalities"))
    county_blocks.municipalities(choice, place)
    st.header(text("Organisations that carry the participation"))
    county_blocks.organisations(choice, place)
    if len(place.own):
        st.header(text("Projects"))
        profile.project_list(choice, place)
    st.header(text("Programmes compared"))
    county_blocks.programme_mix(choice, place)
    st.header(text("Municipalities by programme"))
    status_strip.matrix(choice, place, county_blocks.members_of(place.code))
    st.header(text("Published figures"))
    profile.published_figures(choice, "county", county_blocks.all_codes(place))
    st.header(text("Partnerships of the county council"))
    partnerships.draw(choice, place)
    meeting.of_place(choice, place)
