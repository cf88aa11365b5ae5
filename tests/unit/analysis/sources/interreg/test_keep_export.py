import datetime

import pandas as pd
import pytest
import xlsxwriter

from analysis.errors import DataError
from analysis.sources.common import interreg_programmes, ledger
from analysis.sources.interreg import keep_export
from tests.tools.tables_in_use import checked, tables

PROJECTS = [
    "Period", "Programme", "Project ID (2021-2027 only)", "Project acronym", "Project name in English",
    "Project name in language 2", "Project start", "Project end", "Theme 1", "Website",
    "Project's total budget / expenditure", "Project's EU funding",
]  # fmt: skip
PARTNERS = [
    "Programme", "Project ID (2021-2027 only)", "Project acronym", "Organisation in English",
    "Organisation in language 2", "Lead partner", "Country code", "NUTS3 code (or equivalent)", "Postal code", "Town",
    "Participant Identification Code", "Partner’s ID if not PIC", "Type of Organisation",
    "ERDF contribution (2014-2020 only)",
]  # fmt: skip
NORTH_SEA = "2014 - 2020 INTERREG VB North Sea"
PROJECT = {
    "Period": "2014-2020", "Programme": NORTH_SEA, "Project acronym": "COBEN",
    "Project name in English": "Community Benefits", "Project start": "2019-01-01", "Project end": "31/12/2020",
    "Theme 1": "Energy", "Website": "https://northsea.eu/coben", "Project's EU funding": "1879493.6",
}  # fmt: skip
PARTNER = {
    "Programme": NORTH_SEA, "Project acronym": "COBEN", "Organisation in English": "Levanger Municipality",
    "Lead partner": "No", "Country code": "NO", "NUTS3 code (or equivalent)": "NO060", "Postal code": "7600",
    "Town": "Levanger", "ERDF contribution (2014-2020 only)": "119846",
}  # fmt: skip


def frame(headings, base, changes):
    rows = [[(base | change).get(name, "") for name in headings] for change in changes]
    return pd.DataFrame(rows, columns=headings, index=range(2, 2 + len(rows)), dtype="str")


def tidy(*partners, projects=({},)):
    raw = {"projects": frame(PROJECTS, PROJECT, projects), "partners": frame(PARTNERS, PARTNER, partners)}
    return checked(keep_export.tidy(raw, tables()))


def test_a_norwegian_partner_has_its_project_its_place_and_no_money():
    row = tidy({}, {"Country code": "DE"}).tables["participations"].iloc[0]
    assert (row["programme_id"], row["project_acronym"], row["project_title"]) == (
        "interreg_north_sea", "COBEN", "Community Benefits",
    )  # fmt: skip
    assert (row["municipality_code"], row["placed_by"], row["organisation_kind"]) == (
        "5037",
        "postal_code",
        "municipality",
    )
    assert (row["start_date"], row["end_date"]) == (pd.Timestamp("2019-01-01"), pd.Timestamp("2020-12-31"))
    assert row[["eu_contribution_cents", "signed_date"]].isna().all()


def test_partners_of_other_countries_are_left_out_and_counted():
    imported = tidy({}, {"Country code": "SE"}, {"Country code": ""})
    assert imported.accounts[0].left_out == {ledger.ABROAD: 2}


def test_the_lead_partner_coordinates():
    rows = tidy({"Lead partner": "Yes"}, {"Lead partner": "No"}, {"Lead partner": "N.a."}).tables["participations"]
    assert rows["role"].astype(object).where(rows["role"].notna(), None).tolist() == [
        "coordinator",
        "participant",
        None,
    ]


def test_an_organisation_twice_in_a_project_stays_two_rows():
    rows = tidy({}, {}).tables["participations"]
    assert rows["participation_id"].nunique() == 2
    assert rows["organisation_id"].nunique() == 1


def test_projects_since_2021_are_joined_by_number_and_older_ones_by_programme_and_acronym():
    later = {"Programme": "2021 - 2027 INTERREG VI-B North Sea", "Project ID (2021-2027 only)": "41-2-3"}
    imported = tidy(
        later | {"Project acronym": "N.a."}, {}, projects=(later | {"Project name in English": "Later"}, {})
    )
    assert imported.tables["participations"]["project_title"].tolist() == ["Later", "Community Benefits"]


def test_a_project_that_two_rows_tell_differently_lends_no_title():
    rows = tidy({}, projects=({}, {"Project name in English": "Another"})).tables["participations"]
    assert rows["project_title"].isna().all()
    assert len(rows) == 1


def test_a_name_comes_from_the_next_language_where_english_is_not_given():
    rows = tidy({"Organisation in English": "N.a.", "Organisation in language 2": "Levanger kommune"})
    assert rows.tables["participations"]["organisation_name"].tolist() == ["Levanger kommune"]


def test_a_partner_without_name_or_project_is_refused():
    imported = tidy({"Organisation in English": ""}, {"Project acronym": ""})
    assert imported.tables["participations"].empty
    assert imported.rejected[["row", "column"]].to_numpy().tolist() == [
        [3, "Project acronym"],
        [2, "Organisation in English"],
    ]


def test_an_organisation_number_counts_only_where_its_last_digit_is_right():
    rows = tidy({"Partner’s ID if not PIC": "NO 974 760 673 MVA"}, {"Partner’s ID if not PIC": "974760674"}).tables[
        "participations"
    ]
    assert rows["organisation_number"].astype(object).where(rows["organisation_number"].notna(), None).tolist() == [
        "974760673",
        None,
    ]


def test_a_region_places_a_partner_without_a_known_town():
    row = tidy({"Postal code": "N.a.", "Town": "N.a."}).tables["participations"].iloc[0]
    assert (row["county_code"], row["placed_by"]) == ("50", "nuts3")


@pytest.mark.parametrize(
    ("name", "programme"),
    [
        ("2014 - 2020 INTERREG VB North Sea", "interreg_north_sea"),
        ("2021 - 2027 INTERREG VI-B North Sea", "interreg_north_sea"),
        ("2007 - 2013 North Sea", "interreg"),
        ("2014 - 2020 INTERREG VA Sweden - Norway", "interreg_sverige_norge_2014_2020"),
        ("2021 - 2027 INTERREG VI-A Sweden-Norway", "interreg_sverige_norge_2021_2027"),
        ("2014 - 2020 INTERREG VB Northern Periphery and Arctic", "interreg_northern_periphery_arctic"),
        ("2021 - 2027 INTERREG VI-B Northern Periphery and Arctic", "interreg"),
        ("2014 - 2020 INTERREG VA Spain - Portugal", "interreg"),
        ("North Sea", "interreg"),
    ],
)
def test_a_programme_counts_by_its_name_in_its_own_period_only(name, programme):
    assert interreg_programmes.of(pd.Series([name], dtype="str"), tables()["programmes"]).tolist() == [programme]


def test_the_workbook_is_read_whatever_its_sheets_are_called(tmp_path):
    file = tmp_path / "export.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Search criteria").write(0, 0, "Downloaded from keep.eu")
        for name, headings, row in (("Projects", PROJECTS, PROJECT), ("Partners", PARTNERS, PARTNER)):
            sheet = book.add_worksheet(f"Search results, {name}")
            sheet.write_row(0, 0, headings)
            sheet.write_row(1, 0, [row.get(heading, "") for heading in headings])
        sheet = book.get_worksheet_by_name("Search results, Projects")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(1, PROJECTS.index("Project start"), datetime.datetime(2019, 1, 1), day)
        book.get_worksheet_by_name("Search results, Partners").write_number(1, PARTNERS.index("Postal code"), 7600)
    row = checked(keep_export.tidy(keep_export.read_raw(file), tables())).tables["participations"].iloc[0]
    assert (row["start_date"], row["municipality_code"]) == (pd.Timestamp("2019-01-01"), "5037")


def test_projects_without_their_partners_tell_nothing():
    with pytest.raises(DataError, match="without partners"):
        keep_export.tidy({"projects": frame(PROJECTS, PROJECT, [{}])}, tables())
