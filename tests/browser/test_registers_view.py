"""What a person does on the pages on programmes and networks, in a real browser."""

import re

import pytest

from analysis import uploads

MAP = "svg.map[data-ready]"
VIEWS = [
    "programmer", "programmer?prog_visning=tidslinje", "programmer?programnr=interreg_aurora",
    "programmer?programnr=horizon_2020", "nettverk", "nettverk?nettverknr=N012", "nettverk?nett_visning=europeisk",
    "nettverk?nett_visning=nasjonalt", "nettverk?nett_visning=tavle",
]  # fmt: skip


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize("width", [1440, 390])
def test_every_view_opens_by_link_without_network(visit, path, width):
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(path)
    page.wait_for_selector("h1")
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    visit.expect_clean()


def test_from_a_programme_to_its_map_in_one_click(visit):
    page = visit.open("kart?program=horizon_2020&enhet=50")
    page.get_by_role("link", name="Programmer").click()
    visit.settle()
    page.get_by_role("combobox", name=re.compile("Åpne et program")).click()
    page.keyboard.type("FP7")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('FP7')")
    page.get_by_role("button", name="Vis på kartet").click()
    page.wait_for_selector("h1:has-text('Prosjekter: FP7')")
    visit.settle()
    visit.expect_address("program=fp7", without="enhet=")
    visit.expect_clean()


def test_a_programmes_map_shows_its_counties(visit):
    page = visit.open("programmer?programnr=interreg_sverige_norge_2021_2027")
    page.wait_for_selector(MAP, timeout=30_000)
    labels = page.locator(f"{MAP} #units path").evaluate_all(
        "paths => Object.fromEntries(paths.map(path => [path.dataset.code, path.getAttribute('aria-label')]))"
    )
    assert "I programområdet" in labels["50"]
    assert "Delvis" in labels["31"]
    assert "Ikke nevnt" in labels["46"]


def test_a_programme_leads_to_its_successor_and_the_link_follows(visit):
    page = visit.open("programmer?programnr=horizon_2020")
    page.get_by_role("button", name="Horisont Europa").click()
    page.wait_for_selector("h1:has-text('Horisont Europa')")
    visit.settle()
    visit.expect_address("programnr=horizon_europe")
    page.get_by_role("button", name="Tilbake til listen").click()
    page.wait_for_selector("h1:has-text('Programmer')")


def downloaded(page, label):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    return waiting.value.path().read_bytes()


def upload(visit, name, content):
    visit.page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": "", "buffer": content})
    return visit.settle()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_saved_board_comes_back(visit, ending):
    page = visit.open("nettverk?nett_visning=tavle")
    content = downloaded(page, f"Last ned som {ending.upper()}")
    assert len(uploads.read(content, f"x.{ending}")) == 14
    upload(visit, f"tavle.{ending}", content)
    page.get_by_text("Filen har 13 rader").wait_for()
    page.get_by_role("button", name="Bytt ut tavlen").click()
    visit.settle()
    assert downloaded(page, f"Last ned som {ending.upper()}") is not None
    visit.expect_clean()


def test_a_bad_file_leaves_the_board_as_it_was(visit):
    page = visit.open("nettverk?nett_visning=tavle")
    before = downloaded(page, "Last ned som CSV")
    upload(visit, "tavle.xlsx", b"PK\x03\x04 this is no workbook")
    page.get_by_text("kan ikke leses som XLSX").wait_for()
    assert downloaded(page, "Last ned som CSV") == before
    upload(visit, "tavle.csv", b"Forslag;Nettverk\nx;y\n")
    page.get_by_text("Mangler: Hvem").wait_for()
    assert downloaded(page, "Last ned som CSV") == before


def test_the_board_survives_a_visit_to_another_page(visit):
    page = visit.open("nettverk?nett_visning=tavle")
    rows = "Forslag;Nettverk;Hvem som følger opp;Status;Dato\nEget møte;;Kultursjef;Avtalt;01.02.2027\n"
    upload(visit, "tavle.csv", rows.encode())
    page.get_by_role("button", name="Bytt ut tavlen").click()
    visit.settle()
    page.get_by_role("link", name="Kilder").click()
    page.wait_for_selector("h1:has-text('Kilder')")
    page.get_by_role("link", name="Nettverk").click()
    page.wait_for_selector("h1:has-text('Oppfølgingstavle')")
    visit.settle()
    assert "Eget møte" in downloaded(page, "Last ned som CSV").decode("utf-8-sig")
    page.get_by_role("button", name="Hent fram tavlen").click()
    visit.settle()
    assert "Fylkeskultursjefnettverket" in downloaded(page, "Last ned som CSV").decode("utf-8-sig")


def write(visit, row, said):
    """Write into the first cell of a row of the board; the editor is a canvas, with a field over the cell it edits."""
    page = visit.page
    box = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    page.wait_for_timeout(500)
    page.mouse.dblclick(box["x"] + 150, box["y"] + 17 + 35 * row)
    page.wait_for_selector("#portal textarea")
    page.keyboard.press("Control+a")
    page.keyboard.type(said, delay=20)
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    page.wait_for_timeout(700)
    visit.settle()


def test_cells_that_are_edited_are_in_the_file(visit):
    page = visit.open("nettverk?nett_visning=tavle")
    write(visit, 1, "Prøv Les Rencontres sammen")
    write(visit, 2, "Møte i mai")
    saved = downloaded(page, "Last ned som CSV").decode("utf-8-sig")
    assert "Prøv Les Rencontres sammen" in saved
    assert "Møte i mai;Fylkeskultursjefnettverket" in saved
    assert uploads.read(downloaded(page, "Last ned som XLSX"), "x.xlsx")[2][0] == "Møte i mai"
    visit.expect_clean()
