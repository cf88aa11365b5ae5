"""Rows of the reader's own: uploaded, held against what is expected, and used in this session alone."""

import streamlit as st

from pages._shared.own_data import reading as own_reading
from pages._shared.own_data import upload, use
from pages._shared.session import settings

reader = settings.current()
text = reader.text

st.title(text("Own data"))
use.lead(reader)
use.in_use(reader)
st.header(text("Upload a file"))
use.template(reader)
given = upload.field(reader)
if given is None:
    use.what_to_upload(reader)
else:
    reading = upload.reading(reader, given)
    if reading is not None:
        own_reading.draw(reader, given, reading)
