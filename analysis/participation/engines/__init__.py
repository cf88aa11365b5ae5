"""Where participation rows are and who counts them: pandas while they are few, an engine when they are many."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from analysis.participation.engines.conditions import Among, Condition, Every, Known, Not, Some, Within
from analysis.participation.engines.engine import Engine, R, Rows, Summary
from analysis.participation.engines.frames import Frames
from analysis.participation.engines.holding import beside, hold
from analysis.participation.engines.memory import Remembered
from analysis.participation.engines.remembered import Memories, is_known_by_value, plain
from analysis.participation.engines.stored import Plain, Stored
from analysis.participation.engines.tables import Tables

__all__ = [
    "Among",
    "Condition",
    "Every",
    "Known",
    "Not",
    "Plain",
    "R",
    "Rows",
    "Some",
    "Stored",
    "Summary",
    "Within",
    "answer",
    "beside",
    "hold",
    "of",
    "plain",
    "remembered",
    "step",
]  # fmt: skip
_FRAMES, _TABLES = Frames(), Tables()
T = TypeVar("T")


def of(rows: R) -> Engine[R]:
    """Return the engine that these rows are in."""
    if isinstance(rows, Remembered):
        return cast(Engine[R], _MEMORIES)
    return cast(Engine[R], _TABLES if isinstance(rows, Stored) else _FRAMES)


_MEMORIES = Memories(of)


def remembered(rows: Plain) -> Rows:
    """Return rows, the same for all readers, of which every answer is kept."""
    return Remembered(lambda: rows)


def answer(rows: Rows, question: tuple[Hashable, ...], ask: Callable[[Plain], T]) -> T:
    """Return the answer to a question that takes more than one of an engine's; `question` holds all it depends on."""
    if isinstance(rows, Remembered) and all(map(is_known_by_value, question)):
        return rows.ask(question, ask)
    return ask(plain(rows))


def step(rows: R, said: tuple[Hashable, ...], make: Callable[[Plain], Plain]) -> R:
    """Return rows made of these in more than one of an engine's steps; `said` holds all that they depend on."""
    if isinstance(rows, Remembered) and all(map(is_known_by_value, said)):
        return cast(R, rows.step(said, make))
    return cast(R, make(plain(rows)))
