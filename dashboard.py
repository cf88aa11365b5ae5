"""Europaprofil: page set-up, shared controls, navigation and the one error handler."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.text.translate import Words
from pages._shared.data import this_run
from pages._shared.frame import failures, frame, sign_in, sign_in_rules
from pages._shared.server import server
from pages._shared.session import settings


def main() -> None:
    """Set up the frame and run the page the reader asked for."""
    this_run.begin_run()
    reader = settings.current()
    text = reader.text
    st.set_page_config(page_title="Europaprofil", page_icon="app/static/favicon.png", layout="wide")
    frame.dress(reader)
    if not sign_in.allowed(reader) or failures.stopped(reader):
        return
    statement = st.Page(
        "pages/accessibility.py", title=text("Accessibility"), url_path="tilgjengelighet", visibility="hidden"
    )
    page = st.navigation([*_pages(text), statement], position="top")
    st.set_page_config(page_title=f"{page.title} – Europaprofil")
    frame.controls(reader)
    try:
        page.run()
    except Exception as error:
        failures.tell(reader, error)
    frame.footer(reader, statement)


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


if get_script_run_ctx(suppress_warning=True):
    main()  # a reader's visit: Streamlit runs this file as a script
else:
    # The server's start: Streamlit looks for this call in the text, and imports the file as a module.
    app = st.App(
        __file__, lifespan=server.ready, routes=server.ROUTES, middleware=server.MIDDLEWARE,
        on_script_error=failures.tell_streamlits,
    )  # fmt: skip
    sign_in_rules.begin()
