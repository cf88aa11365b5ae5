"""What the server sends in several pieces does not wait for the receiver's word on the first."""

import socket

from pages._shared.server import connections, server
from tests.tools import apart


def bound():
    """Return a socket as Streamlit makes its own: it does not say that it is TCP."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    return listening


def at_once(one):
    return bool(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_connections_of_a_socket_send_at_once():
    with bound() as listening:
        assert not at_once(listening)
        assert connections.send_at_once() >= 1
        listening.listen()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as connection:
            assert at_once(connection)


def test_closed_sockets_and_those_of_another_kind_are_left_alone():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM), socket.socketpair()[0]:
        closed = bound()
        closed.close()
        connections.send_at_once()


def test_the_servers_socket_is_told_so_before_the_first_reader_comes():
    async def begin():
        async with server.ready(None):
            return at_once(listening)

    with bound() as listening:
        assert apart.run(begin())
