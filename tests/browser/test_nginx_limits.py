"""What nginx as shipped bears and refuses, before processes that hang, die, or are made for the test."""

import contextlib
import http.client
import http.server
import re
import socket
import threading

import pytest

from tests.tools.nginx import SHIPPED, shipped, start_nginx
from tests.tools.server import free_port

ROOM = 300
"""Readers behind one address; each has six connections for files and one for the session."""


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        pass


@pytest.fixture
def living():
    """Give the port of a process that answers."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def hanging():
    """Give the port of a process that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def before(tmp_path):
    """Give a function that starts nginx before two processes and returns how to ask it; timeouts are a second."""
    running = []

    def begin(*ports):
        port = free_port()
        text = re.sub(r"(proxy_read_timeout|client_header_timeout|client_body_timeout) \d+s;", r"\1 1s;",
                      shipped(tmp_path, ports, f"127.0.0.1:{port}"))  # fmt: skip

        def ask(path, **headers):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            content = answer.read().decode()
            connection.close()
            return answer.status, answer.headers, content

        def answers():
            socket.create_connection(("127.0.0.1", port)).close()

        running.append(start_nginx(tmp_path, text, answers))
        return ask, port

    yield begin
    for process in running:
        process.terminate()
        process.wait(20)


def cookie(port):
    return {"Cookie": f"europaprofil_process={port}"}


def test_a_room_of_readers_behind_one_address_is_within_the_limits():
    text = re.sub(r"(?m)^\s*#.*", "", SHIPPED.read_text("utf-8"))
    blocks = dict(re.findall(r"location ([^{]+) \{([^}]*)\}", text))
    limited = {place for place, block in blocks.items() if "limit_req" in block}
    assert limited == {"= /_stcore/stream", "^~ /_stcore/upload_file/", "~ ^/(auth/log(in|out)|oauth2callback)$"}
    outside = re.sub(r"location [^{]+\{[^}]*\}", "", text[text.index("server {\n    listen") :])
    assert "limit_req " not in outside
    assert int(re.search(r"europaprofil_sessions burst=(\d+)", text)[1]) >= ROOM
    assert int(re.search(r"limit_conn europaprofil_connections (\d+)", outside)[1]) >= 7 * ROOM
    guide = (SHIPPED.parent / "README.md").read_text("utf-8")
    assert int(re.search(r"worker_connections (\d+);", guide.split("sed -i")[1].split("768", 1)[1])[1]) >= 2 * 7 * ROOM


def test_what_should_be_quick_waits_five_seconds_at_most_for_a_process():
    text = re.sub(r"(?m)^\s*#.*", "", SHIPPED.read_text("utf-8"))
    blocks = dict(re.findall(r"location ([^{]+) \{([^}]*)\}", text))
    for place in ("/", "~ ^/_stcore/(health|host-config)$", "= /health", "@another"):
        assert int(re.search(r"proxy_read_timeout (\d+)s;", blocks[place])[1]) <= 5, place
    assert {int(seconds) for seconds in re.findall(r"proxy_connect_timeout (\d+)s;", text)} == {1}


@pytest.mark.parametrize("path", ["/kart?enhet=50", "/_stcore/health", "/static/js/index.js", "/media/x.csv"])
def test_a_process_that_hangs_holds_nobody_while_another_lives(before, living, hanging, path):
    ask, _ = before(hanging, living)
    for asked in ({}, cookie(hanging)):
        status, headers, content = ask(path, **asked)
        assert (status, content) == (200, "ok")
        assert path.startswith("/static/") or f"europaprofil_process={living}" in headers["Set-Cookie"]
    assert [ask("/health")[0] for _ in range(4)] == [200] * 4


def test_a_dead_process_leaves_its_readers_and_newcomers_to_the_living_one(before, living):
    ask, _ = before(free_port(), living)
    assert [ask("/kart")[0] for _ in range(20)] == [200] * 20
    assert [ask("/_stcore/health", **cookie(living))[0] for _ in range(20)] == [200] * 20


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [("/kart", "nn-NO,nb;q=0.8", "nn"), ("/kart?enhet=50&sprak=en", "nb", "en"), ("/", "de", "nb"), ("/", "", "nb")],
)
def test_while_no_process_answers_a_page_waits_in_the_readers_language(before, path, accepted, language):
    dead = free_port()
    ask, _ = before(dead, free_port())
    for asked in ({}, cookie(dead)):
        status, headers, content = ask(path, **{"Accept-Language": accepted}, **asked)
        assert (status, headers["Content-Type"]) == (503, "text/html; charset=utf-8")
        assert headers["Cache-Control"] == "no-store"
        assert f'<html lang="{language}">' in content
        assert 'http-equiv="refresh"' in content
        assert ("startar" in content, "starting" in content) == (language == "nn", language == "en")
    assert ask("/health")[0] in (502, 503)


@pytest.mark.parametrize(
    "half", [b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1"]
)
def test_half_a_request_gives_its_connection_back(before, living, half):
    _, port = before(living, free_port())
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(half)
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(1_000)[:12] in (b"", b"HTTP/1.1 408")


def test_the_log_names_neither_sessions_nor_files(before, living, tmp_path):
    ask, _ = before(living, free_port())
    for path in ("/media/0123abcd.csv", "/_stcore/upload_file/a-session/a-file"):
        ask(path, **cookie(living))
    log = (tmp_path / "access.log").read_text("utf-8")
    assert [line.split()[2] for line in log.splitlines()][-2:] == ["/media/-", "/_stcore/upload_file/-"]
