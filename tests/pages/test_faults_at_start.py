"""A server that is started with something wrong: who is told, and what a reader gets; and damage while it runs."""

import asyncio
import shutil
import urllib.error
import urllib.request

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest
from websockets.asyncio.client import connect

from analysis.refresh.__main__ import main
from analysis.store import versions
from pages._shared.data import data_fault
from tests.tools import apart, small_data
from tests.tools.project import ROOT
from tests.tools.server import serve

CLOSED = "Innloggingen er ikke satt opp"
SECRETS = {
    "auth is a text": b'auth = "text"\n[europaprofil]\nallowed_domains = ["kommune.example"]\n',
    "not UTF-8": b'[auth]\nclient_id = "\xe6"\n',
}


def health(address, **headers):
    """Return status and words of the answer to the question for health."""
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{address}/_stcore/health", headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


async def first_page(address):
    """Return all bytes that a new reader is sent until their first page stands."""
    socket = connect(f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], max_size=None)
    async with socket as opened, asyncio.timeout(60):
        asked = BackMsg()
        asked.rerun_script.query_string = "sprak=nb"
        await opened.send(asked.SerializeToString())
        received = b""
        while True:
            content = await opened.recv()
            received += content
            if ForwardMsg.FromString(content).WhichOneof("type") == "script_finished":
                return received


@pytest.mark.parametrize("content", SECRETS.values(), ids=SECRETS)
def test_a_server_with_wrong_secrets_starts_says_so_and_shows_the_door_alone(tmp_path, content):
    file, log = tmp_path / "secrets.toml", tmp_path / "log"
    file.write_bytes(content)
    with log.open("w") as said:
        process, address = serve("dashboard.py", environment={"STREAMLIT_SECRETS_FILES": str(file)}, log=said)
    try:
        assert health(address) == (503, "not ready: sign-in")
        assert health(address, Referer=f"{address}/")[0] == 200
        sent = apart.run(first_page(address))
    finally:
        process.terminate()
        process.wait(20)
    assert CLOSED.encode() in sent
    assert b"Tr\xc3\xb8ndelag" not in sent and b"pages/" not in sent
    assert f"sign-in: secrets: {file}: " in log.read_text("utf-8")


@pytest.fixture
def damaged_copy(tmp_path):
    """Give a copy of the project with one table cut short."""
    for name in ("analysis", "pages", "static", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("raw", "boundaries"))
    shutil.copyfile(ROOT / "dashboard.py", tmp_path / "dashboard.py")
    table = tmp_path / "data/tables/population.parquet"
    table.write_bytes(table.read_bytes()[:-100])
    return tmp_path


def test_a_server_whose_own_data_are_damaged_says_so_once_in_the_log_and_on_one_page(damaged_copy):
    log = damaged_copy / "log"
    with log.open("w") as said:
        process, address = serve("dashboard.py", cwd=damaged_copy, log=said)
    try:
        assert health(address) == (503, "not ready: data")
        sent = apart.run(first_page(address))
    finally:
        process.terminate()
        process.wait(20)
    assert "Dataene er ikke slik de må være".encode() in sent
    assert b"Tr\xc3\xb8ndelag" not in sent
    lines = log.read_text("utf-8").splitlines()
    assert len([line for line in lines if "population.parquet" in line]) == 1
    assert "Traceback" not in log.read_text("utf-8")


def test_where_the_data_are_damaged_each_address_shows_the_one_page(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(data_fault, "DATA", tmp_path)
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60).run()
    assert [title.value for title in app.title] == ["Europaprofil"]
    assert len(app.warning) == 1 and not app.exception and not app.error
    assert app.warning[0].value.startswith("Dataene er ikke slik de må være")


def test_the_sources_page_says_that_newer_data_are_damaged_and_what_was_lost_with_them(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv(versions.STORE, str(tmp_path))
    small_data.cordis_zip(tmp_path / "cordis-h2020projects-csv.zip", ["1000.5"], programme="H2020")
    assert main(["cordis_h2020", "--from", str(tmp_path)]) == 0
    table = versions.in_use() / "tables" / "participations.parquet"
    table.write_bytes(table.read_bytes()[::-1])
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60).run()
    app.switch_page("pages/sources.py").run()
    assert not app.exception and not app.error
    damaged, lost = (warning.value for warning in app.warning)
    assert damaged.startswith("De nyeste dataene her er skadet. I stedet ser du dataene som følger med")
    assert "CORDIS" in lost and lost.startswith("Lastet inn tidligere, og tapt med skadede data")
