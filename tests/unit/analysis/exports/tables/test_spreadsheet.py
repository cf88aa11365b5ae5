import csv
import io
import random
import zipfile
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from analysis.exports.tables import spreadsheet, workbook
from tests.tools.live_formulas import live

PIECES = [
    "=", "+", "-", "@", "=1+1",
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "\t", "\r", "\n", ";", ",", '"', "'",
    " ", "\u00a0", "\ufeff", "\u200b", "\u202e", "＝", "DDE", "a", "1", "{=1}", "\x00", "\x07", "https://x.no", "å",
]  # fmt: skip


def fuzzed(count):
    chance = random.Random(5)
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 8))) for _ in range(count)]


def test_a_norwegian_spreadsheet_reads_semicolons_and_decimal_commas():
    table = pd.DataFrame({"Navn": ["Ås"], "Andel": [25.1], "Ukjent": pd.array([None], "Int64")})
    assert spreadsheet.csv(table).decode("utf-8-sig") == "Navn;Andel;Ukjent\r\nÅs;25,1;\r\n"


def test_a_program_reads_commas_and_decimal_points_and_nothing_but_the_table():
    table = pd.DataFrame({"Navn": ["Ås"], "Andel": [25.1], "Ukjent": pd.array([None], "Int64")})
    assert spreadsheet.plain_csv(table).decode() == '"Navn","Andel","Ukjent"\n"Ås",25.1,""\n'


def test_none_of_ten_thousand_wild_texts_runs_as_a_formula_in_a_csv_file():
    table = pd.DataFrame({"a": fuzzed(10_000), "b": 1, "c": fuzzed(10_000)})
    assert live(spreadsheet.csv(table, note="=1+1").decode("utf-8-sig")) == []
    assert live(spreadsheet.plain_csv(table).decode()) == []


def test_none_of_ten_thousand_wild_texts_is_a_formula_or_a_link_in_a_workbook():
    wild = fuzzed(10_000)
    book = workbook.xlsx(pd.DataFrame({"=1": wild}), sheet="=1+1", about=[("=a", "=b"), *zip(wild, wild, strict=True)])
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) == 2
        assert not any("<f>" in sheet or "<f " in sheet or "hyperlink" in sheet for sheet in sheets)


@given(st.text(min_size=1))
def test_no_text_runs_as_a_formula(text):
    content = spreadsheet.csv(pd.DataFrame({"a": [text]}), note=text).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(content, newline=""), delimiter=";"):
        assert all(not cell.lstrip().startswith(("=", "+", "-", "@")) for cell in line)


def test_what_is_a_number_in_the_table_is_one_in_the_workbook_and_codes_stay_text():
    table = pd.DataFrame({
        "code": ["0301", "1103"], "rank": pd.array([1, None], "Int64"), "year": np.array([2021, 2022], "int16"),
        "count": np.array([725, 557], "int64"), "share": pd.array([0.5, None], "Float64"), "plain": [1.25, 2.5],
        "known": pd.array([True, None], "boolean"), "exact": [Decimal("1234.56"), None],
        "day": pd.to_datetime(["2024-12-31", None]), "mixed": [np.int64(3), np.float32(2.5)],
    })  # fmt: skip
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook.xlsx(table, sheet="A"))).get_sheet_by_index(0)
    assert sheet.to_python()[1:] == [
        ["0301", 1, 2021, 725, 0.5, 1.25, True, 1234.56, date(2024, 12, 31), 3],
        ["1103", "", 2022, 557, "", 2.5, "", "", "", 2.5],
    ]


def test_two_columns_of_one_name_are_both_written():
    table = pd.DataFrame([[1, 2]], columns=["a", "a"])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook.xlsx(table, sheet="A"))).get_sheet_by_index(0)
    assert sheet.to_python() == [["a", "a"], [1, 2]]
