"""The process holds no more of readers' files than there is room for, and nothing of a session that is gone."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages._shared.server import server, uploads
from tests.tools import apart


class FakeRuntime:
    """Sessions a, b, c; the manager of files is Streamlit's own."""

    def __init__(self):
        self.uploaded_file_mgr = MemoryUploadedFileManager("/_stcore/upload_file")
        self.active = set("abc")
        self._session_mgr = self

    def is_active_session(self, session):
        return session in self.active

    def get_session_info(self, session):
        return session if session in self.active else None


@pytest.fixture
def runtime(monkeypatch):
    made = FakeRuntime()
    monkeypatch.setattr(uploads, "get_instance", lambda: made)
    monkeypatch.setattr(uploads.Runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads, "_largest", lambda: 100)
    return made


def app_of(runtime, before=None, **settings):
    async def put(request):
        session, file_id = request.path_params["session"], request.path_params["file"]
        data = await request.body()
        if before:
            await before()
        runtime.uploaded_file_mgr.add_file(session, UploadedFileRec(file_id, "a.csv", "text/csv", data))
        return PlainTextResponse("taken", 204)

    return uploads.Bounded(
        Starlette(routes=[Route("/_stcore/upload_file/{session}/{file}", put, methods=["PUT"])]), **settings
    )


def put(app, *files):
    """Upload files given as (session, bytes), all at one time, and return the statuses."""

    async def answers():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
            waiting = [
                client.put(f"/_stcore/upload_file/{session}/{at}", content=content)
                for at, (session, content) in enumerate(files)
            ]
            return [answer.status_code for answer in await asyncio.gather(*waiting)]

    return apart.run(answers())


def held(runtime):
    return sum(len(file.data) for files in runtime.uploaded_file_mgr.file_storage.values() for file in files.values())


def test_a_session_may_hold_three_files_of_the_largest_size(runtime):
    app = app_of(runtime)
    assert put(app, ("a", b"x" * 100), ("a", b"x" * 100), ("a", b"x" * 100)) == [204] * 3
    assert put(app, ("a", b"x")) == [413]
    assert put(app, ("b", b"x" * 100)) == [204]
    assert held(runtime) == 400


def test_files_that_arrive_at_one_time_are_counted_before_they_are_there(runtime):
    app = app_of(runtime, before=lambda: asyncio.sleep(0.05))
    statuses = put(app, *[("a", b"x" * 100)] * 50)
    assert sorted(statuses) == [204] * 3 + [413] * 47
    assert held(runtime) == 300
    assert app.arriving.total() == 0


def test_all_sessions_together_are_bounded(runtime, monkeypatch):
    monkeypatch.setattr(uploads, "FILES_OF_ALL", 4)
    app = app_of(runtime)
    assert put(app, *[(session, b"x" * 100) for session in "aabb"]) == [204] * 4
    assert put(app, ("c", b"x")) == [503]
    runtime.uploaded_file_mgr.remove_session_files("a")
    assert put(app, ("c", b"x")) == [204]


async def of_unknown_length():
    yield b"x"


def test_a_file_that_does_not_say_how_large_it_is_counts_as_the_largest(runtime):
    app = app_of(runtime, before=lambda: asyncio.sleep(0.05))
    assert sorted(put(app, *[("a", of_unknown_length()) for _ in range(4)])) == [204] * 3 + [413]


def test_a_file_that_arrives_after_its_session_has_gone_is_not_kept(runtime):
    async def leave():
        runtime.active.remove("a")

    put(app_of(runtime, before=leave), ("a", b"x" * 10))
    assert held(runtime) == 0


def test_files_of_a_session_that_is_gone_go_though_nobody_else_comes(runtime, monkeypatch):
    monkeypatch.setattr(uploads, "_BETWEEN_SECONDS", 0.001)
    put(app_of(runtime), ("a", b"x" * 10), ("b", b"x" * 7))
    runtime.active.remove("a")

    async def wait():
        async with server.ready(None):
            while held(runtime) > 7:
                await asyncio.sleep(0.001)

    apart.run(asyncio.wait_for(wait(), 60))
    assert held(runtime) == 7


def test_a_file_that_takes_too_long_gives_its_room_back(runtime):
    app = app_of(runtime, before=lambda: asyncio.sleep(60), seconds=0.05)
    assert put(app, ("a", b"x" * 10)) == [408]
    assert (held(runtime), app.arriving.total()) == (0, 0)


def test_files_for_unknown_sessions_and_other_requests_are_left_to_streamlit(runtime):
    app = app_of(runtime)
    assert put(app, ("nobody", b"x" * 1_000)) == [204]
    assert app.arriving.total() == 0
