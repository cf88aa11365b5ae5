"""Europaprofil: page set-up, shared controls, navigation and the one error handler."""

import logging
import secrets

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.errors import DataError
from analysis.text.translate import Words
from pages._shared import cached, frame, server, settings

log = logging.getLogger("europaprofil")


def main() -> None:
    """Set up the frame and run the page the reader asked for."""
    cached.begin_run()
    choice = settings.current()
    text = choice.text
    st.set_page_config(page_title="Europaprofil", page_icon="static/favicon.png", layout="wide")
    statement = st.Page(
        "pages/accessibility.py", title=text("Accessibility"), url_path="tilgjengelighet", visibility="hidden"
    )
    page = st.navigation([*_pages(text), statement], position="top")
    st.set_page_config(page_title=f"{page.title} – Europaprofil")
    frame.dress(choice)
    frame.controls(choice)
    try:
        page.run()
    except DataError as error:
        _tell(text("The data are not as they must be, so this page shows nothing."), str(error))
    except Exception as error:  # the reader gets an id to quote, the log gets the rest
        number = secrets.token_hex(4)
        log.exception("error %s", number, exc_info=error)
        _tell(text("Something went wrong on this page. Quote {number} when you report it.", number=number), "")
    frame.footer(choice, statement)


def _pages(text: Words) -> list[st.Page]:
    return [
        st.Page(
            "pages/overview.py", title=text("Overview"), icon=":material/dashboard:", url_path="oversikt", default=True
        ),
        st.Page("pages/map.py", title=text("Map"), icon=":material/map:", url_path="kart"),
        st.Page("pages/county.py", title=text("County"), icon=":material/landscape:", url_path="fylke"),
        st.Page(
            "pages/municipality.py", title=text("Municipality"), icon=":material/location_city:", url_path="kommune"
        ),
        st.Page("pages/compare.py", title=text("Compare"), icon=":material/compare_arrows:", url_path="sammenlikn"),
        st.Page("pages/programmes.py", title=text("Programmes"), icon=":material/category:", url_path="programmer"),
        st.Page("pages/networks.py", title=text("Networks"), icon=":material/hub:", url_path="nettverk"),
        st.Page("pages/partners.py", title=text("Partners"), icon=":material/handshake:", url_path="partnere"),
        st.Page(
            "pages/presentation.py", title=text("Presentation"), icon=":material/slideshow:", url_path="presentasjon"
        ),
        st.Page("pages/own_data.py", title=text("Own data"), icon=":material/upload_file:", url_path="egne-data"),
        st.Page("pages/sources.py", title=text("Sources"), icon=":material/fact_check:", url_path="kilder"),
    ]


def _tell(message: str, detail: str) -> None:
    st.error(message, icon=":material/error:")
    if detail:
        st.caption(detail)


if get_script_run_ctx(suppress_warning=True):
    main()  # a reader's visit: Streamlit runs this file as a script
else:
    app = st.App(__file__, lifespan=server.ready)  # the server's start: Streamlit imports it as a module
