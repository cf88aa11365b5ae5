"""The interactive map in a real browser, with a small invented geometry."""

import io
import json
import shutil
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.tools.server import serve

COLOURS = ["#d4e3f3", "#5f9bc9", "#0b3d75", "#f4efe2", "#dfe3e6"]
# Code: name, left, top and size in map units. 1151 is an island that would be under 3 px wide.
UNITS = {
    "0301": ("Oslo", 500, 900, 200),
    "1103": ("Stavanger", 100, 1100, 200),
    "1151": ("Utsira", 30, 1000, 5),
    "1804": ("Bodø", 500, 300, 200),
    "3201": ("Bærum", 300, 900, 200),
    "3403": ("Hamar", 500, 700, 200),
    "4216": ("Birkenes", 300, 1100, 200),
    "4601": ("Bergen", 100, 900, 200),
    "5001": ("Trondheim - Tråante", 500, 500, 200),
    "5501": ("Tromsø", 700, 100, 200),
}
CODES = sorted(UNITS)


def geometry(detail):
    squares = [UNITS[code][1:] for code in CODES]
    return {
        "level": "municipality",
        "vintage": 2024,
        "detail": detail,
        "width": 1000,
        "height": 1400,
        "codes": CODES,
        "names": [UNITS[code][0] for code in CODES],
        "parents": [code[:2] for code in CODES],
        "paths": [f"M{x} {y}h{size}v{size}h-{size}" + ("z" if detail == "near" else "Z") for x, y, size in squares],
        "points": [[x + size / 2, y + size / 2] for x, y, size in squares],
        "boxes": [[x, y, x + size, y + size] for x, y, size in squares],
        "county_lines": "M500 900v200",
        "inset": [400, 800, 700, 1100],
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("map")
    (folder / "static").mkdir()
    for detail in ("country", "near"):
        (folder / "static" / f"{detail}.json").write_text(json.dumps(geometry(detail)), encoding="utf-8")
    shutil.copy(Path(__file__).parent / "map_harness.py", folder)
    process, address = serve(folder / "map_harness.py")
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1200, "height": 1000}, reduced_motion="no-preference")
    page.requested, page.wrong = [], []
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
    yield page
    local = ("http://127.0.0.1:", "ws://127.0.0.1:", "blob:http://127.0.0.1:", "data:")
    away = [url for url in page.requested if not url.startswith(local)]
    wrong = page.wrong
    page.close()
    assert away == []
    assert wrong == []


@pytest.fixture
def drawn(page, server):
    page.goto(server)
    page.wait_for_selector(f"svg.map[data-ready='true'][data-units='{len(CODES)}']")
    return page


def place(page, code, svg="svg.map"):
    """Return where the middle of a unit is on the screen."""
    _, x, y, size = UNITS[code]
    script = "(svg, [x, y]) => { const p = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [p.x, p.y]; }"
    return page.locator(svg).evaluate(script, [x + size / 2, y + size / 2])


def fills(page):
    script = (
        "paths => Object.fromEntries(paths.map(p => ['c' + p.dataset.code, [p.getAttribute('fill'), p.dataset.class]]))"
    )
    return page.locator("svg.map [data-code]").evaluate_all(script)


def choose_measure(page, name):
    page.get_by_role("radio", name=name).click()
    expect(page.get_by_text(f"measure: {name}")).to_be_visible()
    page.wait_for_selector(f"#unit-0[aria-label*='{name}']", state="attached")


def is_zoomed(page):
    return page.locator(".frame.zoomed")


def test_every_unit_has_the_colour_of_its_own_class(drawn):
    found = fills(drawn)
    assert found == {f"c{code}": [COLOURS[n % 5], str(n % 5)] for n, code in enumerate(CODES)}
    assert found["c0301"][0] == COLOURS[0]
    assert found["c4216"][0] == COLOURS[1]


def test_the_pixels_in_map_and_inset_have_the_colour_of_the_class(drawn):
    picture = Image.open(io.BytesIO(drawn.screenshot())).convert("RGB")
    spots = [
        ("0301", "svg.map"),
        ("4216", "svg.map"),
        ("1804", "svg.map"),
        ("1151", "svg.map"),
        ("0301", ".inset > svg"),
    ]
    for code, svg in spots:
        at = tuple(round(value) for value in place(drawn, code, svg))
        assert "#{:02x}{:02x}{:02x}".format(*picture.getpixel(at)) == COLOURS[CODES.index(code) % 5], (code, svg)


def test_a_rerun_recolours_the_same_paths_and_fetches_the_geometry_once(drawn):
    drawn.locator("#unit-0").evaluate("path => { path.marked = true; }")
    choose_measure(drawn, "second")
    assert fills(drawn) == {f"c{code}": [COLOURS[(n + 1) % 5], str((n + 1) % 5)] for n, code in enumerate(CODES)}
    assert drawn.locator("#unit-0").evaluate("path => path.marked")
    assert sum(url.endswith("country.json") for url in drawn.requested) == 1


def test_a_rerun_with_the_same_data_changes_nothing_in_the_map(drawn):
    drawn.locator(".frame").evaluate(
        "frame => { window.changes = 0; new MutationObserver(list => { window.changes += list.length; })"
        ".observe(frame, {subtree: true, childList: true, attributes: true, characterData: true}); }"
    )
    drawn.get_by_role("button", name="Nothing changes").click()
    drawn.wait_for_timeout(800)
    assert drawn.evaluate("window.changes") == 0


def test_a_click_selects_and_the_run_confirms_it(drawn):
    drawn.mouse.click(*place(drawn, "4216"))
    expect(drawn.get_by_text("answer: 4216")).to_be_visible()
    assert drawn.locator("[aria-selected='true']").get_attribute("data-code") == "4216"
    choose_measure(drawn, "second")
    expect(drawn.get_by_text("answer: None")).to_be_visible()
    assert drawn.locator("[aria-selected='true']").get_attribute("data-code") == "4216"


def test_a_tiny_island_has_a_mark_and_can_be_clicked_beside_it(drawn):
    assert drawn.locator("[data-mark]").get_attribute("data-mark") == "1151"
    x, y = place(drawn, "1151")
    drawn.mouse.click(x + 5, y + 3)
    expect(drawn.get_by_text("answer: 1151")).to_be_visible()


def test_the_inset_and_the_svalbard_box_can_be_clicked(drawn):
    drawn.mouse.click(*place(drawn, "3201", ".inset > svg"))
    expect(drawn.get_by_text("answer: 3201")).to_be_visible()
    drawn.get_by_role("button", name="Svalbard, first 2100").click()
    expect(drawn.get_by_text("answer: 2100")).to_be_visible()


def test_the_tip_says_name_value_and_detail(drawn):
    drawn.mouse.move(*place(drawn, "5001"))
    assert drawn.locator(".tip").inner_text().split("\n") == ["Trondheim - Tråante", "first 5001", "no. 8"]
    drawn.mouse.move(5, 5)
    expect(drawn.locator(".tip")).to_be_hidden()


def test_estimated_is_hatched_and_explained_only_where_there_is_any(drawn):
    assert drawn.locator(".map .estimated").get_attribute("d") in (None, "")
    assert "word estimated" not in drawn.locator(".legend").inner_text()
    choose_measure(drawn, "second")
    assert drawn.locator(".map .estimated").get_attribute("d").startswith("M500 500")
    assert "word estimated" in drawn.locator(".legend").inner_text()
    assert drawn.locator("[data-code='5001']").get_attribute("aria-label").endswith("word estimated")
    assert "not loaded" in drawn.locator(".legend").inner_text()


def test_own_rows_are_hatched_in_another_way_explained_and_spoken_only_where_there_are_any(drawn):
    assert drawn.locator(".map .textures .own").get_attribute("d") in (None, "")
    assert "word own" not in drawn.locator(".legend").inner_text()
    choose_measure(drawn, "second")
    assert drawn.locator(".map .textures .own").get_attribute("d").startswith("M30 1000")  # in the geometry's order
    assert "word own" in drawn.locator(".legend").inner_text()
    assert drawn.locator("[data-code='3403']").get_attribute("aria-label").endswith("own rows: 2")
    assert "own rows" not in drawn.locator("[data-code='5001']").get_attribute("aria-label")
    picture = Image.open(io.BytesIO(drawn.screenshot())).convert("RGB")

    def colours(code):
        x, y = (round(at) for at in place(drawn, code))
        return [picture.getpixel((x + right, y + down)) for right in range(-8, 8) for down in range(-8, 8)]

    own, estimated = ([near(colour, (138, 28, 107)) for colour in colours(code)] for code in ("3403", "5001"))
    assert sum(own) > len(own) / 8
    assert not any(estimated)


def test_a_tiny_island_with_own_rows_has_a_ring_round_its_mark(drawn):
    assert drawn.locator(".marks .own").get_attribute("d") in (None, "")
    choose_measure(drawn, "second")
    assert drawn.locator(".marks .own").get_attribute("d") == "M32.5,1002.5h.01"


def near(colour, other):
    return max(abs(one - two) for one, two in zip(colour, other, strict=True)) < 40


def test_the_keyboard_alone_moves_speaks_and_selects(drawn):
    drawn.get_by_role("button", name="Nothing changes").focus()
    drawn.keyboard.press("Tab")
    active = drawn.locator("svg.map")
    expect(active).to_be_focused()
    assert active.get_attribute("aria-activedescendant") == "unit-0"
    steps = [("ArrowUp", "3403"), ("ArrowUp", "5001"), ("ArrowDown", "3403"), ("Home", "0301"), ("ArrowLeft", "3201")]
    for key, code in steps:
        drawn.keyboard.press(key)
        assert active.get_attribute("aria-activedescendant") == f"unit-{CODES.index(code)}", key
        expect(drawn.locator(".tip")).to_contain_text(UNITS[code][0])
    assert drawn.locator("#unit-4").get_attribute("aria-label") == "Bærum, first 3201, no. 4"
    drawn.keyboard.press("Enter")
    expect(drawn.get_by_text("answer: 3201")).to_be_visible()
    drawn.keyboard.press("Escape")
    expect(active).not_to_be_focused()


def test_every_unit_is_within_reach_of_the_arrow_keys(drawn):
    drawn.locator("svg.map").focus()
    seen, turns = set(), ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"]
    ways = {(): None}
    while ways:
        way = next(iter(ways))
        del ways[way]
        drawn.keyboard.press("Home")
        for key in way:
            drawn.keyboard.press(key)
        unit = drawn.locator("svg.map").get_attribute("aria-activedescendant")
        if unit not in seen:
            seen.add(unit)
            ways |= {(*way, key): None for key in turns}
    assert len(seen) == len(CODES)


def test_the_map_is_one_tab_stop(drawn):
    drawn.locator("svg.map").focus()
    drawn.keyboard.press("Tab")
    assert drawn.evaluate("document.activeElement.shadowRoot.activeElement.dataset.word") == "zoom_in"


def test_a_double_click_zooms_to_the_county_with_the_finer_geometry_and_escape_goes_back(drawn):
    drawn.mouse.dblclick(*place(drawn, "1804"))
    expect(is_zoomed(drawn)).to_have_count(1)
    expect(drawn.locator("#unit-3")).to_have_attribute("d", "M500 300h200v200h-200z")
    expect(drawn.locator(".inset")).to_be_hidden()
    assert drawn.locator("[data-code='1804']").bounding_box()["width"] > 300
    before = place(drawn, "1804")
    drawn.mouse.move(*before)
    drawn.mouse.down()
    drawn.mouse.move(before[0] + 60, before[1] + 40, steps=4)
    drawn.mouse.up()
    assert [round(new - old) for new, old in zip(place(drawn, "1804"), before, strict=True)] == [60, 40]
    drawn.locator("svg.map").focus()
    drawn.keyboard.press("Escape")
    expect(is_zoomed(drawn)).to_have_count(0)
    expect(drawn.locator("#unit-3")).to_have_attribute("d", "M500 300h200v200h-200Z")


def test_buttons_zoom_and_the_wheel_only_with_ctrl(drawn):
    drawn.mouse.move(*place(drawn, "1804"))
    drawn.mouse.wheel(0, -300)
    drawn.wait_for_timeout(300)
    expect(is_zoomed(drawn)).to_have_count(0)
    drawn.keyboard.down("Control")
    drawn.mouse.wheel(0, -300)
    drawn.keyboard.up("Control")
    expect(is_zoomed(drawn)).to_have_count(1)
    drawn.get_by_role("button", name="word whole_country").click()
    expect(is_zoomed(drawn)).to_have_count(0)
    drawn.get_by_role("button", name="word zoom_in").click()
    expect(is_zoomed(drawn)).to_have_count(1)
    drawn.get_by_role("button", name="word zoom_out").click()
    expect(is_zoomed(drawn)).to_have_count(0)


def test_a_geometry_with_other_units_is_refused(page, server):
    page.goto(f"{server}/?order=reversed")
    expect(page.get_by_text("word mismatch")).to_be_visible()
    expect(page.locator("svg.map")).to_be_hidden()
    assert page.locator("svg.map[data-ready]").count() == 0


def test_a_geometry_that_is_not_json_is_refused(page, server):
    page.goto(f"{server}/?geometry=index.html")
    expect(page.get_by_text("word not_fetched")).to_be_visible()
    expect(page.locator("svg.map")).to_be_hidden()


def test_a_narrow_screen_has_the_legend_below_and_nothing_beside(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server)
    page.wait_for_selector("svg.map[data-ready]")
    assert page.locator(".legend").bounding_box()["y"] >= page.locator(".stage").bounding_box()["y"] + 400
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
