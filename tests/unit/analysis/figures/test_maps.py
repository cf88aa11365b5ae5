from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.figures import maps, theme

WORDS = {"zero": "none", "too_few": "few", "not_loaded": "not loaded"}


def classify(values, statuses=None):
    series = pd.Series(values, dtype="Float64")
    return maps.classify(series, statuses or ["value"] * len(values), write=lambda value: f"{value:g}", words=WORDS)


def test_zero_too_few_and_not_loaded_have_classes_of_their_own():
    classes = classify([0, 5, None, 3], ["zero", "value", "not_loaded", "too_few"])
    kinds = [classes.legend[place].kind for place in classes.class_of_unit]
    assert kinds == ["zero", "value", "not_loaded", "too_few"]
    assert len({entry.colour for entry in classes.legend}) == len(classes.legend)


def test_a_class_says_the_smallest_and_largest_value_in_it():
    classes = classify(list(range(1, 11)))
    assert [entry.label for entry in classes.legend] == ["1 – 2", "3 – 4", "5 – 6", "7 – 8", "9 – 10"]


def test_larger_values_are_darker():
    classes = classify([1, 2, 3])
    assert [entry.colour for entry in classes.legend] == list(theme.sequential(3))


def test_a_map_where_nothing_is_loaded_has_one_class():
    classes = classify([None, None], ["not_loaded", "not_loaded"])
    assert [entry.label for entry in classes.legend] == ["not loaded"]


@given(st.lists(st.floats(min_value=0.01, max_value=1e12), min_size=1, max_size=60))
def test_every_value_is_in_exactly_the_class_that_its_order_says(values):
    classes = classify(values)
    pairs = sorted(zip(values, classes.class_of_unit, strict=True))
    assert [place for _, place in pairs] == sorted(classes.class_of_unit)
    assert len(classes.legend) <= 5


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_palest_class_stands_out_from_zero_and_neighbouring_classes_from_each_other():
    tones = [theme.ZERO, *theme.SEQUENTIAL]
    assert all(contrast(one, other) > 1.4 for one, other in pairwise(tones))


@pytest.mark.parametrize("colour", [*theme.CATEGORICAL, theme.BAR])
def test_chart_colours_stand_out_from_the_page(colour):
    assert contrast(colour, "#ffffff") >= 3


@pytest.mark.parametrize("colour", [theme.INK, theme.QUIET])
def test_text_colours_are_readable(colour):
    assert contrast(colour, "#ffffff") >= 4.5
