"""The accessibility statement: what holds, what does not, how it is tested, and whom to tell."""

import streamlit as st

from pages._shared.frame import accessibility_words
from pages._shared.session import settings

reader = settings.current()
text = reader.text

st.title(text("Accessibility"))
st.markdown(text(accessibility_words.AIM))
for heading, said in accessibility_words.SECTIONS.items():
    st.header(text(heading))
    st.markdown("\n".join(f"- {text(line)}" for line in said))
st.header(text("Tell us"))
st.markdown(accessibility_words.contact(reader))
st.caption(text(accessibility_words.TESTED))
