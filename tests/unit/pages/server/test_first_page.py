"""The first document: Streamlit's own with the server named in it, and nothing else is touched."""

import re
from pathlib import Path

import httpx
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse
from starlette.routing import Route

from pages._shared.server import first_page, headers
from pages._shared.session import scripts
from tests.tools import apart

INDEX = Path(st.__file__).parent / "static" / "index.html"


async def streamlits(request):
    if "if-none-match" in request.headers:
        return PlainTextResponse(status_code=304)
    return FileResponse(INDEX, headers={"Cache-Control": "no-cache"})


ROUTES = [
    Route("/komponent.html", lambda _: HTMLResponse("<p>another</p>")),
    Route("/text", lambda _: PlainTextResponse("text")),
    Route("/{path:path}", streamlits),
]
APP = Starlette(routes=ROUTES, middleware=[Middleware(first_page.FirstPage), Middleware(GZipMiddleware)])


def ask(path, method="GET", **asked):
    async def answer():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="http://here") as client:
            return await client.request(method, path, headers=asked)

    return apart.run(answer())


def test_every_page_begins_with_streamlits_document_and_the_servers_name_before_its_code():
    for path in ("/", "/kart", "/no-such-page"):
        answer = ask(path)
        assert int(answer.headers["content-length"]) == len(answer.content)
        assert answer.headers["content-type"].startswith("text/html")
        assert "etag" not in answer.headers
        given = answer.text
        assert given.index("BACKEND_BASE_URL") < given.index("</head>")
        added = re.search(r"<script>\s*window\.__streamlit.*?</script>\n", given, re.DOTALL).group(0)
        assert given.replace(added, "") == INDEX.read_text(encoding="utf-8")


def test_the_policy_knows_the_script_that_the_document_has():
    written = re.findall(r"<script>(.*?)</script>", ask("/").text, re.DOTALL)
    assert any("BACKEND_BASE_URL" in script for script in written)
    assert all(scripts.hashed(script) in headers.policy() for script in written)


def test_a_browser_that_kept_streamlits_own_document_gets_this_one():
    answer = ask("/kart", **{"If-None-Match": '"of the file"'})
    assert answer.status_code == 200
    assert "BACKEND_BASE_URL" in answer.text


def test_head_has_the_length_of_the_document_and_no_body():
    answer = ask("/kart", "HEAD")
    assert int(answer.headers["content-length"]) == len(first_page.document().encode())
    assert answer.content == b""


def test_other_answers_are_left_alone():
    assert ask("/text").text == "text"
    assert ask("/komponent.html").text == "<p>another</p>"
    assert ask("/kart", "POST").status_code == 405
