"""Networks for international and cultural work: a directory, two views for a meeting, and a follow-up board."""

import streamlit as st

from analysis.text.translate import mark
from pages._shared.choosing import register_filters
from pages._shared.networks import blocks, board, directory, members
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing

VIEWS = {
    "katalog": mark("Directory"),
    "europeisk": mark("European networks for culture administration"),
    "nasjonalt": mark("Existing national networks"),
    "tavle": mark("Follow-up board"),
}

reader = settings.current()
text = reader.text

view = register_filters.one(reader, Key.NETWORKS_VIEW, text("Show as"), VIEWS, "katalog", hide_label=True)
if view == "katalog":
    with st.sidebar:
        listed = directory.ask(reader)
    network_id = settings.chosen(Key.NETWORK)
    if network_id is None:
        st.title(text("Networks"))
        st.markdown(text("Networks, regional EU offices and organisations for international and cultural work."))
        directory.draw(reader, listed)
        citing.source_line(reader, ["networks"])
        members.of_others(reader)
    else:
        blocks.one(reader, str(network_id))
        members.of_network(reader, str(network_id))
        members.figures(reader, str(network_id))
else:
    st.title(text(VIEWS[view]))
    if view == "europeisk":
        blocks.european(reader)
    elif view == "nasjonalt":
        blocks.national(reader)
    else:
        board.draw(reader)
    if view != "tavle":
        citing.source_line(reader, ["networks"])
