"""Colours and the common look of all figures.

The blues run from a tone that still stands out from a white page (contrast 1.5 to white, each with a dark outline
on the map) to a near black, evenly in lightness, so that they are told apart in every kind of colour blindness and
in black and white. Contrast of the categorical colours to white is at least 3:1 (WCAG 2.1, 1.4.11).
"""

import plotly.graph_objects as go

SEQUENTIAL = ("#bfd9ea", "#86b8d8", "#4a90c2", "#1f669f", "#083a6b")
ZERO = "#ffffff"
NOT_LOADED = "#d9d4cc"
TOO_FEW = "#eceae6"
BAR = "#1f669f"
BAR_MUTED = "#9fb4c6"
CATEGORICAL = ("#0b5394", "#b45309", "#107569", "#8e3b6d", "#5b5f66", "#b03a2e", "#7a6a00")
INK = "#1b2733"
QUIET = "#51606e"
GRID = "#dfe5ea"
# Streamlit brings this font along; the others stand in where a figure leaves the page.
FONT = "Source Sans, Source Sans Pro, Helvetica, Arial, sans-serif"


def sequential(count: int) -> tuple[str, ...]:
    """Return `count` (1 to 5) tones from pale to dark, as far apart as can be."""
    picks = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}[count]
    return tuple(SEQUENTIAL[pick] for pick in picks)


def dress(figure: go.Figure, *, height: int) -> go.Figure:
    """Give a figure the common look; axes keep what the figure itself sets."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8, "autoexpand": True},
        font={"family": FONT, "size": 14, "color": INK},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        hoverlabel={"bgcolor": "#ffffff", "bordercolor": QUIET, "font": {"color": INK, "size": 14}},
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "title": {"text": ""}, "font": {"size": 14}},
        dragmode=False,
    )
    figure.update_xaxes(automargin=True, gridcolor=GRID, zeroline=False, linecolor=QUIET, fixedrange=True)
    figure.update_yaxes(automargin=True, gridcolor=GRID, zeroline=False, linecolor=QUIET, fixedrange=True)
    return figure
