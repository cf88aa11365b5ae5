"""What the map page makes ready: kept for all who ask for the same, with the colours of every measure."""

from dataclasses import asdict

import pytest

from analysis import in_use
from analysis.comparing import layers
from analysis.participation import Selection
from analysis.text.reader import Reader
from pages._shared.data import own_rows
from pages._shared.map import component
from pages._shared.map import ready as map_ready
from pages._shared.map.request import Wanted
from tests.tools.own_rows_in_hand import here, register

BOKMAAL = Reader("nb", "EUR")
LAYERS = {
    "participation": Wanted(
        layer="participation", level="municipality", vintage=2024, measures=layers.PARTICIPATION_MEASURES,
        selection=Selection(("horizon_2020",)),
    ),
    "students": Wanted(layer="students", level="county", vintage=2024, measures=layers.STUDENT_MEASURES),
    "published": Wanted(
        layer="interreg_nibr", level="county", vintage=layers.PUBLISHED["interreg_nibr"].vintage,
        measures=layers.PUBLISHED["interreg_nibr"].indicators,
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def without_own_rows(monkeypatch):
    monkeypatch.setattr(own_rows, "held", lambda: ())
    monkeypatch.setattr(own_rows, "counted", lambda: False)


@pytest.mark.parametrize("wanted", LAYERS.values(), ids=LAYERS)
def test_a_preview_has_the_colours_that_the_measure_itself_has(wanted):
    for number, measure in enumerate(wanted.measures):
        view = map_ready.ready(BOKMAAL, wanted, measure).map.view
        assert view.previewed_by == "maal"
        assert len(view.previews) == len(wanted.measures)
        preview = view.previews[number]
        told = {name: getattr(view, name) for name in ("classes", "legend", "legend_title", "estimated")}
        assert {name: getattr(preview, name) for name in told} == told


def test_two_readers_get_the_same_table_and_another_measure_another():
    wanted = LAYERS["participation"]
    first, second = (map_ready.ready(BOKMAAL, wanted, "projects") for _ in range(2))
    assert first.ranked is second.ranked
    assert first.ranked is not map_ready.ready(BOKMAAL, wanted, "amount").ranked
    in_english = map_ready.ready(Reader("en", "EUR"), wanted, "projects")
    assert in_english.asked.title != first.asked.title


def test_nothing_is_kept_of_what_has_own_rows_in_it(monkeypatch):
    files = (register(here("5037")),)
    monkeypatch.setattr(own_rows, "held", lambda: files)
    made = [map_ready.ready(BOKMAAL, LAYERS["participation"], "projects") for _ in range(2)]
    assert [ready.map.view.previews for ready in made] == [(), ()]
    assert made[0].ranked is not made[1].ranked
    assert made[0].ranked[in_use.COLUMN].sum() == 1


def test_what_is_sent_of_the_previews_is_small():
    view = map_ready.ready(BOKMAAL, LAYERS["participation"], "projects").map.view
    sent = component._payload(view)["previews"]
    assert [entry["classes"] for entry in sent] == [list(preview.classes) for preview in view.previews]
    assert sent[0]["legend"] == [asdict(entry) for entry in view.previews[0].legend]
    assert len(str(sent)) < 15_000
