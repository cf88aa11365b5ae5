"""The partners page in a real browser: the map without any network, the links between places, and the room."""

import json
import re

import pytest

from analysis.store.tables import DATA

MAP = "svg.map[data-ready]"
(GEOMETRY,) = (DATA.parent / "static" / "europe").glob("europe-*.json")


def ready_map(visit, query=""):
    page = visit.open(f"partnere{query}")
    page.wait_for_selector(MAP, timeout=30_000)
    return page


def click_country(page, code):
    geometry = json.loads(GEOMETRY.read_text("utf-8"))
    page.locator(f'{MAP} [data-code="{code}"]').scroll_into_view_if_needed()
    x, y = geometry["points"][geometry["codes"].index(code)]
    place = page.locator(f'{MAP} [data-code="{code}"]').evaluate(
        """(path, [x, y]) => { const at = path.ownerSVGElement.createSVGPoint(); at.x = x; at.y = y;
            const seen = at.matrixTransform(path.getScreenCTM()); return [seen.x, seen.y]; }""",
        [x, y],
    )
    page.mouse.click(*place)


@pytest.mark.parametrize("query", ["", "?slag=eos", "?slag=navn", "?del=sammen", "?del=rom&rom=5001.0301.4601"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_view_opens_by_link_without_any_network(visit, query, width):
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(f"partnere{query}")
    page.wait_for_selector("h1:has-text('Partnere')")
    if "del" not in query:
        page.wait_for_selector(MAP, timeout=30_000)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    visit.expect_clean()


def test_the_map_draws_every_country_and_a_number_on_each_with_partners(visit):
    page = ready_map(visit)
    codes = json.loads(GEOMETRY.read_text("utf-8"))["codes"]
    assert page.locator(f"{MAP} #units path").count() == len(codes)
    numbers = page.locator(f"{MAP} .symbols text").all_text_contents()
    assert len(numbers) > 30
    assert page.locator(f'{MAP} [data-code="IS"]').get_attribute("aria-label") == "Island, 36 vennskapsbyer"
    assert "36" in numbers
    assert page.locator(f'{MAP} [data-code="BY"]').get_attribute("aria-label") == "Belarus, Ingen registrert"


@pytest.mark.parametrize("code", ["IS", "FO", "ME", "GL", "SE"])
def test_a_small_or_remote_country_is_visible_and_can_be_clicked(visit, code):
    page = ready_map(visit)
    click_country(page, code)
    visit.expect_address(f"land={code}")
    visit.expect_clean()


def test_a_country_outside_the_map_stands_below_it_with_its_number(visit):
    page = ready_map(visit)
    page.get_by_role("button", name=re.compile("^USA")).first.click()
    visit.expect_address("land=US")
    page.wait_for_selector("h2:has-text('USA')")
    visit.expect_clean()


def test_no_country_is_drawn_across_the_sea(visit):
    page = ready_map(visit)
    boxes = page.locator(f"{MAP} #units path").evaluate_all(
        "paths => paths.map(path => [path.dataset.code, path.getBBox().x, path.getBBox().width])"
    )
    west = {code: x for code, x, _ in boxes}
    assert west["RU"] > west["SE"]


def test_the_keyboard_chooses_a_country(visit):
    page = ready_map(visit)
    page.locator(MAP).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    visit.expect_address("land=")


def test_a_click_on_a_circle_of_the_network_opens_the_projects_of_its_link(visit):
    page = visit.open("partnere?del=sammen&hvem=kommune&kommune=5001")
    page.wait_for_selector(".js-plotly-plot .point")
    circles = page.locator(".js-plotly-plot .scatterlayer .trace:last-child .point")
    circles.nth(1).scroll_into_view_if_needed()
    box = circles.nth(1).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.expect_address("par=")
    assert "par=5001." in page.url
    visit.settle()
    visit.expect_clean()


def test_the_room_is_restored_from_its_link(visit):
    page = visit.open("partnere?del=rom&rom=5001.4601.0301&felles_hva=land&celle=5001.4601")
    page.wait_for_selector("table:has-text('Tyskland')")
    visit.expect_address("rom=", "felles_hva=land", "celle=")
    visit.expect_clean()


def test_pasted_places_stand_in_the_room_and_in_the_link(visit):
    page = visit.open("partnere?del=rom")
    page.get_by_role("textbox", name=re.compile("Lim inn stedene")).fill("Levanger, Verdal, Askim")
    page.get_by_role("button", name=re.compile("Finn stedene")).click()
    visit.settle()
    visit.expect_address("rom=")
    assert all(code in page.url for code in ("5037", "5038", "3118"))
    visit.expect_clean()
