import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.figures import axes, bars, compare, theme


def write(value):
    return f"{value:g}"


def test_the_largest_bar_is_on_top_and_its_value_stands_at_its_end():
    table = pd.DataFrame({"name": ["a", "b"], "value": [1.0, 3.0]})
    bar = bars.ranked(table, label="name", value="value", write=write).data[0]
    assert list(bar.y) == ["a", "b"]
    assert bar.text[1].strip() == "3"


def test_the_unit_asked_about_is_the_strong_one():
    table = pd.DataFrame({"name": ["a", "b"], "value": [1.0, 3.0]})
    bar = bars.ranked(table, label="name", value="value", write=write, emphasis=["a"]).data[0]
    assert list(bar.marker.color) == [theme.BAR, theme.BAR_MUTED]


def test_the_text_of_the_longest_bar_has_room_in_the_margin():
    table = pd.DataFrame({"name": ["a", "b"], "value": [1.0, 3.0]})
    figure = bars.ranked(table, label="name", value="value", write=lambda value: f"{value} million kroner")
    assert list(figure.layout.xaxis.range) == [0, 3.0]
    assert figure.layout.margin.r > 7 * len("3.0 million kroner")


def test_a_year_without_a_value_has_no_column():
    table = pd.DataFrame({"year": [2014, 2016], "value": [1.0, 2.0], "series": ["a", "a"]})
    figure = bars.by_year(
        table, year="year", value="value", series="series", names=["a", "b"], write=write, write_axis=write
    )
    assert len(figure.data) == 1
    assert list(figure.data[0].x) == [2014, 2016]


def test_a_year_that_is_not_whole_is_hatched_and_says_so_below():
    table = pd.DataFrame({"year": [2024, 2025], "value": [2.0, 1.0], "series": ["a", "a"]})
    figure = bars.by_year(
        table, year="year", value="value", series="series", names=["a"], write=write, write_axis=write,
        unfinished={2025: "to Nov."},
    )  # fmt: skip
    assert list(figure.data[0].marker.pattern.shape) == ["", "/"]
    assert list(figure.layout.xaxis.ticktext) == ["2024", "2025<br>to Nov."]


def test_a_series_keeps_its_colour_where_another_has_no_rows():
    table = pd.DataFrame({"year": [2014], "value": [1.0], "series": ["b"]})
    figure = bars.by_year(
        table, year="year", value="value", series="series", names=["a", "b"], write=write, write_axis=write
    )
    assert figure.data[0].marker.color == theme.CATEGORICAL[1]


def test_no_two_ticks_are_written_alike():
    ticks = axes.ticks(1, lambda value: str(round(value)))
    assert ticks["ticktext"] == ["0", "1"]


@given(st.floats(min_value=1e-6, max_value=1e15), st.integers(min_value=2, max_value=8))
def test_ticks_begin_at_zero_cover_the_largest_value_and_are_few(largest, about):
    ticks = axes.ticks(largest, str, about=about)
    values = ticks["tickvals"]
    assert values[0] == 0
    assert values[-1] >= largest * (1 - 1e-9)
    assert len(values) <= about + 2
    assert ticks["range"][1] >= largest


def test_an_axis_without_a_known_value_has_its_zero_alone():
    assert axes.ticks(float("nan"), str)["tickvals"] == [0]


def units(*given):
    columns = ["area_name", "value", "low", "high", "greyed"]
    return pd.DataFrame(given, columns=columns).astype({"value": "float64", "low": "float64", "high": "float64"})


def test_bars_with_intervals_reach_from_low_to_high_and_grey_what_is_too_few():
    table = units(("a", 2, 1, 5, False), ("b", 4, 3, 6, False), ("c", 9, 0, 30, True))
    drawn = compare.bars_with_intervals(table, own="b", median=2, median_name="m", write=write, write_axis=write)
    bar = drawn.data[0]
    assert list(bar.error_x.array) == [3, 2, 21]
    assert list(bar.error_x.arrayminus) == [1, 1, 9]
    assert list(bar.marker.color) == [theme.BAR_MUTED, theme.BAR, compare.GREYED]


def test_small_multiples_share_one_scale():
    table = pd.DataFrame({"area_name": ["a", "b"], "year": [2014, 2015], "value": [1, 50]})
    drawn = compare.small_multiples(table, names=["a", "b"], own="a", value="value", years=[2014, 2015], write=write)
    assert drawn.layout.yaxis.range == drawn.layout.yaxis2.range
