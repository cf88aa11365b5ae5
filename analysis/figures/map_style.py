"""The look of a map: line colours, sizes and textures, for the map in the browser and the maps in files alike.

Its values stand in map_style.json, which the map in the browser reads as well (pages/_shared/map/browser/style.js).
Sizes are in px of the drawing; a texture is a list of SVG elements on a square of the size "texture".
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("map_style.json")
_STYLE = json.loads(FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Texture:
    """What lies over a unit's plain colour: SVG elements with their attributes, and how the square is turned."""

    turn: str
    shapes: tuple[tuple[str, dict[str, Any]], ...]


COLOURS: dict[str, str] = _STYLE["colours"]
SIZES: dict[str, float] = _STYLE["sizes"]


def _attributes(given: dict[str, Any]) -> dict[str, Any]:
    """Return a shape's attributes, with the colour that is one of COLOURS by name."""
    return {key: COLOURS.get(value, value) if key == "stroke" else value for key, value in given.items()}


TEXTURES = {
    kind: Texture(texture["turn"], tuple((name, _attributes(given)) for name, given in texture["shapes"]))
    for kind, texture in _STYLE["textures"].items()
}
"""Textures by the kind of class that they mark, or by what a unit may be besides: "estimated" and "own"."""


def line_on(colour: str) -> str:
    """Return dark lines round pale units and pale round dark ones, so that equal neighbours stay apart.

    Args:
        colour: the unit's, as #rrggbb.
    """
    red, green, blue = ((int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5))
    is_pale = 0.2126 * red + 0.7152 * green + 0.0722 * blue > _STYLE["pale_from"]
    return COLOURS["line-on-pale" if is_pale else "line-on-dark"]
