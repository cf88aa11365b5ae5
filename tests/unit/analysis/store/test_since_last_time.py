"""What a refresh changed is read as it was written, and a note that cannot be read is no error."""

import json

import pandas as pd
import pytest

from analysis.store import since_last_time

SOURCE = {"new_projects": 3, "gone_projects": 0, "changed_amounts": 1, "amount_before_cents": None,
          "amount_after_cents": 500, "examples": ["101"]}  # fmt: skip
UNIT = {"level": "county", "code": "03", "name": "Oslo", "programme_id": "fp7", "from": "not_loaded", "to": "took_part"}


def written(folder, content):
    (folder / "changes.json").write_text(content, encoding="utf-8")
    return since_last_time.read(folder)


def test_changes_are_read_with_unknown_amounts_apart_from_zero(tmp_path):
    found = written(tmp_path, json.dumps({"since": "v1", "sources": {"x": SOURCE}, "units": [UNIT]}))
    assert found.since == "v1"
    (row,) = found.sources.to_dict("records")
    assert pd.isna(row["amount_before_cents"]) and row["amount_after_cents"] == 500
    assert (row["new_projects"], row["gone_projects"], row["examples"]) == (3, 0, ("101",))
    assert found.units.to_dict("records") == [UNIT]


def test_nothing_changed_is_something_else_than_nothing_written(tmp_path):
    assert since_last_time.read(tmp_path) is None
    found = written(tmp_path, '{"since": "", "sources": {}, "units": []}')
    assert found.sources.empty and found.units.empty


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"since": "x"}', '{"since":"x","sources":[],"units":[]}'])
def test_a_note_that_cannot_be_read_is_no_error(tmp_path, content):
    assert written(tmp_path, content) is None
