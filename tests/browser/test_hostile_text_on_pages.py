"""Hostile text in the data, in a file and in its name is text on every page: nothing runs, loads or links."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from analysis.store import versions
from tests.tools import hostile_text
from tests.tools.server import serve
from tests.tools.visits import Visit, until

VIEWS = [
    "", "kart?enhet=50", "kart?lag=all_programmes_nibr", "fylke?fylke=50", "kommune?kommune=5037",
    "sammenlikn?kommune=5037", "programmer?programnr=horizon_2020", "nettverk",
    "nettverk?nettverknr=N012", "nettverk?nett_visning=europeisk", "nettverk?nett_visning=nasjonalt",
    "partnere", "partnere?slag=navn", "partnere?slag=horisont", "kart?hvem_teller=selv",
    "partnere?del=sammen&hvem=org&org=919303808",
    "presentasjon?serie=f-50-organisations.k-5037-partners",
    "presentasjon?serie=f-50-organisations.k-5037-partners&side=1",
    "presentasjon?serie=f-50-organisations.k-5037-partners&side=2", "egne-data", "kilder",
    "kilder?kild_visning=uenighet", "tilgjengelighet",
]  # fmt: skip
HOSTILE = "kommune?<script>=<script>&kommune=<script>window.hacked=1</script>"
FOUND = """() => {
  const found = [];
  const told = (what, node) => found.push(what + ': ' + node.outerHTML.slice(0, 200));
  for (const node of document.querySelectorAll('*')) {
    const own = [...node.childNodes].filter(one => one.nodeType === 3).map(one => one.textContent).join('');
    const to = (node.getAttribute('href') || node.getAttribute('xlink:href') || '').trim();
    if (/^(javascript|data:text|vbscript|file):?/i.test(to) || to.includes('hostile.invalid')) told('link', node);
    if (node.matches('img, image, iframe, object, embed') && /^x$|hostile/.test(node.getAttribute('src') || to))
      told('picture', node);
    if ([...node.attributes].some(one => one.name.startsWith('on'))) told('handler', node);
    if (node.matches('script') && own.includes('hacked')) told('script', node);
    if (node.matches('strong, em, code, del, b, i') && own.trim() === 'HARM') told('markdown', node);
    if (node.matches('span[style*="color"]') && own.trim() === 'HARM') told('colour', node);
    if (node.matches('.katex') && node.textContent.includes('HARM')) told('formula', node);
    if (node.matches('[data-testid="stIconMaterial"]') && own === 'bug_report') told('own picture', node);
    // The name of the file in Streamlit's own field stands in a box of its own, where it turns no other letter.
    if (node.matches('script, style, .stFileChipName')) continue;
    if (/[\\u202a-\\u202e\\u2066-\\u2069\\u0000]/.test(own)) told('hidden', node);
  }
  if (window.hacked !== undefined) found.push('a script ran');
  return found;
}"""
OPEN = "() => [...document.querySelectorAll('details:not([open]) > summary')].slice(0, 4).forEach(one => one.click())"
NAME = "<img src=x onerror=window.hacked=1>[HARM](javascript:x)**HARM** \u202evsc.csv"
CELL = f"{hostile_text.SHORT['script']} [HARM](javascript:x) **HARM** \u202eelgnaver {hostile_text.IMAGE}"
REGISTER = f'Prosjekt;Kommune;Program;Beløp;Valuta\n"{CELL.replace(chr(34), chr(34) * 2)}";Levanger;Interreg;1;EUR\n'
NUMBER = re.compile(r"[0-9a-f]{8}")


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    hostile_text.version(store)
    process, address = serve("dashboard.py", environment={versions.STORE: str(store)})
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture
def hostile_visit(browser, hostile_app):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nb-NO")
    yield Visit(context.new_page(), hostile_app)
    context.close()


def test_hostile_data_are_text_on_every_page(hostile_visit):
    found = {}
    for path in [*VIEWS, HOSTILE]:
        page = hostile_visit.open(path) if path in VIEWS else hostile_visit.open_anything(path)
        expect(page.locator("h1").first).to_be_visible(timeout=30_000)
        page.evaluate(OPEN)
        hostile_visit.settle()
        found[path] = page.evaluate(FOUND)
        assert "script" not in page.url or "=<" not in page.url
    assert {path: things for path, things in found.items() if things} == {}
    hostile_visit.expect_clean()


def test_hostile_data_are_there_to_be_seen(hostile_visit):
    page = hostile_visit.open("fylke?fylke=50")
    page.get_by_text("<script>window.hacked=1</script>").first.wait_for(timeout=30_000)
    page.get_by_text("[HARM](javascript:window.hacked=1)").first.wait_for(timeout=30_000)


def test_a_hostile_file_with_a_hostile_name_is_text_wherever_it_shows(visit):
    page = visit.open("egne-data")
    given = {"name": NAME, "mimeType": "text/csv", "buffer": REGISTER.encode()}
    page.locator('input[type="file"]').set_input_files(given)
    page.get_by_text("Register over egne prosjekter", exact=True).wait_for(timeout=30_000)
    visit.settle()
    assert page.evaluate(FOUND) == []
    page.locator("[class*='st-key-own-use'] button").click()
    page.get_by_text("I bruk i denne fanen").wait_for(timeout=30_000)
    page.get_by_text("Regn egne rader med").click()
    banner = page.locator(".st-key-own-rows-count")
    expect(banner).to_contain_text("vsc.csv: 1 rader", timeout=30_000)
    visit.settle()
    assert page.evaluate(FOUND) == []
    for name in ("Kart", "Kommune", "Oversikt", "Presentasjon"):
        page.get_by_role("link", name=name, exact=True).click()
        until(page, "name => document.title.startsWith(name)", name, seconds=30)
        visit.settle()
        assert page.evaluate(FOUND) == []
    visit.expect_clean()


def test_errors_in_callbacks_and_parts_show_a_number_that_is_in_the_log_and_nothing_else(browser, tmp_path):
    log = tmp_path / "log"
    with log.open("w") as file:
        process, address = serve(Path(__file__).with_name("failing_app.py"), log=file)
        try:
            context = browser.new_context(locale="nb-NO")
            page = Visit(context.new_page(), address).open()
            for name in ("callback", "part", "page"):
                page.reload()
                page.get_by_role("button", name=name, exact=True).click()
                told = page.locator('[data-testid="stAlertContentError"]')
                told.wait_for(timeout=30_000)
                (number,) = NUMBER.findall(told.inner_text())
                assert "secret" not in page.locator("body").inner_text()
                assert page.locator('[data-testid="stException"]').count() == 0
                assert f"error {number}" in log.read_text()
            context.close()
        finally:
            process.terminate()
            process.wait(10)
    assert "the secret of /srv/data" in log.read_text()
