"""What a reader takes along of a figure, in a real browser, and the series on the whole screen."""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.tools.visits import until

SERIES = "serie=f-50-map.k-5037-key.n-horizon_2020-amount-county"


def taken(page, label):
    with page.expect_download() as got:
        page.get_by_role("button", name=label).click()
    return Path(got.value.path()).read_bytes()


def test_a_figure_leaves_as_picture_workbook_and_table_with_its_source(visit):
    page = visit.open("fylke?fylke=50")
    page.locator('[class*="st-key-take-per-aar"] button').first.click()
    page.get_by_role("button", name="Bilde (PNG)").wait_for()
    assert taken(page, "Bilde (PNG)").startswith(b"\x89PNG")
    svg = taken(page, "Bilde som kan skaleres (SVG)").decode()
    for words in ("Beløp i Trøndelag", "Norges forskningsråd", "28. januar 2022", "lisens"):
        assert words in svg
    with zipfile.ZipFile(io.BytesIO(taken(page, "Arbeidsbok med kilder (XLSX)"))) as book:
        assert "Norges forskningsråd" in book.read("xl/sharedStrings.xml").decode()
    assert taken(page, "Tabell for norsk Excel (CSV)").startswith("\ufeffÅr;".encode())
    assert taken(page, "Tabell for dataprogrammer (CSV)").startswith('"År",'.encode())
    visit.expect_clean()


def test_the_link_to_a_view_is_copied_with_its_choices_and_opens_the_same_view(visit):
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=visit.address)
    visit.open("kart?maal=projects&nivaa=municipality&sprak=en")
    page.locator('[class*="st-key-take-kart"] button').first.click()
    page.get_by_role("button", name="Copy link to this view").click()
    page.get_by_text("Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    asked = parse_qs(urlsplit(link).query)
    assert (asked["maal"], asked["nivaa"], asked["sprak"]) == (["projects"], ["municipality"], ["en"])


def test_the_language_is_switched_at_the_top_without_a_restart_and_stays_on_the_next_page(visit):
    page = visit.open("kilder")
    page.get_by_role("radio", name="Nynorsk").or_(page.get_by_role("button", name="Nynorsk")).first.click()
    page.get_by_role("heading", name="Kjelder", exact=True).wait_for()
    visit.settle()
    visit.expect_address("sprak=nn")
    until(page, "document.documentElement.lang === 'nn'")
    page.get_by_role("link", name="Samanlikn").first.click()
    page.get_by_role("heading", name="Samanlikn", exact=True).wait_for()
    visit.expect_clean()


def test_a_series_is_put_together_and_its_address_opens_the_same_series(visit):
    page = visit.open("presentasjon")
    page.get_by_text("Et kart over landet").first.click()
    visit.settle()
    page.get_by_role("button", name="Legg til i serien").click()
    page.get_by_text("Serien (1)").wait_for()
    visit.settle()
    visit.expect_address("serie=n-horizon_europe-amount_per_inhabitant-county")
    page.get_by_role("button", name="Ta ut: Beløp per innbygger: Horisont Europa (fylker)").click()
    page.get_by_text("Serien (0)").wait_for()
    page.get_by_role("button", name="Angre").click()
    page.get_by_text("Serien (1)").wait_for()
    visit.open(f"presentasjon?{SERIES}")
    page.get_by_text("Serien (3)").wait_for()
    visit.expect_clean()


def test_the_keyboard_moves_through_a_series_and_leaves_it(visit):
    page = visit.open(f"presentasjon?{SERIES}&side=1")
    page.get_by_role("heading", name="18 av 38 kommuner").wait_for()
    expect(page.locator(".stAppHeader")).to_be_hidden()
    page.locator(".st-key-stage img").wait_for()
    for place, key, heading in (
        ("1", "PageDown", "Organisasjoner i Levanger"), ("2", "End", "Horisont 2020. Høyest"),
        ("3", "ArrowLeft", "Organisasjoner i Levanger"),
    ):  # fmt: skip
        page.locator("output", has_text=re.compile(f"^{place}")).wait_for()  # from then on the bar hears keys
        page.keyboard.press(key)
        page.get_by_role("heading", name=heading).wait_for()
    visit.settle()
    visit.expect_address("side=2")
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="Presentasjon").wait_for()
    visit.expect_clean()
