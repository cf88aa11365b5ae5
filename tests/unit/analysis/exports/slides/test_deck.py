import io
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL, MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Pt

from analysis.comparing.layers import Units
from analysis.exports.slides import charts, parts, tables
from analysis.exports.slides import deck as slides
from analysis.exports.slides.map import Outline
from analysis.figures import maps
from analysis.telling.story import WORDS, Bars, Card, Cards, Columns, Grid, MapDrawing, Slide, Story

HOSTILE = "<b>&\"'</b>\x00\x07\u202e=1+1 " + "long " * 400
SOURCE = "Kilde: Forlaget: Tabellen; periode: 2014–2021; data per 2022; lisens: ikke oppgitt."
NAMESPACE = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


def write(value):
    return "–" if value is None or pd.isna(value) else f"{value:.2f}".replace(".", ",")


def bars(count=3, own="Unit 2", intervals=True, measure="rate", values=None):
    values = values or [float(count - at) for at in range(count)]
    return Bars(
        table=pd.DataFrame({
            "name": [f"Unit {at}" for at in range(count)], "value": values,
            "low": pd.array([value - 0.5 if intervals else pd.NA for value in values], "Float64"),
            "high": pd.array([value + 1 if intervals else pd.NA for value in values], "Float64"), "greyed": False,
        }),
        measure=measure, axis_title="Projects", write=write, write_axis=write, own=own,
        median=2.0 if intervals else None, median_name="median",
    )  # fmt: skip


def columns(**more):
    table = pd.DataFrame({"year": [2014, 2016, 2016], "series": ["a", "a", "b"], "value": [1e9, 3e9, 2e9]})
    return Columns(table=table, series=("a", "b"), measure="amount", axis_title="Amount (euro)", write=write,
                   write_axis=write, **more)  # fmt: skip


def drawing():
    legend = (maps.MapClass("1–2", "#1f669f", "value"), maps.MapClass("Not loaded", "#d9d4cc", "not_loaded"))
    return MapDrawing(
        units=Units("municipality", 2024, ("01", "02"), {"01": "Ås", "02": "Øy"}),
        classes=maps.Classes(legend, (0, 1)),
        labels=("2", "Not loaded"),
        estimated=(True, False),
        legend_title="Projects",
        attribution="© Kartverket",
        selected="02",
    )


def test_own_rows_have_a_pattern_a_legend_and_a_spoken_name_of_their_own():
    marked = replace(drawing(), own=("own rows: 2", ""))
    shapes = opened(story(marked)).slides[1].shapes
    (group,) = (shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    named = {shape.name: shape for shape in group.shapes}
    assert named["Ås: 2 (own rows: 2)"].fill.pattern == MSO_PATTERN.DARK_HORIZONTAL
    assert named["Øy: Not loaded"].fill.pattern != MSO_PATTERN.DARK_HORIZONTAL
    swatches = [shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE]
    assert any(shape.fill.type == 2 and shape.fill.pattern == MSO_PATTERN.DARK_HORIZONTAL for shape in swatches)


def outlines(_):
    square = [(0, 0), (100, 0), (100, 100), (0, 100)]
    return [Outline("01", [square, [(40, 40), (60, 40), (60, 60)]]), Outline("02", [[(x + 120, y) for x, y in square]])]


def story(*visuals, message="One message"):
    common = {"topic": "Topic", "filters": "All", "notes": ("A caveat.",), "sources": (SOURCE,)}
    made = tuple(
        Slide(slide_id=f"s{at}", message=message, visual=visual, alt=f"What slide {at} says", **common)
        for at, visual in enumerate(visuals)
    )
    words = dict.fromkeys(WORDS, "word") | {"million": "million", "sources": "Sources"}
    return Story(
        title="Ås – Øy", subtitle="Number 1", language="nn", words=words, made_on=date(2026, 11, 24), slides=made
    )


def opened(told):
    steps = []
    deck = Presentation(io.BytesIO(slides.pptx(told, outlines, progress=lambda done, topic: steps.append(done))))
    assert steps == sorted(steps) and steps[0] >= 0 and steps[-1] < 1
    return deck


def test_every_slide_has_its_message_as_title_its_source_in_the_footer_and_all_of_it_in_the_notes():
    deck = opened(story(bars(), columns(), drawing(), Cards((Card("a", "1"),)), Grid(("h",), (("c",),))))
    for slide in list(deck.slides)[1:6]:
        assert slide.shapes.title.text_frame.text == "One message"
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "Forlaget: Tabellen" in said
        notes = slide.notes_slide.notes_text_frame.text
        assert SOURCE in notes
        assert "A caveat." in notes
    closing = deck.slides[6]
    assert SOURCE in " ".join(shape.text_frame.text for shape in closing.shapes)


def test_bars_are_a_native_chart_with_the_tables_numbers_and_intervals():
    chart = next(shape for shape in opened(story(bars())).slides[1].shapes if shape.has_chart).chart
    assert list(chart.plots[0].series[0].values) == [1.0, 2.0, 3.0]
    assert [name.split("  ")[0] for name in chart.plots[0].categories] == ["Unit 2", "Unit 1", "Unit 0"]
    plus = chart._chartSpace.findall(".//c:errBars/c:plus//c:v", NAMESPACE)
    assert [float(cell.text) for cell in plus] == [1.0, 1.0, 1.0]


def test_a_bar_without_interval_has_its_value_at_its_end():
    chart = next(shape for shape in opened(story(bars(intervals=False))).slides[1].shapes if shape.has_chart).chart
    assert chart.plots[0].series[0].points[0].data_label.text_frame.text == "1,00"


def test_many_bars_keep_the_own_one_and_the_notes_tell_of_the_others():
    deck = opened(story(bars(count=30, own="Unit 29")))
    chart = next(shape for shape in deck.slides[1].shapes if shape.has_chart).chart
    names = [name.split("  ")[0] for name in chart.plots[0].categories]
    assert len(names) == charts.MOST_BARS
    assert names[0] == "Unit 29"
    assert "Unit 20: 10,00" in deck.slides[1].notes_slide.notes_text_frame.text


def test_amounts_in_cents_become_millions_and_say_so_and_a_year_without_rows_has_its_place():
    chart = next(shape for shape in opened(story(columns())).slides[1].shapes if shape.has_chart).chart
    assert list(chart.plots[0].categories) == ["2014", "2015", "2016"]
    assert list(chart.plots[0].series[0].values) == [10.0, None, 30.0]
    assert chart.value_axis.axis_title.text_frame.text == "Amount (euro), million"


def test_a_year_that_is_not_whole_is_hatched_and_says_until_when():
    slides = opened(story(columns(unfinished={2016: "to Nov."}))).slides
    chart = next(shape for shape in slides[1].shapes if shape.has_chart).chart
    assert list(chart.plots[0].categories) == ["2014", "2015", "2016 to Nov."]
    fills = [chart.plots[0].series[0].points[at].format.fill.type for at in (0, 2)]
    assert fills == [None, MSO_FILL.PATTERNED]


def test_a_map_is_a_group_of_shapes_named_by_unit_and_value():
    group = next(
        shape for shape in opened(story(drawing())).slides[1].shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP
    )
    assert [shape.name for shape in group.shapes] == ["Ås: 2", "Øy: Not loaded"]
    assert all(shape.shape_type == MSO_SHAPE_TYPE.FREEFORM for shape in group.shapes)
    assert len(group.shapes[0]._element.findall(".//{*}moveTo")) == 2, "the hole is a ring of its own"


def test_a_long_table_goes_on_over_several_slides_and_loses_no_row():
    grid = Grid(("Name", "Number"), tuple((f"Row {at}", str(at)) for at in range(60)), ("Number",))
    deck = opened(story(grid))
    told = [
        shape.table.cell(row, 0).text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in range(1, len(shape.table.rows))
    ]
    assert told == [f"Row {at}" for at in range(60)]
    assert sum(any(shape.has_table for shape in slide.shapes) for slide in deck.slides) == len(tables.pages(grid)) > 1


def described(shape):
    named = shape._element.xpath(".//p:cNvPr")[0]
    decorative = any(element.tag.endswith("decorative") for element in named.iter())
    return decorative or bool(named.get("descr")) or (shape.has_text_frame and bool(shape.text_frame.text))


def all_kinds():
    return story(
        bars(), columns(), drawing(), Cards(tuple(Card(f"l{at}", "1", "r") for at in range(6))), Grid(("h",), (("c",),))
    )


def test_nothing_is_without_a_text_alternative_and_every_run_has_its_language():
    for slide in opened(all_kinds()).slides:
        assert [shape.name for shape in slide.shapes if not described(shape)] == []
        runs = slide._element.findall(".//{http://schemas.openxmlformats.org/drawingml/2006/main}rPr")
        assert runs
        assert {run.get("lang") for run in runs} == {"nn-NO"}


def test_no_name_of_a_person_is_left_in_the_file():
    properties = opened(all_kinds()).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.title == "Ås – Øy"


def overlapping(slide):
    """Return pairs of shapes of a slide that cover each other, tiles and maps' parts aside."""
    solid = [
        shape
        for shape in slide.shapes
        if (shape.has_text_frame and shape.text_frame.text) or shape.has_chart or shape.has_table
    ]
    pairs = []
    for at, one in enumerate(solid):
        for other in solid[at + 1 :]:
            wide = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
            tall = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
            if wide > Pt(1) and tall > Pt(1):
                pairs.append((one.name, other.name))
    return pairs


@pytest.mark.parametrize("message", ["Short", "A message that is long enough to need two lines on the slide, " * 2])
def test_nothing_lies_outside_a_slide_or_over_something_else(message):
    deck = opened(story(columns(), drawing(), Cards((Card("a", "1"),)), Grid(("h",), (("c",),)), message=message))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
        assert overlapping(slide) == []


def test_texts_fit_their_boxes_and_are_large_enough_to_read():
    for slide in opened(all_kinds()).slides:
        for shape in slide.shapes:
            if not shape.has_text_frame:
                continue
            sizes = [run.font.size.pt for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
            assert all(size >= 10 for size in sizes)
            title = shape.is_placeholder and shape.placeholder_format.type in (
                PP_PLACEHOLDER.TITLE,
                PP_PLACEHOLDER.CENTER_TITLE,
            )
            assert not title or all(size >= 22 for size in sizes)
            needed = sum(
                len(parts.lines(paragraph.text, shape.width.pt, paragraph.runs[0].font.size.pt))
                * paragraph.runs[0].font.size.pt * parts.LEADING
                for paragraph in shape.text_frame.paragraphs
                if paragraph.runs
            )  # fmt: skip
            assert needed <= shape.height.pt + 4, shape.text_frame.text


def test_hostile_text_neither_breaks_the_file_nor_leaves_its_box():
    grid = Grid((HOSTILE, "b"), ((HOSTILE, HOSTILE),))
    table = bars(count=2, own="").table.assign(name=[HOSTILE, "Ås"])
    wild = Bars(table=table, measure="rate", axis_title=HOSTILE, write=write, write_axis=write)
    deck = opened(story(wild, grid, Cards((Card(HOSTILE, HOSTILE, HOSTILE),)), message=HOSTILE))
    assert deck.slides[1].shapes.title.text_frame.text.endswith("…")
    assert deck.slides[1].shapes.title.text_frame.text.startswith("<b>&\"'</b>=1+1")
