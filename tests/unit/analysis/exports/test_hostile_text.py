"""Hostile text comes out of every export as text, and becomes neither link, markup, formula nor the end of a file."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import html5lib
import pandas as pd
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from analysis.exports.documents import document, offline_page, print_page
from analysis.exports.pictures import lettering, picture
from analysis.exports.pictures.chart_svg import draw
from analysis.exports.pictures.picture import Caption
from analysis.exports.slides import deck as slides
from analysis.exports.slides.map import Outline
from analysis.exports.tables import data_package, spreadsheet, workbook
from analysis.figures import bars
from analysis.registers import board
from analysis.store import catalogue, versions
from analysis.store.tables import read_table
from analysis.telling import charts
from analysis.telling.case_text import CaseText, Paragraph, Sentence, Table
from analysis.text import hidden, markdown
from analysis.text.links import web_address
from pages._shared.own_data import files, upload
from pages._shared.show import text_table
from tests.tools import page_tables, stories
from tests.tools.hostile_text import IN_UNICODE, LINKS, OUTSIDE, SHORT, STRINGS
from tests.tools.hostile_text import version as hostile_version
from tests.tools.live_formulas import live

PIECES = [
    *(said for said in STRINGS.values() if len(said) < 200),
    "a",
    " ",
    "æ",
    "\n",
    "<",
    ">",
    "&",
    "&lt;",
    '"',
    "]]>",
]
WILD = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=6).map("".join)
often = settings(max_examples=60, deadline=None)
seldom = settings(max_examples=12, deadline=None)
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SVG = {"svg", "g", "title", "desc", "text", "tspan", "rect", "line", "path", "circle", "defs", "clipPath", "pattern",
       "polyline"}  # fmt: skip
HTML = {"html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "br", "a", "nav",
        "ul", "li", "main", "section", "details", "summary", "div", "table", "thead", "tbody", "tr", "th",
        "td", "dl", "dt", "dd", "footer", "ol", "sup", "button", "script", "i", "svg", "path"}  # fmt: skip
TABLE = {"html", "head", "body", "table", "thead", "tbody", "tr", "th", "td"}


def unseen(text):
    return [letter for letter in text if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n\r"]


def letters(text):
    """Return what is left of a text when blanks, hidden characters and its end are passed over."""
    return "".join(lettering.clean(text).split())


def test_the_strings_are_many_and_of_every_kind():
    assert len(STRINGS) >= 25
    assert max(map(len, STRINGS.values())) >= 10_000


@often
@given(WILD)
def test_markdown_gets_no_sign_of_its_own_and_all_letters(said):
    shown = markdown.escaped(said)
    assert "\n" not in shown
    bare = re.sub(r"\\(.)", "§", shown)
    assert not re.search(r"[\\`*_\[\]<$~|]|:[A-Za-z]|&[#A-Za-z]", bare)
    assert not re.search(r"://|www\.|:material|:[\w+-]+:", bare)
    assert not re.match(r"[-+#>= \t]|[0-9]+[.)]", shown)
    assert letters(re.sub(r"\\(.)", r"\1", shown).replace("\u2060", "")) == letters(said)


@pytest.mark.parametrize("said", ["Nord-Norges Europakontor (NOKU)", "Kilde: SSB; A & B, 2014–2020.", "Erasmus+ 12 %"])
def test_ordinary_names_and_sentences_have_nothing_to_escape(said):
    assert markdown.escaped(said) == said


def test_a_link_ends_where_its_address_ends():
    assert markdown.link("a]b", "https://a.no/(b)[c](d)") == r"[a\]b](https://a.no/%28b%29[c]%28d%29)"


@often
@given(WILD.map(hidden.removed), WILD.map(hidden.removed))
def test_a_table_of_texts_has_no_tag_of_its_own_and_all_letters(heading, said):
    html = text_table.written(pd.DataFrame({heading: [said, None], "n": [1, 2]}))
    assert {tag.tag for tag in html5lib.parse(html, namespaceHTMLElements=False).iter()} == TABLE
    shown = page_tables.read(html)
    assert letters(shown.columns[0]) == letters(heading)
    assert [letters(cell) for cell in shown.iloc[:, 0]] == [letters(said), "–"]
    assert list(shown["n"]) == ["1", "2"]


@often
@given(WILD)
def test_what_cannot_be_seen_is_taken_out_and_nothing_else(said):
    left = hidden.removed(said)
    assert not TURNING.search(left)
    assert unseen(left) == []
    assert left == "".join(letter for letter in said if letter in left)
    assert hidden.removed(left) == left


def test_tables_are_read_without_hidden_characters_and_their_files_are_not_touched(tmp_path):
    (tmp_path / "tables").mkdir()
    path = tmp_path / "tables" / "t.parquet"
    pd.DataFrame({"name": ["a\u202eb\x00c", "Ås", None], "code": ["03", "50", "11"], "n": [1, 2, 3]}).to_parquet(path)
    before = path.read_bytes()
    read = read_table("t", tmp_path)
    assert read["name"].tolist()[:2] == ["abc", "Ås"]
    assert read["name"].isna().tolist() == [False, False, True]
    assert read[["code", "n"]].to_numpy().tolist() == [["03", 1], ["50", 2], ["11", 3]]
    assert path.read_bytes() == before


@pytest.mark.parametrize("address", [*LINKS, None, 3, "", "ftp://a.no", "a.no", "https://a.no/" + "x" * 3000])
def test_what_is_no_plain_address_of_the_web_becomes_no_link(address):
    assert web_address(address) is None


@pytest.mark.parametrize(
    "address", ["https://a.no", "http://a.no/b?c=d&e=f#g", "https://ås.no/æ", "http://[::1]:8501/"]
)
def test_an_address_of_the_web_becomes_a_link(address):
    assert web_address(address) == address


@often
@given(WILD | st.builds("https://{}".format, WILD))
def test_any_text_that_becomes_a_link_is_one_word_of_http(said):
    if address := web_address(said):
        assert re.fullmatch(r"https?://[^\s\"'<>\\^`{|}\x00-\x20]+", address)
        assert address == hidden.removed(said)


def all_addresses():
    """Return the addresses that the data have, which a rule for links must let through."""
    columns = {"participations": "project_url", "networks": "official_url", "programmes": "official_url"}
    return [address for name, column in columns.items() for address in read_table(name)[column].dropna().unique()]


def test_every_address_in_the_data_may_become_a_link():
    assert [address for address in all_addresses() if not web_address(address)] == []


def in_unicode(said):
    """Return a text as a table can hold it: no table has the halves of surrogate pairs."""
    return said.encode(errors="ignore").decode()


def figures(said):
    said = in_unicode(said)
    rows = pd.DataFrame({"name": [f"{said} 1", f"{said} 2"], "value": [2.0, 1.0]})
    by_year = pd.DataFrame({"year": [2020, 2021], "series": [said, f"{said} 2"], "value": [1.0, 2.0]})
    return [
        bars.ranked(rows, label="name", value="value", write=str),
        bars.by_year(
            by_year, year="year", value="value", series="series", names=[said, f"{said} 2"], write=str, write_axis=str
        ),
        charts.chart(stories.bars(said, 3)),
    ]


def check_svg(content):
    root = ElementTree.fromstring(content)
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in SVG
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name
            assert "url(" not in value or re.fullmatch(r"url\(#[\w-]+\)", value)
    words = "".join(root.itertext())
    assert unseen(words) == []
    assert not TURNING.search(words)
    return words


@seldom
@given(WILD)
def test_a_picture_is_well_formed_and_holds_the_text_as_text(said):
    caption = Caption(title=said, subtitle=said, sources=(said, said), attribution=said, alt=said)
    for figure in figures(said):
        words = check_svg(picture.chart(figure, caption))
        assert letters(said)[:40] in letters(words)
        check_svg(picture.bare(draw(figure, 600), alt=said))


@pytest.mark.parametrize("name", STRINGS)
def test_a_picture_with_a_hostile_text_is_drawn(name):
    said = STRINGS[name]
    content = picture.chart(figures(said)[0], Caption(title=said, sources=(said,)))
    check_svg(content)
    assert picture.png(content, scale=0.25).startswith(b"\x89PNG")


def strings(told):
    """Return every text in a tree of lists and dictionaries."""
    if isinstance(told, str):
        yield told
    for inner in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from strings(inner)


def test_no_word_of_a_chart_is_markup_but_bold_and_line_ends():
    for figure in figures(STRINGS["chart link"]):
        told = json.loads(figure.to_json())
        said = list(strings([told["data"], told["layout"].get("annotations", [])]))
        assert [one for one in said if re.search("<(?!/?b>|br>)", one.replace("<extra></extra>", ""))] == []
        assert any("&lt;a href" in one for one in said)
    check_svg(picture.chart(figures(STRINGS["chart link"])[0], Caption(title="t")))
    assert "<a href=" in "".join(
        ElementTree.fromstring(picture.chart(figures("<a href='x'>y</a>")[0], Caption(title="t"))).itertext()
    )


def wild_story(said):
    told = stories.story(
        stories.cards(), stories.bars(in_unicode(said), 2), stories.drawing((said, "b")),
        stories.Grid((said, "b"), ((said, "c"), ("d", said))), stories.columns(), message=said, link=said,
    )  # fmt: skip
    made = tuple(
        replace(slide, topic=said, alt=said, filters=said, notes=(said,), sources=(said,)) for slide in told.slides
    )
    return replace(told, title=said, subtitle=said, slides=made)


@pytest.fixture
def small_plotly(monkeypatch):
    monkeypatch.setattr(offline_page, "get_plotlyjs", lambda: "0;")


def check_html(content, own_scripts):
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(content.decode())
    scripts = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        assert name in HTML, name
        scripts += name == "script"
        for key, value in element.attrib.items():
            assert not str(key).lower().startswith("on"), key
            if key in ("href", "src", "action"):
                assert value.startswith(("#", "http://", "https://"))
                assert web_address(value) or value.startswith("#")
    assert scripts == own_scripts
    words = "".join(root.itertext())
    assert unseen(words) == []
    assert not TURNING.search(words)
    return words


def pages(said):
    told = wild_story(said)
    drawn = offline_page.html(told, stories.draw_map, progress=lambda done, topic: None)
    printed = print_page.html(told, stories.draw_map, lambda visual, width: "<svg></svg>")
    return check_html(drawn, 3), check_html(printed, 1)


@settings(max_examples=6, deadline=None)
@given(WILD)
def test_pages_to_take_along_hold_the_text_as_text(said):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offline_page, "get_plotlyjs", lambda: "0;")
        for words in pages(said):
            assert letters(said)[:40] in letters(words)


@pytest.mark.parametrize("name", STRINGS)
def test_pages_to_take_along_stay_valid_whatever_they_say(name, small_plotly):
    pages(STRINGS[name])


def check_package(content):
    """Return the files of an office document, each of which must be well-formed where it is XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        assert re.fullmatch(r"[\w./\[\]-]+", name)
        if name.endswith((".xml", ".rels")):
            words = "".join(ElementTree.fromstring(part).itertext())
            assert unseen(words) == []
            assert not TURNING.search(words)
    return parts


def pptx(said):
    square = [Outline(code, [[(0, 0), (9, 0), (9, 9), (0, 9)]]) for code in ("01", "02")]
    return slides.pptx(wild_story(said), lambda visual: square, progress=lambda done, topic: None)


def check_pptx(said):
    content = pptx(said)
    parts = check_package(content)
    assert not any(b'TargetMode="External"' in part for name, part in parts.items() if name.endswith(".rels"))
    for name in parts:
        if name.endswith(".xlsx"):  # the numbers behind a chart
            sheet = check_package(parts[name])["xl/worksheets/sheet1.xml"]
            assert b"<f>" not in sheet
            assert b"hyperlink" not in sheet
    deck = Presentation(io.BytesIO(content)).slides
    return "".join(shape.text_frame.text for slide in deck for shape in slide.shapes if shape.has_text_frame)


@settings(max_examples=4, deadline=None)
@given(WILD)
def test_slides_open_again_and_hold_the_text(said):
    assert letters(said)[:30] in letters(check_pptx(said))


@pytest.mark.parametrize("name", ["controls", "surrogate", "formula", "outer link", "end of data", "long"])
def test_slides_open_again_whatever_they_say(name):
    check_pptx(f"{OUTSIDE} {STRINGS[name]}" if name == "outer link" else STRINGS[name])


def case_of(said):
    sentence = Sentence(said or "x", (1,), ())
    return CaseText(
        title=said, paragraphs=(Paragraph(said, (sentence, sentence)), Paragraph("b", (sentence,), listed=True)),
        footnotes=(said, said), table=Table(said, tuple("abcdef"), ((said, *"12345"),), (1,), (1,)),
    )  # fmt: skip


@seldom
@given(WILD)
def test_the_case_text_opens_again_and_holds_the_text(said):
    content = document.docx(case_of(said), language="nb", made="i dag", footnote_heading="Kilder")
    check_package(content)
    words = "".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    assert letters(said) in letters(words)


@pytest.mark.parametrize("name", STRINGS)
def test_the_case_text_opens_again_whatever_it_says(name):
    check_package(document.docx(case_of(STRINGS[name]), language="nn", made="i dag", footnote_heading="Kilder"))


@often
@given(WILD)
def test_tables_leave_without_formula_turned_line_or_broken_file(said):
    table = pd.DataFrame({in_unicode(said) or "a": [in_unicode(said), "b"], "number": [1, 2]})
    for content in (spreadsheet.csv(table, note=said), spreadsheet.plain_csv(table)):
        words = content.decode("utf-8-sig")
        assert live(words) == []
        assert not TURNING.search(words)
        assert unseen(words) == []
    parts = check_package(workbook.xlsx(table, sheet="Tall", about=[(said, said)], about_sheet="Om"))
    assert not any(b"<f>" in part or b"hyperlink" in part for part in parts.values())


@pytest.fixture(scope="module")
def hostile_data(tmp_path_factory):
    """Return the folder of a version whose names and titles are hostile."""
    store = tmp_path_factory.mktemp("store")
    hostile_version(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(versions.STORE, str(store))
        assert versions.current_id(), "the hostile version is not whole"
        yield versions.in_use()


def test_the_data_package_of_hostile_data_is_whole_and_runs_nothing(hostile_data):
    content = data_package.package(hostile_data, catalogue.read_register())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert all(re.fullmatch(r"europaprofil/[\w./-]+", name) for name in archive.namelist())
        for name in ("participations", "networks", "programmes"):
            words = archive.read(f"europaprofil/csv/{name}.csv").decode()
            rows = list(csv.reader(io.StringIO(words, newline="")))
            assert len(rows) == len(read_table(name)) + 1
            assert {len(row) for row in rows} == {len(rows[0])}
            assert not TURNING.search(words)


@often
@given(WILD)
def test_the_name_of_a_file_is_safe_and_short(said):
    for name in (files.stem(f"{said}.csv"), files.stem(said)):
        assert re.fullmatch(r"[\w.-]{1,80}", name)
        assert not name.startswith((".", "-"))
        assert unseen(name) == []


def test_an_uploaded_files_name_is_shown_short_with_its_ending_and_without_hidden_characters():
    shown = upload._shown("gnp\u202e\x00" + "x" * 10_000 + ".csv")
    assert shown.startswith("gnpx")
    assert shown.endswith("x.csv")
    assert len(shown) == 120
    upload._shown("a\ud800b.csv").encode()


@often
@given(WILD)
def test_the_board_keeps_no_hidden_character(said):
    words = board.clean(said)
    assert not TURNING.search(words)
    assert unseen(words) == []


def test_texts_that_name_places_to_fill_are_not_filled():
    from analysis.text import translate

    assert "{name}" in translate.words("nb")("Before: {units}", units=SHORT["places"])


def test_strings_for_files_can_be_written_as_unicode():
    for said in IN_UNICODE.values():
        said.encode()
