"""What the server tells browsers to refuse, what it keeps to itself, and how it serves a component's code."""

import json
import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_agent_routes import create_agent_routes

from analysis.figures import map_style
from pages._shared.map import component, component_code
from pages._shared.server import headers
from pages._shared.session import scripts
from tests.tools import apart

ROUTES = [component_code.ROUTE, Route("/{path:path}", lambda request: PlainTextResponse("inside"))]
APP = Starlette(routes=ROUTES, middleware=[Middleware(headers.Guarded)])


def get(path):
    async def answer():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="http://here") as client:
            return await client.get(path)

    return apart.run(answer())


def rules():
    return dict(rule.split(" ", 1) for rule in headers.policy().split("; "))


def test_every_answer_carries_the_headers():
    for path in ("/", "/kart", "/komponenter/none.js", "/_stcore/metrics"):
        answer = get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["content-security-policy"] == headers.policy()


def test_geometry_is_kept_and_pages_are_not():
    assert "immutable" in get("/app/static/geometry/county-2024-country-0.json").headers["cache-control"]
    assert "immutable" in get("/europa/app/static/geometry/county-2024-country-0.json").headers["cache-control"]
    assert "cache-control" not in get("/kart").headers
    assert "cache-control" not in get("/app/static/favicon.png").headers


def test_the_policy_allows_no_eval_and_no_unknown_script():
    allowed = rules()["script-src"].split()
    assert {"'unsafe-eval'", "'unsafe-inline'", "'wasm-unsafe-eval'", "*", "data:", "http:", "https:"}.isdisjoint(
        allowed
    )
    assert allowed[:2] == ["'self'", "blob:"]
    assert all(source.startswith("'sha256-") for source in allowed[2:])
    assert set(map(scripts.hashed, scripts.ALL)) <= set(allowed)


def test_the_policy_lets_nothing_leave_and_nobody_frame_the_page():
    policy = rules()
    assert policy["connect-src"] == policy["default-src"] == policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == policy["frame-src"] == "'none'"
    assert not re.search(r"https?:|\*", headers.policy())


CLOSED = [
    *(f"/_stcore/{name}" for name in ("metrics", "metrics/", "script-health-check")),
    *(f"/_stcore/agent/{name}" for name in ("interact", "mcp", "openapi.json", "openapi.json/", "more/of/it")),
    "/_stcore/agent", "/openapi.json", "/mcp", "/mcp/", "/europa/_stcore/metrics", "/europa/_stcore/agent/mcp",
]  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
def test_what_is_of_no_use_to_a_reader_is_not_open_to_the_world(path):
    answer = get(path)
    assert answer.status_code == 404
    assert "inside" not in answer.text


def test_all_that_streamlit_offers_to_programs_is_closed():
    offered = [route.path for route in create_agent_routes(None, None)]
    assert len(offered) >= 3
    for path in offered:
        assert get(path).status_code == 404


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/agents", "/mcp-rapport", "/kart/openapi.jsonl"])
def test_other_addresses_of_the_server_stay_open(path):
    assert get(path).text == "inside"


def test_code_is_served_under_the_address_that_the_component_was_given():
    version, names = component_code.offer(component.ENTRY, map_style.FILE)
    folder = component.ENTRY.parent
    assert set(names) == {path.name for path in folder.glob("*.js")} | {"beside.js"}
    for name in names:
        answer = get(f"/europa/{version}/{name}")
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        if name != "beside.js":
            assert answer.text == (folder / name).read_text(encoding="utf-8")
    beside = json.loads(get(f"/{version}/beside.js").text.removeprefix("export default ").removesuffix(";\n"))
    files = [folder / "map.css", folder / "map.html", map_style.FILE]
    assert beside == {path.name: path.read_text(encoding="utf-8") for path in files}


def test_all_scripts_of_a_component_are_asked_for_at_once_the_entry_first():
    version, names = component_code.offer(component.ENTRY, map_style.FILE)
    loader = component_code.loader(component.ENTRY, map_style.FILE)
    first, *others = re.search(r'Promise\.all\("([^"]*)"', loader).group(1).split(" ")
    assert first == "map.js" and sorted(names) == sorted([first, *others])
    assert f'"{version}/"' in loader


@pytest.mark.parametrize("name", ["component.py", "..%2f..%2fserver.py", "map.css", "map-0.js", "map.html"])
def test_nothing_else_is_served(name):
    version, _ = component_code.offer(component.ENTRY, map_style.FILE)
    for address in (f"/{version}/{name}", f"/komponenter/{name}", "/komponenter/0123456789abcdef/map.js"):
        answer = get(address)
        assert answer.status_code == 404 or answer.text == "inside"


def test_another_content_has_another_address(tmp_path):
    addresses = set()
    for content in ("one", "two"):
        script = tmp_path / "some.js"
        script.write_text(content, encoding="utf-8")
        addresses.add(component_code.loader(script))
    assert len(addresses) == 2


def test_what_a_rerun_sends_of_the_component_is_small():
    assert len(component_code.loader(component.ENTRY, map_style.FILE)) + len(component_code.HTML) < 600
