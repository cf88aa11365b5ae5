"""What each source can tell of each programme, with "not loaded", "can be loaded" and "Norway outside" apart."""

from dataclasses import replace

import pandas as pd

from analysis.standing import coverage
from analysis.store import catalogue
from analysis.store.catalogue import Coverage

REGISTER = catalogue.read_register()
PROGRAMMES = pd.DataFrame({"programme_id": ["a", "b", "c"], "norway_takes_part": ["yes", "no", "yes"]})
NONE = pd.DataFrame(columns=["programme_id", "level", "source_id", "rows"])


def source(source_id, programme, *levels, embedded=True):
    covers = (Coverage(programme, 2014, 2020, levels),)
    return {source_id: replace(REGISTER["figures"], source_id=source_id, coverage=covers, embedded=embedded)}


def states(register, named=NONE):
    matrix = coverage.matrix(PROGRAMMES, register, named)
    return {key: coverage.state_of(rows) for key, rows in matrix.groupby(["programme_id", "level"])}


def test_a_programme_is_covered_at_the_levels_of_its_source_alone():
    found = states(source("x", "a", "county"))
    assert found["a", "county"] == coverage.COVERED
    assert found["a", "municipality"] == coverage.NOT_LOADED


def test_norway_outside_and_not_loaded_are_two_things():
    found = states({})
    assert found["b", "county"] == coverage.OUTSIDE
    assert found["c", "county"] == coverage.NOT_LOADED


def test_a_source_that_is_not_loaded_is_offered():
    matrix = coverage.matrix(PROGRAMMES, source("x", "a", "county", embedded=False), NONE)
    (row,) = matrix[(matrix["programme_id"] == "a") & (matrix["level"] == "county")].to_dict("records")
    assert (row["state"], row["source_id"], row["first_year"], row["last_year"]) == ("offered", "x", 2014, 2020)


def test_rows_that_name_places_count_where_no_source_covers():
    named = pd.DataFrame({"programme_id": ["a"], "level": ["county"], "source_id": ["figures"], "rows": [7]})
    assert states({}, named)["a", "county"] == coverage.NAMED
    assert states(source("x", "a", "county"), named)["a", "county"] == coverage.COVERED


def test_a_covering_sources_own_rows_are_not_told_twice():
    named = pd.DataFrame({"programme_id": ["a"], "level": ["county"], "source_id": ["x"], "rows": [7]})
    matrix = coverage.matrix(PROGRAMMES, source("x", "a", "county"), named)
    assert list(matrix.loc[matrix["source_id"] == "x", "state"]) == [coverage.COVERED]


def test_rows_are_counted_by_level_and_a_county_council_is_a_county():
    figures = pd.DataFrame({"programme_id": ["a", "a", None], "source_id": "f",
                            "area_level": ["county_council", "country", "county"]})  # fmt: skip
    exchange = pd.DataFrame({"programme_id": ["a"], "source_id": ["e"]})
    facts = pd.DataFrame({"programme_id": ["a", "a"], "source_id": "p", "municipality_code": ["0301", None],
                          "county_code": ["03", "50"]})  # fmt: skip
    examples = pd.DataFrame({"programme_id": ["a", "a"], "source_id": "l", "municipality_code": ["0301", None],
                             "county_code": [None, "50"]})  # fmt: skip
    found = coverage.named_rows(figures, [figures.head(0)], exchange, examples, facts)
    assert set(found.itertuples(index=False, name=None)) == {
        ("a", "county", "f", 1), ("a", "municipality", "e", 1), ("a", "municipality", "p", 1), ("a", "county", "p", 2),
        ("a", "municipality", "l", 1), ("a", "county", "l", 2),
    }  # fmt: skip


def test_the_shares_of_placing_add_up_also_where_a_source_does_not_say():
    rows = pd.DataFrame({"source_id": ["x"] * 4, "placed_by": ["city", "city", "country", None]})
    found = coverage.placed_by(rows).set_index("placed_by")
    assert dict(found["rows"]) == {"": 1, "city": 2, "country": 1}
    assert found["share_pct"].sum() == 100
