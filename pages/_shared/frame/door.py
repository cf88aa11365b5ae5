"""What a reader sees in place of every page while nothing may be shown: the name, the language, and why."""

import streamlit as st

from analysis.text.reader import Reader
from pages._shared.choosing import filters


def draw(reader: Reader, message: str, whom: str = "", *, icon: str = ":material/lock:") -> None:
    """Draw the door with a message, and for whom it opens."""
    with st.container(horizontal=True, horizontal_alignment="right", key="controls"):
        filters.language(reader)
    st.title("Europaprofil")
    st.caption(reader.text("Norway in European and Nordic programmes"))
    if message:
        st.warning(message, icon=icon)
    if whom:
        st.markdown(whom)
