import re

import pytest

from analysis.contract.schemas import ORGANISATION_KINDS
from analysis.sources.common.published import normalised
from analysis.store.tables import REFERENCE, read_reference

NAMES = [
    "corrections", "indicator_ids", "natural_persons", "organisation_kinds", "place_overrides", "programme_ids",
    "programme_names", "programmes_added", "town_names",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_hand_kept_row_has_a_reason(name):
    assert (REFERENCE / f"{name}.csv").exists()
    assert (read_reference(name)["reason"] != "").all()


def test_phrases_are_written_as_names_are_compared_and_only_once():
    rows = read_reference("organisation_kinds")
    assert rows["phrase"].map(normalised).tolist() == rows["phrase"].tolist()
    assert rows["phrase"].is_unique
    assert set(rows["kind"]) <= set(ORGANISATION_KINDS)


def test_programme_names_point_at_known_programmes():
    ids = read_reference("programme_ids")
    assert set(read_reference("programme_names")["programme_id"]) <= set(ids["programme_id"])
    assert ids["programme_id"].is_unique


def test_indicator_ids_are_plain():
    assert all(re.fullmatch(r"[a-z0-9_]+", indicator) for indicator in read_reference("indicator_ids")["indicator_id"])


def test_natural_persons_are_kept_by_number_and_never_by_name():
    ids = read_reference("natural_persons")["record_id"]
    assert all(re.fullmatch(r"\d+|(h2020|fp7)-\d+-\w+", record) for record in ids)
