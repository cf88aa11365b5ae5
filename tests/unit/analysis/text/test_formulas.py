import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import formulas

WILD = st.text(st.sampled_from(list("=+-@＝;,\t\r\n\"' \u200bab1")), max_size=12)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        (",=1+1", ",'=1+1"),
        ('a;"=1', "a;\"'=1"),
        ("a-b = c", "a-b = c"),
        ("＝1", "'＝1"),
    ],
)
def test_a_formula_is_guarded_where_it_would_begin(text, safe):
    assert formulas.guarded(text) == safe
    assert formulas.unguarded(safe) == text


@given(WILD)
def test_a_text_comes_back_from_its_guards(text):
    plain = formulas.unguarded(formulas.guarded(text))
    assert formulas.unguarded(formulas.guarded(plain)) == plain


@given(WILD)
def test_nothing_that_is_guarded_begins_a_formula_after_any_separator(text):
    safe = formulas.guarded(text)
    for separator in ";,\t\r\n":
        for cell in safe.split(separator):
            assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝"}
