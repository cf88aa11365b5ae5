"""What this run reads: one version of the data to its end, with the rows that this session has of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from analysis import in_use
from analysis.in_use import OwnRows, Reading, ReadingWithRows
from analysis.store import versions
from pages._shared.data import own_rows
from pages._shared.session import settings

P = ParamSpec("P")
T = TypeVar("T")
_OWN = "egne rader regnet"
_of_this_run: ContextVar[Path | None] = ContextVar("version of this run", default=None)


def begin_run() -> None:
    """Let this run read one version of the data to its end, while a refresh may put another in use."""
    _of_this_run.set(versions.in_use())


def go_on(version: Path) -> bool:
    """Let a fragment read the version of the run it belongs to, and return whether that is still there."""
    _of_this_run.set(version)
    return version.is_dir()


def staying(make: Callable[P, T]) -> Callable[P, T]:
    """Return a function that reads the version of this run whenever it is called, as when a file is taken along."""
    version = shared().folder

    @wraps(make)
    def read(*arguments: P.args, **named: P.kwargs) -> T:
        with reading_from(version):
            return make(*arguments, **named)

    return read


@contextmanager
def reading_from(version: Path) -> Iterator[None]:
    """Let what is done meanwhile read one version of the data."""
    before = _of_this_run.set(version)
    try:
        yield
    finally:
        _of_this_run.reset(before)


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
