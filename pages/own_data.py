"""Rows of the reader's own: uploaded, held against what is expected, and used in this session alone."""

import streamlit as st

from pages._shared import own_reading, own_upload, own_use, settings

choice = settings.current()
text = choice.text

st.title(text("Own data"))
own_use.lead(choice)
own_use.in_use(choice)
st.header(text("Upload a file"))
own_use.template(choice)
given = own_upload.field(choice)
if given is None:
    own_use.what_to_upload(choice)
else:
    reading = own_upload.reading(choice, given)
    if reading is not None:
        own_reading.draw(choice, given, reading)
