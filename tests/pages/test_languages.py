"""Every page in every language: in that language alone, with numbers as it writes them."""

import ast
import re

import pytest
from babel.messages.pofile import read_po

from analysis.text import languages, numbers, translate
from pages._shared.session.query import Key
from tests.tools.pages import PAGES, PLACES, framed, opened, opened_by_anything
from tests.tools.project import ROOT

VIEWS = [(page, {}) for page in PAGES] + list(PLACES.items())
# Words of the interface that only one of the languages has.
FOREIGN = {
    "nb": r"\b(ikkje|frå|berre|kommunar|innbyggjarar|deltaking|kjelder?|prosjekta|the|and|loaded|source|licence)\b",
    "nn": r"\b(ikke|fra|bare|kommuner|innbyggere|deltakelse|kilder?|prosjekter|the|and|loaded|licence)\b",
    "en": r"\b(ikke|ikkje|frå|kommunen|kommuner|innbyggere|innbyggjarar|kilde|kjelde|lisens|lastet|lasta|prosjekter)\b",
}
MARKED = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


def said_on(app):
    kinds = (app.title, app.header, app.markdown, app.caption, app.info, app.warning)
    words = [element.value for kind in kinds for element in kind]
    words += [element.label for kind in (app.button, app.selectbox, app.text_input, app.expander) for element in kind]
    words += [f"{element.label} {element.value}" for element in app.metric]
    return [str(word) for word in words]


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize(("page", "query"), VIEWS, ids=[f"{page}{'-chosen' if query else ''}" for page, query in VIEWS])
def test_every_page_shows_in_every_language(page, query, language):
    assert opened(page, {Key.LANGUAGE: language, **query}).title


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("sources", "networks")])
def test_a_page_has_no_words_of_another_language(page, language):
    quoted = re.compile(r"“[^”]*”|«[^»]*»")  # titles of documents stay as published
    said = [quoted.sub("", words) for words in said_on(opened(page, {Key.LANGUAGE: language, **PLACES.get(page, {})}))]
    own = [words for words in said if not words.startswith(("Source:", "Kilde:", "Kjelde:"))]
    wrong = re.compile(FOREIGN[language])
    assert [words for words in own if wrong.search(words)] == []


def test_the_language_is_switched_at_the_top_and_kept_on_the_next_page_and_in_the_address():
    app = framed()
    assert app.title[0].value == "Norge i europeiske og nordiske programmer"
    app.segmented_control(key=Key.LANGUAGE).set_value("nn").run()
    assert app.title[0].value == "Noreg i europeiske og nordiske program"
    assert app.query_params[Key.LANGUAGE] in ("nn", ["nn"])
    app.switch_page("pages/sources.py").run()
    assert app.title[0].value == "Kjelder"
    assert app.segmented_control(key=Key.LANGUAGE).value == "nn"


def test_a_link_opens_in_its_language_and_another_readers_language_stays():
    other = framed()
    assert framed(asked={Key.LANGUAGE: "en"}).title[0].value == "Norway in European and Nordic programmes"
    assert other.run().title[0].value == "Norge i europeiske og nordiske programmer"


def test_a_link_with_an_unknown_language_opens_in_bokmaal():
    assert (
        opened_by_anything("overview", {Key.LANGUAGE: "<script>"}).title[0].value
        == "Norge i europeiske og nordiske programmer"
    )


def texts_of_the_interface(language):
    if language == "en":
        language, wanted = "nb", "id"
    else:
        wanted = "string"
    with (translate.CATALOGUES / f"{language}.po").open(encoding="utf-8") as file:
        return [str(getattr(message, wanted)) for message in read_po(file) if message.id]


@pytest.fixture
def nothing_written_yet():
    """Forget the numbers that were written, before and after: they are kept."""
    numbers._decimal.cache_clear()
    yield
    numbers._decimal.cache_clear()


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("page", ["overview", "map", "county", "municipality", "compare"])
def test_no_number_on_a_page_bypasses_the_formatter(page, language, monkeypatch, nothing_written_yet):
    """Let the formatters write their digits in another script: what is left must be a year, a code or fixed words."""
    for name in ("format_decimal", "format_date"):
        written = getattr(numbers, name)
        monkeypatch.setattr(
            numbers, name, lambda *args, _w=written, **options: str(_w(*args, **options)).translate(MARKED)
        )
    app = opened(page, {Key.LANGUAGE: language, **PLACES.get(page, {})})
    assert any(re.search("[𝟎-𝟗]", words) for words in said_on(app)) or page == "map"
    fixed = set(re.findall(r"\d+", " ".join(texts_of_the_interface(language))))
    year_or_code = re.compile(r"19\d\d|20\d\d|\d\d(\d\d)?")
    left = {
        run
        for words in said_on(app)
        for run in re.findall(r"[0-9]+(?:[ \u00a0.,][0-9]+)*", words)
        if run not in fixed
        and not year_or_code.fullmatch(run)
        and not all(part in fixed for part in re.findall(r"[0-9]+", run))
    }
    assert left == set()


def test_numbers_are_formatted_by_the_formatter_alone():
    """No format code and no counted or rounded number stands in a text that readers see."""
    found = []
    for path in [*(ROOT / "pages").rglob("*.py"), *(ROOT / "analysis" / "exports").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "text":
                for value in (*node.args[1:], *(keyword.value for keyword in node.keywords)):
                    found += [f"{path.name}:{node.lineno}" for part in ast.walk(value) if counts(part)]
    assert found == []


def counts(node):
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str":
        inner = node.args[0] if node.args else None
        return isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in ("len", "round", "sum", "int")
    return isinstance(node, ast.FormattedValue) and node.format_spec is not None
