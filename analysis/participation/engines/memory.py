"""Answers about rows that are kept: with each click, each reader's page asks again what was asked before.

What is asked is told by how the rows were kept of the facts and by the question, so the rows themselves are not even
looked for where the answer is known.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

import pandas as pd
from cachetools import LRUCache, cached

if TYPE_CHECKING:
    from analysis.participation.engines.stored import Plain

T = TypeVar("T")
MOST = 2_000
"""Answers kept for each version of the data, those asked for last; a large one has 700 lines, most have under 60."""


class Memory:
    """Answers by what was asked; safe for many threads."""

    def __init__(self) -> None:
        self._answer = cached(LRUCache(MOST), key=lambda asked, ask: asked, lock=Lock())(lambda asked, ask: ask())

    def answer(self, asked: Hashable, ask: Callable[[], T]) -> T:
        """Return the answer that is known, or the one that `ask` gives, which is known from then on."""
        return cast(T, _own(self._answer(asked, ask)))


def _own(answer: object) -> object:
    """Return an answer that its asker may change; pandas copies what is written to."""
    if isinstance(answer, pd.DataFrame):
        return answer.copy(deep=False)
    return answer.copy() if isinstance(answer, (dict, list)) else answer


@dataclass(frozen=True, eq=False)
class Remembered:
    """Rows of facts whose answers are kept.

    Attributes:
        make: gives the rows themselves.
        said: how they were kept of the facts, step by step.
        memory: the answers about these facts.
    """

    make: "Callable[[], Plain]"
    said: tuple[Hashable, ...] = ()
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def rows(self) -> "Plain":
        """The rows themselves, made once where they are needed."""
        return self.make()

    def step(self, said: Hashable, make: "Callable[[Plain], Plain]") -> "Remembered":
        """Return rows made of these, with one more step said."""
        return Remembered(lambda: make(self.rows), (*self.said, said), self.memory)

    def ask(self, question: Hashable, ask: "Callable[[Plain], T]") -> T:
        """Return the answer to a question about the rows."""
        return self.memory.answer((self.said, question), lambda: ask(self.rows))
