"""Chromium on the dashboard, with everything that must not happen written down."""

import time

from tests.tools import addresses

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion",
]  # fmt: skip


def until(page, script, arg=None, *, seconds=20):
    """Wait until a script says yes. Playwright's own waiting is eval in the page, which its policy forbids."""
    last = time.monotonic() + seconds
    while not page.evaluate(script, arg):
        if time.monotonic() > last:
            raise TimeoutError(f"not within {seconds} s: {script}")
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
        """Open a page by a link that it understands, and wait until it stands."""
        addresses.asked(path)
        page = self.open_anything(path)
        addresses.expect_kept(path, page.url)
        return page

    def open_anything(self, path):
        """Open a page by a link that may hold anything, and wait until it stands."""
        self.page.goto(f"{self.address}/{path}")
        return self.settle()

    def settle(self):
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=60_000)
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=60_000)
        return self.page

    def expect_address(self, *parts, without=()):
        """Wait until the address holds these parts and none of the others."""
        addresses.asked("?" + "&".join(part for part in parts if not part.endswith("=")))
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
