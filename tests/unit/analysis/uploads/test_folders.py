"""Readers' files do not outlive the server that read them."""

import signal
import subprocess
import sys
import tempfile

import pytest

from analysis.uploads import folders
from pages._shared.server import server
from tests.tools import apart
from tests.tools.project import ROOT

READING = """
import sys
from analysis.uploads import folders
(folders.own() / "file").write_text("rows of a reader")
print(folders.own(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    folders.remove_own()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    folders.remove_own()


@pytest.fixture
def other(temporary):
    command = [sys.executable, "-c", READING]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    yield process
    process.kill()
    process.communicate()


def files(folder):
    return [path.name for path in folder.rglob("file")]


def test_the_next_start_removes_what_a_killed_server_left_and_nothing_of_one_that_lives(temporary, other):
    assert folders.remove_left() == 0
    assert files(temporary) == ["file"]
    other.send_signal(signal.SIGKILL)
    other.wait(20)
    (folders.own() / "file").write_text("of this process")
    assert folders.remove_left() == 1
    assert [path.read_text() for path in temporary.rglob("file")] == ["of this process"]


def test_folders_of_other_programs_are_left_alone(temporary):
    (temporary / "europaprofil-notes").mkdir()
    (temporary / "europaprofil-notes" / "file").write_text("somebody's")
    assert folders.remove_left() == 0
    assert files(temporary) == ["file"]


def test_the_servers_start_and_end_remove_readers_files(temporary, other):
    other.kill()
    other.wait(20)

    async def begin_and_end():
        async with server.ready(None):
            assert files(temporary) == []
            (folders.own() / "file").write_text("rows of a reader")

    apart.run(begin_and_end())
    assert files(temporary) == []
