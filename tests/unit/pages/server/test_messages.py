"""No browser makes the server gather more of a message than a page needs, nor run faster than a person clicks."""

import asyncio
import itertools
import socket
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from pages._shared.server import messages
from tests.tools import apart, sockets


async def lengths(websocket):
    await websocket.accept()
    while True:
        await websocket.send_text(str(len(await websocket.receive_bytes())))


APP = Starlette(routes=[WebSocketRoute("/stream", lengths)])


@asynccontextmanager
async def serving():
    """Serve the app as Streamlit does, with its limit of 200 MB, and give the address."""
    messages.bound()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            APP, ws="websockets-sansio", ws_max_size=200_000_000, ws_per_message_deflate=True, lifespan="off",
            log_level="critical",
        )  # fmt: skip
        server = uvicorn.Server(config)
        at_work = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield f"ws://127.0.0.1:{listening.getsockname()[1]}/stream"
        finally:
            server.should_exit = True
            await at_work


def sent(message, **options):
    """Send a message, whole or in fragments, and return the answer, or the code that the server closes with."""

    async def ask():
        async with serving() as address, connect(address, **options) as client:
            try:
                await client.send(message)
                return await client.recv()
            except ConnectionClosed as closed:
                return closed.rcvd and closed.rcvd.code

    return apart.run(ask())


def test_a_message_as_large_as_a_page_needs_arrives_whole_or_in_fragments():
    assert sent(b"x" * messages.MOST_BYTES) == str(messages.MOST_BYTES)
    assert sent([b"x" * 1_000] * 500) == "500000"


def test_a_larger_message_is_cut_off_packed_or_not():
    for compression in (None, "deflate"):
        assert sent(b"0" * (messages.MOST_BYTES + 1), compression=compression) == 1009
    assert sent([b"0" * 100_000] * 11) == 1009


@pytest.mark.parametrize("fragment", [b"", b"x"])
def test_a_message_that_never_ends_is_cut_off(fragment):
    assert sent(itertools.chain([b"x"], itertools.repeat(fragment, 10_000))) in (1009, None)


def test_a_session_that_asks_a_thousand_times_at_once_waits_alone_and_loses_nothing():
    heard, now = [], [0.0]

    async def app(scope, receive, send):
        while (message := await receive())["type"] != "websocket.disconnect":
            if "bytes" in message:
                heard.append((message["bytes"], now[0]))

    async def sleep(seconds):
        now[0] += seconds

    asked = [{"type": "websocket.receive", "bytes": str(at).encode()} for at in range(1_000)]
    sockets.opened(messages.Paced(app, clock=lambda: now[0], sleep=sleep), "/stream", asked)
    assert [content for content, _ in heard] == [message["bytes"] for message in asked]
    assert heard[messages.AT_ONCE - 1][1] == 0.0
    assert heard[-1][1] == pytest.approx((1_000 - messages.AT_ONCE) / messages.PER_SECOND)


def test_one_who_clicks_as_fast_as_a_person_never_waits():
    waits, now = [], [0.0]

    def clock():
        now[0] += 2 / messages.PER_SECOND
        return now[0]

    async def app(scope, receive, send):
        while (await receive())["type"] != "websocket.disconnect":
            pass

    asked = [{"type": "websocket.receive", "bytes": b"click"}] * 500
    sockets.opened(messages.Paced(app, clock=clock, sleep=waits.append), "/stream", asked)
    assert waits == []
