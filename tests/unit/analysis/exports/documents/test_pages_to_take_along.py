"""The page without network and the page to print: valid, complete, harmless, and asking for nothing from anywhere."""

import json
import re
from dataclasses import replace

import html5lib
import jinja2
import pytest

from analysis.exports.documents import offline_page, page_parts, print_page
from tests.tools import stories

LOADING = re.compile(r"""(?:src|href|action|data|poster|srcset)\s*=\s*["']?(?!#|data:|blob:)[^"'>\s]+|url\(|@import""")


def offline(told):
    return offline_page.html(told, stories.draw_map, progress=lambda done, topic: None).decode()


def printed(told):
    return print_page.html(
        told, stories.draw_map, lambda visual, width: f'<svg viewBox="0 0 {width} 9"></svg>'
    ).decode()


def without_plotly(page):
    """Return a page without the library, which is too large to search and holds addresses that it never asks for."""
    return re.sub(
        r"<script>(?=/\*\*\s*\n\* plotly|\(?/\*|!?\(?function|\W*plotly).{100000,}?</script>", "", page, flags=re.S
    )


@pytest.fixture(params=[offline, printed])
def made(request):
    return request.param


def test_own_rows_on_a_map_are_in_its_legend_and_its_table():
    told = stories.story(replace(stories.drawing(), own=("egne rader: 2", "")))
    page = offline(told)
    assert '<i class="own"></i>ord-own' in page
    assert "2 (egne rader: 2)" in page
    assert '<i class="own">' not in offline(stories.story())


def test_a_page_is_valid_html(made):
    html5lib.HTMLParser(strict=True).parse(without_plotly(made(stories.story())))


def test_a_page_has_every_number_message_note_and_source(made):
    page = made(stories.story())
    for words in (
        "Ås – Øy",
        "Et budskap",
        "Alle år",
        "Et forbehold.",
        stories.SOURCE,
        "1,5 mill. euro",
        "LIFE",
        "ord-made",
    ):
        assert words in page
    assert page.count("<h1>") == 1
    assert 'lang="nn"' in page
    for at in (1, 2):
        assert f'aria-label="Det figur {at} sier"' in page


def test_the_page_without_network_has_each_figures_numbers_in_a_table():
    page = offline(stories.story())
    for number in ("3,25", "0,50", "4,50", "2014", "1,25", "2,75"):
        assert f">{number}</td>" in page or f">{number}</th>" in page
    assert page.count("<details>") == 3
    charts = json.loads(re.search(r'id="charts">(.*?)</script>', page, re.S)[1])
    assert list(charts) == ["chart-s1", "chart-s2"]


def test_a_page_asks_for_nothing_but_has_the_link_to_the_same_view(made):
    page = without_plotly(made(stories.story()))
    assert [found for found in LOADING.findall(page) if "localhost:8501/fylke" not in found] == []
    assert 'href="http://localhost:8501/fylke?fylke=50&amp;sprak=nn"' in page
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'sha256-" in policy


def test_hostile_text_is_shown_as_text(made):
    wild = stories.story(
        stories.bars(stories.HOSTILE, 2), stories.drawing((stories.HOSTILE, "b")),
        stories.Grid((stories.HOSTILE, "b"), ((stories.HOSTILE, "c"),)), message=stories.HOSTILE,
        link="javascript:alert(3)",
    )  # fmt: skip
    page = without_plotly(made(wild))
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert "\u202e" not in page
    assert "\x00" not in page
    assert "&lt;script&gt;alert(1)" in page


def hostile_everywhere(text):
    slides = tuple(
        replace(slide, slide_id=text, topic=text, message=text, alt=text, filters=text, notes=(text,), sources=(text,))
        for slide in stories.story(
            stories.Cards((stories.Card(text, text, text),)), stories.bars(text, 9),
            replace(stories.drawing((text, text)), labels=(text, text), legend_title=text, attribution=text),
            stories.Grid((text, text), ((text, text),) * 9, (text,)),
        ).slides
    )  # fmt: skip
    told = stories.story()
    words = dict.fromkeys(told.words, text)
    return replace(told, title=text, subtitle=text, language=text, words=words, slides=slides, link=text)


@pytest.mark.parametrize("text", ["<b>x</b>", 'x" onclick="y', "x' onclick='y", "{{ words }}{% raw %}", "&lt;b&gt;"])
def test_no_text_of_a_story_is_markup_wherever_it_stands(made, text):
    told = hostile_everywhere(text)
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(without_plotly(made(told)))
    assert root.findall(".//b") == []
    assert [element for element in root.iter() if "onclick" in element.attrib] == []
    assert root.find("head/title").text == f"{text} – Europaprofil"
    assert root.find("body/header/h1").text == root.find("body//dt").text == text
    assert {element.text for element in root.findall("body//section/h2")} <= {text, f"{text} "}
    assert root.attrib["lang"] == root.find("body//*[@aria-label]").attrib["aria-label"] == text


def test_a_value_that_a_template_lacks_is_an_error_and_not_an_empty_place():
    with pytest.raises(jinja2.UndefinedError):
        page_parts.page("print.html", stories.story(), style="", scripts=())


def test_the_printed_page_names_each_source_once_and_refers_to_it():
    page = printed(stories.story())
    assert page.count(stories.SOURCE) == 1
    assert page.count("<sup>[1]</sup>") == 5


def test_the_printed_page_shortens_long_lists_and_says_by_how_much():
    rows = tuple((f"Rad {at}", str(at)) for at in range(30))
    page = printed(stories.story(stories.Grid(("a", "b"), rows), stories.bars(count=20)))
    assert "Rad 7" in page and "Rad 8<" not in page
    assert "+ 22 ord-more" in page
    assert "+ 13 ord-more" in page
