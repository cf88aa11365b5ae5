"""Pieces of SVG: elements with escaped text, short numbers, and a drawing that a frame puts in its place."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """SVG elements that lie between 0 and `width`, 0 and `height`, and the legend that belongs beside them, if any."""

    width: float
    height: float
    content: str
    legend: "Drawing | None" = None


def number(value: float) -> str:
    """Return a number with at most two decimals, as short as can be."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def written(text: str) -> str:
    """Return a text as it stands inside an element."""
    return escape(text, quote=False)


def tag(name: str, *children: str, **attributes: str | float | None) -> str:
    """Return an element; `children` are elements and written texts, an attribute of None is left out.

    An underscore in an attribute's name stands for a hyphen.
    """
    given = "".join(
        f' {key.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def rect(x: float, y: float, width: float, height: float, fill: str, **attributes: str | float | None) -> str:
    """Return a rectangle; lengths below zero are zero."""
    return tag("rect", x=x, y=y, width=max(width, 0), height=max(height, 0), fill=fill, **attributes)


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float, **attributes: str | float | None
) -> str:
    """Return a straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width, **attributes)


def moved(content: str, x: float, y: float, scale: float = 1) -> str:
    """Return elements moved to a place and enlarged."""
    return f'<g transform="translate({number(x)} {number(y)}) scale({scale:.5f})">{content}</g>'
