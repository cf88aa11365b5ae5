"""Horizon Europe as it stands in the built tables, held against what the file is known to have."""

import json

import pandas as pd
import pytest

from analysis.geography.today import Today
from analysis.sources.cordis import cordis, cordis_horizon
from analysis.store.tables import DATA, read_table

CEPI = "917687811"
RAW = DATA.parent.parent / "shared" / "data"
needs_raw = pytest.mark.skipif(
    not RAW.exists(), reason="the publishers' files (../shared/data) are not on this machine"
)


@pytest.fixture(scope="module")
def rows():
    table = read_table("participations")
    return table[table["source_id"] == "cordis_horizon"]


def test_every_participation_project_and_cent_of_horizon_europe_is_there(rows):
    assert len(rows) == 2641
    assert set(rows["programme_id"]) == {"horizon_europe"}
    assert rows["project_id"].nunique() == 1650
    assert rows["eu_contribution_cents"].sum() == 155_568_475_056
    assert rows["role"].eq("coordinator").sum() == 618
    assert not rows["eu_contribution_cents"].isna().any()


def test_the_years_are_those_of_signature(rows):
    assert rows["signed_date"].dt.year.value_counts().to_dict() == {2021: 2, 2022: 933, 2023: 765, 2024: 629, 2025: 312}


def test_651_participants_are_650_organisations_since_one_university_has_two_numbers_at_the_commission(rows):
    pics = rows["participation_id"].str.split("-").str[3]
    assert pics.nunique() == 651
    several = pics.groupby(rows["organisation_id"]).nunique()
    assert several[several > 1].to_dict() == {"971035854": 2}


def test_most_participants_have_an_organisation_number_and_are_the_organisations_of_horizon_2020(rows):
    assert rows["organisation_number"].notna().sum() == 2361
    table = read_table("participations")
    before = set(table.loc[table["source_id"] == "forskningsradet", "organisation_id"].dropna())
    assert len(before & set(rows["organisation_id"])) == 233


def test_cepi_is_one_organisation_in_both_programmes_and_can_be_left_out(rows):
    cepi = rows[rows["organisation_id"] == CEPI]
    assert (len(cepi), cepi["eu_contribution_cents"].sum()) == (4, 14_000_000_000)
    assert CEPI in set(read_table("participations").query("source_id == 'forskningsradet'")["organisation_id"])


@pytest.mark.parametrize(("kind", "number"), [("municipality", 29), ("county_council", 11)])
def test_municipalities_and_county_councils_are_known_by_their_names(rows, kind, number):
    assert (rows["organisation_kind"] == kind).sum() == number


def test_only_persons_have_no_municipality_and_the_others_lie_in_many(rows):
    unplaced = rows[rows["municipality_code"].isna()]
    assert (len(unplaced), set(unplaced["organisation_name"])) == (5, {"Enkeltpersonforetak"})
    assert rows["municipality_code"].nunique() == 128, "codes of 2020 and of 2024"
    today = Today({name: read_table(name) for name in ("municipalities", "municipality_changes")})
    placed = rows.dropna(subset=["municipality_code"])
    lies_in = {
        today.municipalities(code, year)
        for code, year in placed[["municipality_code", "geography_year"]].itertuples(index=False)
    }
    assert len(lies_in) == 114
    assert all(len(codes) == 1 for codes in lies_in), "none is in a municipality that was divided"


@needs_raw
def test_none_is_put_in_another_county_than_its_post_code_or_region_says(rows):
    raw = cordis.read_raw(RAW / cordis_horizon.FILE)["organization"].query("country == 'NO'")
    ids = "cordis-horizon-" + raw["projectID"] + "-" + raw["organisationID"]
    again = ids.groupby(ids).cumcount() + 1
    raw = raw.set_index(ids.mask(again > 1, ids + "-" + again.astype("str")))
    today = Today({name: read_table(name) for name in ("municipalities", "municipality_changes")})
    municipality = read_table("postal_codes").set_index("postal_code")["municipality_code"]
    regions = read_table("nuts3_counties").sort_values("nuts_version").drop_duplicates("nuts3_code", keep="last")
    regions = regions.set_index("nuts3_code")
    known = raw["postCode"].str.zfill(4).map(municipality)
    for row in rows.dropna(subset=["county_code"]).itertuples():
        said = set() if pd.isna(known[row.participation_id]) else {known[row.participation_id][:2]}
        region = raw.loc[row.participation_id, "nutsCode"]
        if region in regions.index:
            said |= today.counties(regions.loc[region, "county_code"], regions.loc[region, "nuts_version"])
        lies_in = today.counties(row.county_code, row.geography_year, row.municipality_code)
        assert not said or lies_in & said, row.organisation_name


def test_the_account_has_every_participant_abroad():
    accounts = json.loads((DATA / "reconciliation.json").read_text("utf-8"))
    (participants,) = [one for one in accounts if one["file"].endswith("norway.zip: organization")]
    assert (participants["rows_in"], participants["rows_out"]) == (24_716, 2_641)
    assert participants["left_out"] == {"organisation outside Norway": 22_075}


def test_the_numbers_of_participants_are_there():
    pics = read_table("organisation_pics")
    assert pics["basis"].value_counts().to_dict() == {"same_amounts": 357, "vat_number": 318, "same_name": 75}
    assert pd.Series(pics["pic"]).is_unique


def countries(source_id):
    table = read_table("project_countries")
    return table[table["source_id"] == source_id]


def test_partner_countries_of_horizon_europe_are_those_of_every_project():
    rows = countries("cordis_horizon")
    abroad = rows[rows["country_code"] != "NO"]
    assert (len(abroad), abroad["participants"].sum()) == (11_012, 22_075)
    assert rows["project_id"].nunique() == 1650
    projects = abroad.groupby("country_code")["project_id"].nunique()
    assert (projects["DE"], projects["SE"]) == (918, 395)
    assert not {"EL", "UK"} & set(projects.index)


def test_partner_countries_of_horizon_2020_are_known_for_1559_projects_and_those_of_fp7_for_all():
    table = read_table("participations")
    for source_id, of, number in (("h2020_consortia", "forskningsradet", 1559), ("cordis_fp7", "cordis_fp7", 1527)):
        projects = set(countries(source_id)["project_id"])
        assert len(projects) == number
        assert projects <= set(table.loc[table["source_id"] == of, "project_id"])


def test_participants_abroad_have_a_name_a_country_a_city_and_a_role_and_persons_have_none():
    partners = read_table("partner_organisations")
    assert len(partners) == 22_075
    assert not partners[["country_code", "role", "organisation_type"]].isna().any(axis=None)
    person = partners["organisation_name"] == "Privatperson"
    assert person.sum() == 67
    assert partners.loc[person, ["city", "pic"]].isna().all(axis=None)
    assert partners.loc[~person, "pic"].notna().all()


def test_topics_are_fields_at_two_levels_priorities_with_weight_and_missions():
    topics = read_table("project_topics")
    assert topics.groupby("topic_kind")["project_id"].nunique().to_dict() == {
        "field_of_science": 1321, "mission": 81, "policy_priority": 1351,
    }  # fmt: skip
    codes = topics.loc[topics["topic_kind"] == "field_of_science", "topic_code"]
    assert set(codes.str.count("/")) == {0, 1}
    assert (codes[~codes.str.contains("/")].nunique(), codes[codes.str.contains("/")].nunique()) == (6, 40)
    weights = topics.dropna(subset=["weight_pct"]).groupby(["topic_code", "weight_pct"]).size()
    assert weights["climate"].to_dict() == {40: 563, 100: 511}
    missions = topics.loc[topics["topic_kind"] == "mission", "topic_code"].value_counts()
    assert missions.to_dict() == {"OCEAN": 35, "CANCER": 15, "SOIL": 15, "CIT": 10, "CLIMA": 8}


def test_all_countries_stand_beside_one_another_with_their_people():
    table = read_table("country_participation")
    norway = table[table["country_code"] == "NO"][["participations", "projects", "coordinators"]].sum()
    assert norway.tolist() == [2641, 1650, 618]
    assert table.loc[table["country_code"] == "NO", "eu_contribution_cents"].sum() == 155_568_475_056
    assert table["eu_contribution_cents"].sum() == 5_052_153_132_744
    people = read_table("country_population").query("year == 2024").set_index("country_code")["population"]
    per_inhabitant = table.groupby("country_code")["eu_contribution_cents"].sum().div(people) / 100
    ranked = per_inhabitant.dropna().sort_values(ascending=False).round(1)
    assert ranked.head(3).to_dict() == {"LU": 356.7, "BE": 314.2, "NO": 279.2}
    nordic = ranked[ranked.index.isin(["DK", "FI", "IS", "NO", "SE"])]
    assert nordic.to_dict() == {"NO": 279.2, "FI": 254.4, "DK": 245.9, "IS": 206.9, "SE": 164.8}
