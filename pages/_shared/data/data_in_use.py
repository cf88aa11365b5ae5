"""Which version of the data a run reads, and what is kept of it for all readers.

A refresh puts a new version in use while people read: each run stays with the version it began with. What is large
and the same for all readers is kept with `per_version`; what only one reader has is kept in the session.
"""

import inspect
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from threading import RLock
from typing import Any, ParamSpec, TypeVar

from analysis.store import versions

P = ParamSpec("P")
T = TypeVar("T")
_caches: list[Any] = []
_kept_of: set[Path] = set()
_of_this_run: ContextVar[Path | None] = ContextVar("data of this run", default=None)


def begin_run() -> None:
    """Let this run read one version of the data to its end; what was kept of another is forgotten."""
    begun = versions.in_use()
    _of_this_run.set(begun)
    if _kept_of and begun not in _kept_of:
        forget()
    _kept_of.add(begun)


def go_on() -> None:
    """Let a part of a page that runs alone read one version as well: that of the run it belongs to, else today's."""
    if _of_this_run.get() is None:
        begin_run()


def forget() -> None:
    """Forget all that is kept, of every version."""
    for kept in _caches:
        kept.cache_clear()
    _kept_of.clear()


def folder() -> Path:
    """Return the folder with the data that this run reads."""
    return _of_this_run.get() or versions.in_use()


def per_version(make: Callable[P, T], most: int | None = None) -> Callable[P, T]:
    """Keep what a function returns for all sessions, once for each version of the data; `most` of them, or all.

    Streamlit's own cache takes a tenth of a millisecond for each look, and a page looks a hundred times.
    """
    signature = inspect.signature(make)
    turn = RLock()  # whoever comes while something is made for the first time waits for it

    @lru_cache(maxsize=most)
    def kept(_version: Path, *arguments: Hashable) -> T:
        return make(*arguments)  # type: ignore[call-arg, arg-type]

    @wraps(make)
    def read(*arguments: P.args, **named: P.kwargs) -> T:
        bound = signature.bind(*arguments, **named)
        bound.apply_defaults()
        with turn:
            return kept(folder(), *bound.args)

    _caches.append(kept)
    return read
