"""A server of the dashboard on a free port, and Chromium that may talk to it alone."""

import pytest
from playwright.sync_api import sync_playwright

from tests.tools.server import serve
from tests.tools.visits import CHROMIUM, Visit


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


@pytest.fixture
def visit(browser, app):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    yield Visit(context.new_page(), app)
    context.close()
