"""What the pages without network and the pages to print share: figures, their numbers, and a policy for the browser.

The pages are Jinja templates (the folder templates/): each text that they show is cleaned and escaped.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analysis.exports.pictures.lettering import clean
from analysis.figures.map_style import COLOURS
from analysis.telling.story import Bars, Columns, Grid, MapDrawing, Slide, Story
from analysis.text.links import web_address


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A slide as a page shows it.

    Attributes:
        drawing: its map or chart as an SVG element of our own; None where the page needs none.
        numbers: the table that it shows, or that stands behind it; None for key figures.
        left_out: how many of its rows the page does not show.
    """

    slide: Slide
    drawing: Markup | None = None
    numbers: Grid | None = None
    left_out: int = 0

    @property
    def kind(self) -> str:
        """The kind of visual: "bars", "columns", "mapdrawing", "grid" or "cards"."""
        return type(self.slide.visual).__name__.lower()


def page(template: str, story: Story, *, style: str, scripts: Sequence[str], **values: object) -> bytes:
    """Return a whole page that asks for nothing from anywhere and runs these scripts alone.

    Args:
        template: name of a file in templates/.
        style: CSS of our own.
        scripts: JavaScript of our own.
        values: what this template shows besides.
    """
    return (
        _environment()
        .get_template(template)
        .render(
            story=story, words=story.words, address=web_address(story.link), style=Markup(style),
            own_colour=COLOURS["own"],
            scripts=[Markup(script) for script in scripts], hashes=[_hash(script) for script in scripts], **values,
        )
        .encode()
    )  # fmt: skip


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("analysis.exports.documents"), autoescape=True, undefined=StrictUndefined,
        finalize=_cleaned, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


def _cleaned(value: object) -> object:
    """Return a value as text on one line without what cannot be seen; markup of our own stays as it is."""
    return value if isinstance(value, Markup) else clean(str(value))


def numbers_of(visual: Bars | Columns | MapDrawing, words: dict[str, str]) -> Grid:
    """Return a figure's numbers as a table, written as the page writes them."""
    if isinstance(visual, Bars):
        return _numbers_of_bars(visual, words)
    if isinstance(visual, Columns):
        wide = visual.table.pivot_table(index="year", columns="series", values="value", aggfunc="sum", min_count=1)
        names = tuple(name for name in visual.series if name in wide)
        rows = tuple(
            (str(year), *(visual.write(value) for value in cells))
            for year, cells in zip(wide.index, wide[list(names)].to_numpy(), strict=True)
        )
        return Grid((words["year"], *names), rows, names)
    shown = tuple((visual.units.names[code], visual.said(number)) for number, code in enumerate(visual.units.codes))
    return Grid((words["name"], visual.legend_title), shown, (visual.legend_title,))


def _numbers_of_bars(visual: Bars, words: dict[str, str]) -> Grid:
    spread = bool(visual.table["low"].notna().any())
    header = (words["name"], visual.axis_title, *((words["lowest"], words["highest"]) if spread else ()))
    rows = tuple(
        (
            str(row["name"]),
            *(visual.write(_number(row[column])) for column in ("value", "low", "high")[: 3 if spread else 1]),
        )
        for row in visual.table.to_dict("records")
    )
    return Grid(header, rows, header[1:])


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[arg-type, call-overload]
