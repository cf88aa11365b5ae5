"""The first visit to a server that nobody has visited: by link, alone on the machine, soon."""

import os
import subprocess
import sys

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.tools.server import GUARD, serve
from tests.tools.visits import Visit


@pytest.fixture
def cold(browser, tmp_path):
    calls = tmp_path / "calls"
    process, address = serve("dashboard.py", calls=calls)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    yield Visit(context.new_page(), address), calls
    context.close()
    process.terminate()
    process.wait(10)


def test_a_deep_link_opens_its_page_inside_the_frame(cold):
    visit, calls = cold
    page = visit.open("kart?enhet=50")
    page.wait_for_selector("h2:has-text('Trøndelag')")
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_text("Valuta").count() == 1
    visit.expect_clean()
    assert not calls.exists(), calls.read_text()


def test_a_websocket_of_a_foreign_origin_is_refused_and_nothing_leaves_the_machine(cold):
    visit, calls = cold
    port = int(visit.address.rsplit(":", 1)[1])
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{port}/_stcore/stream", origin="https://elsewhere.example").close()
    assert refused.value.response.status_code == 403
    assert not calls.exists(), calls.read_text()


def test_an_unknown_address_opens_the_overview_and_says_so(cold):
    visit, _ = cold
    page = visit.open("finnes-ikke")
    page.wait_for_selector("h1")
    assert page.get_by_role("dialog").count() == 1


def test_the_guard_refuses_and_writes_down_what_leaves_the_machine(tmp_path):
    calls = tmp_path / "calls"
    code = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
    environment = {**os.environ, "PYTHONPATH": str(GUARD), "REFUSED_CALLS": str(calls)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False).returncode == 1
    )
    assert calls.read_text("utf-8") == "192.0.2.1\n"


def test_the_map_is_coloured_on_the_first_visit_of_a_server(browser):
    process, address = serve("dashboard.py")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/kart?nivaa=municipality")
    page.wait_for_selector("svg.map[data-ready]", timeout=30_000)
    context.close()
    process.terminate()
