"""Conditions on rows, the same for every engine. A condition holds or does not: of an unknown value none but Not holds.

`Not(Among("organisation_kind", ["university"]))` therefore keeps the rows without a kind.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Known:
    """The column has a value."""

    column: str


@dataclass(frozen=True)
class Among:
    """The column's value is one of these."""

    column: str
    values: Collection[object]


@dataclass(frozen=True)
class Within:
    """The column's value lies from the first to the last, both included."""

    column: str
    first: int
    last: int


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    condition: "Condition"


@dataclass(frozen=True)
class Every:
    """All conditions hold; with none of them, every row passes."""

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True)
class Some:
    """At least one condition holds; with none of them, no row passes."""

    conditions: "tuple[Condition, ...]"


Condition: TypeAlias = Known | Among | Within | Not | Every | Some
