"""A map as SVG: units in the colours of their classes, as the interactive map draws them (pages/_shared/map).

Use the "country" file of static/geometry for the whole country, and the "near" file with a county in focus.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.errors import DataError
from analysis.exports.pictures import map_legend, svg
from analysis.exports.pictures.lettering import block, wrap
from analysis.exports.pictures.map_outlines import Box, extent, largest_part, meets, parts_in, units_in
from analysis.exports.pictures.svg import Drawing
from analysis.figures.map_style import COLOURS, SIZES, TEXTURES, line_on
from analysis.figures.maps import Classes
from analysis.figures.theme import INK

MOST_WIDTH, MOST_HEIGHT = 860.0, 880.0
_INSET_WIDTH, _INSET_LETTERS = 250.0, 13.0


@dataclass(frozen=True)
class _Map:
    """What is drawn, and with which colours: the numbers of the units, and that of the chosen one, if it is there."""

    geometry: Mapping[str, Any]
    classes: Classes
    estimated: Sequence[bool]
    own: Sequence[bool]
    units: Sequence[int]
    chosen: int | None

    def colour(self, unit: int) -> str:
        return self.classes.legend[self.classes.class_of_unit[unit]].colour

    def has(self, unit: int, texture: str) -> bool:
        beside = {"estimated": self.estimated, "own": self.own}
        if texture in beside:
            return bool(beside[texture] and beside[texture][unit])
        return self.classes.legend[self.classes.class_of_unit[unit]].kind == texture


def drawing(
    geometry: Mapping[str, Any],
    classes: Classes,
    *,
    legend_title: str,
    estimated: Sequence[bool],
    words: Mapping[str, str],
    own: Sequence[bool] = (),
    selected: str | None = None,
    focus: str = "",
) -> Drawing:
    """Return the map with its legend, to be framed by picture.map_.

    Args:
        geometry: the parsed content of a file in static/geometry.
        classes: the class of every unit, in the geometry's order.
        estimated: whether each unit's value is estimated; these are hatched.
        words: the texts "estimated" and "own" (in the legend) and "inset" (under the Oslofjord area).
        own: whether each unit has rows that the reader has added; empty where none has.
        selected: code of a unit to outline; none where it is not on the map.
        focus: code of a county to draw alone; the inset is then left out.

    Raises:
        DataError: classes or estimates are not one for each unit, or no unit lies in the county.
    """
    count = len(geometry["codes"])
    if not len(classes.class_of_unit) == len(estimated) == count:
        raise DataError(
            f"picture of a map: {len(classes.class_of_unit)} classes and {len(estimated)} estimates for {count} units. "
            "Give one of each per unit of the geometry."
        )
    units = units_in(geometry, focus)
    chosen = next((unit for unit in units if geometry["codes"][unit] == selected), None)
    drawn = _Map(geometry, classes, estimated, own, units, chosen)
    box = extent(geometry, focus)
    scale = min(MOST_WIDTH / (box[2] - box[0]), MOST_HEIGHT / (box[3] - box[1]))
    width, height = (box[2] - box[0]) * scale, (box[3] - box[1]) * scale
    has_inset = not focus and geometry["inset"][2] > geometry["inset"][0]
    content = _area(drawn, box, scale, with_lines=not focus) + _marks(drawn, box, scale, has_inset)
    content += _inset(drawn, words["inset"], width, height) if has_inset else ""
    beside = {kind: words[kind] for kind in ("estimated", "own") if any(drawn.has(unit, kind) for unit in units)}
    legend = map_legend.drawn(classes, legend_title, beside)
    return Drawing(width=width, height=height, content=content, legend=legend)


def _area(drawn: _Map, box: Box, scale: float, *, with_lines: bool) -> str:
    """Return the units that reach into a box, their textures, the lines between counties and the chosen unit's line."""
    paths = drawn.geometry["paths"]
    inside = [unit for unit in drawn.units if meets(drawn.geometry["boxes"][unit], box)]
    parts = [
        svg.tag("path", d=paths[unit], fill=drawn.colour(unit), stroke=line_on(drawn.colour(unit))) for unit in inside
    ]
    content = svg.tag("g", "".join(parts), stroke_width=f"{SIZES['unit-line'] / scale:.3f}", fill_rule="evenodd")
    for kind in TEXTURES:
        textured = "".join(paths[unit] for unit in inside if drawn.has(unit, kind))
        if textured:
            defined, fill = map_legend.texture(kind, scale)
            content += defined + svg.tag("path", d=textured, fill=fill, fill_rule="evenodd")
    lines = parts_in(drawn.geometry["county_lines"], box) if with_lines else ""
    if lines:
        content += _cased(lines, SIZES["county-line"], SIZES["county-casing"], COLOURS["ink"], scale, opacity=0.8)
    if drawn.chosen is not None and drawn.chosen in inside:
        content += _cased(paths[drawn.chosen], 2.0, 4.2, COLOURS["chosen"], scale)
    return svg.tag(
        "g", content, stroke_linejoin="round",
        transform=f"scale({scale:.6f}) translate({svg.number(-box[0])} {svg.number(-box[1])})",
    )  # fmt: skip


def _cased(path: str, width: float, casing: float, colour: str, scale: float, opacity: float | None = None) -> str:
    """Return a line on a wider white one, which parts it from what lies below."""
    edge = svg.tag(
        "path", d=path, fill="none", stroke="#ffffff", stroke_width=f"{casing / scale:.3f}", stroke_opacity=opacity
    )
    return edge + svg.tag("path", d=path, fill="none", stroke=colour, stroke_width=f"{width / scale:.3f}")


def _marks(drawn: _Map, box: Box, scale: float, has_inset: bool) -> str:
    """Return round marks on units too small to see, but for those that the inset shows."""
    content = ""
    for unit in drawn.units:
        x, y = drawn.geometry["points"][unit]
        left, top, right, bottom = drawn.geometry["inset"]
        is_large = largest_part(drawn.geometry["paths"][unit]) * scale >= SIZES["small-unit"]
        if is_large or (has_inset and left < x < right and top < y < bottom):
            continue
        circles = [("dot-edge", COLOURS["ink"]), ("dot", drawn.colour(unit))]
        if drawn.has(unit, "own"):
            circles.insert(0, ("dot-own", COLOURS["own"]))
        if unit == drawn.chosen:
            circles = [("ring", COLOURS["chosen"]), ("ring-gap", "#ffffff"), *circles]
        place = {"cx": (x - box[0]) * scale, "cy": (y - box[1]) * scale}
        content += "".join(svg.tag("circle", r=SIZES[size] / 2, fill=fill, **place) for size, fill in circles)
    return content


def _inset(drawn: _Map, caption: str, width: float, height: float) -> str:
    """Return the enlarged area in a frame at the lower right of a map of this size."""
    left, top, right, bottom = (float(edge) for edge in drawn.geometry["inset"])
    scale = _INSET_WIDTH / (right - left)
    tall = (bottom - top) * scale
    lines = wrap(caption, _INSET_WIDTH - 14, _INSET_LETTERS)
    text, low = block(lines, 7, tall + 3, _INSET_LETTERS, INK)
    area = _area(drawn, (left, top, right, bottom), scale, with_lines=True)
    frame = svg.rect(0, 0, _INSET_WIDTH, low + 5, "#ffffff")
    edge = svg.rect(0, 0, _INSET_WIDTH, low + 5, "none", stroke=INK, stroke_width=1)
    name = f"inset-{_INSET_WIDTH:.0f}-{tall:.0f}"
    cut = svg.tag("clipPath", svg.rect(0, 0, _INSET_WIDTH, tall, "#000000"), id=name)
    clipped = svg.tag("g", area, clip_path=f"url(#{name})")
    return svg.moved(f"<defs>{cut}</defs>{frame}{clipped}{text}{edge}", width - _INSET_WIDTH - 1, height - low - 6)
