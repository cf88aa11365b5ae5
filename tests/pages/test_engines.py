"""No page knows which engine holds the rows: each shows the same words and tables from DuckDB as from pandas."""

import pytest

from analysis import in_use
from analysis.in_use import versions_kept
from analysis.participation.engines import Stored, holding, plain
from pages._shared.session.query import Key
from tests.tools import page_tables
from tests.tools.page_words import words_on
from tests.tools.pages import opened

PAGES = [
    ("overview", {}),
    ("map", {Key.PROGRAMMES: "horizon_2020.fp7", Key.YEARS: "2015-2019", Key.WITHOUT_RESEARCH: "1", Key.UNIT: "50"}),
    (
        "map",
        {
            Key.LEVEL: "municipality",
            Key.BOUNDARIES: "2020",
            Key.PROGRAMMES: "fp7.eea_grants_2009_2014",
            Key.UNIT: "1507",
        },
    ),
    ("county", {Key.COUNTY: "15"}),
    ("municipality", {Key.MUNICIPALITY: "5001", Key.BORDER_CLOCK: "today"}),
    ("municipality", {Key.MUNICIPALITY: "1508"}),
    ("compare", {Key.MUNICIPALITY: "5037"}),
    ("partners", {Key.PARTNERS_VIEW: "sammen"}),
    ("programmes", {Key.PROGRAMME: "horizon_2020"}),
]  # fmt: skip


@pytest.fixture(autouse=True)
def kept_apart():
    yield
    versions_kept.forget()


def with_engine(monkeypatch, engine, page, query):
    versions_kept.forget()
    monkeypatch.setenv(holding.SETTING, engine)
    app = opened(page, query)
    tables = [table.to_csv() for table in page_tables.everything(app)]
    return plain(in_use.newest().facts()), [words_on(app), *(metric.value for metric in app.metric), *tables]


@pytest.mark.parametrize(("page", "query"), PAGES)
def test_a_page_shows_the_same_from_duckdb_as_from_pandas(monkeypatch, page, query):
    in_memory, one = with_engine(monkeypatch, "pandas", page, query)
    in_engine, other = with_engine(monkeypatch, "duckdb", page, query)
    assert not isinstance(in_memory, Stored)
    assert isinstance(in_engine, Stored)
    assert one == other
    assert one
