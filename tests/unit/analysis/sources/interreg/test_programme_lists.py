import pandas as pd
import pytest
import xlsxwriter

from analysis.errors import DataError
from analysis.sources.common import ledger
from analysis.sources.common.partner_rows import UNNAMED
from analysis.sources.interreg import programme_lists
from tests.tools.tables_in_use import checked, tables

NPA = {
    "Priority axis": "Priority Axis 1 - Innovation",
    "Operation name": "FREED",
    "Operation start date": "01/01/2016",
    "Operation end date": "31/12/2018",
    "Total eligible expenditure allocated to the operation": "1996084.86",
    "Beneficiary name": "Oulun yliopisto;Forskningsparken I Narvik;South West College",
    "Beneficiary name in English": "University of Oulu;Narvik Science Park;South West College",
    "Has the lead of the operation (Y/N)": "Y;N;N",
    "Operation postcode": "90570;8515",
    "Town": "Oulu;Narvik;Cookstown, County Tyrone",
    "NUTS3": "FI1D6 Pohjois-Pohjanmaa;NO071 Nordland;UKN05 West and South of Northern Ireland",
    "Country": "FI Finland / SUOMI / FINLAND;NO Norway / NORGE;UK United Kingdom / UNITED KINGDOM",
}
EUROPE = {
    "Index / Indice": "PGI00008",
    "Beneficiary name / Nom du bénéficiaire": "Euroregion Pleven-Olt;Harghita County Council;Nordland",
    "Operation name / Acronyme du projet": "CD-ETA",
    "Operation start date / Date de début du projet": "2016-03-31T21:00:00.000Z",
    "Operation end date / Date de fin du projet": "",
    "Country / Pays": "BG;RO;RO;NO;NO",
}


def tidy(*changes, project=NPA, part="npa"):
    rows = [project | change for change in changes]
    raw = pd.DataFrame(rows, index=range(2, 2 + len(rows)), dtype="str")
    return checked(programme_lists.tidy({part: raw}, tables()))


def rows_of(*changes, **which):
    return tidy(*changes, **which).tables["participations"]


def test_a_norwegian_partner_is_counted_and_placed_and_never_named_by_position():
    row = rows_of({}).iloc[0]
    assert (row["organisation_name"], row["county_code"], row["placed_by"]) == (UNNAMED, "18", "nuts3")
    assert row[["organisation_id", "role", "eu_contribution_cents", "municipality_code"]].isna().all()
    assert (row["programme_id"], row["project_acronym"]) == ("interreg_northern_periphery_arctic", "FREED")
    assert (row["start_date"], row["end_date"]) == (pd.Timestamp("2016-01-01"), pd.Timestamp("2018-12-31"))


def test_every_norwegian_partner_that_the_countries_count_has_a_row():
    two = {
        "Country": "NO Norway / NORGE;NO Norway / NORGE;UK United Kingdom / UNITED KINGDOM",
        "NUTS3": "NO072 Troms;NO071 Nordland;UKN05 West",
    }
    rows = rows_of(two)
    assert sorted(rows["county_code"]) == ["18", "55"]
    assert rows["participation_id"].is_unique


def test_regions_that_are_not_one_for_each_norwegian_partner_place_none():
    rows = rows_of({"NUTS3": "FI1D6 Pohjois-Pohjanmaa;NO071 Nordland;NO072 Troms"})
    assert rows["placed_by"].tolist() == ["country"]


def test_countries_that_are_not_one_for_each_partner_tell_of_one_norwegian_partner_and_no_more():
    rows = rows_of({}, project=EUROPE, part="interreg_europe")
    assert rows[["organisation_name", "placed_by"]].to_numpy().tolist() == [[UNNAMED, "country"]]
    assert (rows["project_id"].iloc[0], rows["project_acronym"].iloc[0]) == ("pgi00008", "CD-ETA")
    assert rows["start_date"].tolist() == [pd.Timestamp("2016-03-31")]


def test_a_name_stands_where_its_own_cell_says_the_country():
    rows = rows_of({"Beneficiary name in English": "University of Oulu;Narvik Science Park (NO);South West College"})
    assert rows[["organisation_name", "county_code"]].to_numpy().tolist() == [["Narvik Science Park", "18"]]


def test_names_stand_where_all_partners_are_norwegian():
    rows = rows_of({"Beneficiary name in English": "A;B", "Country": "NO Norway;NO Norway", "NUTS3": "NO071 a;NO071 a"})
    assert rows["organisation_name"].tolist() == ["A", "B"]
    assert rows["county_code"].tolist() == ["18", "18"]


def test_named_partners_of_several_counties_are_not_told_apart():
    rows = rows_of({"Beneficiary name in English": "A;B", "Country": "NO Norway;NO Norway", "NUTS3": "NO071 a;NO072 b"})
    assert rows["placed_by"].tolist() == ["country", "country"]


def test_projects_without_norway_are_left_out_and_counted():
    imported = tidy({}, {"Operation name": "X", "Country": "FI Finland;NL Nederland"})
    assert imported.accounts[0].left_out == {ledger.NO_NORWEGIAN: 1}


def test_a_second_project_of_the_same_name_is_refused():
    imported = tidy({}, {})
    assert len(imported.tables["participations"]) == 1
    assert imported.rejected[["row", "column", "value"]].to_numpy().tolist() == [[3, "Operation name", "FREED"]]


def test_the_list_of_a_programme_without_norway_is_not_taken_for_another():
    with pytest.raises(DataError, match="Central Europe"):
        tidy({programme_lists.ANOTHER_LIST: "83;83"})


@pytest.mark.parametrize(("part", "project"), [("npa", NPA), ("interreg_europe", EUROPE)])
def test_a_list_is_read_from_its_workbook(tmp_path, part, project):
    file = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Operations")
        sheet.write_row(0, 0, list(project))
        sheet.write_row(1, 0, list(project.values()))
    assert list(programme_lists.read_raw(file)) == [part]
