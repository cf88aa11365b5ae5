"""Textures of a map and its legend, as the interactive map has them (pages/_shared/map_component)."""

from collections.abc import Mapping

from analysis.exports.pictures import svg
from analysis.exports.pictures.lettering import LEADING, block, wrap
from analysis.exports.pictures.svg import Drawing
from analysis.figures.maps import Classes, MapClass
from analysis.figures.theme import INK

DARK, OWN = "#16222c", "#8a1c6b"
WIDTH = 232.0
_TEXTURES = {
    "not_loaded": ("rotate(-45)", svg.tag("path", d="M3 0v6", stroke="#6b7680", stroke_width=1.3)),
    "too_few": ("", svg.tag("circle", cx=3, cy=3, r=1.1, fill="#4c5862")),
    "estimated": (
        "rotate(45)",
        svg.tag("path", d="M2 0v6", stroke="#ffffff", stroke_width=1.6)
        + svg.tag("path", d="M3.3 0v6", stroke=DARK, stroke_width=1.2),
    ),
    "own": (
        "",
        svg.tag("path", d="M0 .6h6M0 3.6h6", stroke="#ffffff", stroke_width=0.9)
        + svg.tag("path", d="M0 1.7h6M0 4.7h6", stroke=OWN, stroke_width=1.3),
    ),
}
KINDS = tuple(_TEXTURES)
_SIZE, _SWATCH, _SWATCH_HEIGHT, _GAP, _APART = 15, 26.0, 16.0, 9.0, 8.0


def texture(kind: str, scale: float) -> tuple[str, str]:
    """Return the definition of a texture that keeps its size in a drawing enlarged by `scale`, and its fill.

    The id says kind and scale, so that equal ids in one document mean the same.
    """
    turn, drawn = _TEXTURES[kind]
    size = f"{1 / scale:.5f}"
    name = f"texture-{kind}-{size.replace('.', '_')}"
    pattern = svg.tag(
        "pattern", drawn, id=name, width=6, height=6, patternUnits="userSpaceOnUse",
        patternTransform=f"scale({size}) {turn}".strip(),
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
    drawn = svg.rect(*corner, entry.colour, stroke=DARK, stroke_width=1)
    if entry.kind not in _TEXTURES:
        return drawn
    defined, fill = texture(entry.kind, 1)
    return drawn + defined + svg.rect(*corner, fill)
