import io
import re
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from analysis.errors import DataError
from analysis.exports.pictures import lettering, picture
from analysis.exports.pictures.picture import Caption
from analysis.exports.pictures.svg import Drawing
from analysis.figures import bars, theme
from tests.tools.svg_reading import SVG, outside, overlapping, size, texts

HOSTILE = '<script>alert(1)</script> & "quoted" \u202ereversed\u200f \x00\x07 ]]> <b>x'
SOURCE = "Kilde: Norges forskningsråd: Prosjektbanken; periode: 2014–2020; data fra 12. mars 2024; lisens: NLOD 2.0. "
FULL = Caption(
    title="Hvem tar del i europeiske programmer, og hvor mye får de? " * 3,
    subtitle="Horisont 2020 · kommuner · dagens grenser · kontrakter signert 2014–2020 " * 4,
    sources=tuple(SOURCE * 3 for _ in range(5)),
    attribution="© Kartverket (CC BY 4.0)",
    alt="Flest: Oslo.",
)


def figure(names=("Kárášjohka - Karasjok", "Deatnu - Tana")):
    table = pd.DataFrame({"name": names, "value": [float(number + 1) for number in range(len(names))]})
    return bars.ranked(table, label="name", value="value", write=lambda value: f"{value:g}")


def test_title_filters_sources_and_attribution_are_in_the_picture_in_this_order():
    svg = picture.chart(figure(), FULL)
    tops = {part.text: part.top for part in texts(svg)}
    order = ["Hvem tar del", "Horisont 2020", "Deatnu", "Kilde: Norges", "© Kartverket"]
    found = [min(top for text, top in tops.items() if text.startswith(start)) for start in order]
    assert found == sorted(found)
    assert sum(text.count("NLOD") for text in (part.text for part in texts(svg))) == 15


def test_long_texts_wrap_and_neither_meet_nor_leave_the_picture():
    svg = picture.chart(figure(), FULL)
    assert outside(svg) == []
    assert overlapping(texts(svg)) == []


def test_a_picture_has_a_name_and_a_description_for_those_who_do_not_see_it():
    root = ElementTree.fromstring(picture.chart(figure(), Caption(title="Tittel", alt="Flest: Oslo.")))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Tittel"
    assert root.find(f"{SVG}desc").text == "Flest: Oslo."


def test_hostile_text_is_shown_as_text():
    caption = Caption(title=HOSTILE, subtitle=HOSTILE, sources=(HOSTILE,), attribution=HOSTILE, alt=HOSTILE)
    svg = picture.chart(figure([HOSTILE]), caption, no_data=HOSTILE)
    root = ElementTree.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "line", "text", "g",
    }  # fmt: skip
    shown = [part.text for part in texts(svg)]
    assert shown[0].startswith('<script>alert(1)</script> & "quoted" reversed')
    assert not re.search("[\x00-\x08\u200f\u202e]", svg)


def test_a_text_of_ten_kilobytes_is_cut():
    svg = picture.chart(figure(["n" * 10_000, "m " * 5_000]), Caption(title="t" * 10_000, sources=("s " * 5_000,)))
    assert len(svg) < 20_000
    assert outside(svg) == []
    assert any(part.text.endswith("…") for part in texts(svg))


def test_a_picture_refers_to_nothing_outside_itself():
    svg = picture.chart(figure(), FULL).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|href|@import|<style|foreignObject|data:", svg)


def test_the_same_figure_gives_the_same_bytes():
    one, other = (picture.chart(figure(), FULL) for _ in range(2))
    assert one == other
    assert picture.png(one) == picture.png(other)


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_a_png_has_the_size_of_its_picture_times_the_scale_and_is_not_blank(scale):
    svg = picture.chart(figure(), FULL, width=900)
    with Image.open(io.BytesIO(picture.png(svg, scale=scale))) as image:
        assert image.size == tuple(scale * length for length in size(svg))
        colours = {colour: count for count, colour in image.convert("RGB").getcolors(1 << 24)}
    assert colours[tuple(bytes.fromhex(theme.BAR[1:]))] > 1000 * scale
    assert len(colours) > 20


def test_a_png_has_sami_letters_of_the_font():
    def inked(name):
        svg = picture.chart(figure([name]), Caption(title=""))
        return picture.png(svg, scale=1)

    assert len({inked(letter) for letter in "ČčĐđŊŋŠšŦŧŽžÁá"}) == 14


def test_a_very_tall_picture_has_a_smaller_scale():
    svg = picture.chart(figure([f"n{number}" for number in range(500)]), Caption(title="Alle"))
    with Image.open(io.BytesIO(picture.png(svg, scale=2))) as image:
        assert image.size[0] * image.size[1] < 32_200_000


def test_only_pictures_become_a_png():
    with pytest.raises(DataError, match="SVG"):
        picture.png("<html/>")


def test_wrapped_lines_fit_and_lose_no_word():
    lines = lettering.wrap(SOURCE, 200, 14, most=50)
    assert " ".join(lines) == SOURCE.strip()
    assert all(lettering.length(line, 14) <= 200 for line in lines)


def test_a_word_longer_than_the_line_is_broken_and_no_letter_lost():
    lines = lettering.wrap("x" * 100, 60, 14, most=50)
    assert "".join(lines) == "x" * 100
    assert all(lettering.length(line, 14) <= 60 for line in lines)


def test_numbers_with_hard_spaces_stay_on_one_line():
    number = f"1{chr(0xA0)}000{chr(0xA0)}000"
    assert number in lettering.wrap(f"a b c {number}", lettering.length(number, 14) + 1, 14)


def test_bold_and_line_breaks_are_the_only_markup():
    assert lettering.runs("<b>a</b> b<br><i>c") == [[("a", True), (" b", False)], [("<i>c", False)]]


def test_the_legend_of_a_bare_drawing_is_as_large_as_asked_and_the_map_stands_beside_it():
    drawing = Drawing(width=100, height=50, content="<map/>", legend=Drawing(width=40, height=60, content="<legend/>"))
    small, large = picture.bare(drawing, alt="A map"), picture.bare(drawing, alt="A map", legend_scale=2)
    assert 'scale(2)"><legend/>' in large
    sizes = [[float(edge) for edge in re.search(r'viewBox="([^"]+)"', drawn)[1].split()] for drawn in (small, large)]
    assert sizes[1][2] - sizes[0][2] == 40
    assert (sizes[0][3], sizes[1][3]) == (60, 120)
