import json

import pytest

from analysis.errors import DataError
from analysis.sources.common import ledger
from analysis.sources.eea import eea_partners
from tests.tools.tables_in_use import checked, tables

OBJECT = {
    "fm": "Norway Grants",
    "sector": "Innovation",
    "area": "Business\u00a0Development",
    "beneficiary": "LT",
    "donor": "NO",
    "allocation": 10000000.0,
    "programme": "LT-INNOVATION",
    "programmes": {"LT-INNOVATION": {"name": "Business", "url": "https://eeagrants.org"}},
    "projects": {"LT-INNOVATION-0012": {"is_dpp": True, "src_nuts": ["NO060", "NO071"], "dst_nuts": ["LT011"]}},
    "PO": {},
    "PJDPP": {"380": {"name": "Trondheim\u00a0kommune &amp; Co", "nuts": "NO060", "prj": 2}},
    "PJPT": {"12": {"name": "UAB", "nuts": "LT011"}},
    "news": [],
}


def read(tmp_path, *changes):
    file = tmp_path / "partners.json"
    file.write_text(json.dumps([OBJECT | change for change in changes]), encoding="utf-8")
    return eea_partners.read_raw(file)


def tidy(tmp_path, *changes):
    return checked(eea_partners.tidy(read(tmp_path, *changes), tables()))


def partner(name="A", nuts="NO060", number="380"):
    return {"PJDPP": {number: {"name": name, "nuts": nuts, "prj": 1}}}


def test_a_partner_has_a_clean_name_a_county_and_the_periods_programme(tmp_path):
    row = tidy(tmp_path, {}).tables["grant_partners"].iloc[0]
    assert row["organisation_name"] == "Trondheim kommune & Co"
    assert (row["county_code"], row["geography_year"]) == ("50", 2024)
    assert (row["programme_id"], row["partner_id"]) == ("eea_grants_2014_2021", "eea-2014-2021-380")


def test_a_project_has_one_row_for_each_norwegian_county(tmp_path):
    rows = tidy(tmp_path, {}).tables["grant_projects"]
    assert rows[["project_id", "county_code"]].to_numpy().tolist() == [
        ["LT-INNOVATION-0012", "18"],
        ["LT-INNOVATION-0012", "50"],
    ]
    assert rows["programme_area"].unique().tolist() == ["Business Development"]


def test_copies_for_each_donor_programme_partner_and_further_areas_count_once(tmp_path):
    imported = tidy(tmp_path, {"DPP": "NEA"}, {"DPP": "KS"}, {"area": "Other"})
    assert len(imported.tables["grant_partners"]) == 1
    partners = imported.accounts[0]
    assert partners.left_out == {ledger.DOUBLE: 1, eea_partners.FURTHER: 1}


def test_partners_of_other_donors_are_left_out(tmp_path):
    imported = tidy(tmp_path, {"donor": "IS"}, {"donor": "Intl"})
    assert imported.tables["grant_partners"].empty
    assert imported.accounts[0].left_out == {eea_partners.OTHER_DONOR: 2}


@pytest.mark.parametrize(
    ("nuts", "county", "year"), [("NO062", "17", 2016), ("NO072", "55", 2024), ("NO060", "50", 2024)]
)
def test_codes_of_every_version_give_a_county_with_its_year(tmp_path, nuts, county, year):
    row = tidy(tmp_path, partner(nuts=nuts)).tables["grant_partners"].iloc[0]
    assert (row["county_code"], row["geography_year"]) == (county, year)


@pytest.mark.parametrize(("nuts", "refused"), [("NO999", 1), ("SE110", 1), ("NO06", 0), ("NO", 0), ("", 0), (None, 0)])
def test_a_wrong_code_gives_no_county_and_is_shown_and_a_larger_region_is_not_wrong(tmp_path, nuts, refused):
    imported = tidy(tmp_path, partner(nuts=nuts) | {"projects": {}})
    assert imported.tables["grant_partners"]["county_code"].isna().tolist() == [True]
    assert len(imported.rejected) == refused


def test_the_earlier_period_is_left_to_the_source_that_has_it(tmp_path):
    imported = tidy(tmp_path, {"programme": "LT10"})
    assert imported.tables["grant_partners"].empty
    assert imported.accounts[0].left_out == {eea_partners.EARLIER: 1}


def test_a_period_in_the_file_counts_before_the_form_of_the_code(tmp_path):
    rows = tidy(tmp_path, {"period": "2021-2028"}).tables["grant_partners"]
    assert rows["programme_id"].tolist() == ["eea_grants_2021_2028"]


def test_a_programme_of_an_unknown_period_is_refused(tmp_path):
    imported = tidy(tmp_path, {"programme": "77"})
    assert imported.rejected[["row", "column", "value"]].to_numpy().tolist() == [[1, "programme", "77"]] * 2


@pytest.mark.parametrize("text", ["<html>", '{"error": "none"}', '["a"]', '[{"a": 1}]'])
def test_anything_else_than_the_list_is_an_error(tmp_path, text):
    file = tmp_path / "partners.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"partners\.json"):
        eea_partners.read_raw(file)


def test_all_partners_and_projects_of_one_object_are_read(tmp_path):
    two = {"PJDPP": {"1": {"name": "A", "nuts": "NO060"}, "2": {"name": "B", "nuts": "NO999"}}}
    projects = {"projects": {"LT-X-1": {"src_nuts": ["NO060"]}, "LT-X-2": {"src_nuts": []}}}
    imported = tidy(tmp_path, two | projects)
    assert imported.tables["grant_partners"]["organisation_name"].tolist() == ["A", "B"]
    assert imported.tables["grant_projects"]["county_code"].isna().tolist() == [False, True]
    assert imported.rejected["value"].tolist() == ["NO999"]
    assert imported.placed == {"nuts3": 1, "country": 1}
