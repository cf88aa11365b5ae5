"""How the server's connections send: at once, as asyncio means them to.

asyncio tells a connection not to wait for more to send where the socket says that it is TCP. Streamlit's says nothing
of the kind, and what comes of it inherits that: whatever is sent in several pieces then waits for the receiver to
acknowledge the first ones, which costs 40 ms a click, and as much for many a file.
"""

import gc
import socket


def send_at_once() -> int:
    """Let the connections of all sockets of this process send at once; return for how many sockets that is so.

    Nobody hands out the socket on which the server listens, so it is looked for among all that there is.
    """
    found = [one for one in gc.get_objects() if type(one) is socket.socket and _is_tcp(one)]
    for one in found:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(found)


def _is_tcp(one: socket.socket) -> bool:
    return one.fileno() >= 0 and one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM
