"""What leaves the dashboard for a meeting: a story of slides, each with one message, its numbers and its sources.

Words and written numbers come ready from the caller, in the reader's language. Slides, pages and full-screen views
are drawn from the same story, so they say the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis.comparing.layers import Units
from analysis.figures.maps import Classes

Write = Callable[[float | None], str]


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Horizontal bars, one per unit or name, the largest first.

    Args:
        table: name, value (float in the measure's own unit; amounts in cents), low and high (the interval's ends, null
            where there is none), greyed (bool: too few projects to rank).
        measure: a key of analysis.text.measures.NAMES.
        axis_title: the measure with its unit.
        own: the name to emphasise, "" for none.
        median: a value to mark with a line, called `median_name`.
    """

    table: pd.DataFrame
    measure: str
    axis_title: str
    write: Write
    write_axis: Write
    own: str = ""
    median: float | None = None
    median_name: str = ""


def first_bars(visual: Bars, most: int) -> tuple[pd.DataFrame, int]:
    """Return the first rows of bars, the emphasised one among them, and how many are left out."""
    table = visual.table.reset_index(drop=True)
    if len(table) <= most:
        return table, 0
    own = table[table["name"] == visual.own]
    first = table.head(most)
    kept = first if own.empty or own.index[0] in first.index else pd.concat([table.head(most - 1), own])
    return kept, len(table) - len(kept)


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Stacked columns by year.

    Args:
        table: year (int), series (text), value (float in the measure's own unit; amounts in cents).
        series: the series' names in the legend's order.
        unfinished: by year that is not whole what stands below it ("to Nov."); its column is hatched.
    """

    table: pd.DataFrame
    series: tuple[str, ...]
    measure: str
    axis_title: str
    write: Write
    write_axis: Write
    unfinished: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MapDrawing:
    """Units in classes.

    Args:
        classes: the legend, and the entry of each unit in the order of `units.codes`.
        labels: each unit's value as text.
        estimated: whether each unit's value is estimated.
        own: per unit how many rows the reader has added, in words, or ""; empty where no unit has any.
        focus: code of the county to show alone, "" for the whole country.
        selected: code of a unit to emphasise.
    """

    units: Units
    classes: Classes
    labels: tuple[str, ...]
    estimated: tuple[bool, ...]
    legend_title: str
    attribution: str
    focus: str = ""
    selected: str | None = None
    own: tuple[str, ...] = ()

    def has_own(self, number: int) -> bool:
        """Return whether the unit at this position has rows that the reader has added."""
        return bool(self.own and self.own[number])

    def said(self, number: int) -> str:
        """Return the value of the unit at this position as text, with the reader's own rows."""
        return f"{self.labels[number]} ({self.own[number]})" if self.has_own(number) else self.labels[number]


@dataclass(frozen=True)
class Grid:
    """A table of ready-made texts; `numeric` names the columns that are set to the right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """One key figure: what it is, its value as text, and a short remark or ""."""

    label: str
    value: str
    remark: str = ""


@dataclass(frozen=True)
class Cards:
    """A handful of key figures (at most eight)."""

    cards: tuple[Card, ...]


Visual = Bars | Columns | MapDrawing | Grid | Cards


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One message and what shows it.

    Args:
        slide_id: stable short id of the kind of slide, such as "by_year"; unique within a story.
        topic: what the slide is about, in a few words, for lists of contents.
        message: what it says, in one sentence: the slide's title.
        visual: what it shows.
        alt: the visual in words, for those who do not see it.
        filters: what was chosen, in words (programmes, years, boundaries).
        notes: what a reader must know (method, caveats), one sentence each.
        sources: ready-made source lines: publisher, title, period, date of the data, licence.
    """

    slide_id: str
    topic: str
    message: str
    visual: Visual
    alt: str
    filters: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Story:
    """A finished series of slides about one place or comparison.

    Args:
        subtitle: what kind of place, its number and its people, or whom it is compared with.
        language: "nb", "nn" or "en".
        words: ready-made texts that the exports need around the slides; see analysis.telling.story.WORDS.
        made_on: the day it was made.
        link: address of the same view in the dashboard, "" where it is not known.
    """

    title: str
    subtitle: str
    language: str
    words: dict[str, str]
    made_on: date
    slides: tuple[Slide, ...]
    link: str = ""


WORDS = (
    "contents",  # heading of a list of slides
    "source",  # heading of the source lines where there is room for one
    "sources",
    "notes",  # heading of what a reader must know
    "filters",  # heading of what was chosen
    "made",  # "Made with Europaprofil on 24 November 2026", ready-made
    "print",  # the button that prints the page
    "table",  # heading of a figure's numbers in a table
    "estimated",  # legend entry of estimated units
    "own",  # legend entry of units with rows that the reader has added
    "inset",  # caption of the Oslofjord map
    "name",  # heading of the column with names
    "year",
    "lowest",  # heading: lower end of the 95 % interval
    "highest",
    "page",  # "Page" before a page's number
    "link",  # before the address of the same view
    "no_data",  # in a figure without rows
    "million",  # behind a unit that is shown in millions
    "more",  # "more rows are in the dashboard", behind their number
    "not_shown",  # heading of the rows that a slide has no room for
)
