"""A server on loopback that answers as badly as it is told to, and counts what it was asked."""

import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """How to answer one path.

    `statuses` are given one after the other, the last one for good; `cut` is how many bytes short of its own length
    the body ends; `pause` is how long the server is silent before each `block` of it.
    """

    body: bytes = b""
    kind: str = "application/octet-stream"
    statuses: tuple[int, ...] = (200,)
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    pause: float = 0
    block: int = 1 << 20
    tell_length: bool = True


@dataclass
class Server:
    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: Counter = field(default_factory=Counter)
    bodies: list[bytes] = field(default_factory=list)

    def at(self, path, body=b"", **how):
        """Say how to answer a path and return its address."""
        self.answers[path] = Answer(body, **how)
        return self.url + path


@contextmanager
def running():
    """Give a server that runs until the block ends."""
    server = Server("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.split("?")[0]
            server.asked[path] += 1
            answer = server.answers.get(path, Answer(statuses=(404,)))
            self.send_response(answer.statuses[min(server.asked[path], len(answer.statuses)) - 1])
            self.send_header("Content-Type", answer.kind)
            if answer.tell_length:
                self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            body = answer.body[: len(answer.body) - answer.cut]
            for start in range(0, len(body), answer.block):
                time.sleep(answer.pause)
                try:
                    self.wfile.write(body[start : start + answer.block])
                    self.wfile.flush()
                except OSError:
                    return

        def do_POST(self):
            server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
