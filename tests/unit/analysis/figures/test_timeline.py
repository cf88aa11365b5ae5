"""Periods as bars."""

import pandas as pd

from analysis.figures import theme, timeline

TABLE = pd.DataFrame(
    {
        "id": ["a", "b"],
        "label": ["First", "Second"],
        "start": [1990, 2021],
        "end": [2027, 2028],
        "period": ["1990–", "2021–2028"],
        "group": ["eu", "nordic"],
    }
)
GROUPS = {"eu": "EU", "interreg": "Interreg", "nordic": "Nordic"}


def test_bars_are_cut_at_the_axis_and_hold_their_last_year():
    bars = timeline.spans(TABLE, groups=GROUPS, years=(2007, 2027)).data
    assert [(bar.name, bar.base[0], bar.x[0]) for bar in bars] == [("EU", 2007, 21), ("Nordic", 2021, 7)]


def test_a_group_keeps_its_colour_whatever_is_shown():
    nordic = timeline.spans(TABLE.tail(1), groups=GROUPS, years=(2007, 2027)).data[0]
    assert list(nordic.marker.color) == [theme.CATEGORICAL[2]]


def test_the_emphasised_row_stands_out():
    drawn = timeline.spans(TABLE, groups=GROUPS, years=(2007, 2027), emphasised="b")
    assert [bar.marker.color[0] for bar in drawn.data] == [theme.BAR_MUTED, theme.CATEGORICAL[2]]
    assert [note.text for note in drawn.layout.annotations] == ["First", "<b>Second</b>"]
