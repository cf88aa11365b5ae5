"""The server around the pages: what it does before the first reader comes, and the addresses it answers itself."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from pages._shared.data import data_fault
from pages._shared.map import component_code, geometry_route
from pages._shared.server import connections, first_page, headers, readiness

ROUTES = (component_code.ROUTE, geometry_route.ROUTE)
MIDDLEWARE = (Middleware(headers.Guarded), Middleware(readiness.Readiness), Middleware(first_page.FirstPage))


@asynccontextmanager
async def ready(_: st.App) -> AsyncIterator[None]:
    """Make the first visit like all others.

    Until a session has called st.navigation, Streamlit takes every file in pages/ for a page of its own, and answers
    a link to a page of ours with "Page not found"; the switch says beforehand that it need not look there. Tables
    are read in the background, so nobody waits for them. The map's code is offered at once: whoever comes from
    another process has its address before this one has drawn a map.
    """
    PagesManager.uses_pages_directory = False
    connections.send_at_once()
    import_module("pages._shared.map.component")
    data_fault.fault()
    threading.Thread(target=data_fault.read_ahead, daemon=True).start()
    yield
