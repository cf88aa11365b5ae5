"""Spark agrees with pandas, and so with DuckDB, to the cent; runs where pyspark is installed."""

import pytest

pytest.importorskip("pyspark", reason="pyspark is optional: install pyspark==4.3.0 and Java 17 to hold Spark to this")

from analysis.participation.engines import holding
from analysis.participation.engines.spark import Spark
from tests.tools.engine_questions import QUESTIONS, made_up, same

_QUIET = "--conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 --conf spark.driver.host=127.0.0.1"


@pytest.fixture(scope="module")
def facts():
    return made_up(1)


@pytest.fixture(scope="module")
def in_spark(facts, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("spark"))
        patch.setenv("PYSPARK_SUBMIT_ARGS", f"--master local[2] {_QUIET} pyspark-shell")
        yield holding.store(facts.rows, Spark())


@pytest.fixture(scope="module")
def beside(facts, in_spark):
    return holding.beside(in_spark, facts.participations)


@pytest.mark.parametrize("question", QUESTIONS)
def test_spark_answers_as_pandas_does(facts, in_spark, beside, question):
    ask = QUESTIONS[question]
    same(ask(facts.rows, facts.participations), ask(in_spark, beside))
