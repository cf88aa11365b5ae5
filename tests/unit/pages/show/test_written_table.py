"""Tables in the reader's language as Streamlit reads them, beside what pandas' own Styler would give."""

import pandas as pd
import pyarrow as pa
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from analysis.text import numbers
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


def shown(styler):
    proto = ArrowData()
    marshall_styler(proto, styler, "some-id")
    return pa.ipc.open_stream(proto.styler.display_values).read_all().to_pydict()


def test_texts_are_those_of_the_writers():
    texts = shown(written(TABLE, WRITERS))
    assert texts["rank"] == ["1", "–", "3"]
    assert texts["share"] == ["34,5\xa0%", "–", "0,0\xa0%"]
    assert texts["start"] == ["28.01.2022", "–", "31.12.2021"]
    assert texts["name"][0] == "Åsnes"


def test_streamlit_reads_the_same_texts_as_from_pandas_own_styler():
    ours, theirs = shown(written(TABLE, WRITERS)), shown(TABLE.style.format(WRITERS))
    assert {column: ours[column] for column in WRITERS} == {column: theirs[column] for column in WRITERS}


def test_a_missing_text_is_missing_and_not_the_word_nan():
    assert shown(written(TABLE, WRITERS))["name"] == ["Åsnes", None, "<b>Røst</b>"]


def test_an_empty_table_stays_one():
    assert shown(written(TABLE.head(0), WRITERS))["share"] == []
