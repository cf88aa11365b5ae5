"""What the pages keep is made once for each version of the data, whoever asks first and however many at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages._shared.data import data_in_use


@pytest.fixture
def made():
    """A kept function, and the arguments it was made for."""
    made, waiting = [], threading.Event()

    def make(name, level="county"):
        waiting.wait(0.05)
        made.append((name, level))
        return f"{name} of a {level}"

    kept = data_in_use.per_version(make, most=2)
    yield kept, made
    data_in_use._caches.pop()


def test_it_is_made_once_however_the_arguments_are_given(made):
    kept, calls = made
    assert kept("map") == kept(name="map", level="county") == kept("map", "county") == "map of a county"
    assert calls == [("map", "county")]


def test_it_is_made_once_for_many_at_once(made):
    kept, calls = made
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(kept, ["map"] * 16)) == {"map of a county"}
    assert calls == [("map", "county")]


def test_only_so_many_are_kept(made):
    kept, calls = made
    for name in ("one", "two", "three", "one"):
        kept(name)
    assert [name for name, _ in calls] == ["one", "two", "three", "one"]


def test_another_version_of_the_data_is_another_thing(made, monkeypatch, tmp_path):
    kept, calls = made
    for folder in (tmp_path / "old", tmp_path / "new", tmp_path / "new"):
        monkeypatch.setattr(data_in_use, "folder", lambda folder=folder: folder)
        kept("map")
    assert len(calls) == 2


def test_all_is_forgotten_when_another_version_comes_into_use(made, monkeypatch, tmp_path):
    kept, calls = made
    for folder in ("old", "new", "new"):
        monkeypatch.setattr(data_in_use.versions, "in_use", lambda folder=folder: tmp_path / folder)
        data_in_use.begin_run()
        kept("map")
    assert len(calls) == 2
    monkeypatch.undo()
    data_in_use.begin_run()
