"""Answers about rows that are kept are the same as those given anew, and nobody can spoil them for others."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pandas as pd
import pytest

from analysis import participation
from analysis.participation import Among, Selection, engines
from analysis.participation.engines import memory
from analysis.participation.engines.frames import Frames
from tests.tools.engine_questions import QUESTIONS, made_up, same


@pytest.fixture
def facts():
    return made_up(1)


@dataclass(frozen=True)
class Leads:
    """A crosswalk that is known by its value."""

    to: str

    def __call__(self, year, level):
        codes = ["0301", "5037"] if level == "municipality" else ["03", "50"]
        return pd.DataFrame({"from_code": codes, "to_code": self.to, "weight": 1.0, "status": "value"})


@pytest.fixture
def asked(monkeypatch):
    """The questions that pandas was asked."""
    asked = []
    for name in ("counted", "distinct", "organisations", "summary", "tally", "numbered", "spans"):
        real = getattr(Frames, name)
        monkeypatch.setattr(
            Frames, name, lambda self, *given, _real=real, _name=name: asked.append(_name) or _real(self, *given)
        )
    return asked


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_first_and_the_second_answer_are_those_that_the_rows_give(facts, question):
    ask = QUESTIONS[question]
    rows = participation.remembered(facts.rows)
    given = ask(facts.rows, facts.participations)
    same(given, ask(rows, facts.participations))
    same(given, ask(rows, facts.participations))


def test_what_was_asked_is_not_asked_again_by_anybody(facts, asked):
    rows = participation.remembered(facts.rows)
    selection = Selection(("horizon_2020",), 2015, 2019, ("university",), ("1",))

    def page():
        chosen = participation.choose(rows, selection)
        here = participation.in_place(chosen.rows, "municipality", Leads("0301"), "0301")
        return (
            chosen.hidden, participation.totals(chosen.rows), participation.count_in_place(here, "programme_id"),
            participation.by_place(chosen.rows, "county", Leads("03")), participation.sources(chosen.rows),
        )  # fmt: skip

    page()
    assert asked
    asked.clear()
    page()
    assert asked == []


def test_questions_that_differ_in_one_value_have_answers_of_their_own(facts):
    rows = participation.remembered(facts.rows)
    for programme in ("horizon_2020", "fp7", "eea_grants_2009_2014"):
        one, other = (participation.of_programmes(which, [programme]) for which in (rows, facts.rows))
        assert participation.number(one) == participation.number(other)
    for to in ("0301", "5037"):
        found = participation.by_place(rows, "municipality", Leads(to))
        assert set(found["area_code"]) == {to}


def test_long_lists_of_values_are_told_apart_to_the_last(facts):
    rows = participation.remembered(facts.rows)
    many = [f"organisation {number}" for number in range(3_000)]
    known = facts.rows["organisation_id"].dropna().iloc[0]
    without, within = (pd.array([*many, last], dtype="string") for last in ("none", known))
    assert participation.number(participation.kept(rows, Among("organisation_id", without))) == 0
    assert participation.number(participation.kept(rows, Among("organisation_id", within))) > 0


def test_a_crosswalk_that_is_a_function_is_asked_each_time(facts):
    rows = participation.remembered(facts.rows)
    for to in ("0301", "5037"):
        found = participation.by_place(rows, "municipality", lambda year, level, to=to: Leads(to)(year, level))
        assert set(found["area_code"]) == {to}


def test_who_writes_to_an_answer_writes_to_a_copy(facts):
    rows = participation.remembered(facts.rows)
    first = participation.count(rows, "programme_id")
    before = first.copy(deep=True)
    first["projects"] = 0
    first.loc[0, "EUR"] = -1
    hidden = participation.choose(rows, Selection(("fp7",), 2010, 2011)).hidden
    dict(hidden).clear()
    pd.testing.assert_frame_equal(participation.count(rows, "programme_id"), before)


def test_only_so_many_answers_are_kept_those_asked_for_last(facts, asked, monkeypatch):
    monkeypatch.setattr(memory, "MOST", 3)
    rows = participation.remembered(facts.rows)
    for by in ("programme_id", "organisation_kind", "source_id", "county_code"):
        participation.count(rows, by)
    asked.clear()
    participation.count(rows, "county_code")
    assert asked == []
    participation.count(rows, "programme_id")
    assert asked == ["counted"]


def test_a_readers_own_rows_join_and_nothing_about_them_is_kept(facts, asked):
    rows = participation.remembered(facts.rows)
    joined = participation.join(rows, facts.rows.head(0), {}).rows
    assert engines.of(joined) is not engines.of(rows)
    participation.totals(joined)
    asked.clear()
    participation.totals(joined)
    assert asked != []


def test_many_readers_at_once_get_the_same_answers(facts):
    rows = participation.remembered(facts.rows)
    ask = list(QUESTIONS.values())[:12]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda at: ask[at % len(ask)](rows, facts.participations), range(len(ask) * 8)))
    for at, answer in enumerate(answers):
        same(ask[at % len(ask)](facts.rows, facts.participations), answer)


def test_a_question_that_failed_is_asked_again():
    answers = memory.Memory()
    with pytest.raises(ZeroDivisionError):
        answers.answer("number", lambda: 1 // 0)
    assert answers.answer("number", lambda: 2) == 2
    assert answers.answer("number", lambda: 3) == 2
