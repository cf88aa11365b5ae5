import pandas as pd
import pytest

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.sources.erasmus import erasmus_higher_education

CORRECTIONS = pd.DataFrame(
    [("erasmus_higher_education", "university", "", "", "Hogskolen I Ostfold", "Høgskolen i Østfold", "letters lost")],
    columns=["source_id", "column", "where_column", "where_value", "published", "corrected", "reason"],
)
ROW = {
    "university": "Hogskolen I Ostfold",
    "outgoing": "24.0",
    "incoming": "356.0",
    "total": "garbage",
    "knr_2024_handcoded": "0301",
}


def tidy(**changes):
    rows = erasmus_higher_education.tidy(pd.DataFrame([ROW | changes], dtype="str"), CORRECTIONS)
    return checks.check(schemas.conform(rows, "student_exchange"), "student_exchange", file="test")


def test_students_are_counted_in_both_directions_and_the_column_of_totals_is_ignored():
    row = tidy().iloc[0]
    assert (row["outgoing_students"], row["incoming_students"]) == (24, 356)
    assert (row["institution_name"], row["municipality_code"]) == ("Høgskolen i Østfold", "0301")


def test_a_count_that_is_not_whole_is_an_error():
    with pytest.raises(DataError, match=r"'24\.5'"):
        tidy(outgoing="24.5")
