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
    "role": "lead",
    "partners": "",
    "start": "2018",
    "published": "2020-01-15",
    "municipal_unit": "Culture",
    "amount": "111000",
    "currency": "NOK",
    "amount_basis": "per year",
    "note": "a running note",
}


class AnyYear:
    def find(self, name, level, year):
        return Found("1719" if year < 2018 else "5037", year, "5037")


def references(corrections=(), details=(), partners=(), programmes=PROGRAMMES):
    """The hand-kept tables, with rows without their reasons."""
    columns = {
        "corrections": ["source_id", "column", "where_column", "where_value", "published", "corrected"],
        "details": ["record_id", "detail"],
        "partnership_partners": ["partnership_id", "area_level", "area_name"],
    }
    rows = {"corrections": corrections, "details": details, "partnership_partners": partners}
    tables = {name: pd.DataFrame(given, columns=columns[name], dtype="str") for name, given in rows.items()}
    tables = {name: table.assign(reason="") for name, table in tables.items()}
    networks = pd.DataFrame([("ICORN", "N017")], columns=["network_name", "network_id"])
    return {**tables, "programme_names": programmes, "network_names": networks}


def tidied(*changes, **kept_by_hand):
    raw = pd.DataFrame([ROW | change for change in changes], dtype="str")
    return partnerships.tidy(raw, references(**kept_by_hand), AnyYear())


def tidy(**changes):
    return tidied(changes).iloc[0]


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


def test_a_year_that_is_another_thing_is_taken_out_and_told_as_a_detail():
    corrections = [("partnerships", "start", "id", "P0001", "1995", "")]
    details = [("P0001", "company founded in 1995")]
    row = tidied({"start": "1995"}, corrections=corrections, details=details).iloc[0]
    assert pd.isna(row["start"])
    assert row["details"] == "company founded in 1995"


def test_a_norwegian_partner_has_the_project_as_well_seen_from_its_side():
    rows = tidied(
        {"partners": "Verdal; Steinkjer; three towns in Finland"},
        partners=[("P0001", "municipality", "Verdal"), ("P0001", "", "")],
    )
    assert rows["partnership_id"].tolist() == ["P0001", "P0001-verdal"]
    verdal = rows.iloc[1]
    assert verdal[["area_name", "role", "name", "start"]].tolist() == ["Verdal", "partner", "A project", "2018"]
    assert verdal["partners"] == "Levanger; Steinkjer; three towns in Finland"
    assert verdal[["amount", "currency", "municipal_unit", "details"]].isna().all()
    assert verdal["programme_id"] == "erasmus_plus_2014_2020"


def test_a_partner_of_a_row_that_is_not_there_is_an_error():
    with pytest.raises(DataError, match="no P0009"):
        tidied({}, partners=[("P0009", "municipality", "Verdal")])


def test_an_undated_project_has_the_only_programme_that_had_begun_when_it_was_written_down():
    assert tidy(start="")["programme_id"] == "erasmus_plus_2014_2020"
    assert pd.isna(tidy(start="", published="2012")["programme_id"])


def test_a_project_called_after_its_programme_has_it():
    assert tidy(programme="The Council", name="Erasmus+")["programme_id"] == "erasmus_plus_2014_2020"


def test_a_membership_has_its_network_of_the_register():
    assert tidy(kind="membership", name="ICORN")["network_id"] == "N017"
    assert pd.isna(tidy(kind="project", name="ICORN")["network_id"])
