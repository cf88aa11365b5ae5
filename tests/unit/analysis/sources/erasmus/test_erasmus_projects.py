import csv

import pandas as pd
import pytest
import xlsxwriter

from analysis.errors import DataError
from analysis.sources.common import addresses, ledger
from analysis.sources.erasmus import erasmus_projects
from tests.tools.tables_in_use import checked, tables

GRANT = (
    "EU Grant award in euros (This amount represents the grant awarded after the selection stage and is indicative. "
    "Please note that any changes made during or after the project's lifetime will not be reflected here.)"
)
PARTNER = ("name", "organisation type", "address", "region", "country", "website")
ERASMUS = [
    "Programme", "Key Action", "Action Type", "Call year", "Project Identifier", "Project Title", "Topics",
    "Project Summary", "Project Status", GRANT, "Is Good Practice", "Is Success Story", "Project Website",
    "Results Available", "Results Platform Project Card", "Participating countries", "Coordinating organisation name",
    "Coordinating organisation type", "Coordinator's address", "Coordinator's region", "Coordinator's country",
    "Coordinator's website", *(f"Partner {number} {field}" for number in range(1, 101) for field in PARTNER),
]  # fmt: skip
CREATIVE = [
    "Programme", "Sub-programme", "Action", "Activity type", "Call year", "Start date", "End date", "Project Number",
    "Project Title", "Project Summary", "Project Status", GRANT, "Results Platform Project Card",
    "Participating countries", "Coordinator's name", "Coordinator organisation type", "Coordinator's address",
    "Coordinator's region", "Coordinator's country", "Coordinator's website",
    *(f"Partner {number} {field}" for number in range(1, 4) for field in PARTNER),
]  # fmt: skip
OLDER = [
    "Programme Funding", "Start date", "End date", "Project Identifier", "External Reference", "Project Title", GRANT,
    "Participating countries", "Coordinator's name", "Coordinator's address", "Coordinator's country",
    *(f"Partner {number} {field}" for number in range(1, 4) for field in ("name", "address", "country", "website")),
]  # fmt: skip
PROJECT = {
    "Programme": "Erasmus+",
    "Action Type": "School education staff mobility",
    "Call year": "2018",
    "Project Identifier": "2018-1-NO01-KA101-000090",
    "Project Title": "Læring ute",
    GRANT: "106530.00",
    "Results Platform Project Card": "https://ec.europa.eu/project/2018-1-NO01-KA101-000090",
    "Participating countries": "NO,ES",
    "Coordinating organisation name": "Levanger kommune",
    "Coordinator's address": "Kirkegata 11, 7600, Levanger",
    "Coordinator's country": "NO",
    "Partner 1 name": "IES Mar",
    "Partner 1 country": "ES",
}


def frame(headings, *projects):
    rows = [[project.get(heading, "") for heading in headings] for project in projects]
    return pd.DataFrame(rows, columns=headings, index=range(2, 2 + len(rows)), dtype="str")


def tidy(*changes, headings=ERASMUS, part="erasmus_plus", project=PROJECT):
    raw = frame(headings, *[project | change for change in changes])
    return checked(erasmus_projects.tidy({part: raw}, tables()))


def test_each_norwegian_organisation_has_a_row_and_the_grant_stands_once_with_the_project():
    partners = {"Partner 2 name": "Sentrum skole", "Partner 2 country": "NO", "Partner 100 name": "NTNU",
                "Partner 100 country": "Norway"}  # fmt: skip
    imported = tidy(partners)
    rows = imported.tables["participations"]
    assert rows["organisation_name"].tolist() == ["Levanger kommune", "Sentrum skole", "NTNU"]
    assert rows["role"].tolist() == ["coordinator", "participant", "participant"]
    assert rows["eu_contribution_cents"].isna().all()
    assert rows["participation_id"].is_unique
    grant = imported.tables["project_grants"]
    assert grant[["grant_cents", "participants", "call_year"]].to_numpy().tolist() == [[10_653_000, 4, 2018]]


def test_a_project_without_norwegians_is_left_out_with_its_money():
    imported = tidy({}, {"Project Identifier": "2018-1-SE01-KA101-1", "Coordinator's country": "SE", GRANT: "1.10"})
    projects = imported.accounts[0]
    assert projects.left_out == {ledger.NO_NORWEGIAN: 1}
    assert projects.money_left_out_cents == {ledger.NO_NORWEGIAN: 110}
    assert len(imported.tables["project_grants"]) == 1


def test_an_organisation_twice_in_a_project_stays_two_rows():
    twice = {"Partner 1 name": "Levanger kommune", "Partner 1 country": "NO"}
    rows = tidy(twice).tables["participations"]
    assert rows["organisation_name"].tolist() == ["Levanger kommune"] * 2
    assert rows["participation_id"].nunique() == 2


@pytest.mark.parametrize(
    ("programme", "year", "expected"),
    [("Erasmus+", "2020", "erasmus_plus_2014_2020"), ("Erasmus+", "2021", "erasmus_plus_2021_2027")],
)
def test_the_year_of_the_call_tells_which_period_of_the_programme(programme, year, expected):
    rows = tidy({"Programme": programme, "Call year": year}).tables["participations"]
    assert rows["programme_id"].tolist() == [expected]


def test_without_a_column_of_years_the_identifier_tells_the_year():
    assert tidy({"Call year": ""}).tables["project_grants"]["call_year"].tolist() == [2018]


@pytest.mark.parametrize("change", [{"Programme": "Lifelong Learning Programme"}, {"Call year": "2034"}])
def test_a_programme_that_is_not_registered_is_refused_and_never_guessed(change):
    imported = tidy(change)
    assert imported.tables["participations"].empty
    assert imported.rejected["row"].tolist() == [2]
    assert imported.rejected["column"].tolist() == ["Programme"]
    assert imported.accounts[0].left_out == {ledger.REFUSED: 1}


def test_a_project_that_stands_twice_counts_once_and_another_with_its_identifier_is_refused():
    imported = tidy({}, {}, {"Project Title": "Another"})
    assert len(imported.tables["project_grants"]) == 1
    assert imported.accounts[0].left_out == {ledger.DOUBLE: 1, ledger.REFUSED: 1}
    assert imported.rejected[["row", "column"]].to_numpy().tolist() == [[4, "Project Identifier"]]


@pytest.mark.parametrize(
    ("published", "cents"),
    [("", None), ("0.00", 0), ("1,106,530.5", 110_653_050), ("106530", 10_653_000), ("106 530,50", 10_653_050)],
)
def test_a_grant_is_whole_cents_and_one_not_given_is_unknown(published, cents):
    grants = tidy({GRANT: published}).tables["project_grants"]["grant_cents"]
    assert grants.astype(object).where(grants.notna(), None).tolist() == [cents]


def test_a_grant_that_is_no_amount_is_refused_and_the_project_stays():
    imported = tidy({GRANT: "about 5"})
    assert imported.tables["project_grants"]["grant_cents"].isna().all()
    assert imported.rejected[["row", "column", "value"]].to_numpy().tolist() == [[2, GRANT, "about 5"]]


def test_a_norwegian_partner_without_a_name_is_refused():
    imported = tidy({"Partner 1 name": "", "Partner 1 country": "NO"})
    assert len(imported.tables["participations"]) == 1
    assert imported.rejected["expected"].tolist() == [erasmus_projects.NO_NAME]


def test_a_place_comes_from_post_code_and_city_then_city_then_region_then_the_country():
    def placed(address, region=""):
        rows = tidy({"Coordinator's address": address, "Coordinator's region": region}).tables["participations"]
        return rows[["municipality_code", "county_code", "placed_by"]].astype(object).to_numpy().tolist()[0]

    assert placed("Kirkegata 11, 7600, Levanger") == ["5037", "50", "postal_code"]
    assert placed("Kirkegata 11\n7600 LEVANGER") == ["5037", "50", "postal_code"]
    assert placed("Kirkegata 11, Levanger") == ["5037", "50", "city"]
    assert placed("", "Trøndelag")[1:] == ["50", "nuts3"]
    assert placed("", "Extra-Regio NUTS 3")[2] == "country"


@pytest.mark.parametrize(
    ("address", "code", "city"),
    [
        ("Street 1, 7600, Levanger", "7600", "Levanger"),
        ("Postboks 1234, N-7601 LEVANGER, Norway", "7601", "LEVANGER"),
        ("Dronningens gate 1 153, OSLO", None, "OSLO"),
        ("Karl Johans gate 1, 153, OSLO", "0153", "OSLO"),
        ("Storgata 1, 7600 Levanger - Norge", "7600", "Levanger"),
        ("Høgskoleringen 1 7491 Trondheim", "7491", "Trondheim"),
        ("", None, None),
        ("Kirkegata 11", None, None),
    ],
)
def test_an_address_gives_its_post_code_and_city(address, code, city):
    assert addresses.read(address) == addresses.Address(code, city)


def test_names_of_persons_and_of_informal_groups_are_withheld():
    groups = {"Partner 1 name": "Kari Nordmann", "Partner 1 country": "NO",
              "Partner 1 organisation type": "Group of young people active in youth work",
              "Partner 2 name": "Ola Nordmann", "Partner 2 country": "NO",
              "Partner 2 organisation type": "Natural person"}  # fmt: skip
    rows = tidy(groups).tables["participations"]
    assert not rows.astype("str").apply(lambda column: column.str.contains("Nordmann")).any(axis=None)
    assert rows["organisation_id"].nunique() == 3


def test_the_publishers_type_tells_the_kind_where_the_name_does_not():
    rows = tidy(
        {"Coordinating organisation name": "Nord", "Coordinating organisation type": "Higher education institution"}
    ).tables["participations"]
    assert rows["organisation_kind"].tolist() == ["university"]


def test_creative_europe_is_read_by_its_own_headings_with_its_dates():
    project = {
        "Programme": "Creative Europe", "Sub-programme": "Culture", "Call year": "2014", "Start date": "2015-01-01",
        "End date": "2018-12-31", "Project Number": "552144-CREA-1-2014-1-NO-CULT-COOP1", GRANT: "200000.00",
        "Coordinator's name": "RIKSTEATRET", "Coordinator's address": "GATE 11, 0153, OSLO",
        "Coordinator's country": "NO",
    }  # fmt: skip
    imported = tidy({}, headings=CREATIVE, part="creative_europe", project=project)
    row = imported.tables["participations"].iloc[0]
    assert (row["programme_id"], row["area_of_programme"]) == ("creative_europe_2014_2020", "Culture")
    assert (row["municipality_code"], row["start_date"], row["end_date"]) == (
        "0301", pd.Timestamp("2015-01-01"), pd.Timestamp("2018-12-31"),
    )  # fmt: skip


OLD = {
    "Programme Funding": "Culture\\\\Culture (2007-2013)\\\\Multi-annual Cooperation Projects",
    "Start date": "01/05/2009",
    "Project Identifier": "FI-CULT-2008-MOTN-01",
    "Participating countries": "BE,NO",
    "Coordinator's name": "P.A.R.T.S.",
    "Coordinator's country": "BE",
}


def older(change):
    return tidy(change, headings=OLDER, part="before_2014", project=OLD)


def test_an_older_list_writes_the_country_behind_the_partners_name():
    imported = older({"Partner 1 name": "Dansens Hus, Norway"})
    row = imported.tables["participations"].iloc[0]
    assert (row["organisation_name"], row["programme_id"]) == ("Dansens Hus", "eu_culture_2007_2013")
    assert row["start_date"] == pd.Timestamp("2009-05-01")


def test_a_list_that_counts_norway_in_and_names_no_norwegian_gives_a_row_without_a_name():
    row = older({"Partner 1 name": "Dansens Hus"}).tables["participations"].iloc[0]
    assert (row["organisation_name"], row["placed_by"]) == ("Navn ikke oppgitt", "country")
    assert pd.isna(row["organisation_id"])


def test_norway_in_the_list_of_countries_alone_is_no_partner():
    imported = older({"Partner 1 name": "Kanuti", "Partner 1 country": "EE"})
    assert imported.tables["participations"].empty


def test_youth_in_action_is_told_by_its_path():
    path = "Youth\\Youth in action (2007-2013)\\European Voluntary Service"
    rows = older({"Programme Funding": path, "Partner 1 name": "Klubben, Norway"}).tables["participations"]
    assert rows["programme_id"].tolist() == ["youth_in_action"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_whatever_parts_its_columns(tmp_path, delimiter):
    file = tmp_path / "list.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(ERASMUS)
        writer.writerow([(PROJECT | {"Project Summary": "Two\nlines; and, signs"}).get(name, "") for name in ERASMUS])
    raw = erasmus_projects.read_raw(file)
    assert list(raw) == ["erasmus_plus"]
    assert raw["erasmus_plus"].shape == (1, 622)
    imported = checked(erasmus_projects.tidy(raw, tables()))
    assert imported.tables["participations"]["project_title"].tolist() == ["Læring ute"]


def test_a_workbook_is_read_as_text(tmp_path):
    file = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ERASMUS)
        sheet.write_row(1, 0, [PROJECT.get(name, "") for name in ERASMUS])
        sheet.write_number(1, ERASMUS.index(GRANT), 106530.5)
        sheet.write_number(1, ERASMUS.index("Call year"), 2018)
    imported = checked(erasmus_projects.tidy(erasmus_projects.read_raw(file), tables()))
    assert imported.tables["project_grants"]["grant_cents"].tolist() == [10_653_050]


def test_another_file_is_not_taken_for_a_list(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"list\.csv: no list"):
        erasmus_projects.read_raw(file)
