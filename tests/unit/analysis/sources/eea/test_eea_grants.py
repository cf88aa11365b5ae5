import pandas as pd
import pytest

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.sources.common import ledger
from analysis.sources.eea import eea_grants

NUTS = pd.DataFrame(
    {
        "nuts_version": [2010, 2010, 2024],
        "nuts3_code": ["NO051", "NO052", "NO0A2"],
        "county_code": ["12", "14", "46"],
    }
)
KINDS = pd.DataFrame(columns=["phrase", "kind", "reason"])
PERSONS = pd.DataFrame([("eea_grants", "9", "")], columns=["source_id", "record_id", "reason"])
PARTNER = {"partner_id": "1", "partner_name": "Bergen\xa0 Municipality", "nuts3": "NO051", "area": "Research"}
PERSON = PARTNER | {"partner_id": "9", "partner_name": "A Person"}
PROJECT = {"project_id": "LT10-0001", "src_nuts": "NO051;NO052", "area": "Research", "beneficiary": "LT"}


def left_out(fates):
    return fates.account("eea_grants", "f.csv", rows_out=0).left_out


def partners(*rows):
    table, fates = eea_grants.tidy_partners(pd.DataFrame(rows, dtype="str"), NUTS, KINDS, {}, PERSONS)
    return checks.check(schemas.conform(table, "grant_partners"), "grant_partners", file="test"), fates


def projects(*rows):
    table, fates = eea_grants.tidy_projects(pd.DataFrame(rows, dtype="str"), NUTS)
    return checks.check(schemas.conform(table, "grant_projects"), "grant_projects", file="test"), fates


def test_partners_stand_once_and_every_row_left_out_has_its_reason():
    table, fates = partners(PARTNER, PARTNER, PARTNER | {"area": "Health"}, PERSON)
    assert sorted(table["partner_id"]) == sorted(["1", PERSON["partner_id"]])
    assert left_out(fates) == {ledger.DOUBLE: 1, eea_grants.FURTHER_AREA: 1}


def test_a_natural_person_counts_as_a_partner_but_has_no_name():
    table, _ = partners(PARTNER, PERSON)
    assert len(table) == 2
    assert "A Person" not in table.to_string()


def test_non_breaking_spaces_are_cleaned_and_places_are_counties_of_2013():
    row = partners(PARTNER, PERSON)[0].iloc[0]
    assert row["organisation_name"] == "Bergen Municipality"
    assert (row["organisation_kind"], row["county_code"], row["geography_year"]) == ("municipality", "12", 2013)


def test_a_partner_with_two_names_is_an_error():
    with pytest.raises(DataError, match="partner_id '1'"):
        partners(PARTNER, PARTNER | {"partner_name": "Other"}, PERSON)


def test_a_project_has_a_row_for_each_of_its_counties_and_doubles_are_counted():
    table, fates = projects(PROJECT, PROJECT)
    assert table["county_code"].tolist() == ["12", "14"]
    assert left_out(fates) == {ledger.DOUBLE: 1}


def test_a_project_without_a_county_stays():
    table, _ = projects(PROJECT | {"src_nuts": ""})
    assert table["county_code"].isna().tolist() == [True]


def test_a_code_of_another_nuts_version_is_an_error():
    with pytest.raises(DataError, match="'NO0A2' is no NUTS 3 code of 2010"):
        projects(PROJECT | {"src_nuts": "NO0A2"})


def test_a_programme_partner_stands_once_for_each_programme():
    row = {
        "dpp_name": "KS",
        "nuts": "NO051",
        "beneficiary": "LT",
        "programme": "LT10",
        "programme_name": "P",
        "area": "a",
    }
    raw = pd.DataFrame([row, row | {"area": "b"}, row | {"programme": "LT11"}], dtype="str")
    table, fates = eea_grants.tidy_programme_partners(raw, NUTS)
    assert table["grant_programme_code"].tolist() == ["LT10", "LT11"]
    assert left_out(fates) == {eea_grants.FURTHER_AREA_OF_PROGRAMME: 1}
