"""A reader's own file: how it is read, what is accepted, and what is refused with what was expected."""

import csv
import io
import zipfile
from decimal import Decimal

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from analysis import own_data
from analysis.contract import schemas
from analysis.exports.tables import workbook
from analysis.own_data import amounts, outcome, publishers
from analysis.own_data.importers import IMPORTERS
from analysis.sources.common.importing import Imported
from analysis.store.tables import read_table
from analysis.text import languages, translate
from analysis.uploads import UploadError
from tests.tools.own_files import read_here

HEADINGS = "Prosjekt;Kommune;Program;Organisasjon;Rolle;Start;Slutt;Beløp;Valuta;Nettadresse"
FULL = "Grønn by;Ålesund;Interreg;Ålesund kommune;Partner;15.08.2022;2024;1 234,50;EUR;https://example.org/a"


def read(*rows, headings=HEADINGS, code="utf-8", name="x.csv", **asked):
    return read_here("\n".join([headings, *rows]).encode(code), name, **asked)


def refused(reading):
    return reading.rejected[["row", "column", "value"]].values.tolist()


def test_a_row_is_read_exactly_and_placed_on_the_boundaries_of_today():
    reading = read(FULL)
    row = reading.accepted.iloc[0]
    assert (reading.kind, reading.rows_read, dict(reading.placed)) == ("own_register", 1, {"publisher": 1})
    assert (row["source_id"], row["programme_id"], row["role"]) == ("own_register", "interreg", "participant")
    assert (row["municipality_code"], row["county_code"], row["geography_year"]) == ("1508", "15", 2024)
    assert (row["organisation_name"], row["organisation_kind"]) == ("Ålesund kommune", "municipality")
    assert row["eu_contribution_cents"] == 123450
    assert [str(row[name].date()) for name in ("start_date", "signed_date", "end_date")] == [
        "2022-08-15", "2022-08-15", "2024-12-31",
    ]  # fmt: skip


def test_accepted_rows_have_the_columns_and_types_of_the_table_in_use():
    accepted = read(FULL).accepted
    pd.testing.assert_frame_equal(schemas.conform(accepted, "participations"), accepted)
    assert list(accepted.dtypes) == list(read_table("participations").dtypes)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encoding_and_separator_are_found(code, separator):
    headings = HEADINGS.replace(";", separator)
    reading = read(FULL.replace("1 234,50", "1 234").replace(";", separator), headings=headings, code=code)
    assert reading.separator == separator
    assert reading.accepted["project_title"].tolist() == ["Grønn by"]


def test_headings_below_a_title_are_found_and_rows_are_numbered_as_on_the_screen():
    reading = read("", HEADINGS, FULL, "", FULL.replace("Ålesund;", "Atlantis;"), headings="Våre prosjekter;;")
    assert len(reading.accepted) == 1
    assert refused(reading) == [[6, "Kommune", "Atlantis"]]


def test_headings_in_another_order_and_nearly_right_are_found_and_can_be_corrected():
    headings, row = "Belop i alt;Prosjektnamn;Stad;Programm", "500;A;Levanger;Nordplus"
    reading = read(row, headings=headings)
    assert reading.columns["programme"] == "Programm"
    assert reading.columns["amount"] is None
    columns = {name: heading for name, heading in reading.columns.items() if heading} | {"amount": "Belop i alt"}
    corrected = read(row, headings=headings, columns=columns)
    assert corrected.columns["amount"] == "Belop i alt"
    assert refused(corrected) == [[2, "Currency", ""]], "no currency is said, and none is guessed"


def test_a_file_without_known_headings_is_shown_and_nothing_of_it_accepted():
    reading = read("1;2", headings="foo;bar")
    assert (reading.kind, len(reading.accepted), reading.preview) == ("", 0, (("1", "2"),))


def test_every_wrong_cell_of_a_row_is_named_with_what_was_expected():
    reading = read("A;Herøy;Ukjent;;leder av alt;32.13.2020;x;1,234;EUR;javascript:alert(1)")
    columns = [column for _, column, _ in refused(reading)]
    assert columns == ["Kommune", "Program", "Rolle", "Start", "Slutt", "Beløp", "Nettadresse"]
    assert all(translate.words("nn")(said) != said for said in reading.rejected["expected"])
    assert len(reading.accepted) == 0


def test_a_place_that_was_merged_is_the_one_of_today_and_one_that_was_divided_is_refused():
    reading = read("A;1719;Nordplus;;;;;;;", "B;Tysfjord;Nordplus;;;;;;;", "C;Viken fylke;Nordplus;;;;;;;")
    assert reading.accepted["municipality_code"].tolist() == ["5037"]
    assert [row for row, _, _ in refused(reading)] == [3, 4]


def test_a_county_is_placed_by_county_alone_and_oslo_is_the_municipality():
    reading = read("A;Trøndelag fylke;Nordplus;;;;;;;", "B;Oslo;Nordplus;;;;;;;")
    assert reading.accepted[["municipality_code", "county_code"]].fillna("").values.tolist() == [
        ["", "50"], ["0301", "03"],
    ]  # fmt: skip


def test_a_programme_of_several_periods_is_told_by_the_start():
    reading = read("A;Levanger;Erasmus+;;;2016;;;;", "B;Levanger;Erasmus+;;;2023;;;;", "C;Levanger;Erasmus+;;;;;;;")
    assert reading.accepted["programme_id"].tolist() == ["erasmus_plus_2014_2020", "erasmus_plus_2021_2027"]
    assert refused(reading) == [[4, "Program", "Erasmus+"]]


def test_kroner_become_euro_at_the_rate_of_the_start_and_are_refused_without_one():
    rate = Decimal(str(read_table("exchange_rates").set_index("year").loc[2021, "nok_per_eur"]))
    reading = read("A;Levanger;Nordplus;;;2021;;kr 1 000,-;;", "B;Levanger;Nordplus;;;;;1 000;NOK;")
    assert reading.accepted["eu_contribution_cents"].tolist() == [round(100_000 / rate)]
    assert refused(reading) == [[3, "Beløp", "1 000"]]


def test_an_unknown_amount_is_null_and_zero_is_zero():
    cents = read("A;Levanger;Nordplus;;;;;;;", "B;Levanger;Nordplus;;;;;0;EUR;").accepted["eu_contribution_cents"]
    assert cents.isna().tolist() == [True, False]
    assert cents[1] == 0


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1.5", "2.25"], "."),
        (["1,5"], ","),
        (["1,234.50"], "."),
        (["0.500"], "."),
        (["1234.500"], "."),
        (["1.234.567"], ","),
        (["1.200,-"], ","),
        (["1.234", "1,234", "5", "1 234"], ""),
        ([], ""),
        (["1.5", "1,5"], ""),
    ],
)
def test_the_decimal_sign_is_the_one_that_the_cells_tell_of(texts, sign):
    assert amounts.decimal_sign(texts) == sign


@pytest.mark.parametrize(
    ("amounts_written", "cents", "left"),
    [
        (["1.234", "1,234"], [], ["1.234", "1,234"]),
        (["1.234", "2,50"], [123400, 250], []),
        (["1.250", "2.50"], [125, 250], []),
        (["1.5", "1,5", "1.234"], [150, 150], ["1.234"]),
        (["1 234", "12"], [123400, 1200], []),
    ],
)
def test_an_amount_that_could_be_two_is_refused_unless_its_own_column_tells_the_decimal_sign(
    amounts_written, cents, left
):
    rows = [f"A{at};Levanger;Nordplus;{written};EUR;3.1" for at, written in enumerate(amounts_written)]
    reading = read(*rows, headings="Prosjekt;Kommune;Program;Beløp;Valuta;Punkt i planen")
    assert reading.accepted["eu_contribution_cents"].tolist() == cents
    assert [value for _, _, value in refused(reading)] == left


def test_the_decimal_sign_can_be_asked_for():
    row, headings = "A;Levanger;Nordplus;1.250;EUR", "Prosjekt;Kommune;Program;Beløp;Valuta"
    assert read(row, headings=headings).decimal == ""
    for sign, cents in ((",", 125000), (".", 125)):
        assert read(row, headings=headings, decimal=sign).accepted["eu_contribution_cents"].tolist() == [cents]


def test_a_currency_that_is_said_twice_and_differs_is_refused():
    reading = read("A;Levanger;Nordplus;;;2021;;kr 1 000;EUR;", "B;Levanger;Nordplus;;;2021;;1 000 €;EUR;")
    assert refused(reading) == [[2, "Valuta", "EUR"]]
    assert reading.accepted["eu_contribution_cents"].tolist() == [100000]


def test_a_name_that_several_places_have_had_is_told_by_the_year_or_refused_with_the_places_named():
    reading = read(
        "A;Os;Nordplus;;;2022;;;;", "B;Os;Nordplus;;;2016;;;;", "C;Os;Nordplus;;;;;;;", "D;Herøy;Nordplus;;;2022;;;;"
    )
    assert reading.accepted["municipality_code"].tolist() == ["3430"]
    assert reading.rejected["row"].tolist() == [3, 4, 5]
    assert reading.rejected["candidates"].tolist() == [
        "3430 Os, 1243 Os (Hordaland)", "3430 Os, 1243 Os (Hordaland)",
        "1515 Herøy (Møre og Romsdal), 1818 Herøy (Nordland)",
    ]  # fmt: skip


def test_a_place_may_be_a_number_and_a_name_and_a_number_may_have_lost_its_zero():
    cells = ["5037 Levanger", "1515 Herøy", "Herøy (1818)", "1719 Levanger", "301", "50 Trøndelag"]
    reading = read(*(f"A;{cell};Nordplus;;;;;;;" for cell in cells), "A;5037 Verdal;Nordplus;;;;;;;")
    codes = reading.accepted["municipality_code"].fillna(reading.accepted["county_code"])
    assert codes.tolist() == ["5037", "1515", "1818", "5037", "0301", "50"]
    assert refused(reading) == [[8, "Kommune", "5037 Verdal"]]


def test_partners_are_no_organisation_and_what_is_not_used_is_said():
    headings = "Prosjekt;Kommune;Program;Partnere;Land"
    reading = read("A;Levanger;Nordplus;Umeå og Kotka;SE", "B;Levanger;Nordplus;;FI", headings=headings)
    assert reading.columns["organisation"] is None
    assert reading.accepted["organisation_id"].isna().all()
    assert sum(reading.left_out.values()) == 3


def test_the_file_of_errors_is_made_of_the_columns_that_are_named():
    reading = read("A;Herøy;Nordplus;;;;;;;")
    written = own_data.errors_file(reading, {"row": "Rad", "value": "Verdi"}).decode("utf-8-sig")
    assert written.split() == ["Rad;Verdi", "2;Herøy"]


def test_more_rows_than_a_page_can_hold_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(outcome, "_MOST_BYTES", 1_000)
    rows = pd.DataFrame({"project_title": ["x" * 100] * 100})
    with pytest.raises(UploadError):
        outcome.Outcome({}, Imported({"participations": rows}, ())).written(tmp_path)


def test_refused_cells_beyond_the_first_are_counted_and_long_ones_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(outcome, "_MOST_LISTED", 2)
    rejected = pd.DataFrame({"row": [2, 2, 3, 4], "column": "A", "value": "x" * 1_000, "expected": "a day"})
    said = outcome.Outcome({}, Imported({}, (), rejected)).written(tmp_path)
    assert (said["rows_rejected"], list(said["left_out"].values())) == (3, [2])
    listed = pd.read_parquet(tmp_path / "rejected.parquet")
    assert (len(listed), listed["value"].str.len().max(), listed["candidates"].tolist()) == (2, 200, ["", ""])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0.500",
        "-",
        "1e5",
        "1,2,3",
        "12 34",
        "1 2345",
        "1.234.5",
        "½",
        "١٢",
        "0x10",
        "1_000",
        "NaN",
        "inf",
        "--1",
        "1 234.567,8",
    ],
)
def test_what_is_no_plain_number_is_not_read(text):
    assert amounts.number(text, ",") is None


@pytest.mark.parametrize("language", languages.CODES)
def test_the_template_is_read_back_whole_and_so_are_its_rows_saved_as_a_register(language):
    words = translate.words(language)
    reading = read_here(own_data.template(words), "mal.xlsx")
    assert len(reading.accepted) >= 10
    assert refused(reading) == []
    saved = workbook.xlsx(own_data.as_register(reading.accepted, words), sheet="A")
    again = read_here(saved, "lagret.xlsx").accepted
    pd.testing.assert_frame_equal(
        again.drop(columns="participation_id"), reading.accepted.drop(columns="participation_id")
    )


def test_a_workbooks_own_numbers_are_exact_beside_norwegian_texts():
    table = pd.DataFrame({
        "Prosjekt": ["A", "B"], "Kommune": ["Levanger"] * 2, "Program": ["Nordplus"] * 2, "Valuta": ["EUR"] * 2,
        "Beløp": [123.125, "1 234,50"],
    })  # fmt: skip
    reading = read_here(workbook.xlsx(table, sheet="A"), "x.xlsx")
    assert reading.accepted["eu_contribution_cents"].tolist() == [12313, 123450]
    assert [(note.number, note.where) for note in reading.notes] == [(1, "2")], "what is rounded to cents is said"


def test_the_template_offers_every_programme_by_a_name_that_is_read_back():
    programmes = read_table("programmes")["programme_id"]
    content = own_data.template(translate.words("en"), dict(zip(programmes, programmes, strict=True)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    offered = [row[0] for row in book.get_sheet_by_name("Programme").to_python()]
    assert sorted(offered) == sorted(programmes)
    rows = [f"A;Levanger;{name};;;;;;;" for name in offered]
    assert sorted(read(*rows).accepted["programme_id"]) == sorted(programmes)


def test_another_sheet_can_be_asked_for_and_one_that_is_not_there_is_refused():
    content = own_data.template(translate.words("nb"))
    reading = read_here(content, "x.xlsx", sheet="Hva som står hvor")
    assert reading.sheet == "Hva som står hvor"
    with pytest.raises(UploadError):
        read_here(content, "x.xlsx", sheet="Borte")


def row_of(headings, **cells):
    content = io.StringIO()
    table = csv.writer(content, delimiter=";", quoting=csv.QUOTE_ALL)
    table.writerows([headings, [cells.get(heading, "") for heading in headings]])
    return content.getvalue().encode()


PARTS = [(importer, part) for importer in IMPORTERS for part in importer.PARTS]


@pytest.mark.parametrize(("importer", "part"), PARTS, ids=[f"{one.IMPORTER_ID}-{part}" for one, part in PARTS])
def test_a_publishers_file_is_known_by_its_columns(importer, part):
    try:
        reading = read_here(row_of(importer.PARTS[part], **{importer.PARTS[part][0]: "x"}), "x.csv")
    except UploadError as error:
        assert "publisher" in error.words, "known, and told what it lacks"
        return
    assert (reading.kind, reading.part) == (importer.IMPORTER_ID, part)


ORGANISATION = {
    "projectID": "101000001", "projectAcronym": "GREEN", "organisationID": "999", "name": "LEVANGER KOMMUNE",
    "postCode": "7600", "city": "LEVANGER", "country": "NO", "role": "participant", "netEcContribution": "1000.5",
    "ecContribution": "1000.5", "order": "1",
}  # fmt: skip
PROJECT = {
    "id": "101000001", "acronym": "GREEN", "title": "Green towns", "startDate": "2022-01-01", "endDate": "2024-12-31",
    "ecSignatureDate": "2021-11-01", "frameworkProgramme": "HORIZON",
}  # fmt: skip


def test_a_zip_of_cordis_is_read_with_its_projects():
    from analysis.sources.cordis import cordis

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("organization.csv", row_of(cordis.COLUMNS["organization"], **ORGANISATION))
        packed.writestr("project.csv", row_of(cordis.COLUMNS["project"], **PROJECT))
    reading = read_here(content.getvalue(), "cordis-HORIZONprojects-csv.zip")
    row = reading.accepted.iloc[0]
    assert reading.kind == "cordis"
    assert (row["programme_id"], row["municipality_code"], row["eu_contribution_cents"]) == (
        "horizon_europe", "5037", 100050,
    )  # fmt: skip
    assert dict(reading.placed) == {"postal_code": 1}


def packed_cordis(members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, rows in members.items():
            packed.writestr(name, rows)
    return read_here(content.getvalue(), "x.zip")


def cordis_rows(**changed):
    from analysis.sources.cordis import cordis

    return row_of(cordis.COLUMNS["organization"], **ORGANISATION | changed), row_of(
        cordis.COLUMNS["project"], **PROJECT
    )


def test_files_of_cordis_with_other_capitals_and_letters_are_read_and_svalbard_is_norway():
    organisation, project = cordis_rows(name="SØR-VARANGER", postCode="9170", city="LONGYEARBYEN", country="SJ")
    for code in ("utf-8", "cp1252"):
        members = {"ORGANIZATION.CSV": organisation.decode().encode(code), "csv/Project.csv": project}
        rows = packed_cordis(members).accepted
        assert rows[["municipality_code", "organisation_name"]].values.tolist() == [["2100", "SØR-VARANGER"]]


def test_two_sets_of_cordis_in_one_zip_are_refused_and_both_named():
    organisation, project = cordis_rows()
    with pytest.raises(UploadError, match=r"a/organization\.csv, b/organization\.csv"):
        packed_cordis({"a/organization.csv": organisation, "b/organization.csv": organisation, "project.csv": project})


def test_participants_without_their_projects_are_known_and_the_project_file_is_asked_for():
    reading = read_here(cordis_rows()[0], "organization.csv")
    assert reading.kind == "cordis"
    assert [note.words for note in reading.notes] == [publishers.PROJECTS_WANTED]
