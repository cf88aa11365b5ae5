"""One county or municipality beside others like it, with ranks that say how sure they are."""

import streamlit as st

from pages._shared import compare_blocks, meeting, settings
from pages._shared.compare_request import ask

choice = settings.current()
text = choice.text

with st.sidebar:
    asked = ask(choice)

if asked is None:
    st.title(text("Compare"))
    compare_blocks.welcome(choice)
else:
    st.title(text("{name} compared", name=asked.name))
    compare_blocks.why_these(choice, asked)
    st.header(text("Where it stands"))
    compare_blocks.standing(choice, asked)
    compare_blocks.sorted_bars(choice, asked)
    st.header(text("Is the difference more than chance?"))
    compare_blocks.funnel(choice, asked)
    st.header(text("What the others use"))
    compare_blocks.what_they_use(choice, asked)
    st.header(text("Over the years"))
    compare_blocks.over_the_years(choice, asked)
    st.header(text("All measures"))
    compare_blocks.all_measures(choice, asked)
    meeting.of_comparison(choice, asked)
