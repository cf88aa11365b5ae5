"""Units that work together, as a ring of circles with lines between them; one unit may stand in the middle.

The ring is taller than wide and its circles have even steps down each side, so that names stand in two columns
beside it and never on each other.
"""

import math
import textwrap
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures import theme

MOST_UNITS = 24
MOST_LINES = 90
WIDTHS = (1.0, 2.5, 5.0, 9.0)
_LINE = "#8fb3d1"
_LINE_LETTERS = 18
_SMALLEST, _LARGEST = 9.0, 34.0

Point = tuple[float, float]


def draw(
    nodes: pd.DataFrame, links: pd.DataFrame, *, write: Callable[[float], str], centre: str | None = None
) -> go.Figure:
    """Return the network of at most MOST_UNITS units around `centre`, or among themselves.

    Args:
        nodes: unit, label, projects (its size), one row per unit, `centre` included; the first ones are drawn.
        links: one, other, projects; those between units that are not drawn are left out, and the weakest beyond
            MOST_LINES.
        write: how a number of projects is written, unit included.
    """
    is_centre = nodes["unit"].eq(centre or "")
    shown = pd.concat([nodes[is_centre], nodes[~is_centre].head(MOST_UNITS)])
    inside = links[links["one"].isin(shown["unit"]) & links["other"].isin(shown["unit"])]
    inside = inside.sort_values("projects", ascending=False, kind="stable").head(MOST_LINES)
    ring = [unit for unit in shown["unit"] if unit != centre]
    places = around(ring) | ({centre: (0.0, 0.0)} if centre else {})
    labels = dict(zip(shown["unit"], shown["label"], strict=True))
    figure = go.Figure()
    _lines(figure, inside, places, labels, write)
    _circles(figure, shown, places, write, centre)
    theme.dress(figure, height=120 + 46 * max(4, math.ceil(len(ring) / 2)))
    figure.update_layout(showlegend=False, hovermode="closest", margin={"l": 4, "r": 4, "t": 4, "b": 4})
    figure.update_xaxes(visible=False, range=[-2.35, 2.35])
    figure.update_yaxes(visible=False, range=[-1.16, 1.16])
    return figure


def around(units: Sequence[str]) -> dict[str, Point]:
    """Return a place for each unit, by turns on the right and the left side, downwards at even steps.

    The first units, with the most projects, thus face each other, and their lines lie free between them.
    """
    places = {}
    for side, column in ((1, units[::2]), (-1, units[1::2])):
        for step, unit in enumerate(column):
            y = 1 - 2 * (step + 0.5) / max(len(column), 1)
            places[unit] = (side * (0.42 + 0.58 * math.sqrt(1 - y * y)), y)
    return places


def _lines(
    figure: go.Figure,
    links: pd.DataFrame,
    places: Mapping[str, Point],
    labels: Mapping[str, str],
    write: Callable[[float], str],
) -> None:
    """Draw lines in a few widths, and at the middle of each a place to point at."""
    most = float(links["projects"].max()) if len(links) else 1.0
    classes: dict[float, list[tuple[Point, Point]]] = {width: [] for width in WIDTHS}
    middles, texts = [], []
    for one, other, projects in links[["one", "other", "projects"]].itertuples(index=False):
        width = WIDTHS[min(len(WIDTHS) - 1, int(len(WIDTHS) * math.sqrt(projects / most) * 0.999))]
        ends = places[one], places[other]
        classes[width].append(ends)
        middles.append(((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2))
        texts.append(f"{labels[one]} – {labels[other]}: {write(projects)}")
    for width, drawn in classes.items():
        xs = [x for start, end in drawn for x in (start[0], end[0], None)]
        ys = [y for start, end in drawn for y in (start[1], end[1], None)]
        figure.add_scatter(x=xs, y=ys, mode="lines", line={"width": width, "color": _LINE}, hoverinfo="skip")
    figure.add_scatter(
        x=[x for x, _ in middles], y=[y for _, y in middles], mode="markers", marker={"size": 12, "opacity": 0},
        text=texts, hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _circles(
    figure: go.Figure,
    shown: pd.DataFrame,
    places: Mapping[str, Point],
    write: Callable[[float], str],
    centre: str | None,
) -> None:
    """Draw the units, their areas as their projects; a click on one hands back its id."""
    others = shown.loc[~shown["unit"].eq(centre or ""), "projects"]
    most = float(others.max()) if len(others) else 1.0
    sizes = [max(_SMALLEST, _LARGEST * math.sqrt(min(1.0, projects / most))) for projects in shown["projects"]]
    xs, ys = zip(*(places[unit] for unit in shown["unit"]), strict=True) if len(shown) else ((), ())
    sides = ["top center" if unit == centre else "middle right" if x > 0 else "middle left"
             for unit, x in zip(shown["unit"], xs, strict=True)]  # fmt: skip
    colours = [theme.SEQUENTIAL[4] if unit == centre else theme.BAR for unit in shown["unit"]]
    figure.add_scatter(
        x=xs, y=ys, mode="markers+text", customdata=list(shown["unit"]), textposition=sides,
        text=[f"<b>{wrapped(label)}</b>" if unit == centre else wrapped(label)
              for unit, label in zip(shown["unit"], shown["label"], strict=True)],
        textfont={"size": 13, "color": theme.INK},
        marker={"size": sizes, "color": colours, "opacity": 1, "line": {"color": "#ffffff", "width": 1.5}},
        hovertext=[f"{label}: {write(number)}"
                   for label, number in zip(shown["label"], shown["projects"], strict=True)],
        hovertemplate="%{hovertext}<extra></extra>", cliponaxis=False,
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}, "textfont": {"color": theme.INK}},
    )  # fmt: skip


def wrapped(label: str) -> str:
    """Return a name on at most two lines, shortened where it is longer."""
    return "<br>".join(textwrap.wrap(label, _LINE_LETTERS, max_lines=2, placeholder=" …"))
