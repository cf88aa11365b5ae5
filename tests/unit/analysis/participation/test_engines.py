"""Whoever holds the rows, the answers are the same: to the cent, in the same order and in the same types."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from analysis import participation
from analysis.errors import DataError
from analysis.participation.engines import Stored, holding
from tests.tools.engine_questions import QUESTIONS, made_up, same
from tests.tools.rows import row


@pytest.fixture(scope="module", params=[(1, 120), (2, 5), (3, 0)])
def facts(request):
    return made_up(*request.param)


@pytest.fixture(scope="module")
def in_duckdb(facts):
    return holding.store(facts.rows, holding.Duck())


@pytest.fixture(scope="module")
def beside(facts, in_duckdb):
    return holding.beside(in_duckdb, facts.participations)


@pytest.mark.parametrize("question", QUESTIONS)
def test_duckdb_answers_as_pandas_does(facts, in_duckdb, beside, question):
    ask = QUESTIONS[question]
    same(ask(facts.rows, facts.participations), ask(in_duckdb, beside))


def test_own_rows_join_those_of_an_engine_as_they_join_others():
    rows = made_up(5).rows
    at = rows.index[rows["organisation_id"].notna()][0]
    rows.loc[at, "project_id"] = project = "in one row alone"
    in_duckdb = holding.store(rows, holding.Duck())
    known = rows.loc[at]
    here, name = known["organisation_id"], known["organisation_name"]
    own = [
        row("own_register", "mine", organisation="own", place="5037"),
        row("own_register", project, programme_id=known["programme_id"], organisation=here),
        row("own_register", project, programme_id="horizon_2020", organisation="own", place="1850"),
        row("own_register", "other", programme_id="fp7", organisation="own", organisation_name=name),
        row("cordis_fp7", "new", programme_id="fp7", place="0301"),
    ]
    new = made_up_like(rows, own)
    one, other = (participation.join(rows, new, {"eea_grants": ("cordis_fp7",)}) for rows in (rows, in_duckdb))
    assert (one.known_already, one.told_better) == (other.known_already, other.told_better)
    for name, ask in QUESTIONS.items():
        if name != "list":
            same(ask(one.rows, None), ask(other.rows, None))
    for which in (participation.of_readers, participation.telling):
        same(participation.totals(which(one.rows)), participation.totals(which(other.rows)))


def made_up_like(rows, given):
    table = pd.DataFrame([{"EUR": 7, "NOK": 70, "year": 2019, "geography_year": 2024, **one} for one in given])
    table["participation_id"] = [f"new {at}" for at in range(len(table))]
    return table.reindex(columns=list(rows.columns)).astype(rows.dtypes.to_dict())


def test_eight_readers_at_once_get_the_same_answers():
    facts = made_up(7)
    stored = holding.store(facts.rows, holding.Duck())
    names = [name for name in QUESTIONS if name != "list"] * 3
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda name: QUESTIONS[name](stored, None), names))
    for name, answer in zip(names, answers, strict=True):
        same(QUESTIONS[name](facts.rows, None), answer)


@pytest.mark.parametrize(
    ("setting", "rows", "engine"),
    [
        (None, 10, "pandas"), ("", 10, "pandas"), ("auto", holding.MANY_ROWS - 1, "pandas"),
        ("auto", holding.MANY_ROWS, "duckdb"), ("pandas", holding.MANY_ROWS, "pandas"), ("DuckDB", 10, "duckdb"),
        ("spark", 10, "spark"),
    ],
)  # fmt: skip
def test_the_setting_says_which_engine_holds_the_rows(monkeypatch, setting, rows, engine):
    monkeypatch.delenv(holding.SETTING, raising=False)
    if setting is not None:
        monkeypatch.setenv(holding.SETTING, setting)
    assert holding.wanted(rows) == engine


def test_a_wrong_setting_is_refused_with_those_there_are(monkeypatch):
    monkeypatch.setenv(holding.SETTING, "sqlite")
    with pytest.raises(DataError, match=r"EUROPAPROFIL_ENGINE is 'sqlite'\. Set it to auto, pandas, duckdb or spark"):
        participation.hold(made_up(0).rows)


def test_facts_are_held_where_the_setting_says(monkeypatch):
    rows = made_up(0).rows
    monkeypatch.setenv(holding.SETTING, "duckdb")
    assert isinstance(participation.hold(rows), Stored)
    monkeypatch.setenv(holding.SETTING, "pandas")
    assert participation.hold(rows) is rows


def test_engines_are_not_imported_before_they_are_wanted():
    said = "import sys, analysis.participation as p; print(sorted({'ibis', 'duckdb', 'pyspark'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_spark_that_is_not_installed_is_said_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setenv(holding.SETTING, "spark")
    with pytest.raises(DataError, match="pyspark is not installed"):
        participation.hold(made_up(0).rows)


def test_amounts_beyond_what_floating_point_can_hold_stay_exact_to_the_cent():
    rows = made_up(1).rows.head(3).assign(EUR=pd.array([2**61, 2**60, 1], "Int64"))
    stored = holding.store(rows, holding.Duck())
    assert participation.totals(stored)["EUR"] == participation.totals(rows)["EUR"] == 2**61 + 2**60 + 1
