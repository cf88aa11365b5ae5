"""The table of patches is true: what they touch is there, was read at the pinned version, and is held by a test."""

import ast
import re
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from streamlit import net_util
from streamlit.web.server.starlette.starlette_websocket import create_websocket_routes

from pages._shared.server import patches
from tests.tools import sockets
from tests.tools.project import ROOT

ROWS = pytest.mark.parametrize("patch", patches.ALL, ids=lambda patch: patch.touches[0])


def touched(name):
    """Return what a patch touches: an attribute, or the files below a package's folder that hold a text."""
    place, _, text = name.partition(":")
    if "/" in place:
        package, folder = place.split("/", 1)
        files = (Path(import_module(package).__file__).parent / folder).rglob("*.*s")
        return [path for path in files if text in path.read_text("utf-8", errors="replace")]
    value = import_module(place)
    for part in text.split("."):
        value = getattr(value, part)
    return [value]


@ROWS
def test_what_a_patch_touches_is_there_and_was_read_at_the_version_in_use(patch):
    assert all(touched(name) for name in patch.touches)
    for pinned in patch.read_at:
        package, _, number = pinned.partition("==")
        assert version(package) == number, f"{pinned}: read again what the patch touches, then change its row"
        assert pinned in (ROOT / "requirements.txt").read_text("utf-8").split()


@ROWS
def test_a_test_holds_each_patch_and_its_row_says_what_it_is_for(patch):
    file, _, function = patch.test.partition("::")
    names = {node.name for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))) if hasattr(node, "name")}
    assert function in names
    assert re.search(r"\d|first visit|address", patch.gain)
    assert patch.taken_out.startswith(("Once", "Where"))


@pytest.fixture
def lookups(monkeypatch):
    """Return the addresses that are asked for over the network while patches are made and taken back."""
    asked = []

    def refuse(address, **_):
        asked.append(address)
        raise OSError("no network")

    monkeypatch.setattr("requests.get", refuse)
    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, getattr(net_util, name))
    patches.no_address_outside()
    return asked


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://192.0.2.7:8501", "http://lokalhost"])
@pytest.mark.parametrize("allowed", [[], ["https://profil.example"]])
def test_a_foreign_origin_is_refused_without_asking_anybody_outside(lookups, monkeypatch, origin, allowed):
    monkeypatch.setattr(net_util, "_external_ip", None)
    settings = {"server.corsAllowedOrigins": allowed}
    asked = st._config.get_option
    monkeypatch.setattr(st._config, "get_option", lambda name: settings.get(name, asked(name)))
    app = Starlette(routes=create_websocket_routes(None, None))
    answers = sockets.opened(app, "/_stcore/stream", Origin=origin, Host="127.0.0.1:8501")
    assert [(answer["type"], answer["code"]) for answer in answers] == [("websocket.close", 1008)]
    assert lookups == []
