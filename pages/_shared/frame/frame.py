"""What surrounds every page: its language for screen readers, and small corrections of the layout."""

from pathlib import Path

import streamlit as st

from analysis.text.reader import Reader
from pages._shared.choosing import filters
from pages._shared.frame import sign_in
from pages._shared.session import scripts
from pages._shared.show import own_words

STYLE = Path(__file__).with_name("page.css")


def dress(reader: Reader) -> None:
    """Tell the browser the page's language, which Streamlit says is English, and load the style."""
    st.html(STYLE)
    scripts.run(scripts.LANGUAGE[reader.language])


def footer(reader: Reader, statement: st.Page) -> None:
    """Draw the line that ends every page."""
    with st.container(horizontal=True, key="footer"):
        st.page_link(statement, label=reader.text("Accessibility"), icon=":material/accessibility_new:")


def controls(reader: Reader) -> None:
    """Draw the choices that all pages share, above the page."""
    with st.container(horizontal=True, horizontal_alignment="right", key="controls"):
        filters.language(reader)
        filters.currency(reader)
        sign_in.sign_out(reader)
    own_words.banner(reader)
