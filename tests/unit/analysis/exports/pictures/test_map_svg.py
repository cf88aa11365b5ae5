import io
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from analysis.errors import DataError
from analysis.exports.pictures import map_legend, map_outlines, map_svg, picture
from analysis.exports.pictures.picture import Caption
from analysis.figures import maps, theme
from analysis.figures.map_style import COLOURS
from tests.tools.svg_reading import SVG, outside, overlapping, parts, texts

WORDS = {"estimated": "Anslag: delt enhet, fordelt", "own": "Egne rader", "inset": "Oslofjordområdet"}
APART = {
    "zero": "0 (ingen funnet)",
    "too_few": "For få prosjekter til å rangeres (1–4)",
    "not_loaded": "Ikke lastet inn",
}
GEOMETRY = {
    "codes": ["0301", "1103", "1108", "5601"],
    "names": ["Oslo", "Stavanger", "Sandnes", "Kárášjohka"],
    "parents": ["03", "11", "11", "56"],
    "paths": [
        "M600 600l100 0 0 100-100 0ZM630 630l0 20 20 0 0-20Z",
        "M100 600l200 0 0 100-200 0Z",
        "M100 700l200 0 0 100-200 0Z",
        "M700.5 100.5l2 0 0 2-2 0Z",
    ],
    "points": [[620, 620], [200, 650], [200, 750], [701.5, 101.5]],
    "boxes": [[600, 600, 700, 700], [100, 600, 300, 700], [100, 700, 300, 800], [700, 100, 703, 103]],
    "county_lines": "M300 600l0 100M600 600l0 100",
    "width": 800,
    "height": 1000,
    "inset": [550, 550, 750, 750],
}


def classes(statuses):
    values = pd.Series([float(n + 1) if s in ("value", "estimated") else None for n, s in enumerate(statuses)])
    return maps.classify(values, statuses, write=lambda value: f"{value:g}", words=APART)


def drawing(statuses=("value", "estimated", "not_loaded", "too_few"), **options):
    estimated = [status == "estimated" for status in statuses]
    return map_svg.drawing(
        GEOMETRY, classes(statuses), legend_title="Beløp per innbygger", estimated=estimated, words=WORDS, **options
    )


def drawn(*given, width=1200, **options):
    caption = Caption(
        title="Kart", sources=("Kilde: SSB.",), attribution="© Kartverket (CC BY 4.0)", alt="Flest: Oslo."
    )
    return picture.map_(drawing(*given, **options), caption, width=width)


def units(svg):
    return [part.element.get("d") for part in parts(svg, "path")]


def test_a_map_is_drawn_inside_the_picture_and_no_text_meets_another():
    for svg in (drawn(), drawn(focus="11"), drawn(width=700)):
        assert outside(svg) == []
        assert overlapping(texts(svg)) == []


def test_title_legend_inset_sources_and_attribution_are_written():
    words = {part.text for part in texts(drawn())}
    assert {"Kart", "Beløp per innbygger", "1", "2", "Ikke lastet inn", "Oslofjordområdet", "Kilde: SSB."} <= words
    assert {"Anslag: delt enhet, fordelt", "© Kartverket (CC BY 4.0)"} <= words


def test_every_unit_has_the_colour_of_its_class():
    found = {part.element.get("d"): part.element.get("fill") for part in parts(drawn(focus="11"), "path")}
    first, second = GEOMETRY["paths"][1:3]
    own = [part.element.get("fill") for part in parts(drawn(focus="11"), "path") if part.element.get("d") == first]
    assert own[0] == theme.sequential(2)[1]
    assert found.keys() >= {first, second}


@pytest.mark.parametrize("kind", ["estimated", "not_loaded", "too_few"])
def test_what_is_no_plain_value_has_a_texture_on_the_map_and_in_the_legend(kind):
    root = ElementTree.fromstring(drawn())
    textured = [element.tag for element in root.iter() if f"texture-{kind}" in element.get("fill", "")]
    assert f"{SVG}path" in textured and f"{SVG}rect" in textured


def test_units_without_estimates_need_no_word_for_them():
    assert "Anslag" not in drawn(("value", "value", "zero", "zero"))


def test_own_rows_have_a_texture_of_their_own_and_a_word_only_where_there_are_any():
    marked = drawn(("value", "value", "zero", "zero"), own=[False, True, False, False])
    root = ElementTree.fromstring(marked)
    textured = [element for element in root.iter() if "texture-own" in element.get("fill", "")]
    assert {element.tag for element in textured} == {f"{SVG}path", f"{SVG}rect"}
    assert {element.get("d") for element in textured} - {None} == {GEOMETRY["paths"][1]}
    assert "Egne rader" in marked
    assert "Egne rader" not in drawn(("value", "value", "zero", "zero"), own=[False] * 4)
    assert map_legend.texture("own", 1)[0] != map_legend.texture("estimated", 1)[0]


def test_a_small_unit_with_own_rows_has_a_ring_round_its_mark():
    assert drawn(own=[False, False, False, True]).count(COLOURS["own"]) > drawn().count(COLOURS["own"]) + 1


def test_a_county_in_focus_stands_alone_without_the_inset():
    svg = drawn(focus="11")
    assert set(GEOMETRY["paths"][1:3]) <= set(units(svg))
    assert not {GEOMETRY["paths"][0], GEOMETRY["paths"][3]} & set(units(svg))
    assert "Oslofjordområdet" not in svg


def test_a_unit_too_small_to_see_has_a_round_mark():
    assert len(parts(drawn(), "circle")) == 2
    assert parts(drawn(focus="11"), "circle") == []


def test_the_chosen_unit_is_outlined_and_an_unknown_one_is_not():
    outlined = units(drawn(selected="1103")).count(GEOMETRY["paths"][1])
    assert outlined == units(drawn()).count(GEOMETRY["paths"][1]) + 2
    assert drawn(selected="2100") == drawn()


def test_outlines_have_every_unit_with_its_rings_from_the_corner_of_the_map():
    codes, rings = zip(*map_outlines.outlines(GEOMETRY), strict=True)
    assert list(codes) == GEOMETRY["codes"]
    assert rings[0] == [
        [(600, 600), (700, 600), (700, 700), (600, 700)],
        [(630, 630), (630, 650), (650, 650), (650, 630)],
    ]


def test_outlines_of_a_county_begin_at_its_own_corner():
    left, top, right, bottom = map_outlines.extent(GEOMETRY, "11")
    found = dict(map_outlines.outlines(GEOMETRY, "11"))
    assert list(found) == ["1103", "1108"]
    assert (left, top, right, bottom) == (94, 594, 306, 806)
    assert found["1103"][0][0] == (6, 6)


def test_a_county_without_units_is_an_error():
    with pytest.raises(DataError, match="'99'"):
        drawing(focus="99")


def test_a_class_for_every_unit_is_asked_for():
    with pytest.raises(DataError, match="4 units"):
        map_svg.drawing(
            GEOMETRY, classes(["value"]), legend_title="", estimated=[False] * 4, words=WORDS
        )  # fmt: skip


def test_a_map_has_the_same_bytes_every_time_and_a_png():
    assert drawn() == drawn()
    with Image.open(io.BytesIO(picture.png(drawn(), scale=1))) as image:
        assert image.size[0] == 1200
        assert len(image.convert("RGB").getcolors(1 << 24)) > 10
