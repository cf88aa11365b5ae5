"""After a refresh from Kartverket's file the map draws its lines, and every unit keeps the colour of its own number."""

import json

import pytest
import shapely
from playwright.sync_api import expect

from analysis.geography import years
from analysis.refresh import maps
from analysis.refresh.__main__ import main
from analysis.store import map_files, versions
from analysis.store.tables import read_table
from tests.tools import small_map
from tests.tools.server import serve
from tests.tools.visits import Visit

PAGE = "kart?nivaa=municipality&program=horizon_2020"
GROWS, SHRINKS = "5001", "5031"
"""Trondheim, which gets a part of Malvik."""
NAMED = {
    "5001": ("Trondheim - Tråante", "2 012 euro"), "0301": ("Oslo", "829 euro"), "3218": ("Ås", "2 053 euro"),
    "1103": ("Stavanger", "214 euro"),
}  # fmt: skip
"""Some municipalities, and what is said of them: euro per inhabitant, as in the table."""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Give a store with a version whose municipalities come from a file as Kartverket publishes it."""
    folder = tmp_path_factory.mktemp("refreshed")
    shapes = maps.at_hand("municipality", years.TODAY)
    west, south, east, north = shapes[SHRINKS].bounds
    part = shapely.intersection(shapes[SHRINKS], shapely.box(west, south, west + 0.25 * (east - west), north))
    shapes[GROWS] = shapely.union(shapes[GROWS], part)
    shapes[SHRINKS] = shapely.difference(shapes[SHRINKS], part)
    made = small_map.features(shapes, small_map.names({"municipalities": read_table("municipalities")}))
    small_map.in_zip(folder / "Basisdata_0000_Norge_25833_Kommuner_GeoJSON.zip", small_map.collection(made))
    patch = pytest.MonkeyPatch()
    patch.setenv(versions.STORE, str(folder / "store"))
    # The areas at the coast are those of the map, which has no islets, not Kartverket's.
    patch.setattr(maps, "LEAST_OF_AREA_PCT", 0)
    assert main(["kartverket", "--from", str(folder)]) == 0
    in_use = map_files.of("municipality", years.TODAY, versions.in_use())
    patch.undo()
    return folder / "store", in_use


@pytest.fixture(scope="module")
def refreshed(store):
    process, address = serve("dashboard.py", environment={versions.STORE: str(store[0])})
    yield address
    process.terminate()
    process.wait(10)


def opened(browser, address):
    visit = Visit(browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO").new_page(), address)
    fetched = []
    visit.page.on("response", lambda answer: fetched.append(answer))
    visit.open(PAGE)
    expect(visit.page.locator('svg.map[data-ready="true"]')).to_be_visible(timeout=30_000)
    return visit, fetched


def units_drawn(page):
    """Return the outline, colour and spoken name of every unit by "c" and its code."""
    script = """paths => Object.fromEntries(paths.map(path => ["c" + path.dataset.code,
        [path.getAttribute("d"), path.getAttribute("fill"), path.getAttribute("aria-label")]]))"""
    return page.locator("svg.map [data-code]").evaluate_all(script)


def test_new_lines_are_drawn_and_colours_still_belong_to_the_numbers(browser, app, refreshed, store):
    file = store[1]["country"]
    new = json.loads(file.read_text("utf-8"))
    before, _ = opened(browser, app)
    after, fetched = opened(browser, refreshed)
    kinds = [one.headers["content-type"] for one in fetched if one.url.endswith(f"/geometri/{file.name}")]
    assert kinds == ["application/json"]
    old_units, new_units = units_drawn(before.page), units_drawn(after.page)
    assert {code: outline for code, (outline, _, _) in new_units.items()} == {
        f"c{code}": path for code, path in zip(new["codes"], new["paths"], strict=True)
    }
    assert {code: unit[1:] for code, unit in new_units.items()} == {code: unit[1:] for code, unit in old_units.items()}
    for code in (GROWS, SHRINKS):
        assert new_units[f"c{code}"][0] != old_units[f"c{code}"][0]
    for code, (name, value) in NAMED.items():
        assert name in new_units[f"c{code}"][2] and value in new_units[f"c{code}"][2].replace("\N{NO-BREAK SPACE}", " ")
    assert new_units["c3218"][1] == new_units["c5001"][1] != new_units["c1103"][1]  # the darkest, and a paler one
    for visit in (before, after):
        visit.expect_clean()
        visit.page.context.close()


def test_the_finer_lines_come_from_the_same_version(browser, refreshed, store):
    near = json.loads(store[1]["near"].read_text("utf-8"))
    visit, _ = opened(browser, refreshed)
    for _ in range(4):
        visit.page.locator("[data-word=zoom_in]").click()
    expect(visit.page.locator("#unit-0")).to_have_attribute("d", near["paths"][0], timeout=30_000)
    visit.expect_clean()
    visit.page.context.close()
