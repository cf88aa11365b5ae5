"""Refuses every connection of the process beyond this machine, and writes down where it was to go."""

import os
import socket
from pathlib import Path

_connect = socket.socket.connect
_resolve = socket.getaddrinfo
HERE = ("127.", "localhost", "::1", "0.0.0.0")


def _refuse(target):
    with Path(os.environ.get("REFUSED_CALLS", os.devnull)).open("a", encoding="utf-8") as calls:
        calls.write(f"{target}\n")
    raise OSError(f"refused by the tests: {target}")


def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(HERE):
        _refuse(address[0])
    return _connect(self, address)


def resolve(host, *rest, **options):
    if host and not str(host).startswith(HERE):
        _refuse(host)
    return _resolve(host, *rest, **options)


socket.socket.connect = connect
socket.getaddrinfo = resolve
