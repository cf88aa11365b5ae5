"""Native tables and key figures on slides."""

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from analysis.exports.slides import parts
from analysis.exports.slides.parts import Part
from analysis.figures import theme
from analysis.telling.story import Cards, Grid

_SIZE, _HEADING = 13.0, 13.0
_PAD_X, _PAD_Y = 6.0, 3.5
_LEAST_COLUMN = 56.0
_MOST_LINES = 9
_GAP, _CARD_HEIGHT, _ACROSS = 18.0, 132.0, 4
_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own table style without lines and fills."""
Row = tuple[str, ...]


def pages(grid: Grid) -> list[Grid]:
    """Return the grid in parts that fit a slide each; at least one."""
    widths = _widths(grid)
    room = parts.VISUAL_HEIGHT - _height(grid.header, widths)
    made: list[list[Row]] = [[]]
    used = 0.0
    for row in grid.rows:
        tall = _height(row, widths)
        if made[-1] and used + tall > room:
            made.append([])
            used = 0.0
        made[-1].append(row)
        used += tall
    return [Grid(grid.header, tuple(rows), grid.numeric) for rows in made]


def table(slide: Part, grid: Grid, whole: Grid) -> Part:
    """Draw one part of a grid, its columns as wide as those of the whole; return the table's frame."""
    widths = _widths(whole)
    rows = [grid.header, *grid.rows]
    heights = [_height(row, widths) for row in rows]
    frame = slide.shapes.add_table(
        len(rows), len(widths), Pt(parts.MARGIN), Pt(parts.VISUAL_TOP), Pt(sum(widths)), Pt(sum(heights))
    )
    frame._element.xpath(".//a:tableStyleId")[0].text = _STYLE
    for number, width in enumerate(widths):
        frame.table.columns[number].width = Pt(width)
    for down, (row, tall) in enumerate(zip(rows, heights, strict=True)):
        frame.table.rows[down].height = Pt(tall)
        for across, said in enumerate(row):
            right = grid.header[across] in grid.numeric
            _cell(frame.table.cell(down, across), said, widths[across], heading=down == 0, right=right)
    return frame


def _cell(cell: Part, said: str, width: float, *, heading: bool, right: bool) -> None:
    shown = parts.lines(said, width - 2 * _PAD_X, _SIZE, bold=heading, most=_MOST_LINES)
    parts.write(cell.text_frame, [" ".join(shown)], _HEADING if heading else _SIZE, bold=heading, right=right)
    cell.margin_left = cell.margin_right = Pt(_PAD_X)
    cell.margin_top = cell.margin_bottom = Pt(_PAD_Y)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    cell.fill.solid()
    cell.fill.fore_color.rgb = parts.colour("#e9eff5" if heading else "#ffffff")


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    most = max(
        len(parts.lines(said, width - 2 * _PAD_X, _SIZE, bold=True, most=_MOST_LINES)) or 1
        for said, width in zip(row, widths, strict=True)
    )
    return most * _SIZE * parts.LEADING + 2 * _PAD_Y


def _widths(grid: Grid) -> list[float]:
    """Return the columns' widths: each what its longest text asks for, the longest columns sharing what is left."""
    wanted = [
        max(parts.text_width(cell[:400], _SIZE, bold=True) for cell in column) + 2 * _PAD_X + 2
        for column in zip(grid.header, *grid.rows, strict=True)
    ]
    widths = [0.0] * len(wanted)
    left, open_columns = parts.ROOM, sorted(range(len(wanted)), key=lambda number: wanted[number])
    for place, number in enumerate(open_columns):
        share = left / (len(wanted) - place)
        widths[number] = max(min(wanted[number], share), min(_LEAST_COLUMN, share))
        left -= widths[number]
    return widths


def cards(slide: Part, visual: Cards) -> None:
    """Draw the key figures as tiles, up to four in a row."""
    across = min(_ACROSS, len(visual.cards))
    wide = (parts.ROOM - (across - 1) * _GAP) / across
    for number, card in enumerate(visual.cards):
        left = parts.MARGIN + (number % across) * (wide + _GAP)
        top = parts.VISUAL_TOP + 8 + (number // across) * (_CARD_HEIGHT + _GAP)
        tile = parts.rectangle(slide.shapes, left, top, wide, _CARD_HEIGHT, "#eef3f8", rounded=True)
        tile.adjustments[0] = 0.06
        parts.decorate(tile)
        inside = wide - 28
        size = parts.fitting_size(card.label, inside, 40, (16, 15, 14, 13))
        label = parts.lines(card.label, inside, size, most=2)
        parts.write(parts.box(slide, left + 14, top + 12, inside, 40), [" ".join(label)], size, hex_code=theme.QUIET)
        size = parts.fitting_size(card.value, inside, 40, (32, 28, 24, 20, 16), bold=True)
        parts.write(parts.box(slide, left + 14, top + 52, inside, 42), [card.value], size, bold=True, middle=True)
        if card.remark:
            remark = parts.lines(card.remark, inside, 13, most=2)
            parts.write(parts.box(slide, left + 14, top + 96, inside, 34), [" ".join(remark)], 13, hex_code=theme.QUIET)
