"""A row that is chosen in a table which has become shorter since is no row, and no error."""

import pytest
import streamlit as st

from pages._shared.session import settings


@pytest.fixture
def chosen(monkeypatch):
    """Let a browser have chosen these rows and cells in the table "table"."""
    state = {}
    monkeypatch.setattr(st, "session_state", state)

    def choose(rows=(), cells=()):
        state["table"] = {"selection": {"rows": list(rows), "cells": list(cells)}}

    return choose


def test_a_row_is_what_stands_for_it(chosen):
    assert settings.table_row("table", ["a", "b"]) is None
    chosen()
    assert settings.table_row("table", ["a", "b"]) is None
    chosen(rows=[1])
    assert settings.table_row("table", ["a", "b"]) == "b"


def test_a_cell_is_its_row_and_its_column(chosen):
    assert settings.table_cell("table", ["a", "b"]) is None
    chosen(cells=[[1, "Oslo"]])
    assert settings.table_cell("table", ["a", "b"]) == ("b", "Oslo")


@pytest.mark.parametrize("position", [2, 400, -1])
def test_a_row_that_is_no_longer_there_is_none(chosen, position):
    chosen(rows=[position], cells=[[position, "Oslo"]])
    assert settings.table_row("table", ["a", "b"]) is None
    assert settings.table_cell("table", ["a", "b"]) is None
