"""The files of a real meeting pack opened from disk, with every request beyond them refused."""

import re

import pytest

from analysis.text.reader import Reader
from pages._shared.meeting import pack, place_story

SMALLEST_TEXT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = 1000;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || parent.closest('script, style, title, desc, button')) continue;
    const svg = parent.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    least = Math.min(least, parseFloat(getComputedStyle(parent).fontSize) * (svg?.closest('.map') ? 100 : scale));
  }
  return least;
}"""
OUTSIDE = """() => [...document.querySelectorAll('section, h1, h2, p, table, .cards > div, li')]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
  .map(one => one.tagName + ': ' + one.textContent.slice(0, 60))"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    reader = Reader("nb", "EUR")
    told = place_story.of(reader, "county", "50")
    folder = tmp_path_factory.mktemp("pack")
    for kind in ("a4", "html"):
        (folder / f"{kind}.html").write_bytes(pack.make(reader, kind, told, lambda done, topic: None))
    return folder


@pytest.fixture
def opened(browser, files):
    contexts = []

    def opener(kind, width=1440):
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
        contexts.append(context)
        page = context.new_page()
        asked, errors = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.goto((files / f"{kind}.html").as_uri())
        page.wait_for_timeout(500)
        assert errors == []
        assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
        return page

    yield opener
    for context in contexts:
        context.close()


def test_the_page_without_network_draws_its_charts_and_tells_their_values(opened):
    page = opened("html")
    assert page.locator(".js-plotly-plot .main-svg").count() >= 3
    bar = page.locator("#chart-organisations .point path").first
    bar.scroll_into_view_if_needed()
    bar.hover(force=True)
    page.locator(".hoverlayer .hovertext").first.wait_for()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details").first.get_attribute("open") is not None


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("kind", ["a4", "html"])
def test_a_file_fits_its_screen(opened, kind, width):
    page = opened(kind, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_printed_page_is_few_sheets_with_letters_of_nine_points_and_nothing_out_of_its_box(opened):
    page = opened("a4")
    assert page.evaluate(SMALLEST_TEXT) >= 11.99
    assert page.evaluate(OUTSIDE) == []
    sheets = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheets)) <= 5
    assert page.locator("button").is_visible()
    page.emulate_media(media="print")
    assert page.locator("button").is_hidden()
