"""A table of units on the map component: classes, legend and texts in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import in_use
from analysis.comparing.layers import Units
from analysis.exports.pictures import map_outlines, map_svg, picture
from analysis.exports.pictures.picture import Caption
from analysis.exports.pictures.svg import Drawing
from analysis.figures import maps
from analysis.telling.story import MapDrawing
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.map import component
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import own_words
from pages._shared.show.take_away import Picture

if TYPE_CHECKING:
    from analysis.exports.slides.map import Outline

ATTRIBUTION = "© Kartverket (CC BY 4.0)"
_APART = {
    "zero": mark("0 (none found)"),
    "too_few": mark("Too few projects to rank (1–4)"),
    "not_loaded": mark("Not loaded"),
}
WORDS = {
    "loading": mark("The map is on its way"),
    "not_fetched": mark("The map could not be fetched. Reload the page; the table has the same numbers."),
    "mismatch": mark("The map and the numbers do not belong together, so nothing is drawn. Reload the page."),
    "zoom_in": mark("Zoom in"),
    "zoom_out": mark("Zoom out"),
    "whole_country": mark("Show the whole country"),
    "inset": mark("The Oslofjord area"),
    "estimated": mark("Estimated: a divided unit, shared out"),
    "own": mark("Own rows"),
    "keys": mark("Move with the arrow keys, choose with Enter, leave with Escape."),
}


@dataclass(frozen=True)
class Prepared:
    """A map with its texts written: as the dashboard draws it, and as it leaves the dashboard."""

    view: component.MapView
    drawn: MapDrawing


def draw(
    reader: Reader,
    table: pd.DataFrame,
    units: Units,
    measure: str,
    *,
    key: str,
    title: str,
    selected: str | None = None,
    selects: Key | None = None,
    focus: str = "",
    height: int = 720,
) -> Picture:
    """Draw the map of a table from analysis.comparing.layers.with_status; see prepare and show."""
    prepared = prepare(reader, table, units, measure, title=title, focus=focus, height=height)
    return show(reader, prepared, key=key, selected=selected, selects=selects)


def prepare(
    reader: Reader, table: pd.DataFrame, units: Units, measure: str, *, title: str, focus: str = "", height: int = 720
) -> Prepared:
    """Return the map of a table from layers.with_status; with `focus`, the code of a county, it begins there.

    What a reader has chosen is not in it, so one map may serve many.
    """
    shown = table.iloc[: len(units.codes)]
    drawn = drawing(reader, table, units, measure, focus=focus)
    spoken = summary(reader, shown, _writer(reader, measure))
    return _prepared(reader, drawn, title=title, spoken=spoken, details=_ranks(reader, shown["rank"]), height=height)


def _prepared(
    reader: Reader, drawn: MapDrawing, *, title: str, spoken: str, details: Sequence[str], height: int
) -> Prepared:
    geometry = this_run.reading().geometry(drawn.units.level, drawn.units.vintage)
    view = component.MapView(
        geometry_url=geometry["url"],
        near_geometry_url=geometry["near_url"],
        codes=drawn.units.codes,
        classes=drawn.classes.class_of_unit,
        labels=drawn.labels,
        details=details,
        estimated=drawn.estimated,
        legend=_legend(drawn.classes),
        legend_title=drawn.legend_title,
        selected=None,
        title=title,
        summary=spoken,
        attribution=drawn.attribution,
        words={word: reader.text(label) for word, label in WORDS.items()},
        focus=drawn.focus,
        height=height,
        own=drawn.own,
    )
    return Prepared(view, drawn)


def show(
    reader: Reader, prepared: Prepared, *, key: str, selected: str | None = None, selects: Key | None = None
) -> Picture:
    """Draw a prepared map with the chosen unit; a click on another is kept as the choice `selects`.

    Returns the map's drawing, for the menu to take along.
    """
    component.draw(replace(prepared.view, selected=selected), key=key, on_select=_keeper(key, selects))
    return partial(_picture, reader, replace(prepared.drawn, selected=selected))


def drawing(
    reader: Reader, table: pd.DataFrame, units: Units, measure: str, *, selected: str | None = None, focus: str = ""
) -> MapDrawing:
    """Return the map of a table from analysis.comparing.layers.with_status as it leaves the dashboard."""
    shown = table.iloc[: len(units.codes)]
    statuses = list(shown["status"])
    parents = this_run.reading().geometry(units.level, units.vintage)["parents"]
    in_sight = [focus in ("", parent) for parent in parents]
    return MapDrawing(
        units=units,
        classes=_classes(reader, shown, measure),
        labels=tuple(
            _label(status, value, _writer(reader, measure), _apart(reader))
            for status, value in zip(statuses, shown["value"], strict=True)
        ),
        estimated=tuple(status == "estimated" and seen for status, seen in zip(statuses, in_sight, strict=True)),
        own=_own(reader, shown, in_sight),
        legend_title=reader.measure_with_currency(measure),
        attribution=ATTRIBUTION,
        focus=focus,
        selected=selected,
    )


def preview(reader: Reader, table: pd.DataFrame, units: Units, measure: str) -> component.Preview:
    """Return the colours of a table from layers.with_status, which the browser shows at the press."""
    shown = table.iloc[: len(units.codes)]
    classes = _classes(reader, shown, measure)
    return component.Preview(
        classes=classes.class_of_unit,
        legend=_legend(classes),
        legend_title=reader.measure_with_currency(measure),
        estimated=tuple(status == "estimated" for status in shown["status"]),
    )


def _classes(reader: Reader, shown: pd.DataFrame, measure: str) -> maps.Classes:
    limits = reader.write_limit(measure)
    return maps.classify(shown["value"], list(shown["status"]), write=limits, words=_apart(reader))


def _apart(reader: Reader) -> dict[str, str]:
    return {kind: reader.text(label) for kind, label in _APART.items()}


def _legend(classes: maps.Classes) -> list[component.LegendEntry]:
    return [component.LegendEntry(entry.label, entry.colour, entry.kind) for entry in classes.legend]  # type: ignore[arg-type]


def _own(reader: Reader, shown: pd.DataFrame, in_sight: Sequence[bool]) -> tuple[str, ...]:
    """Return how many rows of the reader's own each unit has, in words; empty where no unit in sight has any."""
    if in_use.COLUMN not in shown:
        return ()
    counts = zip(shown[in_use.COLUMN], in_sight, strict=True)
    said = tuple(own_words.number(reader, int(count)) if seen and count else "" for count, seen in counts)
    return said if any(said) else ()


def _picture(reader: Reader, drawn: MapDrawing, caption: Caption) -> str:
    return picture.map_(shapes(reader, drawn), caption)


def shapes(reader: Reader, drawn: MapDrawing) -> Drawing:
    """Return a map as SVG with its legend, to be framed."""
    return map_svg.drawing(
        _geometry(drawn), drawn.classes, legend_title=drawn.legend_title, estimated=drawn.estimated,
        words={word: reader.text(WORDS[word]) for word in ("inset", "estimated", "own")},
        own=[bool(said) for said in drawn.own],
        selected=drawn.selected, focus=drawn.focus,
    )  # fmt: skip


def outlines(drawn: MapDrawing) -> "list[Outline]":
    """Return the points of a map's units, for shapes that can be edited."""
    from analysis.exports.slides.map import Outline  # brings a large library that no page needs

    found = map_outlines.outlines(_geometry(drawn), drawn.focus)
    return [Outline(code, rings) for code, rings in found]


def svg(reader: Reader, drawn: MapDrawing) -> str:
    """Return a map as an SVG element, for pages that have their own texts and legend around it."""
    return picture.bare(replace(shapes(reader, drawn), legend=None), alt=drawn.legend_title)


def _geometry(drawn: MapDrawing) -> Mapping[str, Any]:
    return this_run.reading().shapes(drawn.units.level, drawn.units.vintage, "near" if drawn.focus else "country")


def _writer(reader: Reader, measure: str) -> Callable[[float | None], str]:
    return reader.write(measure)


def draw_classes(
    reader: Reader,
    units: Units,
    classes: Sequence[int],
    legend: Sequence[component.LegendEntry],
    *,
    key: str,
    title: str,
    spoken: str,
    details: Sequence[str] | None = None,
    selected: str | None = None,
    selects: Key | None = None,
    height: int = 480,
) -> Picture:
    """Draw a map without numbers: every unit of `units`, in their order, has one of the legend's entries.

    Args:
        spoken: what the map shows, in one or two sentences.
        details: one more line per unit.

    Returns the map's drawing, for the menu to take along.
    """
    drawn = MapDrawing(
        units=units,
        classes=maps.Classes(
            tuple(maps.MapClass(entry.label, entry.colour, entry.kind) for entry in legend), tuple(classes)
        ),
        labels=tuple(legend[number].label for number in classes),
        estimated=(False,) * len(units.codes),
        legend_title=title,
        attribution=ATTRIBUTION,
    )
    details = details or [""] * len(units.codes)
    prepared = _prepared(reader, drawn, title=title, spoken=spoken, details=details, height=height)
    return show(reader, prepared, key=key, selected=selected, selects=selects)


def summary(reader: Reader, shown: pd.DataFrame, write: Callable[[float | None], str]) -> str:
    """Return what a map says in one sentence: its highest unit, and how many have a value."""
    ranked = shown[shown["rank"].notna() & (shown["value"] > 0)].sort_values("rank")
    if ranked.empty:
        return reader.text("No unit has a value here.")
    first = ranked.iloc[0]
    return reader.text(
        "Highest: {name}, {value}. {number} of {total} have a value.",
        name=str(first["area_name"]), value=write(first["value"]),
        number=reader.number(len(ranked)), total=reader.number(len(shown)),
    )  # fmt: skip


def _label(status: str, value: float | None, write: Callable[[float | None], str], words: dict[str, str]) -> str:
    if status in ("zero", "not_loaded"):
        return words[status]
    return f"{write(value)}. {words[status]}" if status == "too_few" else write(value)


def _ranks(reader: Reader, ranks: "pd.Series[int]") -> list[str]:
    """Return every unit's place in the order, in words; "" for those that have none."""
    total = reader.number(int(ranks.notna().sum()))
    pattern = reader.text("No. {rank} of {total}", rank="{rank}", total=total)
    places = ["" if pd.isna(rank) else reader.number(rank) for rank in ranks.tolist()]
    return [place and pattern.replace("{rank}", place) for place in places]


def _keeper(key: str, selects: Key | None) -> Callable[[], None]:
    def keep() -> None:
        chosen = settings.component_value(key, "selected")
        if selects and chosen:
            settings.put(selects, chosen)

    return keep
