"""Whether there are data to show at all: looked at once, for one line in the log and one page for all readers."""

import logging
from functools import cache
from pathlib import Path

from analysis.errors import DataError
from analysis.geography import years
from analysis.store import embedded, wholeness
from analysis.store.tables import DATA
from analysis.text import languages
from pages._shared.data import this_run

log = logging.getLogger("europaprofil")
_UNTIL = "Pages say so and show nothing until this is mended and the server started anew."
_unreadable: dict[Path, str] = {}


def fault() -> str:
    """Return in words for the log what keeps all pages from being shown; "" where nothing does."""
    return _of_embedded(DATA) or _unreadable.get(this_run.shared().folder, "")


@cache
def _of_embedded(data: Path) -> str:
    """Return what is wrong with the data that come with the project; every version needs parts of them."""
    try:
        embedded.check(data)
    except DataError as error:
        log.error("data: %s %s", error, _UNTIL)
        return str(error)
    return ""


def read_ahead() -> None:
    """Make what most pages begin with of the data in use; what cannot be made is a fault of these data.

    A lack of memory says nothing of them, and is left to whoever meets it next.
    """
    reading = this_run.shared()
    try:
        reading.facts()
        reading.reconciliation()
        reading.twin_town_pairs()
        reading.gazetteer()
        for language in languages.CODES:
            reading.programme_names(language)
        for level in years.LEVELS:
            reading.statuses(level)
    except (ArithmeticError, AttributeError, DataError, LookupError, OSError, TypeError, ValueError) as error:
        look_again()
        _unreadable[reading.folder] = f"{reading.folder}: cannot be read ({type(error).__name__}: {error})."
        log.error("data: %s %s", _unreadable[reading.folder], _UNTIL)


def look_again() -> None:
    """Look at the files of versions anew, though nothing tells that they have changed: one of them was not readable."""
    wholeness.forget()
