"""Every programme of the register: what it is, who can apply, where, when, and what the loaded data say."""

import streamlit as st

from pages._shared.choosing import register_filters
from pages._shared.programmes import blocks, data, directory, named
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing

reader = settings.current()
text = reader.text

with st.sidebar:
    listed = directory.ask(reader)
programme_id = settings.chosen(Key.PROGRAMME)

if programme_id is None:
    st.title(text("Programmes"))
    st.markdown(text("European and Nordic programmes since 2007: what they are for, who can apply, and where."))
    view = register_filters.one(reader, Key.PROGRAMMES_VIEW, text("Show as"), directory.VIEWS, "liste", hide_label=True)
    if view == "liste":
        directory.draw(reader, listed)
    else:
        blocks.draw_timeline(reader, directory.by_theme(listed))
    citing.source_line(reader, ["programmes"])
    data.other_figures(reader)
else:
    row = blocks.about(str(programme_id))
    back = text("Back to the list")
    st.button(back, on_click=settings.put, args=(Key.PROGRAMME, None), icon=":material/arrow_back:", type="tertiary")
    blocks.headline(reader, row)
    left, right = st.columns([3, 2], gap="large")
    with left:
        blocks.facts(reader, row)
        blocks.provenance(reader, row)
    with right:
        mapped = blocks.area_map(reader, row)
    with left if mapped else right:
        blocks.before_and_after(reader, row)
    blocks.budget(reader, row)
    data.draw(reader, row)
    named.projects(reader, str(programme_id))
    named.draw(reader, str(programme_id))
    data.figures(reader, str(programme_id))
