"""A cache with a lock per key: whoever asks first for a key makes its value, and only those who ask the same wait."""

import inspect
import math
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Condition
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from cachetools import LRUCache

P = ParamSpec("P")
T = TypeVar("T")


class Cache:
    """Values by name and key, for all threads; of a name that is limited the values used last stay."""

    def __init__(self) -> None:
        self._values: dict[str, LRUCache[Hashable, Any]] = {}
        self._making: set[tuple[str, Hashable]] = set()
        self._changed = Condition()

    def get(self, name: str, key: Hashable, make: Callable[[], T], most: float = math.inf) -> T:
        """Return the value of a key, made where nobody has asked before; an error is told and not kept.

        Args:
            most: how many values of this name stay.
        """
        with self._changed:
            values = self._values.setdefault(name, LRUCache(most))
            self._changed.wait_for(lambda: (name, key) not in self._making)
            if key in values:
                value: T = values[key]
                return value
            self._making.add((name, key))
        try:
            made = make()
            with self._changed:
                values[key] = made
            return made
        finally:
            with self._changed:
                self._making.discard((name, key))
                self._changed.notify_all()


class Cached(Protocol):
    """Who has a cache, and for whom what is cached is made: an object that is the same for all readers."""

    @property
    def cache(self) -> Cache:
        """The cache of all readers of one version."""
        ...

    @property
    def shared(self) -> Any:  # noqa: ANN401 (the class that the method belongs to)
        """The object whose answers are the same for all readers."""
        ...


S = TypeVar("S", bound=Cached)


def cached(*, most: float = math.inf) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """Keep what a method returns for all readers of the version; its arguments are the key, however they are given."""

    def decorate(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        signature = inspect.signature(method)
        number = len(signature.parameters) - 1

        @wraps(method)
        def read(self: S, *arguments: P.args, **named: P.kwargs) -> T:
            key: tuple[object, ...] = arguments
            if named or len(arguments) < number:
                bound = signature.bind(self, *arguments, **named)
                bound.apply_defaults()
                key = bound.args[1:]
            return self.cache.get(method.__name__, key, lambda: method(self.shared, *key), most)  # type: ignore[call-arg, arg-type]

        return cast("Callable[Concatenate[S, P], T]", read)

    return decorate
