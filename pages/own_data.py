"""Rows of the reader's own: uploaded, held against what is expected, and used in this session alone."""

import streamlit as st

from pages._shared.own_data import reading as own_reading
from pages._shared.own_data import upload, use
from pages._shared.session import settings

choice = settings.current()
text = choice.text

st.title(text("Own data"))
use.lead(choice)
use.in_use(choice)
st.header(text("Upload a file"))
use.template(choice)
given = upload.field(choice)
if given is None:
    use.what_to_upload(choice)
else:
    reading = upload.reading(choice, given)
    if reading is not None:
        own_reading.draw(choice, given, reading)
