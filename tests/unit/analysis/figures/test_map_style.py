"""The look of the map stands once: what draws it, in Python, JavaScript and CSS, has no colours of its own for it."""

import re

import pytest

from analysis.figures import map_style
from analysis.figures.maps import APART
from tests.tools.project import ROOT

BROWSER = ROOT / "pages/_shared/map/browser"
HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")


def test_colours_are_written_in_full_and_sizes_are_more_than_nothing():
    assert [colour for colour in map_style.COLOURS.values() if not re.fullmatch("#[0-9a-f]{6}", colour)] == []
    assert min(map_style.SIZES.values()) > 0


def test_what_is_no_plain_value_has_a_texture_but_for_zero_which_is_white():
    assert set(map_style.TEXTURES) == {*APART, "estimated", "own"} - {"zero"}


def test_a_colour_by_name_is_one_of_the_styles():
    strokes = {
        shape["stroke"] for texture in map_style.TEXTURES.values() for _, shape in texture.shapes if "stroke" in shape
    }
    assert {map_style.COLOURS["ink"], map_style.COLOURS["own"]} < strokes
    assert [stroke for stroke in strokes if not HEX.fullmatch(stroke)] == []


@pytest.mark.parametrize(
    ("colour", "line"),
    [
        ("#ffffff", "line-on-pale"),
        ("#bfd9ea", "line-on-pale"),
        ("#083a6b", "line-on-dark"),
        ("#000000", "line-on-dark"),
    ],
)
def test_lines_stand_out_from_the_unit(colour, line):
    assert map_style.line_on(colour) == map_style.COLOURS[line]


def test_scripts_of_the_map_in_the_browser_have_no_colours_and_are_short():
    scripts = sorted(BROWSER.glob("*.js"))
    assert len(scripts) > 5
    for script in scripts:
        code = script.read_text(encoding="utf-8")
        assert [colour for colour in HEX.findall(code) if not colour.startswith("#units")] == [], script.name
        assert len(code.splitlines()) < 250


def test_the_styles_colours_and_sizes_reach_the_css_by_their_names_alone():
    css = (BROWSER / "map.css").read_text(encoding="utf-8")
    names = set(re.findall(r"var\(--([\w-]+)\)", css))
    assert {name for name in names if not name.startswith("st-")} - {"height"} <= {*map_style.COLOURS, *map_style.SIZES}
    assert {"ink", "own", "chosen"} <= names
    assert [colour for colour in map_style.COLOURS.values() if colour in css] == []
