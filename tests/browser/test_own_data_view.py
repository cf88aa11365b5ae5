"""What a person does with rows of their own, in a real browser: look first, then use, count, and take out again."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from analysis.text import languages
from tests.tools.axe_core import settled_violations
from tests.tools.visits import Visit

MAP = "svg.map[data-ready]"
LEVANGER = f"{MAP} [data-code='5037']"
OWN_COLOUR = (138, 28, 107)
COUNT = re.compile("Regn egne rader med")


def button(page, key):
    return page.locator(f"[class*='st-key-{key}'] button")


def template(visit, language="nb"):
    """Open the page and return the template with its example."""
    page = visit.open(f"egne-data?sprak={language}")
    with page.expect_download() as waiting:
        button(page, "own-template").click()
    return waiting.value.path().read_bytes()


def upload(visit, name, content):
    visit.page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": "", "buffer": content})
    return visit.settle()


def take_into_use(visit, language="nb"):
    page = upload(visit, "mine.xlsx", template(visit, language))
    button(page, "own-use").click()
    return visit.settle()


def on_the_map(visit, language="nb"):
    page = take_into_use(visit, language)
    button(page, "own-map").click()
    page.wait_for_selector(MAP, timeout=30_000)
    page.wait_for_selector(f"{LEVANGER}[aria-label*=': ']", state="attached")
    return visit.settle()


def spoken(page):
    return page.locator(LEVANGER).get_attribute("aria-label")


def colours_of_levanger(page):
    """Return the pixels of the box around Levanger."""
    page.locator(LEVANGER).scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    box = page.locator(LEVANGER).bounding_box()
    picture = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("RGB")
    return [picture.getpixel((x, y)) for x in range(picture.width) for y in range(picture.height)]


def are_own(colours):
    near = [max(abs(one - two) for one, two in zip(colour, OWN_COLOUR, strict=True)) < 45 for colour in colours]
    return sum(near) > len(near) / 25


def test_nothing_is_used_before_the_reader_says_so(visit):
    page = upload(visit, "mine.xlsx", template(visit))
    page.get_by_text("Dataene som er i bruk, er uendret.").wait_for()
    assert page.get_by_text("Register over egne prosjekter", exact=True).count()
    assert page.get_by_text("I bruk i denne fanen").count() == 0
    button(page, "own-use").click()
    page.get_by_text("I bruk i denne fanen").wait_for()
    visit.settle()
    visit.expect_clean()


def test_rows_are_taken_out_and_brought_back(visit):
    page = take_into_use(visit)
    button(page, "own-out-0").click()
    visit.settle()
    assert page.get_by_text("I bruk i denne fanen").count() == 0
    button(page, "own-undo").click()
    page.get_by_text("I bruk i denne fanen").wait_for()
    page.get_by_text("mine.xlsx").first.wait_for()
    visit.expect_clean()


def test_a_bad_file_is_refused_and_the_rows_before_it_stay(visit):
    page = take_into_use(visit)
    upload(visit, "bad.csv", b"\x00\x01\x02 this is no table \x00")
    page.locator('[data-testid="stAlertContentError"]').wait_for()
    page.get_by_text("Dataene som er i bruk, er uendret.").wait_for()
    assert button(page, "own-use").count() == 0
    page.get_by_text("I bruk i denne fanen").wait_for()
    assert page.get_by_text("mine.xlsx").count()
    assert visit.errors == []


def test_saved_rows_can_be_uploaded_again(visit):
    page = take_into_use(visit)
    with page.expect_download() as waiting:
        button(page, "own-save-0").click()
    content = waiting.value.path().read_bytes()
    rows = page.get_by_text(re.compile(r"Rader: \d+")).first.inner_text()
    button(page, "own-out-0").click()
    visit.settle()
    upload(visit, "again.xlsx", content)
    button(page, "own-use").click()
    visit.settle()
    assert page.get_by_text(re.compile(r"Rader: \d+")).first.inner_text() == rows.replace("mine", "again")
    visit.expect_clean()


def test_a_unit_with_own_rows_is_hatched_and_says_so(visit):
    page = on_the_map(visit)
    assert re.search(r"egne rader: \d+$", spoken(page))
    assert page.locator(f"{MAP} .textures .own").get_attribute("d")
    assert "Egne rader" in page.locator(".legend").inner_text()
    assert are_own(colours_of_levanger(page))
    button_out(visit)
    assert "egne rader" not in spoken(page)
    assert "Egne rader" not in page.locator(".legend").inner_text()
    assert not are_own(colours_of_levanger(page))
    visit.expect_clean()


def button_out(visit):
    """Take the rows out again and come back to the map."""
    page = visit.page
    page.get_by_role("link", name="Egne data").click()
    page.wait_for_selector("h1:has-text('Egne data')")
    button(visit.settle(), "own-out-0").click()
    visit.settle()
    page.get_by_role("link", name="Kart", exact=True).click()
    page.wait_for_selector(MAP, timeout=30_000)
    visit.settle()


@pytest.mark.parametrize(
    ("language", "legend", "said"),
    [("nb", "Egne rader", "egne rader"), ("nn", "Eigne rader", "eigne rader"), ("en", "Own rows", "own rows")],
)
def test_the_keyboard_speaks_own_rows_in_every_language(visit, language, legend, said):
    page = on_the_map(visit, language)
    page.mouse.click(*inside_levanger(page))
    visit.settle()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    unit = page.locator(MAP).get_attribute("aria-activedescendant")
    assert page.locator(f"#{unit}").get_attribute("data-code") == "5037"
    assert re.search(rf"{said}: \d+$", spoken(page))
    assert re.search(rf"{said}: \d+$", page.locator(".tip").inner_text())
    assert legend in page.locator(".legend").inner_text()
    visit.expect_clean()


def inside_levanger(page):
    """Return a place on the screen that lies on the unit itself."""
    page.locator(LEVANGER).scroll_into_view_if_needed()
    return page.locator(LEVANGER).evaluate(
        """path => {
          const {x, y, width, height} = path.getBBox();
          const at = (column, row) => new DOMPoint(x + width * column / 20, y + height * row / 20);
          const beside = [[0, 0], [2, 0], [-2, 0], [0, 2], [0, -2]];
          for (let place = 0; place < 400; place++) {
            const [column, row] = [place % 20, Math.floor(place / 20)];
            if (!beside.every(([right, down]) => path.isPointInFill(at(column + right, row + down)))) continue;
            const seen = at(column, row).matrixTransform(path.getScreenCTM());
            return [seen.x, seen.y];
          }
        }"""
    )


def test_own_rows_count_only_when_asked_and_in_this_session_alone(visit, browser, app):
    page = on_the_map(visit)
    before = spoken(page)
    page.get_by_text(COUNT).click()
    visit.settle()
    page.wait_for_selector("h1:has-text('egne rader regnet med')")
    expect(page.locator(LEVANGER)).not_to_have_attribute("aria-label", before)
    visit.expect_address(without="telles")
    counted_link = page.url

    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    other = Visit(context.new_page(), app)
    theirs = other.open_anything(counted_link.removeprefix(f"{app}/"))
    theirs.wait_for_selector(MAP, timeout=30_000)
    other.settle()
    assert "egne rader" not in theirs.locator("body").inner_text().lower()
    assert "egne rader" not in theirs.locator(LEVANGER).get_attribute("aria-label")
    other.expect_clean()
    context.close()

    button(page, "take-kart").first.click()
    visit.settle()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tabell for norsk Excel (CSV)").click()
    assert waiting.value.suggested_filename == "europaprofil-kart-med-egne-rader.csv"
    saved = waiting.value.path().read_text("utf-8-sig")
    assert "Kilde: egne rader, regnet med her av leseren (mine.xlsx)." in saved

    page.get_by_role("link", name="Kommune", exact=True).click()
    page.get_by_text("Egne rader er regnet med her").first.wait_for()
    visit.expect_clean()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_fits_its_screen_before_and_after_an_upload(visit, width):
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = upload(visit, "mine.xlsx", template(visit))
    for _ in range(2):
        assert page.evaluate(
            "() => { const main = document.querySelector('.stMain'); return main.scrollWidth - main.clientWidth }"
        ) <= 0  # fmt: skip
        if button(page, "own-use").count():
            button(page, "own-use").click()
            visit.settle()
    visit.expect_clean()


@pytest.mark.parametrize("language", languages.CODES)
def test_axe_finds_no_violation_after_an_upload_and_with_rows_in_use(visit, language):
    page = upload(visit, "mine.xlsx", template(visit, language))
    assert settled_violations(page) == []
    button(page, "own-use").click()
    visit.settle()
    assert settled_violations(page) == []
    visit.expect_clean()
