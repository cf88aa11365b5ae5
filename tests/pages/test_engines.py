"""No page knows which engine holds the rows: each shows the same words and tables from DuckDB as from pandas."""

import pytest
from streamlit.testing.v1 import AppTest

from analysis import in_use
from analysis.in_use import versions_kept
from analysis.participation.engines import Stored, holding, plain
from tests.tools import page_tables
from tests.tools.page_words import words_on
from tests.tools.project import ROOT

PAGES = [
    ("overview", {}),
    ("map", {"program": "horizon_2020.fp7", "aar": "2015-2019", "uten_fou": "1", "enhet": "50"}),
    ("map", {"nivaa": "municipality", "grenser": "2020", "program": "fp7.eea_grants_2009_2014", "enhet": "1507"}),
    ("county", {"fylke": "15"}),
    ("municipality", {"kommune": "5001", "klokke": "today"}),
    ("municipality", {"kommune": "1508"}),
    ("compare", {"kommune": "5037"}),
    ("partners", {"del": "sammen"}),
    ("programmes", {"valgt": "horizon_2020"}),
]  # fmt: skip


@pytest.fixture(autouse=True)
def kept_apart(monkeypatch):
    monkeypatch.chdir(ROOT)
    yield
    versions_kept.forget()


def with_engine(monkeypatch, engine, page, query):
    versions_kept.forget()
    monkeypatch.setenv(holding.SETTING, engine)
    app = AppTest.from_file(ROOT / "pages" / f"{page}.py", default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
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
