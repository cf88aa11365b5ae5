"""The questions that readers come with, each answered in at most three clicks from the start page."""

import re

import pytest


class Reader:
    """Somebody at the start page who counts their clicks; typing into a field that was clicked costs nothing."""

    def __init__(self, visit):
        self.visit, self.page, self.clicks = visit, visit.open(), 0

    def go_to(self, name):
        self.page.get_by_role("link", name=name, exact=True).click()
        return self._counted()

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()
        return self._counted()

    def search(self, name):
        field = self.page.get_by_role("combobox", name=re.compile("Finn en kommune"))
        field.click()
        field.fill(name)
        self.page.wait_for_timeout(400)
        self.page.keyboard.press("Enter")
        return self._counted()

    def _counted(self):
        self.clicks += 1
        self.visit.settle()
        return self

    def reads(self, text):
        self.page.get_by_text(re.compile(text)).first.wait_for(timeout=15_000)
        assert self.clicks <= 3
        return self


@pytest.fixture
def reader(visit):
    yield Reader(visit)
    visit.expect_clean()


def test_how_does_my_county_do_per_inhabitant_against_the_others(reader):
    reader.go_to("Kart").page.wait_for_selector("svg.map[data-ready]")
    label = reader.page.locator('svg.map [data-code="50"]').get_attribute("aria-label")
    assert "822\xa0euro" in label
    assert "Nr. 1 av 15" in label


def test_which_organisations_carry_my_county(reader):
    reader.go_to("Fylke").press("Trøndelag - Trööndelage").reads("NORGES TEKNISK.*alene har.*36,0")


def test_which_municipalities_of_my_county_never_took_part(reader):
    reader.go_to("Fylke").press("Trøndelag - Trööndelage").reads(r"Frosta, ")


def test_what_have_we_done_in_every_programme(reader):
    reader.go_to("Kommune").search("Levanger").reads("Nordplus Junior")


def test_how_do_we_compare_with_municipalities_like_us(reader):
    reader.go_to("Kommune").search("Gjøvik").go_to("Sammenlikn").reads("KOSTRA-gruppe 10")


def test_how_did_it_develop_across_mergers(reader):
    reader.go_to("Kommune").search("Trondheim").reads("Klæbu")


def test_what_do_they_use_that_we_do_not(reader):
    reader.go_to("Kommune").search("Levanger").go_to("Sammenlikn").reads("Andre som deltok")


def test_may_i_cite_this_figure(reader):
    reader.go_to("Kart").reads("Kilde: CORDIS.*lisens: CC BY 4.0")


def test_the_same_view_by_link(reader, browser, app):
    reader.go_to("Kommune").search("Gjøvik").go_to("Sammenlikn").reads("KOSTRA-gruppe 10")
    page = browser.new_context().new_page()
    page.goto(reader.page.url)
    page.get_by_role("heading", name=re.compile("Gjøvik")).wait_for(timeout=15_000)
    page.close()
