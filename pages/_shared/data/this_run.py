"""What this run reads: one version of the data to its end, with the rows that this session has of its own."""

from contextvars import ContextVar
from pathlib import Path

from analysis import in_use
from analysis.in_use import OwnRows, Reading, ReadingWithRows
from analysis.store import versions
from pages._shared.data import own_rows
from pages._shared.session import settings

_OWN = "egne rader regnet"
_of_this_run: ContextVar[Path | None] = ContextVar("version of this run", default=None)


def begin_run() -> None:
    """Let this run read one version of the data to its end, while a refresh may put another in use."""
    _of_this_run.set(versions.in_use())


def go_on() -> None:
    """Let a fragment read one version as well: that of the run it belongs to, else the one in use."""
    if _of_this_run.get() is None:
        begin_run()


def shared() -> Reading:
    """Return what all readers of this run's version read, without anybody's own rows."""
    return in_use.of_version(_of_this_run.get() or versions.in_use())


def reading() -> Reading:
    """Return what this reader reads; with own rows it is put together once for each change of them."""
    version, files = shared(), own_rows.held()
    if not files:
        return version
    own = settings.chosen(_OWN)
    if not isinstance(own, OwnRows) or own.shared is not version or own.files is not files:
        own = OwnRows(version, files)
        settings.put(_OWN, own)
    return ReadingWithRows(own, counted=own_rows.counted())
