"""Who asks for the server's health is told what keeps it from serving as it was meant to; a page may connect."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pages._shared.server import readiness
from tests.tools import apart

ROUTES = [Route("/{path:path}", lambda request: PlainTextResponse("ok"))]
APP = Starlette(routes=ROUTES, middleware=[Middleware(readiness.Readiness)])


def health(path="/_stcore/health", **headers):
    async def answer():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="http://here") as client:
            return await client.get(path, headers=headers)

    answered = apart.run(answer())
    return answered.status_code, answered.text


@pytest.fixture
def faults(monkeypatch):
    wrong = {"sign-in": "", "data": "", "damaged": ""}
    monkeypatch.setattr(readiness.sign_in_rules, "fault", lambda: wrong["sign-in"])
    monkeypatch.setattr(readiness.data_fault, "fault", lambda: wrong["data"])
    monkeypatch.setattr(readiness.versions, "standing", lambda: readiness.versions.Standing(None, wrong["damaged"]))
    return wrong


def test_a_server_without_fault_is_ready(faults):
    assert health() == (200, "ok")


def test_what_is_wrong_is_told_in_a_word_and_without_paths(faults):
    faults["data"] = "/srv/data/population.parquet: missing"
    assert health() == (503, "not ready: data")
    assert health("/europa/_stcore/health/") == (503, "not ready: data")
    faults["sign-in"] = "/etc/secrets.toml: [auth] is missing"
    assert health() == (503, "not ready: sign-in, data")


def test_a_page_connects_all_the_same_and_shows_what_is_wrong(faults):
    faults["data"] = "missing"
    assert health(referer="http://here/kart")[0] == 200
    assert health("/kart")[0] == 200


def test_a_server_that_shows_other_data_than_it_was_to_is_ready_and_says_so(faults):
    faults["damaged"] = "/store/versions/20260101-000000: damaged"
    assert health() == (200, "ok, with other data than it was to show: those are damaged")
