"""What a browser may say at a time: how large one message may be, and how many a session may hand in."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol as Connection
from websockets.frames import CloseCode, Frame

MOST_BYTES = 1_000_000
"""A click sends the values of the page's fields. Counted unpacked, and as a whole where it comes in fragments."""
MOST_FRAGMENTS = 1_000
"""Fragments may be empty, so their bytes do not bound them."""
AT_ONCE, PER_SECOND = 40, 10.0
"""More than anybody clicks. What comes faster waits in the network, so that its sender alone waits."""
_begin, _go_on = Connection.__init__, Connection.handle_cont


def bound() -> None:
    """Let no websocket of this process gather more of one message than it may be."""
    Connection.__init__ = _begun  # type: ignore[method-assign, assignment]
    Connection.handle_cont = _continued  # type: ignore[method-assign, assignment]


def _begun(connection: Connection, *arguments: object, **named: object) -> None:
    _begin(connection, *arguments, **named)  # type: ignore[arg-type]
    connection.conn.max_message_size = MOST_BYTES


def _continued(connection: Connection, event: Frame) -> None:
    if connection.close_sent:
        return
    if len(connection.frames) < MOST_FRAGMENTS:
        _go_on(connection, event)
        return
    connection.frames = []
    connection.conn.fail(CloseCode.MESSAGE_TOO_BIG, "too many fragments")
    connection.handle_parser_exception()


class Paced:
    """Hands the messages of each websocket on no faster than a person clicks; none is lost."""

    def __init__(
        self,
        app: ASGIApp,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.app, self.clock, self.sleep = app, clock, sleep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; see the ASGI specification."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        allowance, counted_at = float(AT_ONCE), self.clock()

        async def paced() -> Message:
            nonlocal allowance, counted_at
            message = await receive()
            if message["type"] == "websocket.receive":
                now = self.clock()
                allowance = min(AT_ONCE, allowance + (now - counted_at) * PER_SECOND) - 1
                counted_at = now
                if allowance < 0:
                    await self.sleep(-allowance / PER_SECOND)
            return message

        await self.app(scope, paced, send)
