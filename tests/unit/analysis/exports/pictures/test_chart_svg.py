import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.exports.pictures import lettering, picture
from analysis.figures import bars, compare, network, theme, timeline
from tests.tools.svg_reading import outside, overlapping, parts, texts

SPACE = chr(0xA0)
LONG = "Norges teknisk-naturvitenskapelige universitet, fakultet for informasjonsteknologi og elektroteknikk, IDI"
SAMI = ["Kárášjohka - Karasjok", "Unjárga - Nesseby", "Raarvihke - Røyrvik"]


def write(value):
    return f"{value:g}{SPACE}euro"


def drawn(figure, **options):
    return picture.chart(figure, picture.Caption(title="Tittel"), **options)


def words(svg):
    return [part.text for part in texts(svg)]


def coloured(svg, *colours):
    return [part for part in parts(svg, "rect") if part.element.get("fill") in colours]


def ranked(names, values):
    return bars.ranked(pd.DataFrame({"name": names, "value": values}), label="name", value="value", write=write)


def by_year(rows, names=("a", "b"), **more):
    table = pd.DataFrame(rows, columns=["year", "series", "value"])
    return bars.by_year(
        table, year="year", value="value", series="series", names=names, write=write, write_axis=write, **more
    )  # fmt: skip


def with_intervals(names, *, own="", median=3.0):
    table = pd.DataFrame(
        {
            "area_name": names,
            "value": [float(number + 1) for number in range(len(names))],
            "low": [number + 0.5 for number in range(len(names))],
            "high": [number + 3.0 for number in range(len(names))],
            "greyed": False,
        }
    )
    return compare.bars_with_intervals(
        table, own=own, median=median, median_name="median", write=write, write_axis=write
    )


def funnel(rates):
    units = pd.DataFrame({"area_code": list("abc"), "area_name": list("abc"), "population": [300, 5000, 90000]})
    limits = pd.DataFrame({"population": [300.0, 5000.0, 90000.0]})
    limits = limits.assign(low_95=0.0, high_95=[90.0, 9.0, 3.0], low_998=0.0, high_998=[200.0, 20.0, 4.0])
    names = {"own": "a", "peers": "Andre", "others": "Resten", "national": "Norge", "95": "95 %", "998": "99,8 %"}
    return compare.funnel(
        units.assign(rate=rates), limits, own="a", peers=["b"], national=2.0, names=names,
        write=write, write_people=write, write_axis=write,
    )  # fmt: skip


def multiples(names):
    table = pd.DataFrame({"area_name": names * 2, "year": [2014] * len(names) + [2020] * len(names), "value": 3})
    return compare.small_multiples(
        table, names=names, own=names[0], value="value", years=range(2014, 2021), write=write
    )


def spans():
    table = pd.DataFrame({"id": ["x", "y"], "label": ["Første", "Andre"], "start": [2014, 2000], "end": [2020, 2040]})
    table = table.assign(period="", group=["g", "h"])
    return timeline.spans(table, groups={"g": "EU-programmer", "h": "Interreg"}, years=(2007, 2027))


def net():
    nodes = pd.DataFrame({"unit": list("abc"), "label": SAMI, "projects": [9, 4, 1]})
    links = pd.DataFrame({"one": ["a", "a"], "other": ["b", "c"], "projects": [5, 1]})
    return network.draw(nodes, links, write=write, centre="a")


FIGURES = {
    "ranked": lambda: ranked(SAMI, [1.0, 2.5, 40.0]),
    "one bar": lambda: ranked(SAMI[:1], [3.0]),
    "forty bars": lambda: ranked([f"Kommune {number}" for number in range(40)], [float(n) for n in range(40)]),
    "long names": lambda: ranked([LONG, LONG[::-1], "x" * 300], [1.0, 2.0, 3.0]),
    "no bars": lambda: ranked([], []),
    "only zeros": lambda: ranked(SAMI, [0.0, 0.0, 0.0]),
    "by year": lambda: by_year([(2014, "a", 1.0), (2016, "a", 2.0), (2016, "b", 3.0)]),
    "many years": lambda: by_year([(year, "a", 1.0) for year in range(1980, 2030)]),
    "intervals": lambda: with_intervals(SAMI, own=SAMI[1]),
    "median far left": lambda: with_intervals(["a", "b", "c"], median=0.01),
    "funnel": lambda: funnel([1.0, 2.0, 3.0]),
    "multiples": lambda: multiples([*SAMI, LONG, "Oslo"]),
    "timeline": spans,
    "network": net,
}


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_drawn_outside_the_picture(name):
    assert outside(drawn(FIGURES[name]())) == []


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_stands_on_another(name):
    assert overlapping(texts(drawn(FIGURES[name]()))) == []


@pytest.mark.parametrize("width", [700, 1600])
def test_a_chart_has_the_width_that_is_asked_for(width):
    svg = drawn(with_intervals(SAMI), width=width)
    assert f'width="{width}"' in svg
    assert outside(svg) == overlapping(texts(svg)) == []


def test_every_name_and_every_value_is_written():
    found = words(drawn(ranked(SAMI, [1.0, 2.5, 40.0])))
    assert set(SAMI) <= set(found)
    assert [text.strip() for text in found if "euro" in text] == [
        f"{number}{SPACE}euro" for number in ("1", "2.5", "40")
    ]


def test_every_tick_is_written_as_the_figure_says():
    found = words(drawn(with_intervals(["a", "b", "c"])))
    assert {f"{number}{SPACE}euro" for number in range(6)} <= set(found)


def test_years_that_would_meet_are_turned_and_all_written():
    found = words(drawn(by_year([(year, "a", 1.0) for year in range(1980, 2030)])))
    assert {str(year) for year in range(1980, 2030)} <= set(found)


def test_a_long_name_is_on_two_lines_and_then_shortened():
    first, second = (text for text in words(drawn(ranked([f"{LONG} {LONG}"], [1.0]))) if text[:4] in LONG)
    assert first.startswith("Norges teknisk-natur")
    assert second.endswith("…")


def test_bars_are_as_long_as_their_values():
    first, second, third = coloured(drawn(ranked(["a", "b", "c"], [1.0, 2.0, 4.0])), theme.BAR)
    one = first.right - first.left
    assert second.right - second.left == pytest.approx(2 * one, rel=0.01)
    assert third.right - third.left == pytest.approx(4 * one, rel=0.01)
    assert first.bottom > second.bottom > third.bottom


def test_stacked_columns_stand_on_each_other_and_add_up():
    svg = drawn(by_year([(2014, "a", 4.0), (2015, "a", 1.0), (2015, "b", 3.0)]))
    alone, below, above = (part for part in coloured(svg, *theme.CATEGORICAL[:2]) if part.right - part.left > 20)
    assert above.bottom == pytest.approx(below.top, abs=0.1)
    assert above.top == pytest.approx(alone.top, abs=0.1)
    assert alone.bottom == pytest.approx(below.bottom, abs=0.1)


def test_a_year_that_is_not_whole_is_hatched_and_says_until_when():
    svg = drawn(by_year([(2014, "a", 4.0), (2015, "a", 3.0)], unfinished={2015: "to Nov."}))
    whole = [part for part in coloured(svg, theme.CATEGORICAL[0]) if part.right - part.left > 20]
    hatched = coloured(svg, f"url(#hatched-{theme.CATEGORICAL[0].lstrip('#')})")
    assert (len(whole), len(hatched)) == (1, 1)
    assert hatched[0].left > whole[0].right
    assert "2015 to Nov." in words(svg)


def test_a_missing_value_has_no_bar_and_keeps_its_name():
    svg = drawn(ranked(["a", "b"], [float("nan"), 2.0]))
    assert len(coloured(svg, theme.BAR)) == 1
    assert {"a", "b"} <= set(words(svg))


def test_error_bars_reach_from_low_to_high_on_the_axis():
    svg = drawn(with_intervals(["a", "b"], median=None))
    ticks = {part.text: (part.left + part.right) / 2 for part in texts(svg) if "euro" in part.text}
    first, second = (part for part in parts(svg, "path") if part.element.get("stroke") == theme.QUIET)
    unit = ticks[f"1{SPACE}euro"] - ticks[f"0{SPACE}euro"]
    assert first.left == pytest.approx(ticks[f"0{SPACE}euro"] + 0.5 * unit, abs=0.2)
    assert first.right == pytest.approx(ticks[f"3{SPACE}euro"], abs=0.2)
    assert second.right == pytest.approx(ticks[f"4{SPACE}euro"], abs=0.2)


def test_the_median_stands_at_its_value_with_its_text_above():
    svg = drawn(with_intervals(["a", "b"], median=2.0))
    (line,) = (part for part in parts(svg, "line") if part.element.get("stroke-dasharray"))
    label = next(part for part in texts(svg) if part.text.startswith("median"))
    tick = next(part for part in texts(svg) if part.text == f"2{SPACE}euro")
    assert line.left == line.right == pytest.approx((tick.left + tick.right) / 2, abs=0.2)
    assert label.bottom < line.top + 1


def test_a_logarithmic_axis_has_equal_steps_for_equal_factors():
    found = {part.text: (part.left + part.right) / 2 for part in texts(drawn(funnel([1.0, 2.0, 3.0])))}
    one, two, three = (found[f"{number}{SPACE}euro"] for number in ("500", "5000", "50000"))
    assert two - one == pytest.approx(three - two, abs=0.2)


def test_lines_beyond_the_axis_are_cut_at_its_edge():
    assert "clipPath" in drawn(funnel([1.0, 2.0, 3.0]))
    assert "clipPath" not in drawn(funnel([1.0, 2.0, 199.0]))


def test_small_charts_share_one_scale():
    svg = drawn(multiples(["a", "b"]))
    heights = {round(part.bottom - part.top, 1) for part in coloured(svg, theme.BAR, theme.BAR_MUTED)}
    assert len(heights) == 1


def test_a_period_beyond_the_axis_is_cut_there_and_bars_begin_at_their_base():
    svg = drawn(spans())
    first, second = (part for part in coloured(svg, *theme.CATEGORICAL[:2]) if part.right - part.left > 20)
    year = next(part for part in texts(svg) if part.text == "2014")
    assert first.left == pytest.approx((year.left + year.right) / 2, abs=0.2)
    assert second.left < first.left < first.right < second.right


def test_the_legend_stands_below_the_plot_and_wraps():
    names = [f"Et ganske langt navn på en serie {number}" for number in range(6)]
    svg = drawn(by_year([(2014, name, 1.0) for name in names], names=names))
    entries = [part for part in texts(svg) if part.text in names]
    year = next(part for part in texts(svg) if part.text == "2014")
    assert [part.text for part in entries] == names
    assert all(part.top > year.bottom for part in entries)
    assert len({part.top for part in entries}) > 1


def test_gaps_in_a_line_are_left_open():
    figure = theme.dress(go.Figure(go.Scatter(x=[1, 2, None, 3, 4], y=[1, 2, None, 2, 1], mode="lines")), height=200)
    figure.update_layout(xaxis_visible=False, yaxis_visible=False)
    (line,) = parts(drawn(figure), "path")
    assert line.element.get("d").count("M") == 2


def test_the_unit_in_the_middle_of_a_network_is_bold():
    svg = drawn(net())
    assert {part.text for part in texts(svg) if part.element.get("font-weight")} == {
        "Tittel",
        "Kárášjohka -",
        "Karasjok",
    }


def test_a_figure_without_points_says_so():
    svg = drawn(ranked([], []), no_data="Ingen tall")
    assert words(svg) == ["Tittel", "Ingen tall"]


@pytest.mark.parametrize(
    ("figure", "named"),
    [
        (go.Figure(go.Pie(values=[1])), "pie"),
        (go.Figure(go.Bar(x=[1], y=[1], text=["a"])), "textposition"),
        (go.Figure(go.Bar(x=["a"], y=[1], marker_pattern_shape="x")), "pattern"),
        (go.Figure(go.Scatter(x=[1], y=[1], fill="tozeroy")), "fill"),
        (go.Figure(go.Scatter(x=[1], y=[1], marker_symbol="star")), "symbol"),
        (go.Figure(layout={"title": {"text": "a"}}), "title"),
        (go.Figure(layout={"xaxis": {"title": {"text": "a"}, "zeroline": False}}), "title"),
        (go.Figure(layout={"shapes": [{"type": "circle"}]}), "circle"),
        (go.Figure(layout={"annotations": [{"text": "a", "x": 0, "y": 0}]}), "showarrow"),
        (theme.dress(go.Figure(go.Bar(x=[1, 2], y=[1, 2])), height=200), "tickvals"),
        (theme.dress(go.Figure([go.Bar(x=["a"], y=[1]), go.Bar(x=["a"], y=[1])]), height=200), "group"),
    ],
)
def test_what_is_not_drawn_is_an_error_that_names_it(figure, named):
    with pytest.raises(DataError, match=named):
        drawn(figure)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=60), st.floats(min_value=0, max_value=1e12)),
        min_size=1, max_size=12, unique_by=lambda pair: pair[0],
    )
)  # fmt: skip
def test_any_names_and_values_stay_inside_and_apart(rows):
    svg = drawn(ranked([f"n{name}" for name, _ in rows], [value for _, value in rows]))
    assert outside(svg) == []
    assert overlapping(texts(svg)) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\u2029"])
def test_ends_of_lines_and_paragraphs_in_a_name_are_spaces(end):
    assert lettering.clean(f"one{end}two{end}") == "one two"
    assert lettering.length(lettering.clean(f"one{end}two"), 14) == lettering.length("one two", 14)
