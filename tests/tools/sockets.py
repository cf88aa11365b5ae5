"""A websocket to an app without a server between them."""

from tests.tools import apart


def opened(app, path, messages=(), **headers):
    """Open a websocket, send messages, leave, and return all that the app sends."""
    sent, coming = [], [{"type": "websocket.connect"}, *messages, {"type": "websocket.disconnect", "code": 1001}]
    scope = {
        "type": "websocket", "path": path, "raw_path": path.encode(), "root_path": "", "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "subprotocols": [], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8501), "scheme": "ws", "state": {},
    }  # fmt: skip

    async def receive():
        return coming.pop(0)

    async def send(message):
        sent.append(message)

    apart.run(app(scope, receive, send))
    return sent
