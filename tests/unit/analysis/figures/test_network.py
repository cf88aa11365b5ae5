"""The network figure: every unit apart from the others, every line with its number."""

import itertools

import pandas as pd
import pytest

from analysis.figures import network


def nodes(count):
    return pd.DataFrame(
        {
            "unit": [f"u{n}" for n in range(count)],
            "label": [f"Unit {n}" for n in range(count)],
            "projects": range(count, 0, -1),
        }
    )


LINKS = pd.DataFrame([("u0", "u1", 9), ("u0", "u2", 1), ("u1", "u99", 5)], columns=["one", "other", "projects"])


@pytest.mark.parametrize("count", [1, 2, 3, 24])
def test_units_on_the_same_side_never_share_a_height(count):
    places = network.around([f"u{n}" for n in range(count)])
    assert len(places) == count
    for side in (1, -1):
        heights = sorted(y for x, y in places.values() if x * side > 0)
        assert all(above - below >= 2 / 12 - 1e-9 for below, above in itertools.pairwise(heights))


def test_a_line_leads_only_to_units_that_are_drawn():
    figure = network.draw(nodes(3), LINKS, write=str, centre="u0")
    assert sorted(figure.data[-2].text) == ["Unit 0 – Unit 1: 9", "Unit 0 – Unit 2: 1"]


def test_the_centre_stands_in_the_middle_and_a_click_hands_back_the_unit():
    circles = network.draw(nodes(3), LINKS, write=str, centre="u2").data[-1]
    assert next(iter(circles.customdata)) == "u2"
    assert (circles.x[0], circles.y[0]) == (0.0, 0.0)
    assert sorted(circles.customdata) == ["u0", "u1", "u2"]


def test_no_more_units_than_names_can_be_read():
    figure = network.draw(nodes(60).convert_dtypes(), LINKS, write=str)
    assert len(figure.data[-1].x) == network.MOST_UNITS


def test_no_figure_fetches_a_map():
    assert {trace.type for trace in network.draw(nodes(3), LINKS, write=str).data} == {"scatter"}


def test_a_long_name_takes_two_short_lines():
    lines = network.wrapped("NORGES TEKNISK-NATURVITENSKAPELIGE UNIVERSITET NTNU").split("<br>")
    assert len(lines) <= 2
    assert all(len(line) <= 20 for line in lines)
