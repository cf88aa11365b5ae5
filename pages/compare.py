"""One county or municipality beside others like it, with ranks that say how sure they are."""

import streamlit as st

from analysis.text.markdown import escaped
from pages._shared.compare import blocks, words
from pages._shared.compare.request import ask
from pages._shared.meeting import meeting
from pages._shared.session import settings

reader = settings.current()
text = reader.text

with st.sidebar:
    asked = ask(reader)

if asked is None:
    st.title(text("Compare"))
    blocks.welcome(reader)
else:
    st.title(text("{name} compared", name=asked.name))
    st.caption(escaped(words.said(reader, asked)))
    blocks.why_these(reader, asked)
    st.header(text("Where it stands"))
    blocks.standing(reader, asked)
    blocks.sorted_bars(reader, asked)
    st.header(text("Is the difference more than chance?"))
    blocks.funnel(reader, asked)
    st.header(text("What the others use"))
    blocks.what_they_use(reader, asked)
    st.header(text("Over the years"))
    blocks.over_the_years(reader, asked)
    st.header(text("All measures"))
    blocks.all_measures(reader, asked)
    meeting.of_comparison(reader, asked)
