"""What axe-core finds on a page, by WCAG 2.1 A and AA and its own best practice."""

import time
from pathlib import Path

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def violations(page):
    page.evaluate(f"{AXE};0")
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", LEVELS
    )
    return [
        (rule["impact"], rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found["violations"]
    ]


def settled_violations(page):
    """Return what axe finds once the page has come to rest: parts of Streamlit's come in after the script has run."""
    until = time.monotonic() + 15
    while (found := violations(page)) and time.monotonic() < until:
        page.wait_for_timeout(500)
    return found
