"""Registers in the manner of municipalities: read right or asked about, and never counted twice or lost in silence."""

import io

import pytest
import xlsxwriter

from analysis.own_data import ALL_ALIKE, APART, EQUAL, NO_HEADINGS, TOTAL, doubts, own_register, row, sheets, table
from analysis.own_data.cells import A_VALUE
from analysis.own_data.places import A_PLACE_OF_TODAY
from analysis.own_data.register import NOT_OPENED, ROUNDED
from tests.tools.own_files import read_here

HEADINGS = ["Prosjekt", "Kommune", "Program", "Start", "Slutt", "Beløp", "Valuta"]
FIRST = ["Kulturarv langs elva", "Steinkjer", "Interreg", 2020, 2022, 81250.5, "EUR"]
SECOND = ["Ung i nord", "Alta", "Nordplus", 2021, 2023, 40000, "EUR"]


def csv(*rows, name="x.csv", code="utf-8", **asked):
    return read_here("\n".join(rows).encode(code), name, **asked)


def book(change=lambda sheets: None, asked=None, **rows_by_sheet):
    """Return how a workbook with these rows is read; `change` may hide, merge and format what is in its sheets."""
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content)
    sheets = {name: made.add_worksheet(name) for name in rows_by_sheet}
    for name, rows in rows_by_sheet.items():
        for at, one in enumerate(rows):
            sheets[name].write_row(at, 0, one)
    change(sheets)
    made.close()
    return read_here(content.getvalue(), "x.xlsx", **(asked or {}))


def cents(reading):
    return reading.accepted["eu_contribution_cents"].tolist()


def said(reading, words):
    return [(note.number, note.where) for note in reading.notes if note.words == words]


def adds_up(reading):
    return reading.rows_read == len(reading.accepted) + reading.rows_rejected + reading.rows_left_out


def test_a_cell_in_error_is_refused_by_row_and_column_as_in_a_text_file():
    reading = book(
        lambda sheets: sheets["Prosjekter"].write_formula("F2", "=A0", None, "#REF!"),
        Prosjekter=[HEADINGS, FIRST, SECOND],
    )
    assert reading.rejected[["row", "column", "value", "expected"]].values.tolist() == [[2, "Beløp", "#REF!", A_VALUE]]
    assert cents(reading) == [4000000]
    assert said(reading, table.ERRORS) == [(1, "F2 #REF!")]
    assert adds_up(reading)


def test_official_names_in_several_languages_and_a_number_beside_them_are_places():
    names = ["Karasjok - Kárášjohka", "5605 Sør-Varanger", "Nordland - Nordlánda", "Røros - Rosse", "K-4204"]
    reading = csv("Prosjekt;Kommune;Program", *(f"A{at};{name};Interreg" for at, name in enumerate(names)))
    places = reading.accepted["municipality_code"].fillna(reading.accepted["county_code"])
    assert places.tolist() == ["5610", "5605", "18", "5025", "4204"]


def test_a_number_and_name_of_a_divided_place_is_refused_with_its_successors():
    reading = csv("Prosjekt;Kommune;Program", "A;30 Viken;Interreg")
    assert reading.rejected[["expected", "candidates"]].values.tolist() == [
        [A_PLACE_OF_TODAY, "31 Østfold, 32 Akershus, 33 Buskerud"]
    ]


def test_a_second_column_of_one_heading_and_one_without_heading_are_named_and_their_cells_counted():
    reading = csv("Prosjekt;Kommune;Program;Start;Støtte;Støtte;;Valuta", "A;Alta;Interreg;2022;500;400;ok;EUR")
    assert cents(reading) == [50000]
    assert said(reading, table.TWICE) == [(1, "Støtte (F)")]
    assert said(reading, table.NO_HEADING) == [(1, "(G)")]
    assert sum(reading.left_out.values()) == 2
    assert set(reading.unused) == {"Støtte (F)", "(G)"}


def test_a_hidden_sheet_and_a_sheet_of_words_are_named_and_the_register_is_read():
    rows = {"Forklaring": [["Slik fyller du ut"]], "Gammelt": [HEADINGS, FIRST], "Register": [HEADINGS, SECOND]}
    reading = book(lambda sheets: sheets["Gammelt"].hide(), **rows)
    assert (reading.sheet, cents(reading)) == ("Register", [4000000])
    assert said(reading, sheets.HIDDEN_SHEETS) == [(1, "Gammelt")]
    assert said(reading, sheets.OTHER_SHEETS) == [(1, "Forklaring")]
    asked = book(lambda sheets: sheets["Gammelt"].hide(), {"sheet": "Gammelt"}, **rows)
    assert cents(asked) == [8125050], "a hidden sheet can be asked for"


def test_sheets_with_the_same_headings_are_named_and_can_be_read_together():
    rows = {"2021": [HEADINGS, FIRST], "2022": [["Prosjekter 2022"], HEADINGS, SECOND, ["Feil", "Ikkested"]]}
    first = book(**rows)
    assert (first.sheet, first.rows_read, first.alike) == ("2021", 1, ("2022",))
    assert said(first, sheets.SHEETS_ALIKE) == [(1, "2022: 2")]
    both = book(asked={"sheet": ALL_ALIKE}, **rows)
    assert (both.rows_read, cents(both)) == (3, [8125050, 4000000])
    assert set(both.rejected["sheet"]) == {"2022"}
    assert set(both.rejected["row"]) == {4}
    assert adds_up(both)


def test_hidden_rows_and_columns_are_named_and_read():
    def hide(sheets):
        sheets["Prosjekter"].set_row(2, None, None, {"hidden": True})
        sheets["Prosjekter"].set_column("G:G", None, None, {"hidden": True})

    reading = book(hide, Prosjekter=[HEADINGS, FIRST, SECOND])
    assert len(reading.accepted) == 2
    assert said(reading, table.HIDDEN_ROWS) == [(1, "3")]
    assert said(reading, table.HIDDEN_COLUMNS) == [(1, "Valuta")]


@pytest.mark.parametrize(
    "total", ["Sum;;;;;150;", "Totalt Alta;Alta;Interreg;;;150;EUR", "I alt;Alta;Interreg;;;150;EUR"]
)
def test_a_total_is_no_project_until_the_reader_says_so(total):
    rows = (
        "Prosjekt;Kommune;Program;Start;Slutt;Beløp;Valuta",
        "A;Alta;Interreg;;;100;EUR",
        "B;Alta;Interreg;;;50;EUR",
    )
    reading = csv(*rows, total)
    assert cents(reading) == [10000, 5000]
    assert [(one.kind, one.row, one.others) for one in reading.doubts] == [(TOTAL, "4", "2–3")]
    assert reading.left_out == {doubts.TOTALS: 1}
    assert adds_up(reading)
    counted = csv(*rows, total, counted=(TOTAL,))
    assert counted.rows_left_out == 0
    assert adds_up(counted)


def test_a_project_whose_name_begins_like_a_total_is_a_project():
    reading = csv(
        "Prosjekt;Kommune;Program;Beløp;Valuta", "Samla kraft;Alta;Interreg;100;EUR", "Summer;Alta;Interreg;70;EUR"
    )
    assert len(reading.accepted) == 2
    assert not reading.doubts


def test_notes_below_and_headings_again_are_left_out_and_counted():
    reading = csv(
        "Prosjekt;Kommune;Program", "A;Alta;Interreg", "Prosjekt;Kommune;Program", "B;Alta;Nordplus", "Kilde: arkivet;;"
    )
    assert len(reading.accepted) == 2
    assert reading.left_out == {doubts.HEADINGS_AGAIN: 1, doubts.NOTES: 1}
    assert adds_up(reading)


def test_headings_in_two_rows_are_read_together_and_other_rows_can_be_asked_for():
    def merge(sheets):
        sheets["Ark"].merge_range("D1:E1", "Tid")
        sheets["Ark"].merge_range("F1:G1", "Tilskudd")

    upper, lower = ["Prosjekt", "Kommune", "Program"], ["", "", "", "Fra", "Til", "Beløp", "Valuta"]
    reading = book(merge, Ark=[upper, lower, FIRST, SECOND])
    assert (reading.heading_rows, cents(reading)) == ((1, 2), [8125050, 4000000])
    assert reading.columns["end"] == "Tid – Til"
    below = csv("Liste", "x;y;z", "Prosjekt;Kommune;Program", "A;Alta;Interreg", headings=(3, 3))
    assert (below.heading_rows, len(below.accepted)) == ((3, 3), 1)


def test_a_table_without_headings_is_read_by_the_columns_that_are_chosen():
    columns = {"project_title": "(A)", "place": "(B)", "programme": "(C)"}
    reading = csv("A;Alta;Interreg", "B;Hamar;Nordplus", headings=NO_HEADINGS, columns=columns)
    assert reading.accepted["municipality_code"].tolist() == ["5601", "3403"]
    assert reading.heading_rows == NO_HEADINGS


def test_a_merged_cell_holds_for_its_rows_but_its_amount_is_counted_once():
    def merge(sheets):
        sheets["Ark"].merge_range("B2:B3", "Steinkjer")
        sheets["Ark"].merge_range("F2:F3", 81250.5)

    reading = book(merge, Ark=[HEADINGS, FIRST, ["Bru", "", "Interreg", 2021, 2022, "", "EUR"]])
    assert reading.accepted["municipality_code"].tolist() == ["5006", "5006"]
    assert reading.accepted["eu_contribution_cents"].isna().tolist() == [False, True]
    assert said(reading, table.FILLED) == [(1, "B3")]
    assert said(reading, table.AMOUNTS_MERGED) == [(1, "F3")]


@pytest.mark.parametrize("heading", ["Beløp (EUR)", "Tilskudd i euro", "Grant (EUR)", "Støtte €"])
def test_the_currency_may_stand_in_the_heading(heading):
    reading = csv(f"Prosjekt;Kommune;Program;Start;{heading}", "A;Alta;Interreg;2022;1 250")
    assert (reading.currency, cents(reading)) == ("EUR", [125000])


def test_the_unit_may_stand_in_the_heading_and_both_can_be_asked_for():
    reading = csv("Prosjekt;Kommune;Program;Start;Beløp i 1000 EUR", "A;Alta;Interreg;2022;12,5")
    assert (reading.unit, cents(reading)) == (1000, [1250000])
    asked = csv("Prosjekt;Kommune;Program;Start;Beløp", "A;Alta;Interreg;2022;12,5", currency="EUR", unit=1_000_000)
    assert cents(asked) == [1250000000]


def test_a_currency_in_the_format_of_the_cells_counts():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as made:
        sheet = made.add_worksheet("Ark")
        sheet.write_row("A1", HEADINGS[:6])
        sheet.write_row("A2", FIRST[:5])
        sheet.write("F2", 81250.5, made.add_format({"num_format": '#,##0.00 "€"'}))
    assert cents(read_here(content.getvalue(), "x.xlsx")) == [8125050]


def test_an_amount_without_any_currency_is_refused_and_never_unknown_in_silence():
    reading = csv("Prosjekt;Kommune;Program;Start;Beløp", "A;Alta;Interreg;2022;1250")
    assert reading.rejected["column"].tolist() == ["Currency"]


def test_a_country_is_no_county_and_a_yes_is_no_amount():
    reading = csv("Project;Programme;Country;Municipality;Støttet", "A;Interreg;Norway;Alta;Ja")
    assert (reading.columns["place"], reading.columns["amount"]) == ("Municipality", None)
    assert len(reading.accepted) == 1


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [("2021-2023", "2021-01-01", "2023-12-31"), ("1. mai 2021 - 30. juni 2022", "2021-05-01", "2022-06-30")],
)
def test_one_column_may_hold_the_whole_period(period, start, end):
    rows = csv("Prosjekt;Kommune;Program;Periode", f"A;Alta;Interreg;{period}").accepted
    assert [str(rows[name][0].date()) for name in ("start_date", "end_date")] == [start, end]


def test_days_with_the_month_first_are_told_by_their_column():
    rows = csv("Prosjekt;Kommune;Program;Start", "A;Alta;Interreg;04/05/2022", "B;Alta;Interreg;12/31/2021").accepted
    assert [str(day.date()) for day in rows["start_date"]] == ["2022-04-05", "2021-12-31"]


def test_a_computed_amount_is_rounded_to_cents_and_told():
    reading = csv(
        "Prosjekt;Kommune;Program;Beløp;Valuta", "A;Alta;Interreg;86956,5217391304;EUR", "B;Alta;Interreg;5;EUR"
    )
    assert cents(reading) == [8695652, 500]
    assert said(reading, ROUNDED) == [(1, "2")]


@pytest.mark.parametrize("unknown", ["-", "ukjent", "ikkje oppgitt", "n/a", "?"])
def test_an_amount_that_is_said_to_be_unknown_is_null_and_told(unknown):
    headings = "Prosjekt;Kommune;Program;Beløp;Valuta"
    reading = csv(headings, f"A;Alta;Interreg;{unknown};EUR", "B;Alta;Interreg;7;EUR")
    assert reading.accepted["eu_contribution_cents"].isna().tolist() == [True, False]
    assert said(reading, row.NOT_KNOWN) == [(1, "2")]


def test_millions_beside_an_amount_are_read():
    assert cents(csv("Prosjekt;Kommune;Program;Beløp", "A;Alta;Interreg;1,5 mill. euro")) == [150000000]


@pytest.mark.parametrize("code", ["mac_roman", "cp850", "cp865"])
def test_letters_of_macintosh_and_dos_come_out_right(code):
    reading = csv("Prosjekt;Kommune;Program;Beløp;Valuta", "Blå vekst på Sørøya;Hasvik;Interreg;10,5;EUR", code=code)
    assert reading.accepted["project_title"].tolist() == ["Blå vekst på Sørøya"]
    assert cents(reading) == [1050]


def test_more_semicolons_behind_some_rows_do_not_make_commas_the_separator():
    reading = csv(
        "Prosjekt;Kommune;Program;Beløp;Valuta", "A, og mer;Alta;Interreg;10,5;EUR;;", "B;Alta;Interreg;2,5;EUR;"
    )
    assert (reading.separator, cents(reading)) == (";", [1050, 250])


def test_a_row_with_stray_quotation_marks_is_refused_by_number_and_the_others_are_read():
    reading = csv("Prosjekt;Kommune;Program", "A;Alta;Interreg", '"Det "nye" nord";Alta;Interreg', "C;Alta;Nordplus")
    assert reading.accepted["project_title"].tolist() == ["A", "C"]
    assert reading.rejected[["row", "expected"]].values.tolist() == [[3, table.CLOSED]]
    assert adds_up(reading)


def test_equal_rows_count_once_until_the_reader_says_so():
    rows = (
        "Nr;Prosjekt;Kommune;Program;Beløp;Valuta",
        "1;A;Alta;Interreg;10;EUR",
        "2;B;Alta;Interreg;10;EUR",
        "3;A;Alta;Interreg;10;EUR",
    )
    reading = csv(*rows)
    assert cents(reading) == [1000, 1000]
    assert [(one.kind, one.row, one.others) for one in reading.doubts] == [(EQUAL, "4", "2")]
    assert adds_up(reading)
    assert cents(csv(*rows, counted=(EQUAL,))) == [1000, 1000, 1000]


def test_projects_of_one_title_in_several_years_are_several_and_of_one_number_are_one():
    headings = "Prosjekt;Kommune;Program;Start;Prosjektnummer"
    yearly = csv(headings, "Utveksling;Alta;Erasmus+;2021;", "Utveksling;Alta;Erasmus+;2022;")
    assert yearly.accepted["project_id"].nunique() == 2
    numbered = csv(headings, "Utveksling;Alta;Erasmus+;2021;X1", "Utvekslinga;Hamar;Erasmus+;2022;X1")
    assert numbered.accepted["project_id"].nunique() == 1


def test_one_title_and_time_in_several_places_is_one_project_until_the_reader_says_so():
    rows = ("Prosjekt;Kommune;Program;Start", "Utveksling;Alta;Erasmus+;2022", "Utveksling;Hamar;Erasmus+;2022")
    reading = csv(*rows)
    assert reading.accepted["project_id"].nunique() == 1
    assert [(one.kind, one.row, one.others) for one in reading.doubts] == [(APART, "2", "3")]
    assert csv(*rows, counted=(APART,)).accepted["project_id"].nunique() == 2
    again = csv(
        "Prosjekt;Kommune;Program;Start;Rolle", "A;Alta;Interreg;2022;Partner", "A;Alta;Interreg;2022;Koordinator"
    )
    assert said(again, own_register.ONE_PROJECT) == [(1, "3")]


@pytest.mark.parametrize(
    ("name", "year", "programme"),
    [
        ("EØS-midlene", 2017, "eea_grants_2014_2021"),
        ("Kreativt Europa (2014-2020)", 2016, "creative_europe_2014_2020"),
        ("Horisont Europa", 2022, "horizon_europe"),
        ("Erasmus pluss", 2019, "erasmus_plus_2014_2020"),
        ("Interreg VI A Sverige-Norge", 2023, "interreg_sverige_norge_2021_2027"),
        ("Erasmus+ KA122", 2023, "erasmus_plus_2021_2027"),
    ],
)
def test_programmes_are_known_by_the_names_that_norwegians_give_them(name, year, programme):
    reading = csv("Prosjekt;Kommune;Program;Start", f"A;Alta;{name};{year}")
    assert reading.accepted["programme_id"].tolist() == [programme]


def test_a_programme_that_is_not_known_is_refused_with_those_spelt_nearly_so():
    rejected = csv("Prosjekt;Kommune;Program;Start", "A;Alta;Nordpluss;2022").rejected
    assert rejected["candidates"].tolist() in ([], ["nordplus"])
    other = csv("Prosjekt;Kommune;Program;Start", "A;Alta;Erasmus+ 1995-1999;1996").rejected
    assert "erasmus_plus_2014_2020" in other["candidates"][0]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Os i Hedmark", "3430"), ("Sande i Vestfold", "3903"), ("5601.0", "5601"), ("Herøy i Nordland", "1818"),
     ("Longyearbyen", "2100"),
        ("Våler", None), ("Nes, Akershus", "3228")],
)  # fmt: skip
def test_places_are_known_in_common_spellings_and_never_guessed(name, code):
    reading = csv("Prosjekt;Kommune;Program", f"A;{name};Interreg")
    assert reading.accepted["municipality_code"].tolist() == ([code] if code else [])


def test_a_county_in_a_column_of_its_own_tells_places_of_one_name_apart():
    reading = csv("Prosjekt;Kommune;Fylke;Program", "A;Herøy;Nordland;Interreg", "B;Herøy;Møre og Romsdal;Interreg")
    assert reading.accepted["municipality_code"].tolist() == ["1818", "1515"]


@pytest.mark.parametrize("address", ["http://example.org/a", "www.example.org", "example.org/a"])
def test_an_address_without_https_is_left_out_and_told_and_its_row_read(address):
    reading = csv("Prosjekt;Kommune;Program;Lenke", f"A;Alta;Interreg;{address}")
    assert reading.accepted["project_url"].isna().tolist() == [True]
    assert said(reading, NOT_OPENED) == [(1, "2")]
