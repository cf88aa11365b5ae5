"""Partners: twin towns and other partners abroad, who works with whom at home, and room mode for a meeting."""

import streamlit as st

from pages._shared.choosing import filters
from pages._shared.partners import blocks, choices, network, room
from pages._shared.session import settings
from pages._shared.session.query import Key

reader = settings.current()
text = reader.text

st.title(text("Partners"))
views = choices.VIEWS
view = filters.one_of(reader, Key.PARTNERS_VIEW, text("View"), list(views), "europa", lambda name: text(views[name]))
if view == "europa":
    blocks.draw(reader)
elif view == "sammen":
    network.draw(reader)
else:
    room.draw(reader)
