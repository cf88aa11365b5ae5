"""Tables in the reader's language as Streamlit reads them, beside what pandas' own Styler would give."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from analysis.text import languages, numbers
from analysis.text.reader import Reader
from pages._shared.show import show as tables
from pages._shared.show.written_table import written

TABLE = pd.DataFrame(
    {
        "rank": pd.array([1, None, 3], dtype="Int64"),
        "name": ["Åsnes", None, "<b>Røst</b>"],
        "share": [34.535, float("nan"), 0.0],
        "start": pd.to_datetime(["2022-01-28", None, "2021-12-31"]),
    }
)
WRITERS = {
    "rank": lambda value: numbers.decimal(value, "nb"),
    "share": lambda value: numbers.share(value, "nb"),
    "start": lambda value: numbers.short_day(value, "nb"),
}


def read(text):
    return numbers.number_in(text, "nb")


def shown(styler):
    proto = ArrowData()
    marshall_styler(proto, styler, "some-id")
    return pa.ipc.open_stream(proto.styler.display_values).read_all().to_pydict()


def test_texts_are_those_of_the_writers():
    texts = shown(written(TABLE, WRITERS, read))
    assert texts["rank"] == ["1", "–", "3"]
    assert texts["share"] == ["34,5\xa0%", "–", "0,0\xa0%"]
    assert texts["start"] == ["28.01.2022", "–", "31.12.2021"]
    assert texts["name"][0] == "Åsnes"


def test_streamlit_reads_the_same_texts_as_from_pandas_own_styler():
    ours, theirs = shown(written(TABLE, WRITERS, read)), shown(TABLE.style.format(WRITERS))
    assert {column: ours[column] for column in WRITERS} == {column: theirs[column] for column in WRITERS}


def test_a_missing_text_is_missing_and_not_the_word_nan():
    assert shown(written(TABLE, WRITERS, read))["name"] == ["Åsnes", None, "<b>Røst</b>"]


def test_an_empty_table_stays_one():
    assert shown(written(TABLE.head(0), WRITERS, read))["share"] == []


def test_beneath_each_text_lies_the_number_or_the_day_that_it_shows():
    beneath = written(TABLE, WRITERS, read).data
    assert beneath["rank"].fillna(-1).tolist() == [1, -1, 3]
    assert beneath["share"].fillna(-1).tolist() == [34.5, -1, 0]
    assert beneath["start"].tolist() == [date(2022, 1, 28), None, date(2021, 12, 31)]


@pytest.mark.parametrize("language", languages.CODES)
def test_an_amount_that_is_copied_out_of_a_table_is_the_one_it_shows(language):
    reader = Reader(language, "EUR")
    table = pd.DataFrame({
        "amount": pd.array([57_750_891_822, None, -150, 0], "Int64"),
        "amount_per_inhabitant": [828.555, None, 0.004, 0],
        "share_pct": [0.0251, None, 12.34, 0], "year": pd.array([2022, 2023, 2024, 2025], "Int64"),
    })  # fmt: skip
    styler = tables.write(reader, table).table
    for column in table:
        texts = shown(styler)[column]
        beneath = styler.data[column].astype("object").where(styler.data[column].notna(), None).tolist()
        assert [numbers.number_in(text, language) for text in texts] == beneath
    assert styler.data["amount"].fillna(-1).tolist() == [577_508_918, -1, -2, 0]
    assert styler.data["share_pct"].fillna(-1).tolist() == [0.025, -1, 12.3, 0]
