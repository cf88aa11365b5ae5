"""The readings of the versions in use: one for each, so that all readers share its cache."""

from pathlib import Path
from threading import Lock

from analysis.in_use.reading import Reading
from analysis.store import versions

MOST = 2
"""The version in use and the one before it, which runs that began before a refresh read to their end."""
_readings: dict[Path, Reading] = {}
_lock = Lock()


def of_version(folder: Path) -> Reading:
    """Return the reading of a version; that of the oldest one is dropped with its cache when a third comes."""
    with _lock:
        reading = _readings.pop(folder, None) or Reading(folder)
        _readings[folder] = reading
        for oldest in list(_readings)[:-MOST]:
            del _readings[oldest]
        return reading


def newest() -> Reading:
    """Return the reading of the version in use."""
    return of_version(versions.in_use())


def forget() -> None:
    """Drop the readings of all versions, for tests that change what lies in a folder."""
    with _lock:
        _readings.clear()
