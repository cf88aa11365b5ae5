"""How much the process holds of what readers upload: for one session, and for all of them together."""

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

log = logging.getLogger("europaprofil")
_UPLOAD = re.compile(r".*/_stcore/upload_file/([^/]+)/[^/]+/?", re.DOTALL)
FILES_OF_SESSION, FILES_OF_ALL = 3, 20
"""In files of the largest size: one in a field, the one that takes its place, and one in another field."""
SECONDS = 300.0
"""The longest that a file may take to arrive; its room is held for it meanwhile."""

_BETWEEN_SECONDS = 15.0


class Bounded:
    """Refuses a file for which there is no room, before any of it is read, and keeps none of a session that is gone."""

    def __init__(self, app: ASGIApp, seconds: float = SECONDS) -> None:
        self.app, self.seconds = app, seconds
        self.arriving: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; see the ASGI specification."""
        session = _session(scope)
        if session is None or not get_instance().is_active_session(session):
            await self.app(scope, receive, send)
            return
        size = _size(scope)
        if status := self._refusal(session, size):
            log.warning("uploads: a file was refused, for %s holds as much as it may.", _WHO[status])
            await PlainTextResponse(f"{_WHO[status]} holds as much as it may", status)(scope, receive, send)
            return
        with self._room(session, size):
            await self._take_in(scope, receive, send)
        drop_of_gone()

    async def _take_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def answered(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            async with asyncio.timeout(self.seconds):
                await self.app(scope, receive, answered)
        except TimeoutError:
            if not begun:
                await PlainTextResponse("the file took too long", 408)(scope, receive, send)

    @contextmanager
    def _room(self, session: str, size: int) -> Iterator[None]:
        self.arriving[session] += size
        try:
            yield
        finally:
            self.arriving[session] -= size
            self.arriving += Counter()  # drops what is nought

    def _refusal(self, session: str, size: int) -> int:
        """Return the status to refuse a file of this size with, or 0 where there is room."""
        held = {name: sum(map(len, files)) for name, files in _contents()}
        if held.get(session, 0) + self.arriving[session] + size > FILES_OF_SESSION * _largest():
            return 413
        return 503 if sum(held.values()) + self.arriving.total() + size > FILES_OF_ALL * _largest() else 0


async def keep_dropping() -> None:
    """Drop the files of sessions that are gone, again and again: Streamlit does so when the next one comes or goes."""
    while True:
        await asyncio.sleep(_BETWEEN_SECONDS)
        drop_of_gone()


def drop_of_gone() -> None:
    """Drop the files of sessions that are neither connected nor may come back."""
    for session, _ in _contents():
        if not _is_known(session):
            get_instance().uploaded_file_mgr.remove_session_files(session)


_WHO = {413: "the session", 503: "the server"}


def _contents() -> list[tuple[str, list[bytes]]]:
    """Return the contents that each session holds."""
    manager = get_instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    return [
        (session, [file.data for file in list(files.values())]) for session, files in [*manager.file_storage.items()]
    ]


def _session(scope: Scope) -> str | None:
    """Return the session that a file is sent to, where this is what the request does."""
    if scope["type"] != "http" or scope["method"] != "PUT" or not Runtime.exists():
        return None
    path = _UPLOAD.fullmatch(scope["path"])
    return path[1] if path else None


def _is_known(session: str) -> bool:
    """Return whether the session is connected, or may come back."""
    return get_instance()._session_mgr.get_session_info(session) is not None


def _size(scope: Scope) -> int:
    """Return how large the file says that it is; one that does not say, or untruly, may be of the largest size."""
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if len(lengths) == 1 and lengths[0].isdigit() else _largest()


def _largest() -> int:
    """Return the bytes of the largest file with what stands around it."""
    return int((st.get_option("server.maxUploadSize") + 1) * 1024 * 1024)
