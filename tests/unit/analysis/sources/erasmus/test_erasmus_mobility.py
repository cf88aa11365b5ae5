import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.sources.erasmus import erasmus_mobility
from tests.tools.tables_in_use import checked, tables

HEADINGS = (
    "Project Reference;Academic Year;Mobility Start Month;Mobility End Month;Mobility Duration;Activity (mob);"
    "Field of Education;Participant Nationality;Education Level;Participant Gender;Participant Profile;Special Needs;"
    "Fewer Opportunities;GroupLeader;Participant Age;Sending Country Code;Sending City;Sending Organization;"
    "Sending Organisation Erasmus Code;Receiving Country Code;Receiving City;Receiving Organization;"
    "Receiving Organisation Erasmus Code;Participants"
)
ROW = {
    "Project Reference": "2018-1-NO01-KA103-038853",
    "Academic Year": "2018-2019",
    "Activity (mob)": "Student mobility for Studies between Programme Countries",
    "Field of Education": "Music and performing arts",
    "Participant Gender": "Female",
    "Sending Country Code": "NO",
    "Sending City": "OSLO",
    "Sending Organization": "NORGES MUSIKKHOGSKOLE",
    "Receiving Country Code": "DE",
    "Receiving City": "Leipzig",
    "Receiving Organization": "HOCHSCHULE FUR MUSIK",
    "Participants": "2",
}


def tidy(*changes):
    names = HEADINGS.split(";")
    rows = [[(ROW | change).get(name, "") for name in names] for change in changes]
    raw = pd.DataFrame(rows, columns=names, index=range(2, 2 + len(rows)), dtype="str")
    return checked(erasmus_mobility.tidy({"rows": raw}, tables()))


def test_persons_of_finer_cuts_stand_together_and_none_is_lost():
    imported = tidy({}, {"Participant Gender": "Male", "Participants": "3"}, {"Receiving Country Code": "ES"})
    table = imported.tables["mobility"]
    assert dict(zip(table["other_country_code"], table["participants"], strict=True)) == {"DE": 5, "ES": 2}
    assert [(account.rows_in, account.rows_out) for account in imported.accounts] == [(3, 3), (7, 7)]


@pytest.mark.parametrize(
    ("sending", "receiving", "direction", "other", "organisation"),
    [
        ("NO", "DE", "outgoing", "DE", "NORGES MUSIKKHOGSKOLE"),
        ("UK", "NO", "incoming", "GB", "HOCHSCHULE FUR MUSIK"),
        ("NO", "NO", "within_norway", None, "NORGES MUSIKKHOGSKOLE"),
        ("NO", "-", "outgoing", None, "NORGES MUSIKKHOGSKOLE"),
    ],
)
def test_the_direction_is_seen_from_norway_with_the_norwegian_organisation(
    sending, receiving, direction, other, organisation
):
    imported = tidy({"Sending Country Code": sending, "Receiving Country Code": receiving})
    row = imported.tables["mobility"].iloc[0]
    assert (row["direction"], row["organisation_name"]) == (direction, organisation)
    assert row["other_country_code"] == other or (other is None and pd.isna(row["other_country_code"]))


def test_mobility_between_other_countries_is_left_out():
    imported = tidy({}, {"Sending Country Code": "SE"})
    assert imported.accounts[0].left_out == {erasmus_mobility.NEITHER: 1}


def test_a_city_places_the_organisation_where_one_municipality_alone_has_it():
    table = tidy({}, {"Sending City": "Bø"}, {"Sending City": "7600 Levanger"}, {"Sending City": "-"}).tables[
        "mobility"
    ]
    found = table.sort_values("municipality_code")[["municipality_code", "placed_by"]].fillna("").to_numpy().tolist()
    assert found == [["0301", "city"], ["5037", "city"], ["", "country"]]


def test_places_that_are_not_known_stand_together_under_one_key():
    imported = tidy({"Sending City": "Bø"}, {"Sending City": "?"})
    assert imported.tables["mobility"]["participants"].tolist() == [4]


def test_the_projects_year_tells_the_period_of_the_programme_and_not_the_academic_year():
    table = tidy({"Project Reference": "2020-1-NO01-KA103-1", "Academic Year": "2021-2022"}).tables["mobility"]
    assert table["programme_id"].tolist() == ["erasmus_plus_2014_2020"]


def test_two_programmes_in_one_academic_year_stay_apart():
    year = {"Academic Year": "2021-2022"}
    table = tidy(
        year | {"Project Reference": "2020-1-NO01-KA103-1"}, year | {"Project Reference": "2021-1-NO01-KA131-HED-1"}
    ).tables["mobility"]
    assert set(table["programme_id"]) == {"erasmus_plus_2014_2020", "erasmus_plus_2021_2027"}


@pytest.mark.parametrize(
    ("column", "value"),
    [("Participants", "-1"), ("Participants", "two"), ("Academic Year", "2018-2020"), ("Project Reference", "KA103")],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_cell(column, value):
    imported = tidy({}, {column: value})
    assert imported.rejected[["row", "column", "value"]].to_numpy().tolist() == [[3, column, value]]
    assert imported.tables["mobility"]["participants"].sum() == 2


def test_the_published_file_is_read_with_its_24_columns(tmp_path):
    file = tmp_path / "mobility.csv"
    values = [ROW.get(name, "") for name in HEADINGS.split(";")]
    file.write_text(f"{HEADINGS}\r\n{';'.join(values)}\r\n", encoding="utf-8-sig", newline="")
    raw = erasmus_mobility.read_raw(file)
    assert raw["rows"].shape == (1, 24)
    assert checked(erasmus_mobility.tidy(raw, tables())).tables["mobility"]["participants"].tolist() == [2]


def test_a_file_without_one_of_the_columns_is_not_taken(tmp_path):
    file = tmp_path / "mobility.csv"
    file.write_text(HEADINGS.replace("Participants", "Persons") + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="no mobility data"):
        erasmus_mobility.read_raw(file)
