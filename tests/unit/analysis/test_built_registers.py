"""The embedded tables of Erasmus+, Interreg, twin towns, networks and published figures are whole."""

import pandas as pd
import pytest

from analysis.store.tables import read_table


def of_source(name, source_id):
    rows = read_table(name)
    return rows[rows["source_id"] == source_id]


def test_grants_in_vocational_education_equal_the_national_totals_by_year_and_action_to_the_cent():
    grants, totals = of_source("participations", "erasmus_vet"), read_table("programme_years")
    calls = read_table("project_grants").set_index("project_id")["call_year"]
    grants = grants.assign(year=grants["project_id"].map(calls), action=grants["area_of_programme"])
    counted = grants.groupby(["year", "action"])["eu_contribution_cents"].agg(["size", "sum"])
    of_calls = totals[totals["year"] >= 2021].set_index(["year", "action"])[["projects", "granted_cents"]]
    assert len(grants) == 370
    assert counted.to_numpy().tolist() == of_calls.sort_index().to_numpy().tolist()
    assert (len(totals), totals["year"].min(), totals["year"].max()) == (22, 2014, 2025)
    assert totals["granted_cents"].sum() == 5_985_443_839


def test_every_grant_in_vocational_education_but_the_associations_has_a_county_of_its_time():
    grants = of_source("participations", "erasmus_vet")
    assert set(grants.loc[grants["county_code"].isna(), "organisation_name"]) == {"Naturbruksskolenes forening"}
    former = grants[grants["geography_year"] < 2024]
    assert set(zip(former["organisation_name"], former["county_code"], former["geography_year"], strict=True)) == {
        ("Akershus fylkeskommune", "30", 2022), ("Akershus fylkeskommune", "30", 2023),
        ("Vestfold fylkeskommune", "38", 2022), ("Vestfold fylkeskommune", "38", 2023),
        ("Troms fylkeskommune", "54", 2023),
    }  # fmt: skip


def test_accreditations_and_charters():
    kinds = read_table("accreditations").groupby("kind").size()
    assert kinds.to_dict() == {"vet_accreditation": 72, "erasmus_charter": 39}


@pytest.mark.parametrize(
    ("source_id", "rows"),
    [("interreg_closed", 593), ("urbact_cities", 9), ("erasmus_centres", 19), ("public_pages", 154 + 63)],
)
def test_no_example_is_lost(source_id, rows):
    assert len(of_source("examples", source_id)) == rows


def test_partners_in_closed_interreg_projects():
    names, places = read_table("partner_names"), read_table("participation_counts")
    assert (len(names), names["municipality_code"].nunique()) == (860, 138)
    assert names["organisation_kind"].isin(["municipality", "county_council"]).sum() == 140 + 109
    assert names["programme_basis"].value_counts().to_dict() == {"inferred": 472, "named": 388}
    assert (places["participations"].sum(), places["municipality_code"].isna().sum()) == (1203, 0)
    bodo = places.set_index("locality_name").loc["Bodo"]
    assert (bodo["municipality_code"], bodo["participations"]) == ("1804", 103)


def test_a_county_council_lies_in_its_county_and_not_where_its_office_is():
    rows = pd.concat([of_source("examples", "interreg_closed"), read_table("partner_names")])
    councils = rows[rows["organisation_kind"] == "county_council"]
    assert councils["municipality_code"].isna().all()
    assert set(councils.loc[councils["organisation_name"].str.contains("Akershus"), "county_code"]) == {"02"}


def test_the_three_lists_of_twin_towns_name_151_municipalities():
    rows = read_table("partnerships").query("kind == 'twin town'")
    assert rows.loc[rows["as_of"].notna(), "municipality_code_today"].nunique() == 151


def test_members_of_networks_and_border_committees_with_their_year():
    rows = of_source("memberships", "network_members")
    assert len(rows) == 64 + 71
    assert rows["as_of"].notna().sum() == 64 + 65
    councils = rows[rows["area_level"] == "county_council"]
    assert len(councils) == 25
    assert councils["area_code"].notna().all()


def test_published_figures_on_interreg_and_eea_with_conflicts_side_by_side():
    figures = read_table("figures")
    ours = figures[figures["source_id"] == "interreg_figures"]
    assert (len(ours), len(figures)) == (197, 439 + 197)
    beside = figures[figures["other_value_text"].notna()]
    assert set(beside["status"]) == {"conflict"}
    assert beside.set_index("figure_id").loc["I001", ["value_text", "other_value_text"]].tolist() == ["42", "40"]


def test_facts_of_the_case_and_the_workshop_stand_in_the_registers():
    partnerships = read_table("partnerships").set_index("partnership_id")
    assert pd.isna(partnerships.loc["P0010", "start"])
    assert "1995" in partnerships.loc["P0010", "details"]
    assert "2010" in partnerships.loc["P0004", "details"]
    assert "nine other municipalities" in partnerships.loc["P0003", "details"]
    assert "2012" in partnerships.loc["P0007", "details"]
    networks = read_table("networks").set_index("network_id")
    assert "national network of culture staff" in networks.loc["N002", "details"]
    programmes = read_table("programmes").set_index("programme_id")
    assert "Trøndelag" in programmes.loc["creative_europe_2014_2020", "details"]


def test_no_person_is_named_among_the_partners():
    names = pd.concat([read_table("examples")["organisation_name"], read_table("partner_names")["organisation_name"]])
    assert not names.str.contains("withheld", case=False).any()
    assert (names == "Privatperson").any()
