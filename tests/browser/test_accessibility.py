"""WCAG 2.1 A and AA by axe-core on every page in every language; keyboard, narrow screens and less movement."""

import pytest

from analysis.text import languages
from tests.tools.axe_core import settled_violations
from tests.tools.visits import until

SERIES = "serie=f-50-map.k-5037-status"
VIEWS = [
    "", "kart", "kart?enhet=50", "fylke?fylke=50", "kommune", "kommune?kommune=5037", "sammenlikn?kommune=5037",
    "programmer", "programmer?programnr=interreg_aurora", "nettverk", "nettverk?nett_visning=tavle", "partnere",
    "partnere?del=sammen", f"presentasjon?{SERIES}", f"presentasjon?{SERIES}&side=1", "egne-data",
    "kilder", "tilgjengelighet",
]  # fmt: skip


def with_language(path, language):
    return f"{path}{'&' if '?' in path else '?'}sprak={language}"


@pytest.mark.parametrize("language", languages.CODES)
def test_axe_finds_no_violation_on_any_page(visit, language):
    found = {}
    for path in VIEWS:
        page = visit.open(with_language(path, language))
        until(page, "language => document.documentElement.lang === language", language)
        found[path] = settled_violations(page)
    visit.expect_clean()
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_every_page_has_a_title_of_its_own(visit):
    titles = [visit.open(path).title() for path in ("", "kart", "kilder", "tilgjengelighet")]
    assert len(set(titles)) == len(titles)
    assert all(title.endswith("Europaprofil") for title in titles)


def test_every_view_fits_a_screen_320_pixels_wide_which_is_400_per_cent_zoom(visit):
    page = visit.page
    page.set_viewport_size({"width": 320, "height": 640})
    sideways = {}
    for path in VIEWS:
        visit.open(path)
        sideways[path] = page.evaluate(
            "() => { const main = document.querySelector('.stMain'); return main.scrollWidth - main.clientWidth }"
        )
    assert {path: more for path, more in sideways.items() if more > 0} == {}


def focused(page):
    """Return what has the focus, into components as well: tag, name, and whether it is outlined."""
    return page.evaluate(
        """() => {
          let now = document.activeElement;
          while (now?.shadowRoot?.activeElement) now = now.shadowRoot.activeElement;
          const style = getComputedStyle(now);
          const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
          const text = (now.getAttribute('aria-label') || now.textContent || '').trim();
          return {text, tag: now.tagName.toLowerCase(),
                  seen: shown || style.boxShadow !== 'none' || now.matches(':focus-visible')};
        }"""
    )


def test_the_keyboard_reaches_language_map_menu_and_table_in_turn(visit):
    page = visit.open("kart")
    page.locator("svg.map").wait_for()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(focused(page))
    tags = [place["tag"] for place in reached]
    words = " ".join(place["text"] for place in reached)
    assert "svg" in tags
    assert "Bokmål" in words
    assert "Ta med" in words
    assert all(place["seen"] for place in reached if place["tag"] in ("button", "svg", "a", "input"))


def test_the_whole_menu_of_a_figure_works_by_keyboard(visit):
    page = visit.open("")
    button = page.locator('[class*="st-key-take-fylker"] button').first
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bilde (PNG)").wait_for()
    with page.expect_download() as got:
        page.get_by_role("button", name="Tabell for norsk Excel (CSV)").press("Enter")
    assert got.value.suggested_filename == "europaprofil-fylker.csv"


def test_every_figure_has_a_text_alternative_that_says_something(visit):
    page = visit.open("sammenlikn?kommune=5037")
    page.locator(".js-plotly-plot").nth(1).wait_for()
    until(
        page,
        """() => [...document.querySelectorAll('.stPlotlyChart')].every(chart => {
          const alt = chart.getAttribute('aria-label') || chart.querySelector('[aria-label]')?.ariaLabel || '';
          return alt.length > 20; })""",
    )


def test_nothing_moves_for_those_who_asked_for_less_movement(visit):
    page = visit.page
    page.emulate_media(reduced_motion="reduce")
    visit.open("kart")
    until(  # once the page's style has come, after Streamlit's own
        page,
        """() => [...document.querySelectorAll('.stApp *')].filter(one => {
          const style = getComputedStyle(one);
          return Math.max(...style.transitionDuration.split(',').map(parseFloat)) > 0.001 ||
            (style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.001);
        }).length === 0""",
    )
