"""What a person does on the page on sources, in a real browser."""

import io
import re
import zipfile

import frictionless
import pandas as pd
import pytest

from analysis.store.tables import read_table
from tests.tools.axe_core import settled_violations

VIEWS = [
    "kilder", "kilder?kilde=eea_grants", "kilder?kilde=cordis_h2020", "kilder?kild_visning=dekning",
    "kilder?kild_visning=regnskap", "kilder?kild_visning=uenighet", "kilder?kild_visning=uenighet&kild_uenige=enig",
    "kilder?kild_visning=nytt", "kilder?kild_visning=data",
]  # fmt: skip


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize("width", [1440, 390])
def test_every_view_opens_by_link_and_fits_the_screen(visit, path, width):
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(path)
    page.wait_for_selector("h1:has-text('Kilder')")
    sideways = "() => { const main = document.querySelector('.stMain'); return main.scrollWidth - main.clientWidth }"
    assert page.evaluate(sideways) <= 0
    visit.expect_clean()


@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_no_violation(visit, path):
    page = visit.open(path)
    assert settled_violations(page) == []


def downloaded(page, label):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_the_zip_of_all_tables_is_a_valid_data_package(visit, tmp_path):
    page = visit.open("kilder?kild_visning=data")
    page.get_by_role("button", name="Lag ZIP-filen").click()
    page.get_by_role("button", name=re.compile("Last ned ZIP-filen")).wait_for()
    name, content = downloaded(page, re.compile("Last ned ZIP-filen"))
    assert name == "europaprofil-data.zip"
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    assert frictionless.validate(str(tmp_path / "europaprofil" / "datapackage.json")).valid
    visit.expect_clean()


def test_one_table_comes_as_csv_and_as_parquet(visit):
    page = visit.open("kilder?kild_visning=data&kild_tabell=counties")
    table = read_table("counties")
    name, content = downloaded(page, "CSV")
    assert (name, len(content.decode().splitlines())) == ("counties.csv", len(table) + 1)
    name, content = downloaded(page, "Parquet")
    assert name == "counties.parquet"
    assert pd.read_parquet(io.BytesIO(content)).equals(table)
    visit.expect_clean()


def test_a_source_is_opened_and_left_and_the_link_follows(visit):
    page = visit.open("kilder")
    page.get_by_role("combobox", name=re.compile("Åpne en kilde")).fill("Kommune- og fylkesgrenser")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Kommune- og fylkesgrenser").wait_for()
    visit.settle()
    visit.expect_address("kilde=kartverket")
    page.get_by_role("button", name="Tilbake til listen").click()
    page.get_by_role("heading", name="Kan lastes inn").wait_for()
    visit.settle()
    visit.expect_address(without="kilde=")
    visit.expect_clean()


def test_from_one_view_to_the_next_without_a_reload(visit):
    page = visit.open("kilder")
    for label, heading in (("Dekning", "Hvordan radene fikk sted"), ("Uenighet", "Vennskapsbyer bare én liste nevner")):
        page.get_by_role("radio", name=label).click()
        page.get_by_role("heading", name=heading).wait_for()
    visit.settle()
    visit.expect_address("kild_visning=uenighet")
    visit.expect_clean()
