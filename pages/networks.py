"""Networks for international and cultural work: a directory, two views for a meeting, and a follow-up board."""

import streamlit as st

from analysis.text.translate import mark
from pages._shared import board_blocks, citing, network_blocks, network_list, register_filters, settings

VIEWS = {
    "katalog": mark("Directory"),
    "europeisk": mark("European networks for culture administration"),
    "nasjonalt": mark("Existing national networks"),
    "tavle": mark("Follow-up board"),
}

choice = settings.current()
text = choice.text

view = register_filters.one(choice, "nett_visning", text("Show as"), VIEWS, "katalog", hide_label=True)
if view == "katalog":
    with st.sidebar:
        listed = network_list.ask(choice)
    network_id = settings.chosen("nettverknr")
    if network_id is None:
        st.title(text("Networks"))
        st.markdown(text("Networks, regional EU offices and organisations for international and cultural work."))
        network_list.draw(choice, listed)
        citing.source_line(choice, ["networks"])
    else:
        network_blocks.one(choice, str(network_id))
else:
    st.title(text(VIEWS[view]))
    if view == "europeisk":
        network_blocks.european(choice)
    elif view == "nasjonalt":
        network_blocks.national(choice)
    else:
        board_blocks.draw(choice)
    if view != "tavle":
        citing.source_line(choice, ["networks"])
