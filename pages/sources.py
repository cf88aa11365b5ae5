"""Every source with its licence and caveats, and the build's account of each row and cent."""

import streamlit as st

from pages._shared import cached, register, settings

choice = settings.current()
text = choice.text

st.title(text("Sources"))
st.markdown(
    text("Who publishes what, under which licence, and what to beware of.")
    + " "
    + text("No row or cent is left out without a stated reason.")
)
st.header(text("The register"))
for source in cached.sources().values():
    register.source(choice, source)
st.header(text("Account of rows and money"))
register.reconciliation(choice)
