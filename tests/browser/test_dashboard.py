"""What a person does in the dashboard, in a real browser that may talk to the dashboard alone."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from analysis.store.tables import DATA, read_table
from tests.tools.visits import until

STATIC = DATA.parent / "static" / "geometry"
PAGES = ["", "kart", "kilder"]
MAP = "svg.map[data-ready]"
SLOW = 30_000


def ready_map(visit, query=""):
    page = visit.open(f"kart{query}")
    page.wait_for_selector(MAP, timeout=30_000)
    return page


def units_on(page):
    """Return code, fill, class kind and spoken name of every unit drawn on the map."""
    script = """paths => paths.map(path => ({code: path.dataset.code, fill: path.getAttribute('fill'),
        label: path.getAttribute('aria-label'), drawn: path.getAttribute('d').length > 10}))"""
    return page.locator(f"{MAP} #units path").evaluate_all(script)


def click_on(page, code):
    """Click where the geometry says that a point of the unit's largest part is."""
    level = "county" if len(code) == 2 else "municipality"
    index = json.loads((STATIC / "index.json").read_text("utf-8"))
    geometry = json.loads((STATIC / index[f"{level}-2024"]["country"]).read_text("utf-8"))
    point = geometry["points"][geometry["codes"].index(code)]
    page.mouse.click(*_at_rest(lambda: _on_screen(page, code, point)))


def _on_screen(page, code, point):
    return page.locator(f'{MAP} [data-code="{code}"]').evaluate(
        """(path, [x, y]) => { const at = path.ownerSVGElement.createSVGPoint(); at.x = x; at.y = y;
            const seen = at.matrixTransform(path.getScreenCTM()); return [seen.x, seen.y]; }""",
        point,
    )


def _at_rest(measure):
    """Return what two measurements in a row agree on: while the page still comes in, the map moves down."""
    seen = [None, measure()]
    while seen[-1] != seen[-2]:
        time.sleep(0.2)
        seen.append(measure())
    return seen[-1]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_opens_by_link_on_a_clean_session(visit, path, width):
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open(path)
    visit.page.wait_for_selector("h1")
    until(visit.page, "document.documentElement.lang === 'nb'")
    overflow = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    visit.expect_clean()


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?nivaa=municipality", 357),
        ("?nivaa=municipality&grenser=2020", 356),
        ("", 15),
        ("?grenser=2020", 11),
        ("?grenser=2018", 18),
        ("?grenser=2017", 19),
        ("?lag=interreg_nibr", 19),
    ],
)
def test_the_map_draws_every_unit_of_its_boundaries(visit, query, number):
    units = units_on(ready_map(visit, query))
    assert len([unit for unit in units if unit["drawn"] and unit["fill"]]) == number
    assert len({unit["code"] for unit in units}) == number
    visit.expect_clean()


def test_the_coloured_municipalities_are_those_that_the_data_have(visit):
    units = {
        unit["code"]: unit
        for unit in units_on(ready_map(visit, "?nivaa=municipality&grenser=2020&maal=projects&program=horizon_2020"))
    }
    rows = read_table("participations")
    of_horizon = rows[rows["programme_id"] == "horizon_2020"].groupby("municipality_code")["project_id"].nunique()
    empty = {code for code, unit in units.items() if "0 (ingen funnet)" in unit["label"]}
    assert set(units) - empty == set(of_horizon.index) - {"2100"}
    for code in ("0301", "5001", "4213", "5401", "3024"):
        assert re.search(rf"\b{of_horizon[code]}\b", units[code]["label"].replace("\xa0", "")), units[code]
    fills = {code: unit["fill"] for code, unit in units.items()}
    assert fills["0301"] == fills["5001"] != fills["5043"]


def test_the_nibr_map_says_which_counties_are_not_loaded(visit):
    units = {unit["code"]: unit for unit in units_on(ready_map(visit, "?lag=all_programmes_nibr"))}
    assert "57\xa0%" in units["17"]["label"]
    assert "40\xa0%" in units["16"]["label"]
    others = [unit for code, unit in units.items() if code not in ("16", "17")]
    assert len(others) == 17
    assert all("Ikke lastet inn" in unit["label"] for unit in others)
    assert len({unit["fill"] for unit in others}) == 1
    assert others[0]["fill"] not in (units["16"]["fill"], units["17"]["fill"])


def test_a_click_chooses_a_unit_and_the_link_keeps_it(visit):
    page = ready_map(visit)
    click_on(page, "50")
    page.wait_for_selector("h2:has-text('Trøndelag')")
    visit.expect_address("enhet=50")
    page.reload()
    visit.settle()
    page.wait_for_selector("h2:has-text('Trøndelag')")
    visit.expect_clean()


@pytest.mark.parametrize("code", ["1835", "1144", "1856", "1151"])
def test_the_smallest_municipalities_can_be_clicked(visit, code):
    page = ready_map(visit, "?nivaa=municipality")
    page.evaluate("window.scrollTo(0, 0)")
    click_on(page, code)
    visit.expect_address(f"enhet={code}")


def test_the_keyboard_reaches_and_chooses_a_unit(visit):
    page = ready_map(visit)
    page.locator(MAP).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2")
    visit.expect_address("enhet=")


def test_a_link_restores_the_whole_view(visit):
    query = "?program=horizon_2020.fp7&maal=organisations&nivaa=municipality&grenser=2020&enhet=1507"
    page = ready_map(visit, query)
    assert page.locator("h1").inner_text() == "Organisasjoner: Horisont 2020 og FP7"
    page.wait_for_selector("h2:has-text('Ålesund')")
    visit.expect_address(*query[1:].split("&"))
    visit.expect_clean()


def search_for(page, name):
    field = page.get_by_role("combobox", name=re.compile("Finn en kommune"))
    field.click()
    field.fill(name)
    page.get_by_role("option").first.wait_for()
    page.wait_for_timeout(400)  # until the list is filtered
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("typed", "found"), [("Askim", "Indre Østfold"), ("Traena", "Træna"), ("Kautokeino", "Guovdageaidnu - Kautokeino")]
)
def test_a_place_is_found_by_old_names_and_without_diacritics(visit, typed, found):
    page = ready_map(visit, "?nivaa=municipality")
    search_for(page, typed)
    page.wait_for_selector(f"h2:has-text('{found}')", timeout=15_000)
    visit.expect_clean()


def test_an_ambiguous_old_name_lets_the_reader_choose(visit):
    page = ready_map(visit, "?nivaa=municipality")
    search_for(page, "Sande")
    page.get_by_role("button", name=re.compile("nå Holmestrand")).wait_for(timeout=15_000)
    choices = [text for text in page.get_by_role("button").all_inner_texts() if text.startswith("Sande")]
    assert len(choices) >= 2
    page.get_by_role("button", name=re.compile("nå Holmestrand")).click()
    page.wait_for_selector("h2:has-text('Holmestrand')")


def test_changing_the_measure_recolours_the_same_paths(visit):
    page = ready_map(visit)
    page.locator(f'{MAP} [data-code="03"]').evaluate("path => { path.dataset.marked = 'yes' }")
    before = {unit["code"]: unit["label"] for unit in units_on(page)}
    page.get_by_text("Kroner", exact=True).click()
    visit.settle()
    page.wait_for_selector(".legend p:has-text('kroner')")
    assert page.locator(f'{MAP} [data-marked="yes"]').count() == 1
    assert before != {unit["code"]: unit["label"] for unit in units_on(page)}


PRESS = """name => {
  const host = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .find(one => one.shadowRoot.querySelector('svg.map[data-ready]'));
  const seen = () => ({
    fills: [...host.shadowRoot.querySelectorAll('#units path')].map(path => path.getAttribute('fill')),
    label: host.shadowRoot.querySelector('#units [data-code="5001"]').getAttribute('aria-label'),
    legend: host.shadowRoot.querySelector('.legend').innerText,
  });
  window.seenOnTheMap = seen;
  const before = seen();
  [...document.querySelectorAll('.st-key-maal [role=radio]')].find(one => one.innerText === name).click();
  return {before, after: seen()};
}"""


def test_another_measure_has_its_colours_at_the_press_and_its_numbers_with_the_answer(visit):
    page = ready_map(visit, "?nivaa=municipality")
    visit.settle()
    told = page.evaluate(PRESS, "Prosjekter")
    before, pressed = told["before"], told["after"]
    assert pressed["fills"] != before["fills"]
    assert pressed["legend"] != before["legend"]
    assert "euro" in before["label"]
    assert pressed["label"] == "Trondheim - Tråante"  # no number of the measure before under the new colour
    until(page, "wanted => seenOnTheMap().label !== wanted", pressed["label"])
    answered = page.evaluate("seenOnTheMap()")
    assert (answered["fills"], answered["legend"]) == (pressed["fills"], pressed["legend"])
    page.wait_for_selector("h1:has-text('Prosjekter')")
    visit.expect_address("maal=projects")
    visit.expect_clean()


def test_the_measure_that_is_shown_stays_as_it_is_when_it_is_pressed_again(visit):
    page = ready_map(visit, "?nivaa=municipality&maal=projects")
    visit.settle()
    told = page.evaluate(PRESS, "Prosjekter")
    assert told["after"] == told["before"]
    visit.expect_clean()


def test_the_geometry_comes_as_json_from_the_dashboard(visit):
    answers = []
    visit.page.on("response", lambda answer: answers.append(answer) if "/geometry/" in answer.url else None)
    ready_map(visit)
    assert answers
    assert all(answer.status == 200 and "json" in answer.headers["content-type"] for answer in answers)


def test_the_downloaded_table_has_the_numbers_of_the_map(visit):
    page = ready_map(visit, "?maal=projects")
    page.locator('[class*="st-key-take-kart"] button').first.click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Tabell for norsk Excel (CSV)").click()
    lines = coming.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Plass;Navn;Prosjekter;")
    assert len([line for line in lines if line]) == 1 + 15 + 1 + 1  # heading, counties, Svalbard, source
    assert "CORDIS" in lines[-1]


def test_the_sources_page_accounts_for_every_file(visit):
    page = visit.open("kilder?kild_visning=regnskap")
    accounts = json.loads((DATA / "reconciliation.json").read_text("utf-8"))
    page.wait_for_selector("table")
    assert page.locator("table tbody tr").count() == len(accounts)
    visit.expect_clean()


def test_the_numbers_below_a_figure_are_drawn_once_they_are_opened(visit):
    page = visit.open("fylke?fylke=50")
    below = page.locator('[class*="st-key-"][class*="-below"]').first
    expect(below.locator("summary")).to_have_text(re.compile("Tallene som tabell"), timeout=SLOW)
    assert below.locator("canvas").count() == 0
    below.locator("summary").click()
    expect(below.locator("canvas").first).to_be_visible(timeout=SLOW)
    visit.expect_clean()


@pytest.mark.parametrize(("width", "beside"), [(1440, True), (390, False)])
def test_a_table_of_texts_has_its_cells_beside_each_other_or_on_a_phone_one_after_the_other(visit, width, beside):
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open("kommune?kommune=5037")
    row = page.locator("table.text-table tbody tr").first
    expect(row).to_be_visible(timeout=SLOW)
    first, *_, last = row.evaluate("row => [...row.cells].map(cell => cell.getBoundingClientRect().top)")
    assert (abs(first - last) < 2) == beside
    before = "cell => getComputedStyle(cell, '::before').content"
    assert (row.locator("td").last.evaluate(before) == "none") == beside
    visit.expect_clean()
