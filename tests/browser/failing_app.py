"""A page whose button, part and end fail when asked to, served with the dashboard's handler of errors."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages._shared.frame import failures


def fail():
    raise ValueError("the secret of /srv/data <b>HARM</b>")


@st.fragment
def part():
    if st.button("part"):
        fail()


if get_script_run_ctx(suppress_warning=True):
    st.title("Failing")
    st.button("callback", on_click=fail)
    part()
    if st.button("page"):
        fail()
else:
    app = st.App(__file__, on_script_error=failures.tell_streamlits)
