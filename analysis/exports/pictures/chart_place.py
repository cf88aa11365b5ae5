"""Where the plot, its axes and their labels stand on a chart's page, so that no text is cut and none meets another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.errors import DataError
from analysis.exports.pictures.chart_axes import Axis
from analysis.exports.pictures.chart_bars import Bars
from analysis.exports.pictures.chart_read import Chart
from analysis.exports.pictures.lettering import length, shortened, wrap

LINE = 1.15
"""Lines of one label, from base to base, in sizes of the letters."""
_LARGEST_SHARE = 0.4
_GAP, _BETWEEN = 6, 8
_LEAST_PLOT = 40
_DEFAULT_HEIGHT, _DEFAULT_SIZE = 450, 14


@dataclass(frozen=True)
class Label:
    """The text of a tick: its place as the axis counts, its lines, and whether it is read from below."""

    at: float
    lines: tuple[str, ...]
    turned: bool = False

    def height(self, size: float) -> float:
        """Return how much room the label takes from above to below."""
        if self.turned:
            return max(length(line, size) for line in self.lines)
        return len(self.lines) * size * LINE


@dataclass
class Page:
    """A chart's page: its edges, those of the plot, and the labels of every axis by the axis' name."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    size: float
    colour: str
    labels: dict[str, list[Label]]

    def share(self, letter: str, share: float) -> float:
        """Return the pixel of a share of the plot, from the left or from below."""
        if letter == "x":
            return self.left + share * (self.right - self.left)
        return self.bottom - share * (self.bottom - self.top)


def place(chart: Chart, axes: Mapping[str, Axis], bars: Sequence[Bars], width: float, legend: Sequence[float]) -> Page:
    """Return the page and put every axis on it.

    Args:
        legend: the heights of the legend's rows, which stand below the plot; the figure's own height has room for one.
    """
    margin = {"l": 8, "r": 8, "t": 8, "b": 8} | chart.layout.get("margin", {})
    font = chart.layout.get("font", {})
    size, whole = font.get("size") or _DEFAULT_SIZE, chart.layout.get("height") or _DEFAULT_HEIGHT
    page = Page(
        width, whole, margin["l"], width - margin["r"], margin["t"], 0, size, font.get("color") or "#000000", {}
    )
    page.bottom = whole - margin["b"] - sum(legend[:1])
    _room_for_names(page, axes)
    _put(page, axes)
    _room_for_texts(page, axes, bars)
    _room_at_the_ends(page, axes)
    _put(page, axes)
    below = _room_below(page, axes)
    page.bottom = max(page.bottom - below, page.top + _LEAST_PLOT)
    page.height = page.bottom + below + sum(legend) + margin["b"]
    _put(page, axes)
    return page


def anchor(axis: Axis, axes: Mapping[str, Axis]) -> Axis:
    """Return the axis of the other direction that an axis stands by."""
    name = str(axis.settings.get("anchor") or axis.name.translate({ord("x"): "y", ord("y"): "x"}))
    if name not in axes:
        raise DataError(f"picture of a chart: axis {axis.name} has anchor = {name}, which is not drawn. Use an axis.")
    return axes[name]


def size_of(axis: Axis, page: Page) -> float:
    """Return the size of an axis' labels."""
    return float((axis.settings.get("tickfont") or {}).get("size") or page.size)


def standoff(axis: Axis) -> float:
    """Return the distance from an axis to its labels."""
    return _GAP + float(axis.settings.get("ticklabelstandoff") or 0)


def _put(page: Page, axes: Mapping[str, Axis]) -> None:
    for axis in axes.values():
        axis.start, axis.end = (page.share(axis.name[0], share) for share in axis.domain)


def _room_for_names(page: Page, axes: Mapping[str, Axis]) -> None:
    """Write the labels of the y axes; the widest of those at the plot's left edge makes the left margin."""
    for axis in axes.values():
        if axis.name[0] == "x" or not axis.has_labels:
            continue
        size, most = size_of(axis, page), page.width * _LARGEST_SHARE
        low, high = axis.domain
        room = (page.bottom - page.top) * (high - low) / ((axis.high - axis.low) or 1)
        lines = 2 if axis.kind == "category" and room >= 2 * LINE * size * 0.9 else 1
        page.labels[axis.name] = [Label(at, tuple(wrap(text, most, size, most=lines))) for at, text in axis.ticks()]
        widths = [length(line, size) for label in page.labels[axis.name] for line in label.lines]
        if anchor(axis, axes).domain[0] == 0:
            page.left = max(page.left, max(widths, default=-_GAP) + standoff(axis) + 2)


def _room_for_texts(page: Page, axes: Mapping[str, Axis], bars: Sequence[Bars]) -> None:
    """Stretch an axis until the text at the end of each lying bar has room within the page.

    An axis that is not drawn ends where it must, so that the bars have all the room there is.
    """
    for group in bars:
        axis = axes[group.value_axis]
        beyond = [bar.end for bar in group.bars if not bar.text or bar.inside]
        if group.is_flat and not axis.is_visible and group.bars:
            axis.high = max([axis.low + 1e-9, *beyond])
        for bar in group.bars:
            if not group.is_flat or not bar.text or bar.inside or bar.end <= axis.low:
                continue
            beside = page.width - page.right - _BETWEEN
            free = max(axis.end - axis.start - max(length(bar.text, page.size) + _GAP - beside, 0), 1)
            stretched = axis.low + (bar.end - axis.low) * (axis.end - axis.start) / free
            axis.high = max(axis.high, stretched)


def _room_at_the_ends(page: Page, axes: Mapping[str, Axis]) -> None:
    """Widen the margins where half the text of a first or last tick of an x axis reaches beyond the page."""
    first, last = page.left, page.right
    for axis in axes.values():
        if axis.name[0] == "x" and axis.has_labels:
            for at, text in axis.ticks():
                half = length(text, size_of(axis, page)) / 2 + 2
                if half < (page.right - page.left) / 4:  # a longer one will be wrapped
                    page.left = max(page.left, first + half - axis.place(at))
                    page.right = min(page.right, last - (axis.place(at) + half - page.width))


def _room_below(page: Page, axes: Mapping[str, Axis]) -> float:
    """Write the labels of the x axes and return the height of those at the plot's lower edge."""
    below = 0.0
    for axis in axes.values():
        if axis.name[0] == "x" and axis.has_labels:
            size = size_of(axis, page)
            labels = page.labels[axis.name] = _beside_each_other(axis, size, page.height * _LARGEST_SHARE)
            if labels and anchor(axis, axes).domain[0] == 0:
                below = max(below, max(label.height(size) for label in labels) + standoff(axis) + 2)
    return below


def _beside_each_other(axis: Axis, size: float, longest: float) -> list[Label]:
    """Return the labels of an x axis on one line each; on several, or turned, where they would meet."""
    ticks = sorted(axis.ticks())
    places = [axis.place(at) for at, _ in ticks]
    widths = [length(text, size) for _, text in ticks]
    meets = (
        b - a < (one + two) / 2 + _BETWEEN
        for (a, b), (one, two) in zip(pairwise(places), pairwise(widths), strict=True)
    )
    if not any(meets):
        return [Label(at, (text,)) for at, text in ticks]
    room = min(after - before for before, after in pairwise(places)) - _BETWEEN
    wrapped = [wrap(text, max(room, 1), size, most=3) for _, text in ticks]
    if all(" ".join(lines) == text for lines, (_, text) in zip(wrapped, ticks, strict=True)):
        return [Label(at, tuple(lines)) for lines, (at, _) in zip(wrapped, ticks, strict=True)]
    return [Label(at, (shortened(text, longest, size),), turned=True) for at, text in ticks]
