"""One county or municipality beside others like it, with ranks that say how sure they are."""

import streamlit as st

from pages._shared.compare import blocks
from pages._shared.compare.request import ask
from pages._shared.meeting import meeting
from pages._shared.session import settings

choice = settings.current()
text = choice.text

with st.sidebar:
    asked = ask(choice)

if asked is None:
    st.title(text("Compare"))
    blocks.welcome(choice)
else:
    st.title(text("{name} compared", name=asked.name))
    blocks.why_these(choice, asked)
    st.header(text("Where it stands"))
    blocks.standing(choice, asked)
    blocks.sorted_bars(choice, asked)
    st.header(text("Is the difference more than chance?"))
    blocks.funnel(choice, asked)
    st.header(text("What the others use"))
    blocks.what_they_use(choice, asked)
    st.header(text("Over the years"))
    blocks.over_the_years(choice, asked)
    st.header(text("All measures"))
    blocks.all_measures(choice, asked)
    meeting.of_comparison(choice, asked)
