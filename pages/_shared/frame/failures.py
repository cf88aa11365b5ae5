"""What a reader sees when something fails: a number to quote, and nothing of the error; the log has the rest."""

import logging
import secrets

import streamlit as st
from streamlit.errors import FragmentHandledException

from analysis.errors import DataError
from analysis.text.reader import Reader
from pages._shared.data import data_fault
from pages._shared.frame import door
from pages._shared.session import settings

log = logging.getLogger("europaprofil")


def stopped(reader: Reader) -> bool:
    """Return whether there are no data to show; a page of its own says so then, in place of all others."""
    if not data_fault.fault():
        return False
    message = reader.text("The data are not as they must be, so nothing is shown. Tell those who run this server.")
    door.draw(reader, message, icon=":material/error:")
    return True


def tell(reader: Reader, error: Exception) -> None:
    """Say that a page failed, with the number under which the log has the error."""
    if isinstance(error, FragmentHandledException):
        return  # a part of the page failed, and `tell_streamlits` has said so in its place
    text = reader.text
    number = secrets.token_hex(4)
    log.error("error %s", number, exc_info=error)
    said = [text("Something went wrong on this page. Quote {number} when you report it.", number=number)]
    if isinstance(error, DataError):
        data_fault.look_again()
        said.insert(0, text("The data are not as they must be, so this page shows nothing."))
    st.error(" ".join(said), icon=":material/error:")


def tell_streamlits(error: Exception) -> bool:
    """Say the same of an error outside of a page, in a callback or a part that runs alone; for st.App."""
    tell(settings.current(), error)
    return True
