"""Classes and colours of a map: zero, too few and not loaded each have a class of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.figures import theme

# Shown in this order below the numbered classes.
APART = ("zero", "too_few", "not_loaded")
_APART_COLOURS = {"zero": theme.ZERO, "too_few": theme.TOO_FEW, "not_loaded": theme.NOT_LOADED}


@dataclass(frozen=True)
class MapClass:
    """One entry of the legend: what it says, its colour, and its kind ("value" or one of APART)."""

    label: str
    colour: str
    kind: str


@dataclass(frozen=True)
class Classes:
    """The legend, and for every unit the number of its entry, in the table's order."""

    legend: tuple[MapClass, ...]
    class_of_unit: tuple[int, ...]


def classify(
    values: pd.Series,
    statuses: Sequence[str],
    *,
    write: Callable[[float], str],
    words: Mapping[str, str],
    count: int = 5,
) -> Classes:
    """Sort units into at most `count` classes of about as many units each (quantiles).

    Amounts are so skewed that natural breaks leave all but a handful of units in the palest class.

    Args:
        values: one number per unit, null where the status is not "value" or "estimated".
        statuses: "value", "estimated", "zero", "too_few" or "not_loaded", one per unit.
        write: how a class limit is written, unit included.
        words: the legend's text for each of APART.
    """
    shown = values[[status in ("value", "estimated") for status in statuses]].astype("float64")
    breaks = _breaks(shown, count)
    numbered = tuple(
        MapClass(label, colour, "value")
        for label, colour in zip(_labels(shown, breaks, write), theme.sequential(max(len(breaks), 1)), strict=False)
    )
    present = [kind for kind in APART if kind in set(statuses)]
    legend = (*numbered, *(MapClass(words[kind], _APART_COLOURS[kind], kind) for kind in present))
    place = {kind: len(numbered) + index for index, kind in enumerate(present)}
    return Classes(legend, tuple(
        place[status] if status in place else _class_of(float(value), breaks)
        for value, status in zip(values, statuses, strict=True)
    ))  # fmt: skip


def _breaks(values: pd.Series, count: int) -> tuple[float, ...]:
    """Return each class's upper limit, ascending."""
    different = sorted(set(values))
    if len(different) <= count:
        return tuple(different)
    limits = values.quantile([number / count for number in range(1, count + 1)])
    return tuple(sorted(set(limits.tolist())))  # equal limits make fewer classes, which is as it should be


def _labels(values: pd.Series, breaks: Sequence[float], write: Callable[[float], str]) -> list[str]:
    labels = []
    for index, upper in enumerate(breaks):
        inside = values[(values <= upper) & (values > breaks[index - 1])] if index else values[values <= upper]
        least, most = write(float(inside.min())), write(float(inside.max()))
        labels.append(least if least == most else f"{least} – {most}")
    return labels


def _class_of(value: float, breaks: Sequence[float]) -> int:
    return next(index for index, upper in enumerate(breaks) if value <= upper)
