"""What is kept of a version is made once, whoever asks first; only those who ask for the same wait for it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from analysis.in_use.cache import Cache, cached


class Maps:
    def __init__(self):
        self.cache = Cache()
        self.calls = []

    @property
    def shared(self):
        return self

    @cached(most=2)
    def map_of(self, name, level="county"):
        self.calls.append((name, level))
        return f"{name} of a {level}"


def test_it_is_made_once_however_the_arguments_are_given():
    maps = Maps()
    written = [maps.map_of("map"), maps.map_of(name="map", level="county"), maps.map_of("map", "county")]
    assert written == ["map of a county"] * 3
    assert maps.calls == [("map", "county")]


def test_it_is_made_once_for_many_at_once():
    maps, together = Maps(), Barrier(8)

    def ask(_):
        together.wait()
        return maps.map_of("map")

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {"map of a county"}
    assert maps.calls == [("map", "county")]


def test_the_values_used_last_stay():
    maps = Maps()
    for name in ("one", "two", "one", "three", "one", "two"):
        maps.map_of(name)
    assert [name for name, _ in maps.calls] == ["one", "two", "three", "two"]


def test_who_asks_for_another_key_does_not_wait():
    cache, begun, go_on = Cache(), Event(), Event()

    def slow():
        begun.set()
        assert go_on.wait(10)
        return "slow"

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(cache.get, "map", "slow", slow)
        assert begun.wait(10)
        assert cache.get("map", "quick", lambda: "quick") == "quick"
        go_on.set()
        assert waiting.result(10) == "slow"


def test_a_value_may_be_made_of_another_one():
    cache = Cache()
    assert cache.get("map", "outer", lambda: cache.get("map", "inner", lambda: 1) + 1) == 2


def test_an_error_is_told_to_who_asked_and_not_kept():
    cache = Cache()
    with pytest.raises(ZeroDivisionError):
        cache.get("map", "x", lambda: 1 / 0)
    assert cache.get("map", "x", lambda: 1) == 1


def test_nothing_is_told_from_a_missing_value():
    cache, calls = Cache(), []
    for _ in range(2):
        assert cache.get("map", "x", lambda: calls.append(1)) is None
    assert calls == [1]
