import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.exports import spreadsheet


def test_a_norwegian_spreadsheet_reads_semicolons_and_decimal_commas():
    table = pd.DataFrame({"Navn": ["Ås"], "Andel": [25.1], "Ukjent": pd.array([None], "Int64")})
    assert spreadsheet.csv(table).decode("utf-8-sig") == "Navn;Andel;Ukjent\r\nÅs;25,1;\r\n"


@given(st.text(min_size=1))
def test_no_text_runs_as_a_formula(text):
    content = spreadsheet.csv(pd.DataFrame({"a": [text]}), note=text).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(content, newline=""), delimiter=";"):
        assert all(not cell.lstrip().startswith(("=", "+", "-", "@")) for cell in line)
