"""What the accessibility statement says. Each claim under "What works" has a test in tests/browser."""

import os

from analysis.text.reader import Reader
from analysis.text.translate import mark

AIM = mark(
    "Europaprofil is made to meet WCAG 2.1 at level AA, which Norwegian law asks of public web pages, "
    "for everyone, with or without a mouse, a screen reader or a large screen."
)
SECTIONS = {
    mark("What works"): (
        mark("Everything can be reached and used by keyboard, the units of the maps included, with a visible focus."),
        mark("Every map and chart has its message in words, and its numbers in a table."),
        mark("Text has a contrast of at least 4.5 to 1, and lines and fields that mean something at least 3 to 1."),
        mark(
            "Colour never stands alone: what is not loaded, too few, estimated or the reader's own has a texture and a "
            "word of its own."
        ),
        mark("The pages can be used at 400 % zoom and on screens 320 pixels wide, without scrolling sideways."),
        mark("Movement is left out for those who have asked their device for less of it."),
        mark("The language of the page is told to screen readers, in bokmål, nynorsk and English."),
    ),
    mark("What does not work as well as it should"): (
        mark(
            "Long tables are drawn by Streamlit as a picture with a table behind it for screen readers. "
            "Move in them with the arrow keys; they can be downloaded as CSV or XLSX from the menu beside them."
        ),
        mark("What appears when the mouse rests on a chart does not come by keyboard; it is in the table below it."),
        mark("Some buttons inside tables (search, whole screen) have English names, for Streamlit has no others."),
        mark("Titles of projects and names of organisations stand in the language of the source."),
    ),
}
TESTED = mark(
    "Tested by machine with axe-core on every page in every language at each change of the code, and with a keyboard "
    "in a real browser. Statement last revised in November 2026."
)
CONTACT = "EUROPAPROFIL_CONTACT"
"""Environment variable with the address of those who run the site."""


def contact(reader: Reader) -> str:
    """Return whom to tell about a barrier: those who run the site, where they have said who they are."""
    text = reader.text
    address = os.environ.get(CONTACT, "").strip()
    whom = (
        text("Have you met a barrier? Tell those who run this site: {address}.", address=address)
        if address
        else text("Have you met a barrier? Tell those who gave you the address of this site.")
    )
    duty = text(
        "A public body that offers this site must also publish its own statement at [uustatus.no](https://uustatus.no/)."
    )
    return f"{whom} {duty}"
