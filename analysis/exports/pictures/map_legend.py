"""Textures of a map and its legend, in the look that the interactive map has (analysis/figures/map_style)."""

from collections.abc import Mapping

from analysis.exports.pictures import svg
from analysis.exports.pictures.lettering import LEADING, block, wrap
from analysis.exports.pictures.svg import Drawing
from analysis.figures.map_style import COLOURS, SIZES, TEXTURES
from analysis.figures.maps import Classes, MapClass
from analysis.figures.theme import INK

WIDTH = 232.0
_SIZE, _SWATCH, _SWATCH_HEIGHT, _GAP, _APART = 15, 26.0, 16.0, 9.0, 8.0


def texture(kind: str, scale: float) -> tuple[str, str]:
    """Return the definition of a texture that keeps its size in a drawing enlarged by `scale`, and its fill.

    The id says kind and scale, so that equal ids in one document mean the same.
    """
    look = TEXTURES[kind]
    shapes = [svg.tag(name, **attributes) for name, attributes in look.shapes]
    size = f"{1 / scale:.5f}"
    name = f"texture-{kind}-{size.replace('.', '_')}"
    pattern = svg.tag(
        "pattern", *shapes, id=name, width=SIZES["texture"], height=SIZES["texture"], patternUnits="userSpaceOnUse",
        patternTransform=f"scale({size}) {look.turn}".strip(),
    )  # fmt: skip
    return f"<defs>{pattern}</defs>", f"url(#{name})"


def drawn(classes: Classes, title: str, beside: Mapping[str, str]) -> Drawing:
    """Return the legend in a column.

    Args:
        beside: the texts of what a unit may be besides its class ("estimated", "own"), where a unit is.
    """
    colour = classes.legend[min(1, len(classes.legend) - 1)].colour
    entries = [*classes.legend, *(MapClass(label, colour, kind) for kind, label in beside.items())]
    content, y = block(wrap(title, WIDTH, _SIZE, bold=True), 0, 0, _SIZE, INK, bold=True)
    y += 8 if title else 0
    before = "value"
    for entry in entries:
        parted = entry.kind in beside and before not in beside
        y += _APART if parted or (entry.kind != "value" and before == "value") else 0
        before = entry.kind
        lines, top = wrap(entry.label, WIDTH - _SWATCH - _GAP, _SIZE), y
        text, y = block(lines, _SWATCH + _GAP, y, _SIZE, INK)
        content += _swatch(entry, top + (_SIZE * LEADING - _SWATCH_HEIGHT) / 2) + text
        y = max(y, top + _SWATCH_HEIGHT) + 4
    return Drawing(width=WIDTH, height=y, content=content)


def _swatch(entry: MapClass, top: float) -> str:
    corner = (0.5, top, _SWATCH - 1, _SWATCH_HEIGHT)
    drawn = svg.rect(*corner, entry.colour, stroke=COLOURS["ink"], stroke_width=1)
    if entry.kind not in TEXTURES:
        return drawn
    defined, fill = texture(entry.kind, 1)
    return drawn + defined + svg.rect(*corner, fill)
