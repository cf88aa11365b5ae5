"""Partners: twin towns and other partners abroad, who works with whom at home, and room mode for a meeting."""

import streamlit as st

from pages._shared import filters, partner_blocks, partner_choices, partner_network, partner_room, settings

choice = settings.current()
text = choice.text

st.title(text("Partners"))
views = partner_choices.VIEWS
view = filters.one_of(choice, "del", text("View"), list(views), "europa", lambda name: text(views[name]))
if view == "europa":
    partner_blocks.draw(choice)
elif view == "sammen":
    partner_network.draw(choice)
else:
    partner_room.draw(choice)
