"""A server that is started with something wrong: who is told, and what a reader gets."""

import asyncio
import urllib.error
import urllib.request

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from tests.tools import apart
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
