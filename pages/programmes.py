"""Every programme of the register: what it is, who can apply, where, when, and what the loaded data say."""

import streamlit as st

from pages._shared import citing, programme_blocks, programme_data, programme_list, register_filters, settings

choice = settings.current()
text = choice.text

with st.sidebar:
    listed = programme_list.ask(choice)
programme_id = settings.chosen("programnr")

if programme_id is None:
    st.title(text("Programmes"))
    st.markdown(text("European and Nordic programmes since 2007: what they are for, who can apply, and where."))
    view = register_filters.one(choice, "prog_visning", text("Show as"), programme_list.VIEWS, "liste", hide_label=True)
    if view == "liste":
        programme_list.draw(choice, listed)
    else:
        programme_blocks.draw_timeline(choice, programme_list.by_theme(listed))
    citing.source_line(choice, ["programmes"])
else:
    row = programme_blocks.about(str(programme_id))
    back = text("Back to the list")
    st.button(back, on_click=settings.put, args=("programnr", None), icon=":material/arrow_back:", type="tertiary")
    programme_blocks.headline(choice, row)
    left, right = st.columns([3, 2], gap="large")
    with left:
        programme_blocks.facts(choice, row)
        programme_blocks.provenance(choice, row)
    with right:
        mapped = programme_blocks.area_map(choice, row)
    with left if mapped else right:
        programme_blocks.before_and_after(choice, row)
    programme_blocks.budget(choice, row)
    programme_data.draw(choice, row)
    programme_data.projects(choice, str(programme_id))
    programme_data.figures(choice, str(programme_id))
