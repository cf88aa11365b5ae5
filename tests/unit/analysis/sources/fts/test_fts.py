import datetime

import pandas as pd
import pytest
import xlsxwriter

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.sources.common import importing, ledger
from analysis.sources.common.withheld import WITHHELD_NAME
from analysis.sources.fts import fts, programmes
from analysis.store.tables import read_table

COLUMNS_2024 = (
    "Year", "Budget", "Reference of the Legal Commitment (LC)", "Reference (Budget)", "Name of beneficiary",
    "VAT number of beneficiary", "Not-for-profit organisation (NFPO)", "Non-governmental organisation (NGO)",
    "Coordinator", "Address", "City", "Postal code", "Beneficiary country", "NUTS2", "Geographical Zone",
    "Action location", "Beneficiary’s contracted amount (EUR)", "Beneficiary’s estimated contracted amount (EUR)",
    "Beneficiary’s estimated consumed amount (EUR)", "Commitment contracted amount (EUR) (A)",
    "Additional/Reduced amount (EUR) (B)", "Commitment  total amount (EUR) (A+B)", "Commitment consumed amount (EUR)",
    "Source of (estimated) detailed amount", "Expense type", "Subject of grant or contract", "Responsible department",
    "Budget line number", "Budget line name", "Programme name", "Funding type", "Beneficiary Group Code",
    "Beneficiary type", "Project start date", "Project end date", "Type of contract*", "Management type",
    "Benefiting country",
)  # fmt: skip
COLUMNS_2016 = (
    "Reference of the Legal Commitment (LC)", "Commitment position key", "Year", "Name of beneficiary", "Type",
    "Coordinator", "VAT Number of beneficiary", "Address", "City", "Postal code", "Country / Territory", "Amount",
    "Source of (estimated) detailed amount", "NUTS2", "Geographical Zone", "Expense Type", "Total amount",
    "Subject of grant or contract", "Responsible Department", "Budget line name and number", "Action Type",
    "Funding Type", "LE Acct Group Code", "LE Acct Group Desc",
)  # fmt: skip
AMOUNT = "Beneficiary’s contracted amount (EUR)"
ROW = {
    "Year": "2024", "Reference (Budget)": "SCR.0001.1", "Name of beneficiary": "LEVANGER KOMMUNE*",
    "VAT number of beneficiary": "NO974767880MVA", "City": "OSLO", "Postal code": "150",
    "Beneficiary country": "Norway", AMOUNT: "1,234,567.89", "Programme name": "1.0.11 - Horizon Europe",
    "Budget line name": "Climate, energy and mobility", "Beneficiary type": "Public bodies",
    "Project start date": "45292", "Project end date": "31/12/2026",
}  # fmt: skip
OLDER = {
    "Year": "2016", "Commitment position key": "SI2.715960.1", "Name of beneficiary": "FJORDLAKS AS",
    "VAT Number of beneficiary": "-", "City": "ALESUND", "Postal code": "6002", "Country / Territory": "Norway",
    "Amount": "200000", "Total amount": "500,000.00",
    "Budget line name and number": "Horizon 2020 - Societal challenges (08.020304)", "Action Type": "Action grants",
}  # fmt: skip
MADE = {
    "participations": schemas.empty("participations"),
    "postal_codes": pd.DataFrame(
        {
            "postal_code": ["0150", "6002"], "postal_place": ["OSLO", "ÅLESUND"], "municipality_code": ["0301", "1508"],
            "geography_year": 2024,
        }
    ),
    "municipalities": pd.DataFrame(
        {
            "geography_year": [2024], "municipality_code": ["0301"], "municipality_name": ["Oslo"],
            "county_code": ["03"],
        }
    ),
    "municipality_changes": schemas.empty("municipality_changes"),
    "nuts3_counties": pd.DataFrame({"nuts_version": [2024], "nuts3_code": ["NO060"], "county_code": ["50"]}),
}  # fmt: skip


def frame(rows, columns, base):
    table = pd.DataFrame([dict.fromkeys(columns, "") | base | row for row in rows], dtype="str")
    return table.set_axis(range(2, 2 + len(rows)), axis=0)


def tidy(*rows, columns=COLUMNS_2024, base=ROW, part="since_2020", made=MADE):
    done = fts.tidy({part: frame(rows, columns, base)}, made)
    for account in done.accounts:
        account.check()
    checks.check(done.tables["commitments"], "commitments", file="test")
    return done


def older(*rows):
    return tidy(*rows, columns=COLUMNS_2016, base=OLDER, part="before_2020")


def only(*rows, **given):
    (row,) = tidy(*rows, **given).tables["commitments"].to_dict("records")
    return row


def test_a_recipient_in_norway_is_a_commitment_with_place_amount_and_the_programme_it_overlaps():
    row = only({})
    assert (row["commitment_id"], row["source_id"], row["year"]) == ("fts-2024-scr_0001_1-1", "fts", 2024)
    assert (row["organisation_name"], row["organisation_kind"]) == ("LEVANGER KOMMUNE", "municipality")
    assert (row["organisation_number"], row["municipality_code"], row["placed_by"]) == (
        "974767880", "0301", "postal_code",
    )  # fmt: skip
    assert (row["amount_cents"], row["overlaps_programme_id"]) == (123_456_789, "horizon_europe")
    assert row["programme_name"] == "1.0.11 - Horizon Europe"


def test_commitments_are_never_participations():
    assert set(tidy({}).tables) == {"commitments"}


@pytest.mark.parametrize("name", ["*****", "NATURAL PERSON", "Natural person - Norway"])
def test_natural_persons_are_left_out_with_a_reason_and_their_money(name):
    done = tidy({}, {"Name of beneficiary": name, AMOUNT: "100"})
    assert done.accounts[0].left_out == {ledger.PERSON: 1}
    assert done.accounts[0].money_left_out_cents == {ledger.PERSON: 10_000}
    assert len(done.tables["commitments"]) == 1
    assert done.rejected.empty


def test_a_recipient_whose_type_is_a_private_person_is_left_out():
    done = tidy({"Name of beneficiary": "KARI NORDMANN", "Beneficiary type": "Private Persons", AMOUNT: "*****"})
    assert done.tables["commitments"].empty
    assert "NORDMANN" not in str(done)


def test_the_name_of_a_firm_that_is_one_person_is_withheld():
    assert only({"Name of beneficiary": "KARI NORDMANN ENK"})["organisation_name"] == WITHHELD_NAME


@pytest.mark.parametrize(
    ("written", "cents"),
    [("1,234,567.89", 123_456_789), ("200000", 20_000_000), ("0", 0), ("-1,500.50", -150_050), ("1234.005", 123_401)],
)
def test_amounts_have_thousands_commas_and_decimal_points(written, cents):
    assert only({AMOUNT: written})["amount_cents"] == cents


@pytest.mark.parametrize("written", ["", "-", ".", "N/A", "N/A - Not applicable", "*****"])
def test_an_amount_that_is_not_told_is_unknown_and_not_zero(written):
    assert pd.isna(only({AMOUNT: written})["amount_cents"])


@pytest.mark.parametrize("written", ["1.234.567,89", "12,34", "1 000", "about 5", "9" * 40])
def test_an_amount_that_cannot_be_read_is_refused_with_its_row(written):
    done = tidy({}, {AMOUNT: written})
    assert done.rejected.to_dict("records") == [
        {"row": 3, "column": AMOUNT, "value": written, "expected": fts.AN_AMOUNT}
    ]
    assert done.accounts[0].left_out == {ledger.REFUSED: 1}


@pytest.mark.parametrize("written", ["2024", "2024.0", "2024-01-01", "2024-06-01 00:00:00", "45292", "31/12/2024"])
def test_the_year_may_be_a_number_a_date_or_a_day_as_workbooks_count_them(written):
    assert only({"Year": written})["year"] == 2024


@pytest.mark.parametrize("written", ["next", "24", "2024.5"])
def test_a_year_that_cannot_be_read_is_refused(written):
    assert tidy({"Year": written}).rejected["column"].tolist() == ["Year"]


def test_a_recipient_without_a_name_is_refused():
    assert tidy({"Name of beneficiary": ""}).rejected["expected"].tolist() == [fts.NO_NAME]


def test_other_countries_are_counted_and_left_out():
    done = tidy({}, *({"Beneficiary country": name} for name in ("Sweden", "Norfolk Island", "-", "")))
    assert (done.accounts[0].rows_in, done.accounts[0].left_out) == (5, {ledger.ABROAD: 4})
    assert tidy({"Beneficiary country": "NORWAY"}).accounts[0].rows_out == 1


def test_commitments_with_one_reference_have_ids_of_their_own():
    ids = tidy({}, {}, {"Reference (Budget)": ""}).tables["commitments"]["commitment_id"]
    assert ids.tolist() == ["fts-2024-row_4-1", "fts-2024-scr_0001_1-1", "fts-2024-scr_0001_1-2"]


@pytest.mark.parametrize(
    "heading",
    ["Recipient main registration number", "Main registration number of beneficiary", "VAT number of beneficiary"],
)
def test_the_number_is_found_under_each_years_heading(heading):
    columns = [heading if column == "VAT number of beneficiary" else column for column in COLUMNS_2024]
    base = {heading if name == "VAT number of beneficiary" else name: value for name, value in ROW.items()}
    assert only({}, columns=columns, base=base)["organisation_number"] == "974767880"


def test_headings_may_have_a_plain_apostrophe():
    columns = [column.replace("’", "'") for column in COLUMNS_2024]
    base = {name.replace("’", "'"): value for name, value in ROW.items()}
    assert only({}, columns=columns, base=base)["amount_cents"] == 123_456_789


def test_a_heading_that_is_gone_is_an_error():
    columns = [column for column in COLUMNS_2024 if column != AMOUNT]
    base = {name: value for name, value in ROW.items() if name != AMOUNT}
    with pytest.raises(DataError, match="No column BENEFICIARY S CONTRACTED AMOUNT EUR"):
        tidy({}, columns=columns, base=base)


def test_an_older_file_repeats_the_commitment_for_the_beneficiaries_below_the_first():
    below = {
        "Year": "", "Commitment position key": "", "Name of beneficiary": "LEVANGER KOMMUNE", "Amount": "",
        "Total amount": "", "Budget line name and number": "", "Action Type": "",
    }  # fmt: skip
    table = older({}, below).tables["commitments"].set_index("organisation_name")
    assert table["year"].tolist() == [2016, 2016]
    assert table["overlaps_programme_id"].tolist() == ["horizon_2020", "horizon_2020"]
    assert table.loc["FJORDLAKS AS", "amount_cents"] == 20_000_000
    assert pd.isna(table.loc["LEVANGER KOMMUNE", "amount_cents"])


def test_the_total_of_an_older_commitment_is_the_amount_of_its_only_beneficiary():
    (row,) = older({"Amount": ""}).tables["commitments"].to_dict("records")
    assert (row["amount_cents"], row["municipality_code"]) == (50_000_000, "1508")


def test_of_two_columns_with_the_same_heading_the_first_counts():
    rows = frame([{}], COLUMNS_2024, ROW)
    rows.insert(len(rows.columns), AMOUNT, "7", allow_duplicates=True)
    done = fts.tidy({"since_2020": rows}, MADE)
    assert done.tables["commitments"]["amount_cents"].tolist() == [123_456_789]


@pytest.mark.parametrize(
    ("programme", "budget_line", "year", "programme_id"),
    [
        ("1.0.11 - Horizon Europe", "Health", 2023, "horizon_europe"),
        ("1.0.11 - Horizon Europe", "Completion of Horizon 2020", 2022, "horizon_2020"),
        ("Horizon Europe", "Completion of previous research programmes prior to 2021", 2021, "horizon_2020"),
        ("Horizon 2020", None, 2018, "horizon_2020"),
        (None, "Completion of the Seventh Framework Programme (2007 to 2013)", 2015, "fp7"),
        ("Erasmus+", None, 2019, "erasmus_plus_2014_2020"),
        ("2.0.31 - Erasmus+", None, 2022, "erasmus_plus_2021_2027"),
        ("Erasmus Mundus", None, 2010, None),
        ("Creative Europe Programme", None, 2021, "creative_europe_2021_2027"),
        ("Digital Europe Programme", None, 2022, "digital_europe"),
        ("Programme for the Environment and Climate Action (LIFE)", None, 2022, "life"),
        ("Quality of life in the regions", None, 2022, None),
        ("Administration", None, 2022, None),
        (None, None, 2022, None),
    ],
)
def test_the_words_of_the_budget_tell_which_programme_a_commitment_overlaps(programme, budget_line, year, programme_id):
    columns = [pd.Series([value], dtype=dtype) for value, dtype in [(programme, "str"), (budget_line, "str")]]
    found = programmes.overlapping(*columns, pd.Series([year], dtype="Int64")).tolist()
    assert found == [programme_id] or (programme_id is None and pd.isna(found[0]))


def test_every_programme_that_a_commitment_may_overlap_is_in_the_register():
    ids = {words.until_2020 for words in programmes.PROGRAMMES} | {words.from_2021 for words in programmes.PROGRAMMES}
    assert ids - {None} <= set(read_table("programmes")["programme_id"])


def test_a_workbook_with_numbers_and_dates_in_its_cells_is_read(tmp_path):
    path = tmp_path / "2024_FTS_dataset_en.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, date = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        cells = ROW | {"Year": 2024, AMOUNT: 1234567.89, "Postal code": 150}
        sheet.write_row(0, 0, COLUMNS_2024)
        sheet.write_row(1, 0, [cells.get(column, "") for column in COLUMNS_2024])
        sheet.write_datetime(1, COLUMNS_2024.index("Project start date"), datetime.datetime(2024, 1, 1), date)
    raw = fts.read_raw(path)
    assert raw["since_2020"].loc[2, "Project start date"] == "2024-01-01"
    (row,) = fts.tidy(raw, MADE).tables["commitments"].to_dict("records")
    assert (row["year"], row["amount_cents"], row["municipality_code"]) == (2024, 123_456_789, "0301")


def test_a_file_of_something_else_is_an_error(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="no list of commitments"):
        fts.read_raw(path)


def test_the_headings_of_all_years_are_recognised():
    assert importing.recognise(COLUMNS_2024, [fts]) == (fts, "since_2020")
    assert importing.recognise(COLUMNS_2016, [fts]) == (fts, "before_2020")


def test_a_file_without_a_row_for_norway_has_no_commitments_and_an_account():
    done = tidy({"Beneficiary country": "Sweden"})
    assert done.tables["commitments"].empty
    assert done.accounts[0].left_out == {ledger.ABROAD: 1}
