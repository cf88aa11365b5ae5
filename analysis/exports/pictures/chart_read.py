"""What a Plotly figure asks for, as plain dictionaries; what no picture draws is an error, not left out in silence."""

import base64
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

import numpy as np
import plotly.graph_objects as go

from analysis.errors import DataError

Settings = Mapping[str, Any]

# What is for the screen alone, such as the texts under the pointer, is known and passed over.
_ON_SCREEN = {"hovertemplate", "hoverinfo", "hovertext", "customdata", "selected", "unselected", "uid", "type"}
_TRACE = _ON_SCREEN | {"x", "y", "name", "text", "textposition", "textfont", "marker", "showlegend", "xaxis", "yaxis",
                       "cliponaxis"}  # fmt: skip
_KNOWN = {
    "bar": _TRACE | {"orientation", "base", "width", "error_x"},
    "scatter": _TRACE | {"mode", "line"},
    "bar.marker": {"color", "pattern"},
    "bar.marker.pattern": {"shape", "size", "solidity"},
    "bar.error_x": {"type", "symmetric", "array", "arrayminus", "color", "thickness", "width"},
    "scatter.marker": {"size", "color", "opacity", "line", "symbol"},
    "scatter.line": {"color", "width", "dash"},
    "layout": {"height", "margin", "font", "paper_bgcolor", "plot_bgcolor", "hoverlabel", "hovermode",
               "dragmode", "legend", "showlegend", "barmode", "bargap", "shapes", "annotations"},
    "axis": {"type", "range", "tickmode", "tickvals", "ticktext", "tickfont", "visible", "showgrid", "showticklabels",
             "gridcolor", "linecolor", "zeroline", "automargin", "ticklabelstandoff", "ticks", "domain", "anchor",
             "matches", "fixedrange"},
    "legend": {"orientation", "x", "y", "xanchor", "yanchor", "title", "font"},
    "annotation": {"text", "x", "y", "xref", "yref", "xanchor", "yanchor", "xshift", "yshift", "showarrow", "font"},
    "shape": {"type", "x0", "x1", "y0", "y1", "xref", "yref", "line"},
}  # fmt: skip
_ALLOWED: Mapping[str, tuple[object, ...]] = {
    "axis.type": (None, "-", "linear", "log", "category"),
    "axis.ticks": (None, ""),
    "axis.zeroline": (False,),
    "axis.tickmode": (None, "array"),
    "annotation.showarrow": (False,),
    "shape.type": ("line",),
    "bar.textposition": (None, "outside", "inside", "none"),
    "bar.error_x.type": ("data",),
    "bar.error_x.symmetric": (False,),
    "scatter.marker.symbol": (None, "circle"),
    "layout.barmode": (None, "group", "stack", "overlay"),
}
_INSIDE = {"bar": ("marker", "error_x"), "scatter": ("marker", "line")}


@dataclass(frozen=True)
class Chart:
    """A checked figure: its traces in order, and what its layout says."""

    traces: tuple[Settings, ...]
    layout: Settings

    def axes(self, letter: str) -> dict[str, Settings]:
        """Return the settings of all x or y axes by name ("x", "x2"), the first one always among them."""
        found = {
            key.replace("axis", ""): value for key, value in self.layout.items() if key.startswith(f"{letter}axis")
        }
        return {letter: {}} | found


def read(figure: go.Figure) -> Chart:
    """Return what a figure asks for.

    Raises:
        DataError: a trace, or something in the layout, is of a kind that no picture draws.
    """
    given = figure.to_plotly_json()
    layout = {key: _as_lists(value) for key, value in given["layout"].items() if key != "template"}
    traces = tuple(_as_lists({"type": "scatter", **trace}) for trace in given["data"])
    for trace in traces:
        _check_trace(trace)
    axes = {key: layout.get(key) for key in layout if key.startswith(("xaxis", "yaxis"))}
    _check("layout", {key: value for key, value in layout.items() if key not in axes})
    for settings in axes.values():
        _check("axis", settings or {})
    _check("legend", layout.get("legend", {}))
    for kind in ("annotation", "shape"):
        for settings in layout.get(f"{kind}s") or ():
            _check(kind, {"showarrow": True} | settings if kind == "annotation" else settings)
    if (layout.get("legend", {}).get("title") or {}).get("text"):
        raise _not_drawn("legend.title", "")
    return Chart(traces, layout)


def _check_trace(trace: Settings) -> None:
    kind = str(trace["type"])
    if kind not in _INSIDE:
        raise _not_drawn(f"trace type {kind}", "")
    _check(kind, trace)
    for part in _INSIDE[kind]:
        _check(f"{kind}.{part}", trace.get(part) or {})
    if kind == "bar":
        _check_pattern((trace.get("marker") or {}).get("pattern") or {})
    if kind == "bar" and trace.get("text") is not None and trace.get("textposition") is None:
        raise _not_drawn("bar.textposition", "auto")


def _check_pattern(pattern: Settings) -> None:
    _check("bar.marker.pattern", pattern)
    shapes = pattern.get("shape") or ""
    for shape in shapes if isinstance(shapes, list) else [shapes]:
        if shape not in ("", "/"):
            raise _not_drawn("bar.marker.pattern.shape", str(shape))


def _check(kind: str, settings: Settings) -> None:
    for key, value in settings.items():
        allowed = _ALLOWED.get(f"{kind}.{key}")
        if value is not None and key not in _KNOWN[kind]:
            raise _not_drawn(f"{kind}.{key}", "")
        if allowed is not None and value not in allowed:
            raise _not_drawn(f"{kind}.{key}", str(value))


def _not_drawn(what: str, value: str) -> DataError:
    said = f"{what} = {value}" if value else what
    return DataError(f"picture of a chart: {said} is not drawn. Leave it out of the figure, or teach analysis/exports.")


def _as_lists(value: Any) -> Any:  # noqa: ANN401, settings are of any kind
    """Return a setting with lists instead of arrays, which Plotly keeps as they are or packs as base64."""
    if isinstance(value, dict) and "bdata" in value:
        return np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"]).tolist()
    if isinstance(value, dict):
        return {key: _as_lists(inner) for key, inner in value.items()}
    if isinstance(value, np.ndarray):
        return value.tolist()
    return [_as_lists(inner) for inner in value] if isinstance(value, list | tuple) else value


def listed(values: object, count: int) -> list[Any]:
    """Return a setting that may be one value for all, as a list of one for each."""
    return [*values, *[None] * (count - len(values))] if isinstance(values, list) else [values] * count


def is_number(value: object) -> TypeGuard[float]:
    """Return whether a value is a number that can have a place on an axis."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
