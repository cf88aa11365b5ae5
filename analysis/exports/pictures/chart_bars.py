"""Where bars begin and end: stacked on each other, from a base, or from zero."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from analysis.errors import DataError
from analysis.exports.pictures.chart_read import Chart, Settings, is_number, listed

_GAP = 0.2
_CENTURY = 100


@dataclass(frozen=True)
class Bar:
    """One bar: its place across, its two ends along the axis of values, its thickness in units of the place's axis.

    `low` and `high` are the ends of its error bar, `text` what is written at its end; `hatched` as an unfinished year.
    """

    place: Any
    start: float
    end: float
    thickness: float
    colour: str
    text: str
    inside: bool
    low: float | None
    high: float | None
    hatched: bool = False


@dataclass(frozen=True)
class Bars:
    """The bars of one trace; `is_flat` where they lie."""

    bars: tuple[Bar, ...]
    is_flat: bool
    x_axis: str
    y_axis: str
    error: Settings

    @property
    def place_axis(self) -> str:
        """The axis along which the bars stand."""
        return self.y_axis if self.is_flat else self.x_axis

    @property
    def value_axis(self) -> str:
        """The axis of the bars' values."""
        return self.x_axis if self.is_flat else self.y_axis


def of(chart: Chart) -> list[Bars]:
    """Return the bars of every trace of bars in the chart, in order; a missing value has no bar."""
    traces = [trace for trace in chart.traces if trace["type"] == "bar"]
    stacks: dict[tuple[str, str, Any], float] | None = None
    if chart.layout.get("barmode") == "stack":
        stacks = defaultdict(float)
    elif chart.layout.get("barmode") in (None, "group"):
        _one_trace_per_axis(traces)
    gap = chart.layout.get("bargap")
    step = 1 - (_GAP if gap is None else gap)
    room = {letter: step * _least_step(traces, letter) for letter in "xy"}
    return [_of_trace(trace, stacks, room[_axes(trace)[2][0]]) for trace in traces]


def _one_trace_per_axis(traces: Sequence[Settings]) -> None:
    if len({_axes(trace) for trace in traces}) < len(traces):
        raise DataError("picture of a chart: layout.barmode = group is not drawn. Stack the bars or lay them over.")


def _axes(trace: Settings) -> tuple[str, str, str]:
    """Return the trace's x axis, its y axis, and that of the two along which the bars stand."""
    x_axis, y_axis = trace.get("xaxis") or "x", trace.get("yaxis") or "y"
    return x_axis, y_axis, y_axis if trace.get("orientation") == "h" else x_axis


def _least_step(traces: Sequence[Settings], letter: str) -> float:
    """Return the least distance between two places of bars along x or y, which is the room of each; 1 for names.

    Years have the room of a year, also where some are missing; small charts beside each other have bars alike.
    """
    steps, places = [], []
    for trace in traces:
        if _axes(trace)[2][0] == letter:
            own = sorted({place for place in trace.get(letter) or () if is_number(place)})
            steps += [after - before for before, after in pairwise(own)]
            places += own
    if (
        all(float(place).is_integer() for place in places)
        and max(places, default=0) - min(places, default=0) < _CENTURY
    ):
        return 1
    return min(steps, default=1)


def _of_trace(trace: Settings, stacks: dict[tuple[str, str, Any], float] | None, thickness: float) -> Bars:
    is_flat = trace.get("orientation") == "h"
    x_axis, y_axis, _ = _axes(trace)
    places, values = (trace.get(letter) or [] for letter in ("yx" if is_flat else "xy"))
    error, marker = trace.get("error_x") or {}, trace.get("marker") or {}
    count = min(len(places), len(values))
    if error and not is_flat:
        raise DataError("picture of a chart: error_x on standing bars is not drawn. Lay the bars.")
    parts = zip(
        places, values, listed(trace.get("base"), count), listed(trace.get("width"), count),
        listed(marker.get("color"), count), listed(trace.get("text"), count),
        listed(trace.get("textposition"), count), listed(error.get("array"), count),
        listed(error.get("arrayminus"), count), listed((marker.get("pattern") or {}).get("shape"), count), strict=False,
    )  # fmt: skip
    bars = []
    for place, value, base, width, colour, text, position, more, less, shape in parts:
        if not is_number(value) or place is None:
            continue
        start = base or 0.0
        if stacks is not None:
            start = stacks[x_axis, y_axis, place]
            stacks[x_axis, y_axis, place] += value
        shown = "" if text is None or position == "none" else str(text)
        low = start + value - less if is_number(less) else None
        high = start + value + more if is_number(more) else None
        bars.append(
            Bar(
                place,
                start,
                start + value,
                width or thickness,
                colour,
                shown,
                position == "inside",
                low,
                high,
                bool(shape),
            )
        )
    return Bars(tuple(bars), is_flat, x_axis, y_axis, error)
