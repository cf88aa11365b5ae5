"""Chromium as a measuring device: visits that note their own times, and the bytes that they fetch."""

import base64
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.tools import addresses
from tests.tools.visits import CHROMIUM

WATCH = Path(__file__).with_name("watch.js").read_text("utf-8")
LONGEST = 60_000  # ms


@contextmanager
def launched():
    """Start Chromium and yield it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@contextmanager
def visiting(browser):
    """Open a window with nothing remembered and yield its Visit."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    context.add_init_script(WATCH)
    yield Visit(context.new_page())
    context.close()


class Visit:
    """One window. Times are in ms since the navigation began, or since the press of the button."""

    def __init__(self, page):
        self.page = page
        self.http = self.socket = 0
        session = page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", self._fetched)
        session.on("Network.webSocketFrameReceived", self._told)
        session.send("Network.enable")

    def _fetched(self, event):
        self.http += event["encodedDataLength"]

    def _told(self, event):
        frame = event["response"]
        text = frame["payloadData"]
        self.socket += len(base64.b64decode(text) if frame["opcode"] == 2 else text.encode())

    def open(self, address, until="coloured"):
        """Go to an address and return when the map was coloured, or the whole page stood (`until="whole"`)."""
        addresses.asked(address)
        self.http = self.socket = 0
        self.page.goto(address, wait_until="commit")
        reached = self.noted(until)
        addresses.expect_kept(address, self.page.url)
        return reached

    def noted(self, what):
        """Return a time that the page notes, once it is there; see watch.js."""
        return self.page.evaluate("([what, longest]) => bench.when(what, longest)", [what, LONGEST])

    def first_words(self):
        """Return when the browser first painted words or pictures of what is open."""
        return self.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")

    def recolour(self, press):
        """Press what changes the measure; return how long it took until the map had other colours."""
        self.page.evaluate("bench.arm()")
        self.http = self.socket = 0
        press()
        changed = self.noted("changed")
        self.noted("rest")
        self.page.wait_for_timeout(250)  # what is still on its way is counted as well
        return changed

    def colours(self):
        return self.page.evaluate("bench.colours()")
