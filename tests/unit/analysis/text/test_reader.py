"""A reader's words and numbers are those of their language and currency."""

from datetime import date

import pytest

from analysis.text import languages, numbers
from analysis.text.reader import Reader
from tests.tools.page_words import SPACE

NB, EN = Reader("nb"), Reader("en", "NOK")


@pytest.mark.parametrize(
    ("names", "written"), [([], ""), (["A"], "A"), (["A", "B"], "A og B"), (["A", "B", "C"], "A, B og C")]
)
def test_the_last_of_a_list_stands_behind_and(names, written):
    assert NB.list(names) == written
    assert EN.list(names) == written.replace("og", "and")
    assert NB.either(names) == written.replace("og", "eller")


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [(2014, 2020, "2014–2020"), (2014, 2014, "2014"), (2014, None, "2014"), (None, 2020, "–2020"), (None, None, "")],
)
def test_a_span_has_both_ends_only_where_they_are_known_and_differ(first, last, written):
    assert numbers.span(first, last) == written


def test_what_has_no_end_may_be_said_to_go_on():
    assert numbers.span(2014, None, is_open=True) == "2014–"
    assert numbers.span(2014, 2014, is_open=True) == "2014"


def test_amounts_have_the_currency_of_the_reader():
    assert NB.write("amount")(167_223_478_237) == f"1{SPACE}672,2 mill.{SPACE}euro"
    assert EN.write("amount")(12_300) == f"123{SPACE}kroner"
    assert NB.measure_with_currency("amount") == "Beløp (euro)"
    assert NB.measure("amount") == "Beløp"


def test_what_is_missing_is_a_dash_and_never_zero():
    for written in (NB.number(None), NB.percent(None), NB.whole_units(None), NB.write("amount")(None), NB.day(None)):
        assert written == numbers.MISSING


def test_names_are_in_the_order_of_the_alphabet():
    assert NB.sorted(["Ås", "Ørsta", "Ål", "Bø", "Ælva"]) == ["Bø", "Ælva", "Ørsta", "Ål", "Ås"]


def test_two_readers_of_one_language_and_currency_are_the_same_key_of_a_cache():
    assert len({Reader("nb"), Reader("nb", "EUR"), Reader("nn")}) == 2


@pytest.mark.parametrize("language", languages.CODES)
def test_every_language_writes_dates_lists_and_countries(language):
    reader = Reader(language)
    assert "2022" in reader.day(date(2022, 1, 28))
    assert reader.country("SE") != "SE"
    assert languages.ALL[language].tag.startswith(language)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2019-10-10", None, "10. oktober 2019"),
        ("2019-10-10", "2021", "10. oktober 2019–2021"),
        ("2014", "2020", "2014–2020"),
        (None, None, ""),
        (2014, 2014, "2014"),
    ],
)
def test_days_of_registers_are_written_as_the_language_does(start, end, written):
    assert Reader("nb").span(start, end).replace("\xa0", " ") == written
