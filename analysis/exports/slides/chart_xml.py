"""What python-pptx cannot set in a chart: error bars of their own lengths, and where the plot lies."""

from collections.abc import Sequence

from pptx.oxml import parse_xml

from analysis.exports.slides.parts import Part
from analysis.figures import theme

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def intervals(series: Part, ends: Sequence[tuple[float | None, float | None, float | None]]) -> None:
    """Add native error bars with each bar's own lengths, which python-pptx cannot.

    Args:
        ends: high, value and low of each bar, in the units of the axis.
    """
    plus = _literal("plus", [None if high is None or value is None else high - value for high, value, _ in ends])
    minus = _literal("minus", [None if low is None or value is None else value - low for _, value, low in ends])
    ink = f'<a:solidFill><a:srgbClr val="{theme.QUIET[1:].upper()}"/></a:solidFill>'
    line = f'<c:spPr><a:ln w="15875">{ink}</a:ln></c:spPr>'
    xml = (
        f'<c:errBars {_SPACES}><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"{plus}{minus}{line}</c:errBars>"
    )
    series._element.cat.addprevious(parse_xml(xml))


def _literal(name: str, lengths: Sequence[float | None]) -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{max(length, 0):.6f}</c:v></c:pt>'
        for number, length in enumerate(lengths)
        if length is not None
    )
    inside = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(lengths)}"/>{points}'
    return f"<c:{name}><c:numLit>{inside}</c:numLit></c:{name}>"


def fix_plot(chart: Part, box: tuple[float, float, float, float]) -> None:
    """Fix where the plot lies in the frame, so that a line can be drawn on it and long names have room.

    Args:
        box: left, top, width and height as shares of the frame.
    """
    sizes = "".join(f'<c:{name} val="{share}"/>' for name, share in zip("xywh", box, strict=True))
    layout = (
        f'<c:layout {_SPACES}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{sizes}</c:manualLayout></c:layout>"
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall("{http://schemas.openxmlformats.org/drawingml/2006/chart}layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))
