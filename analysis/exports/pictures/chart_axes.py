"""Axes of a chart: what stands where, and which ticks they have; ticks are those the figure gives, or its names."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.errors import DataError
from analysis.exports.pictures.chart_bars import Bars
from analysis.exports.pictures.chart_read import Chart, Settings, is_number
from analysis.exports.pictures.lettering import plain

_ROOM_AT_THE_ENDS = 0.05
_SHARE_OF_A_BAR = 0.65
"""From a bar's middle to the end of its axis: half of it, and a little more."""


@dataclass
class Axis:
    """One axis: from `low` to `high` (powers of ten where it is logarithmic), drawn from pixel `start` to `end`."""

    name: str
    kind: str
    low: float
    high: float
    settings: Settings
    names: Mapping[Any, int] = field(default_factory=dict)
    start: float = 0.0
    end: float = 1.0

    @property
    def domain(self) -> tuple[float, float]:
        """The axis' part of the plot, as shares from the left or from below."""
        first, last = self.settings.get("domain") or (0, 1)
        return float(first), float(last)

    @property
    def is_visible(self) -> bool:
        """Whether the axis is drawn at all."""
        return self.settings.get("visible") is not False

    @property
    def has_labels(self) -> bool:
        """Whether the ticks' texts are drawn."""
        return self.is_visible and self.settings.get("showticklabels") is not False

    def value(self, given: object) -> float:
        """Return a value of the data as the axis counts: a name's place, a number or its power; or NaN."""
        if self.kind == "category":
            return float(self.names.get(given, given if is_number(given) else math.nan))
        if not is_number(given):
            return math.nan
        if self.kind == "log":
            return math.log10(given) if given > 0 else math.nan
        return float(given)

    def place(self, counted: float) -> float:
        """Return the pixel of a value as the axis counts."""
        return self.start + (counted - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)

    def at(self, given: object) -> float:
        """Return the pixel of a value of the data."""
        return self.place(self.value(given))

    def kept(self, pixel: float) -> float:
        """Return the pixel, or the nearest on the axis."""
        return min(max(pixel, min(self.start, self.end)), max(self.start, self.end))

    def ticks(self) -> list[tuple[float, str]]:
        """Return the ticks on the axis, as it counts, with their texts."""
        values, texts = self.settings.get("tickvals"), self.settings.get("ticktext")
        if values is None:
            if self.kind != "category" and self.names:
                raise DataError(
                    f"picture of a chart: axis {self.name} has no tickvals. Give its ticks and their texts."
                )
            return (
                [(float(place), plain(name)) for name, place in self.names.items()] if self.kind == "category" else []
            )
        written = [str(value) for value in values] if texts is None and self.kind == "category" else texts
        if written is None or len(written) != len(values):
            raise DataError(f"picture of a chart: axis {self.name} has tickvals without ticktext. Write every tick.")
        pairs = [(self.value(value), plain(text)) for value, text in zip(values, written, strict=True)]
        slack = 1e-6 * (abs(self.high - self.low) or 1)
        return [(at, text) for at, text in pairs if self.low - slack <= at <= self.high + slack]


def axes(chart: Chart, bars: Sequence[Bars]) -> dict[str, Axis]:
    """Return every axis of the chart by name, not yet placed."""
    found = {}
    for letter in "xy":
        for name, settings in chart.axes(letter).items():
            found[name] = _axis(name, settings, chart, bars)
    for axis in found.values():
        leader = axis.settings.get("matches")
        if leader and not axis.settings.get("range"):
            if not (found[leader].settings.get("range")):
                raise DataError(
                    f"picture of a chart: axis {axis.name} matches {leader}, which has no range. Give it one."
                )
            axis.low, axis.high = found[leader].low, found[leader].high
    return found


def _axis(name: str, settings: Settings, chart: Chart, bars: Sequence[Bars]) -> Axis:
    letter = name[0]
    traces = [trace for trace in chart.traces if (trace.get(f"{letter}axis") or letter) == name]
    given = [value for trace in traces for value in trace.get(letter) or () if value is not None]
    kind = str(settings.get("type") or "-")
    if kind == "-":
        kind = "category" if any(isinstance(value, str) for value in given) else "linear"
    strange = [value for value in given if not is_number(value) and not isinstance(value, str | float)]
    if strange:
        raise DataError(f"picture of a chart: axis {name} has {strange[0]!r}. Give numbers or names.")
    names = {value: place for place, value in enumerate(dict.fromkeys(given))}
    axis = Axis(name, kind, 0.0, 1.0, settings, names)
    if settings.get("range"):
        axis.low, axis.high = (float(end) for end in settings["range"])
    else:
        axis.low, axis.high = _span(axis, traces, [group for group in bars if name in (group.x_axis, group.y_axis)])
    return axis


def _span(axis: Axis, traces: Iterable[Settings], bars: Sequence[Bars]) -> tuple[float, float]:
    """Return the least and largest of what stands on an axis without a range, with room at the ends for marks."""
    if axis.kind == "category":
        return -0.5, max(len(axis.names), 1) - 0.5
    ends: list[float] = []
    for group in bars:
        for bar in group.bars:
            middle = axis.value(bar.place)
            half = bar.thickness * _SHARE_OF_A_BAR
            values = (bar.start, bar.end * (1 + _ROOM_AT_THE_ENDS), bar.high or 0.0)
            ends += (middle - half, middle + half) if group.place_axis == axis.name else values
    points = [
        axis.value(value) for trace in traces if trace["type"] == "scatter" for value in trace.get(axis.name[0]) or ()
    ]
    known = [point for point in points if not math.isnan(point)]
    if known:
        room = (max(known) - min(known)) * _ROOM_AT_THE_ENDS
        ends += (min(known) - room, max(known) + room)
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    return (low, high) if high > low else (low - 0.5, high + 0.5)
