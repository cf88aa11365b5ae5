import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.sources.by_hand import partnerships
from analysis.sources.common.places import Found

PROGRAMMES = pd.DataFrame(
    [("Erasmus+", "2014", "2020", "erasmus_plus_2014_2020", "")],
    columns=["programme_name", "first_year", "last_year", "programme_id", "reason"],
)
ROW = {
    "id": "P0001",
    "area_level": "municipality",
    "area_code_or_name": "Levanger",
    "kind": "project",
    "name": "A project",
    "programme": "Erasmus+",
    "partners": "",
    "start": "2018",
    "published": "2020-01-15",
    "amount": "111000",
}


class AnyYear:
    def find(self, name, level, year):
        return Found("1719" if year < 2018 else "5037", year, "5037")


def tidy(**changes):
    return partnerships.tidy(pd.DataFrame([ROW | changes], dtype="str"), PROGRAMMES, AnyYear()).iloc[0]


def test_a_place_is_read_in_the_year_of_publication_before_the_year_of_the_start():
    row = tidy(start="1948")
    assert row[["area_code", "geography_year", "start"]].tolist() == ["5037", 2020, "1948"]


def test_an_undated_row_is_read_in_the_year_of_the_harvest():
    assert tidy(start="", published="")["geography_year"] == partnerships.UNDATED_YEAR


def test_a_programme_known_by_name_has_an_id():
    assert tidy()["programme_id"] == "erasmus_plus_2014_2020"


def test_an_unknown_level_is_an_error():
    with pytest.raises(DataError, match="'region'"):
        tidy(area_level="region")
