"""The server around the pages: what it does before the first reader comes, and the addresses it answers itself."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware

from pages._shared.data import data_fault
from pages._shared.map import component_code, geometry_route
from pages._shared.server import first_page, headers, patches, readiness

ROUTES = (component_code.ROUTE, geometry_route.ROUTE)
MIDDLEWARE = (Middleware(headers.Guarded), Middleware(readiness.Readiness), Middleware(first_page.FirstPage))


@asynccontextmanager
async def ready(_: st.App) -> AsyncIterator[None]:
    """Make the first visit like all others.

    Tables are read in the background, so nobody waits for them. The map's code is offered at once: whoever comes from
    another process has its address before this one has drawn a map.
    """
    patches.apply()
    import_module("pages._shared.map.component")
    data_fault.fault()
    threading.Thread(target=data_fault.read_ahead, daemon=True).start()
    yield
