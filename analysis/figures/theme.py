"""Colours and the common look of all figures.

The blues run from a tone that still stands out from a white page (contrast 1.5 to white, each with a dark outline
on the map) to a near black, evenly in lightness, so that they are told apart in every kind of colour blindness and
in black and white. Contrast of the categorical colours to white is at least 3:1 (WCAG 2.1, 1.4.11).
"""

import re
from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

SEQUENTIAL = ("#bfd9ea", "#86b8d8", "#4a90c2", "#1f669f", "#083a6b")
ZERO = "#ffffff"
NOT_LOADED = "#d9d4cc"
TOO_FEW = "#eceae6"
BAR = "#1f669f"
BAR_MUTED = "#9fb4c6"
CATEGORICAL = ("#0b5394", "#b45309", "#107569", "#8e3b6d", "#5b5f66", "#b03a2e", "#7a6a00", "#2f7fc1")
INK = "#1b2733"
QUIET = "#51606e"
GRID = "#dfe5ea"
_MARKUP = re.compile(r"<(?!/?b>|br>)")
"""All of Plotly's markup but bold and line ends, which figures use themselves."""
# Streamlit brings this font along; the others stand in where a figure leaves the page.
FONT = "Source Sans, Source Sans Pro, Helvetica, Arial, sans-serif"
_LAYOUT = {
    "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "autoexpand": True},
    "font": {"family": FONT, "size": 14, "color": INK},
    "paper_bgcolor": "#ffffff",
    "plot_bgcolor": "#ffffff",
    "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": QUIET, "font": {"color": INK, "size": 14}},
    "legend": {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "title": {"text": ""}, "font": {"size": 14}},
    "dragmode": False,
}
_AXIS = {"automargin": True, "gridcolor": GRID, "zeroline": False, "linecolor": QUIET, "fixedrange": True}
_TEMPLATE = go.layout.Template(
    layout={"autotypenumbers": "strict", "colorway": CATEGORICAL, "hovermode": "closest"},
    data={"bar": [{"marker": {"line": {"color": "#ffffff", "width": 0.5}}}]},
)
"""In the place of Plotly's own template, which is ten times as large as a chart and goes to the browser with each."""


def sequential(count: int) -> tuple[str, ...]:
    """Return `count` (1 to 5) tones from pale to dark, as far apart as can be."""
    picks = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}[count]
    return tuple(SEQUENTIAL[pick] for pick in picks)


def hatched(years: "pd.Series[int]", unfinished: Container[int]) -> dict[str, object] | None:
    """Return the pattern of bars by year: hatched where the year is not whole in the data."""
    shapes = ["/" if year in unfinished else "" for year in years]
    return {"shape": shapes, "size": 7, "solidity": 0.45} if any(shapes) else None


def year_tick(year: int, unfinished: Mapping[int, str]) -> str:
    """Return a year as it stands on an axis, with what stands below one that is not whole."""
    return f"{year}<br>{unfinished[year]}" if year in unfinished else str(year)


def plain(words: str) -> str:
    """Return words that Plotly shows as they are, but for bold and line ends: no link or style comes of them."""
    return _MARKUP.sub("&lt;", words)


def _without_markup(figure: go.Figure) -> None:
    """Let no word of a figure be markup; names stand on axes, in legends, in notes and under the pointer."""
    for trace in figure.data:
        for field in ("name", "text", "hovertext", "x", "y", "customdata"):
            given = getattr(trace, field, None)
            shown = _plain_all(given)
            if shown is not given:
                trace[field] = shown
    for note in figure.layout.annotations:
        note.text = plain(note.text or "")


def _plain_all(given: object) -> object:
    """Return words, or lists of them at any depth, without markup; the same object where there is none."""
    if isinstance(given, str):
        return plain(given) if _MARKUP.search(given) else given
    if isinstance(given, Sequence) or (isinstance(given, np.ndarray) and given.dtype.kind in "OU"):
        shown = [_plain_all(one) for one in given]
        return given if all(new is old for new, old in zip(shown, given, strict=True)) else shown
    return given


def dress(
    figure: go.Figure,
    *,
    height: int,
    margin: Mapping[str, int] = MappingProxyType({}),
    x: Mapping[str, Any] = MappingProxyType({}),
    y: Mapping[str, Any] = MappingProxyType({}),
) -> go.Figure:
    """Give a figure the common look; axes keep what the figure itself sets, and words from data are no markup.

    Args:
        margin: sides that are another than the common one, in px.
        x: what else holds for all x axes.
        y: what else holds for all y axes.
    """
    _without_markup(figure)
    layout = {"xaxis": {}, "yaxis": {}, **figure.layout.to_plotly_json()}
    common = _LAYOUT | {name: {**_AXIS, **(x if name[0] == "x" else y)} for name in layout if "axis" in name[:5]}
    for name, wanted in common.items():
        layout[name] = {**layout.get(name, {}), **wanted} if isinstance(wanted, dict) else wanted
    layout["margin"] |= margin
    # At once: Plotly checks every part each time that one of them changes.
    figure.layout = layout | {"height": height, "template": _TEMPLATE}
    return figure
