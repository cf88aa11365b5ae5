"""Which addresses a refresh may ask: those of its sources, and others that are public; never with a name and password.

A publisher's page or redirect could otherwise lead the program to what only this machine, or its network, can reach.
"""

import ipaddress
import socket
from collections.abc import Collection, Iterator

import httpx

from analysis.errors import DataError

BY_HAND = "Try again later, or download the file by hand and give its folder with --from."


def expect_allowed(url: httpx.URL, own: Collection[str], *, any_scheme: bool) -> None:
    """Hold an address to the rules before it is asked.

    Args:
        own: the hosts of the source itself.
        any_scheme: allow others than https.

    Raises:
        DataError: the address must not be asked; says why.
    """
    told = url.copy_with(username="", password="") if url.userinfo else url
    if url.scheme != "https" and not any_scheme:
        raise DataError(f"{told}: leads away from https. It is not followed. {BY_HAND}")
    if url.userinfo:
        raise DataError(f"{told}: comes with a name or password. It is not followed. {BY_HAND}")
    if url.host not in own and any(not _is_public(number) for number in _numbers(url.host)):
        raise DataError(f"{told}: leads to this machine or its own network. It is not followed. {BY_HAND}")


def _numbers(host: str) -> Iterator[str]:
    """Give the numbers of a host; none where its name is not known here, as behind a proxy that asks for us."""
    try:
        for *_, address in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM):
            yield str(address[0])
    except (OSError, UnicodeError):
        return


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.split("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return (mapped or address).is_global and not address.is_multicast
