"""A map of native shapes that PowerPoint can edit, one per unit, with its legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pptx.enum.dml import MSO_PATTERN
from pptx.util import Pt

from analysis.exports.pictures.lettering import clean
from analysis.exports.slides import parts
from analysis.exports.slides.parts import Part
from analysis.figures import map_style, theme
from analysis.telling.story import MapDrawing

Point = tuple[float, float]
_LEGEND_WIDTH, _SWATCH, _ROW = 236.0, 22.0, 24.0
_SMALLEST, _STEP = 1.2, 0.7
"""Points on the slide: parts of a unit below the first are left out, and neighbouring points nearer than the second."""
_FINE = 100
_PATTERNS = {
    "not_loaded": MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL, "too_few": MSO_PATTERN.DOTTED_GRID,
    "estimated": MSO_PATTERN.WIDE_UPWARD_DIAGONAL, "own": MSO_PATTERN.DARK_HORIZONTAL,
}  # fmt: skip


@dataclass(frozen=True)
class Outline:
    """A unit's rings of points, y downwards, in any unit; holes are rings among the others."""

    code: str
    rings: Sequence[Sequence[Point]]


def draw(slide: Part, visual: MapDrawing, outlines: Sequence[Outline], words: Mapping[str, str]) -> Part:
    """Draw the units as a group of shapes named by unit and value, and the legend; return the group.

    Args:
        words: the legend's words for "estimated" units and those with "own" rows.
    """
    place = {code: number for number, code in enumerate(visual.units.codes)}
    kept = [outline for outline in outlines if outline.code in place]
    scale, left, top = _fit(kept)
    group = slide.shapes.add_group_shape()
    ordered = sorted(kept, key=lambda outline: outline.code == visual.selected)
    for outline in ordered:
        number = place[outline.code]
        shape = _unit(group, outline, scale, left, top)
        if shape is None:
            continue
        entry = visual.classes.legend[visual.classes.class_of_unit[number]]
        _paint(shape.fill, entry.colour, _kind(visual, number))
        chosen = outline.code == visual.selected
        shape.line.color.rgb = parts.colour(theme.INK if chosen else "#5b6b7a")
        shape.line.width = Pt(2.5 if chosen else 0.5)
        parts.unstyled(shape)
        shape.name = clean(f"{visual.units.names[outline.code]}: {visual.said(number)}")
        parts.describe(shape, shape.name)
    used = {_kind(visual, place[outline.code]) for outline in kept}
    _legend(slide, visual, {kind: words[kind] for kind in ("estimated", "own") if kind in used})
    return group


def _kind(visual: MapDrawing, number: int) -> str:
    """Return what a unit's pattern says; a shape has one alone, and own rows come before an estimate."""
    if visual.has_own(number):
        return "own"
    kind = visual.classes.legend[visual.classes.class_of_unit[number]].kind
    return "estimated" if visual.estimated[number] else kind


def _fit(outlines: Sequence[Outline]) -> tuple[float, float, float]:
    """Return scale and shift that put all points into the room beside the legend."""
    xs, ys = zip(*(point for outline in outlines for ring in outline.rings for point in ring), strict=True)
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    room = parts.ROOM - _LEGEND_WIDTH
    scale = min(room / wide, parts.VISUAL_HEIGHT / tall)
    left = parts.MARGIN + _LEGEND_WIDTH + (room - wide * scale) / 2 - min(xs) * scale
    return scale, left, parts.VISUAL_TOP + (parts.VISUAL_HEIGHT - tall * scale) / 2 - min(ys) * scale


def _unit(group: Part, outline: Outline, scale: float, left: float, top: float) -> Part:
    """Return the shape of a unit, of its rings that can be seen; None where there is none."""
    rings = [[(x * scale + left, y * scale + top) for x, y in ring] for ring in outline.rings]
    largest = max(rings, key=_size, default=[])
    seen = [thin for ring in rings if (ring is largest or _size(ring) >= _SMALLEST) and len(thin := _thinned(ring)) > 2]
    if not seen:
        return None
    # The builder counts whole units: a hundredth of a point is finer than any screen.
    builder = None
    for ring in seen:
        points = [(round(x * _FINE), round(y * _FINE)) for x, y in ring]
        if builder is None:
            builder = group.shapes.build_freeform(*points[0], scale=Pt(1) / _FINE)
        else:
            builder.move_to(*points[0])
        builder.add_line_segments(points[1:], close=True)
    assert builder is not None
    return builder.convert_to_shape()


def _size(ring: Sequence[Point]) -> float:
    xs, ys = zip(*ring, strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))


def _thinned(ring: Sequence[Point]) -> list[Point]:
    """Return a ring without points nearer to the one before than can be seen."""
    kept = [ring[0]]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) >= _STEP or abs(y - kept[-1][1]) >= _STEP:
            kept.append((x, y))
    return kept if len(kept) > 2 else list(ring)


def _paint(fill: Part, hex_code: str, kind: str) -> None:
    """Fill a shape with its class; what is not a plain value has a pattern, so that colour never stands alone."""
    pattern = _PATTERNS.get(kind)
    if pattern is None:
        fill.solid()
        fill.fore_color.rgb = parts.colour(hex_code)
        return
    fill.patterned()
    fill.pattern = pattern
    line = map_style.COLOURS["own"] if kind == "own" else "#8a97a3"
    fill.fore_color.rgb, fill.back_color.rgb = parts.colour(line), parts.colour(hex_code)


def _legend(slide: Part, visual: MapDrawing, beside: Mapping[str, str]) -> None:
    title = parts.lines(visual.legend_title, _LEGEND_WIDTH - 12, 14, bold=True, most=3)
    y = parts.VISUAL_TOP
    parts.write(
        parts.box(slide, parts.MARGIN, y, _LEGEND_WIDTH - 12, len(title) * 17), [" ".join(title)], 14, bold=True
    )
    y += len(title) * 17 + 6
    entries = [(entry.label, entry.colour, entry.kind) for entry in visual.classes.legend]
    entries += [(label, theme.SEQUENTIAL[1], kind) for kind, label in beside.items()]
    for label, hex_code, kind in entries:
        swatch = parts.rectangle(slide.shapes, parts.MARGIN, y + 2, _SWATCH, 15, hex_code)
        _paint(swatch.fill, hex_code, kind)
        swatch.line.color.rgb, swatch.line.width = parts.colour("#5b6b7a"), Pt(0.5)
        parts.decorate(swatch)
        inside = _LEGEND_WIDTH - _SWATCH - 20
        said = parts.lines(label, inside, 13, most=3)
        tall = len(said) * 13 * parts.LEADING
        parts.write(parts.box(slide, parts.MARGIN + _SWATCH + 8, y, inside, tall + 2), [" ".join(said)], 13)
        y += max(_ROW, tall + 8)
