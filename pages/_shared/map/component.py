"""The interactive map: a finished view in, the code of the unit the reader chose out.

The geometry (static/geometry) and this component's own code go to the browser once, by URL; a rerun sends class
numbers and texts only.
Words, numbers and colours come ready from the caller: this file knows no language and no measure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from analysis.figures import map_style
from pages._shared.map import component_code

ENTRY = Path(__file__).with_name("browser") / "map.js"

WORDS = (
    "loading",  # while the geometry is on its way
    "not_fetched",  # the geometry did not come, or is not JSON
    "mismatch",  # the geometry has other units than the view, so nothing is drawn
    "zoom_in",
    "zoom_out",
    "whole_country",
    "inset",  # caption of the Oslofjord map
    "estimated",
    "own",  # legend entry of units with rows that the reader has added
    "keys",  # how to use the map by keyboard; read out after the summary
)


@dataclass(frozen=True)
class LegendEntry:
    """One class of the map: its limits as text, its colour as #rrggbb, and what kind of cell it stands for."""

    label: str
    colour: str
    kind: Literal["value", "zero", "not_loaded", "too_few"] = "value"


@dataclass(frozen=True)
class UnitBox:
    """A unit outside the drawn area (Svalbard), shown as a labelled square; `class_index` points into the legend."""

    code: str
    name: str
    class_index: int
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Symbol:
    """A round sign on a unit, that keeps its size (px across) on the screen, with a short text in it."""

    code: str
    size: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The colours of another measure: what the browser can show of it before its numbers have come; see MapView."""

    classes: Sequence[int]
    legend: Sequence[LegendEntry]
    legend_title: str
    estimated: Sequence[bool]


@dataclass(frozen=True, kw_only=True)
class MapView:
    """Everything one drawing of the map shows.

    Args:
        geometry_url: country geometry, as the page reaches it, such as "app/static/geometry/<file>.json".
        near_geometry_url: the finer geometry of the same units, fetched when the reader zooms in.
        codes: the units' codes in the geometry's own order; the sequences below follow it.
        classes: index into `legend` per unit.
        labels: the value as text, ready for the reader.
        details: one more line, or "".
        estimated: whether the value is estimated.
        selected: code of the chosen unit.
        title: name of the map for those who hear it.
        summary: what the map shows, in one or two spoken sentences.
        words: a text for every key of WORDS.
        focus: code of the county to begin with, zoomed in; "" begins with the whole country.
        height: most height of the map, in px; narrow screens take less.
        boxes: units outside the drawn area.
        boxes_title: heading of the boxes; with one, boxes and legend stand below the map.
        symbols: round signs on units, the larger ones first.
        own: per unit how many rows the reader has added, in words, or ""; empty where no unit has any.
        previewed_by: key of the widget whose options have previews; "" where none has.
        previews: for each of its options, in their order, what is shown from the press until the next view comes.
    """

    geometry_url: str
    near_geometry_url: str
    codes: Sequence[str]
    classes: Sequence[int]
    labels: Sequence[str]
    details: Sequence[str]
    estimated: Sequence[bool]
    legend: Sequence[LegendEntry]
    legend_title: str
    selected: str | None
    title: str
    summary: str
    attribution: str
    words: Mapping[str, str]
    focus: str = ""
    height: int = 720
    boxes: Sequence[UnitBox] = ()
    boxes_title: str = ""
    symbols: Sequence[Symbol] = ()
    own: Sequence[str] = ()
    previewed_by: str = ""
    previews: Sequence[Preview] = ()


@lru_cache(maxsize=64)
def hash_of(codes: tuple[str, ...]) -> str:
    """Return the FNV-1a hash by which the browser knows that its geometry has the same units in the same order."""
    value = 0x811C9DC5
    for byte in ",".join(codes).encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return f"{value:08x}"


def _check(view: MapView) -> None:
    """Hold a view against itself.

    Raises:
        ValueError: the sequences differ in length, a class is not in the legend, or a word is missing.
    """
    given = {name: getattr(view, name) for name in ("classes", "labels", "details", "estimated", "own")}
    wrong = {name: len(values) for name, values in given.items() if len(values) != len(view.codes)}
    if not view.own:
        del wrong["own"]
    if wrong:
        raise ValueError(f"map view: {len(view.codes)} codes, but {wrong}. Give one entry per code, in their order.")
    used = [*view.classes, *(box.class_index for box in view.boxes)]
    outside = sorted({number for number in used if not 0 <= number < len(view.legend)})
    if outside:
        raise ValueError(f"map view: classes {outside} are not among the {len(view.legend)} of the legend.")
    missing = [word for word in WORDS if word not in view.words]
    if missing:
        raise ValueError(f"map view: no text for {missing}. Give every word of map_component.component.WORDS.")


def _payload(view: MapView) -> dict[str, Any]:
    """Return the view as the browser reads it: hashed codes, and positions instead of one truth value per unit."""
    _check(view)
    payload = {name: getattr(view, name) for name in MapView.__dataclass_fields__}
    return payload | {
        "codes": hash_of(tuple(view.codes)),
        "classes": [int(number) for number in view.classes],
        "labels": list(view.labels),
        "details": list(view.details),
        "estimated": _positions(view.estimated),
        "own": [(position, said) for position, said in enumerate(view.own) if said],
        "legend": [asdict(entry) for entry in view.legend],
        "boxes": [asdict(box) for box in view.boxes],
        "symbols": [asdict(symbol) for symbol in view.symbols],
        "words": dict(view.words),
        "previews": [
            {
                "classes": list(preview.classes),
                "legend": [asdict(entry) for entry in preview.legend],
                "legend_title": preview.legend_title,
                "estimated": _positions(preview.estimated),
            }
            for preview in view.previews
        ],
    }


def _positions(truths: Sequence[bool]) -> list[int]:
    return [position for position, is_true in enumerate(truths) if is_true]


_component = st.components.v2.component(
    "europaprofil_map",
    html=component_code.HTML,
    js=component_code.loader(ENTRY, map_style.FILE),
)


def _nothing() -> None:
    """Stand in for a callback: without one Streamlit does not hand back the choice."""


def draw(map_view: MapView, *, key: str, on_select: Callable[[], None] = _nothing) -> str | None:
    """Draw the map and return the code of the unit the reader chose since the last run, if any.

    `on_select` runs before the script does, so a page that stores the choice there needs no second run.
    """
    chosen = _component(key=key, data=_payload(map_view), on_selected_change=on_select).selected
    known = {*map_view.codes, *(box.code for box in map_view.boxes)}
    return chosen if isinstance(chosen, str) and chosen in known else None
