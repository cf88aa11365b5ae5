"""The field for a file of the reader's, in the reader's language."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analysis.text.reader import Reader
from pages._shared.session import scripts

_STYLE = """
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "WORDS"; font-size: 1rem; }
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
"""
"""Streamlit has the words of its uploader in English alone."""


def draw(reader: Reader, label: str, endings: Sequence[str], *, key: str, most_bytes: int) -> UploadedFile | None:
    """Draw the field and return the file that lies in it; kinds and largest size stand below."""
    text, megabytes = reader.text, most_bytes // 1_000_000
    st.html(f"<style>{_STYLE.replace('WORDS', text('Choose a file'))}</style>")
    scripts.run(scripts.FIELD_ROLE)
    given = st.file_uploader(label, type=list(endings), key=key, max_upload_size=megabytes)
    kinds = ", ".join(ending.upper() for ending in endings)
    st.caption(text("{kinds}; at most {number} MB.", kinds=kinds, number=reader.number(megabytes)))
    return given
