"""The server around the pages: what it does before the first reader comes, and the addresses it answers itself."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware

from analysis.uploads import folders
from pages._shared.data import data_fault
from pages._shared.map import component_code, geometry_route
from pages._shared.server import first_page, headers, messages, patches, readiness, uploads

ROUTES = (component_code.ROUTE, geometry_route.ROUTE)
MIDDLEWARE = tuple(
    Middleware(each)
    for each in (headers.Guarded, readiness.Readiness, messages.Paced, uploads.Bounded, first_page.FirstPage)
)


@asynccontextmanager
async def ready(_: st.App) -> AsyncIterator[None]:
    """Make the first visit like all others.

    Tables are read in the background, so nobody waits for them. The map's code is offered at once: whoever comes from
    another process has its address before this one has drawn a map. A server that ends by a signal cleans up here or
    never, so what a killed one has left is removed at the next start.
    """
    patches.apply()
    folders.remove_left()
    import_module("pages._shared.map.component")
    data_fault.fault()
    threading.Thread(target=data_fault.read_ahead, daemon=True).start()
    dropping = asyncio.create_task(uploads.keep_dropping())
    try:
        yield
    finally:
        dropping.cancel()
        folders.remove_own()
