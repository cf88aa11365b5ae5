"""A server of the dashboard on a free port, and Chromium that may talk to it alone."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
GUARD = Path(__file__).parent / "guard"
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion",
]  # fmt: skip


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(script, cwd=ROOT, calls=os.devnull, environment=None, log=subprocess.DEVNULL):
    """Start Streamlit on a script and return the process and its address once it answers.

    The server may talk to this machine alone; what it tries beyond that is refused and written to the file `calls`.
    What it says goes to the open file `log`; `environment` is set for it besides this process's own.
    """
    port = free_port()
    guarded = {"PYTHONPATH": os.pathsep.join([str(GUARD), str(ROOT)]), "REFUSED_CALLS": str(calls)}
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"],
        cwd=cwd, stdout=log, stderr=log, env={**os.environ, **guarded, **(environment or {})},
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return process, address
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError("The server did not answer within 30 seconds.")


@pytest.fixture(scope="session")
def app():
    process, address = serve("dashboard.py")
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield launched
        launched.close()


def until(page, script, arg=None, *, seconds=20):
    """Wait until a script says yes. Playwright's own waiting is eval in the page, which its policy forbids."""
    last = time.monotonic() + seconds
    while not page.evaluate(script, arg):
        assert time.monotonic() < last, f"not within {seconds} s: {script}"
        page.wait_for_timeout(100)


class Visit:
    """A page of the dashboard with everything that must not happen written down."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.refused, self.errors = [], []
        page.route("**/*", self._answer)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._hear)

    def _answer(self, route):
        if route.request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            route.continue_()
        else:
            self.refused.append(route.request.url)
            route.abort()

    def _hear(self, line):
        if line.type == "error":
            self.errors.append(line.text)

    def open(self, path=""):
        self.page.goto(f"{self.address}/{path}")
        return self.settle()

    def settle(self):
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=60_000)
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=60_000)
        return self.page

    def expect_address(self, *parts, without=()):
        """Wait until the address holds these parts and none of the others."""
        forbidden = [without] if isinstance(without, str) else without
        self.page.wait_for_url(
            lambda url: all(part in url for part in parts) and not any(part in url for part in forbidden),
            wait_until="commit", timeout=20_000,
        )  # fmt: skip

    def expect_clean(self):
        assert self.page.locator('[data-testid="stException"]').count() == 0
        assert self.page.locator('[data-testid="stAlertContentError"]').count() == 0
        assert self.refused == []
        assert self.errors == []


@pytest.fixture
def visit(browser, app):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    yield Visit(context.new_page(), app)
    context.close()
