import pandas as pd
import pytest

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.sources.cordis import cordis_fp7

MUNICIPALITIES = pd.DataFrame(
    {"geography_year": [2024, 2020], "municipality_code": ["1103", "0301"], "county_code": ["11", "03"]}
)
KINDS = pd.DataFrame(columns=["phrase", "kind", "reason"])
PERSONS = pd.DataFrame(columns=["source_id", "record_id", "reason"])
CORRECTIONS = pd.DataFrame(
    columns=["source_id", "column", "where_column", "where_value", "published", "corrected", "reason"]
)
ROW = {"projectRcn": "94936", "new_org_id": "a" * 32, "organisationName": "STAVANGER KOMMUNE", "knr_2024": "1103"}


def tidy(*changes):
    raw = pd.DataFrame([ROW | change for change in changes], dtype="str")
    rows = cordis_fp7.tidy(raw, MUNICIPALITIES, KINDS, {}, PERSONS, CORRECTIONS)
    return checks.check(schemas.conform(rows, "participations"), "participations", file="test")


def test_a_participation_has_a_place_of_2024_and_no_money_or_dates():
    row = tidy({}).iloc[0]
    assert (row["municipality_code"], row["county_code"], row["geography_year"]) == ("1103", "11", 2024)
    assert row[["eu_contribution_cents", "start_date", "project_url", "role", "organisation_number"]].isna().all()
    assert (row["participation_id"], row["project_id"]) == ("fp7-94936-aaaaaaaaaaaa", "rcn-94936")


@pytest.mark.parametrize("code", ["", "1506,1547"])
def test_a_place_that_is_missing_or_ambiguous_stays_null(code):
    assert tidy({"knr_2024": code})[["municipality_code", "county_code", "geography_year"]].isna().all(axis=None)


def test_svalbard_has_a_county_code_of_its_own():
    assert tidy({"knr_2024": "2100"})["county_code"].tolist() == ["21"]


def test_a_code_of_another_year_is_an_error():
    with pytest.raises(DataError, match="'0301' is no municipality of 2024"):
        tidy({"knr_2024": "0301"})


def test_letters_encoded_twice_are_restored_and_others_left_alone():
    names = pd.Series(["MILJÃ˜BIL AS", "NÃ†RINGS", "FISK & SJØ"])
    assert cordis_fp7.repaired(names).tolist() == ["MILJØBIL AS", "NÆRINGS", "FISK & SJØ"]


def test_a_name_that_cannot_be_repaired_is_an_error():
    with pytest.raises(DataError, match="encoded twice"):
        cordis_fp7.repaired(pd.Series(["SÃO PAULO"]))


def test_ids_that_share_their_first_letters_are_an_error():
    with pytest.raises(DataError, match="ID_LENGTH"):
        tidy({}, {"new_org_id": "a" * 12 + "b" * 20})


def test_the_two_files_must_name_the_same_organisations():
    raw = pd.DataFrame([ROW])
    cordis_fp7.check_organisations(raw, raw)
    with pytest.raises(DataError, match="1 organisations have no participation"):
        cordis_fp7.check_organisations(raw, pd.DataFrame([ROW, ROW | {"new_org_id": "b" * 32}]))
    with pytest.raises(DataError, match="1 participations"):
        cordis_fp7.check_organisations(raw, pd.DataFrame([ROW | {"knr_2024": "1"}]))
