"""Bytes as they travel: a relay between browser and server that counts what comes back, compressed or not."""

import socket
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit

CHUNK = 65_536


class Relay:
    """Passes connections on to one server; `received` is how many bytes have come from there."""

    def __init__(self, server):
        self.received = 0
        self._server = server
        self._open = socket.create_server(("127.0.0.1", 0))
        self._ends = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self):
        return self._open.getsockname()[1]

    def close(self):
        for end in (self._open, *self._ends):
            end.close()

    def _accept(self):
        while True:
            try:
                browser, _ = self._open.accept()
            except OSError:
                return  # closed
            server = socket.create_connection(self._server)
            self._ends += [browser, server]
            for pair in ((browser, server, False), (server, browser, True)):
                threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, giver, taker, counted):
        try:
            while chunk := giver.recv(CHUNK):
                self.received += len(chunk) if counted else 0
                taker.sendall(chunk)
            taker.shutdown(socket.SHUT_WR)
        except OSError:
            return  # one side has gone


@contextmanager
def relayed(address):
    """Yield a relay to the server of an address, and the same address by way of it."""
    parts = urlsplit(address)
    relay = Relay((parts.hostname, parts.port))
    yield relay, parts._replace(netloc=f"127.0.0.1:{relay.port}").geturl()
    relay.close()
