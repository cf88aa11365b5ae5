"""Bring one file over the network into a path: so much, so long and from where it may come, and no more."""

import hashlib
import time
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NoReturn

import httpx
from tqdm import tqdm

from analysis.errors import DataError
from analysis.refresh import hosts
from analysis.refresh.hosts import BY_HAND
from analysis.refresh.targets import FORMS, Address, question

_AGENT = "Europaprofil (analysis.refresh)"
_BLOCK = 1 << 18
_PACKED = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
"""How a body may be packed on its way, with what zlib is told; one packed twice is refused."""


@dataclass(frozen=True)
class Limits:
    """What a download may take.

    Attributes:
        answer_seconds: how long the server may be silent.
        seconds: how long one file may take in all.
        redirects: how many may be followed, to https only unless `any_scheme`.
        attempts: how many times a file is asked for, with a growing pause of at first `pause_seconds`.
    """

    answer_seconds: float = 60
    seconds: float = 3600
    redirects: int = 5
    attempts: int = 4
    pause_seconds: float = 2
    any_scheme: bool = False


USUAL = Limits()


@dataclass(frozen=True)
class Fetched:
    """A file at hand; `published` is the day (yyyy-mm-dd) its server says it was changed, None where it does not."""

    path: Path
    sha256: str
    published: str | None = None


class TryAgainError(Exception):
    """The server answered that it cannot just now."""


def transfer(
    address: Address, path: Path, megabytes: int, limits: Limits, own_hosts: Collection[str]
) -> Fetched | None:
    """Ask once for a file and write it to a path; None where it is optional and not there.

    Args:
        own_hosts: where the source itself is; others are asked only where they are public.

    Raises:
        DataError: the file must not be had, or is too large or too slow.
        TryAgainError, httpx.HTTPError: the server or the network failed.
    """
    content = question(address)
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "gzip"}
    headers |= {"Content-Type": "application/json"} if content else {}

    def look_at(request: httpx.Request) -> None:
        hosts.expect_allowed(request.url, own_hosts, any_scheme=limits.any_scheme)

    begun = time.monotonic()
    with (
        httpx.Client(
            follow_redirects=True,
            max_redirects=limits.redirects,
            timeout=limits.answer_seconds,
            headers=headers,
            event_hooks={"request": [look_at]},
        ) as client,
        client.stream("POST" if content else "GET", address.url, content=content) as response,
    ):
        if response.status_code == httpx.codes.NOT_FOUND and address.optional:
            return None
        _expect_good(response, address)
        digest, size = hashlib.sha256(), 0
        with path.open("wb") as file, _bar(response, address.name) as bar:
            for block in _unpacked(response, address):  # as they come, for the time is looked at between them
                size += len(block)
                if size > megabytes * 1_000_000:
                    raise DataError(f"{address.name}: more than {megabytes} MB came. See whether it is the right file.")
                if time.monotonic() - begun > limits.seconds:
                    raise DataError(f"{address.name}: not done after {limits.seconds:.0f} seconds. {BY_HAND}")
                file.write(block)
                digest.update(block)
                bar.update(len(block))
        return Fetched(path, digest.hexdigest(), _published(response))


def _unpacked(response: httpx.Response, address: Address) -> Iterator[bytes]:
    """Give the body in blocks of limited size, however far it unpacks."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed in ("", "identity"):
        yield from response.iter_raw(_BLOCK)
        return
    if packed not in _PACKED:
        raise DataError(f"{address.name}: came packed as {packed!r}, which is not asked for. {BY_HAND}")
    unpacking = zlib.decompressobj(_PACKED[packed])
    try:
        for block in response.iter_raw(_BLOCK):
            while block:
                yield unpacking.decompress(block, _BLOCK)
                block = unpacking.unconsumed_tail
        if not unpacking.eof:
            raise TryAgainError("it ended in the middle")
    except zlib.error as error:
        raise TryAgainError(f"not packed as it says ({error})") from error


def _expect_good(response: httpx.Response, address: Address) -> None:
    status = response.status_code
    if status == httpx.codes.TOO_MANY_REQUESTS or status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise TryAgainError(f"answered {status}")
    if not response.is_success:
        raise DataError(f"{address.name}: {response.url} answered {status}. The file may have moved. {BY_HAND}")
    kind = response.headers.get("content-type", "")
    if address.form in FORMS and ("html" in kind or kind.startswith(("image/", "video/", "audio/"))):
        raise DataError(f"{address.name}: {kind} came where {address.form} was expected. {BY_HAND}")


def _bar(response: httpx.Response, name: str) -> "tqdm[NoReturn]":
    total = response.headers.get("content-length", "")
    return tqdm(total=int(total) if total.isdigit() else None, unit="B", unit_scale=True, desc=name, disable=None)


def _published(response: httpx.Response) -> str | None:
    try:
        return parsedate_to_datetime(response.headers["last-modified"]).date().isoformat()
    except (KeyError, ValueError):
        return None
