"""Bring a publisher's files to a temporary folder: again and again where the network fails, never too much, checked."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from fnmatch import fnmatch
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import NoReturn
from urllib.parse import unquote, urljoin, urlsplit

import httpx
import stamina
from stamina.instrumentation import set_on_retry_hooks
from tqdm import tqdm

from analysis.errors import DataError
from analysis.refresh import forms
from analysis.refresh.targets import FORMS, Address, Target, question

_AGENT = "Europaprofil (analysis.refresh)"
_PAGE_MEGABYTES = 10
_BY_HAND = "Try again later, or download the file by hand and give its folder with --from."


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


class _TryAgainError(Exception):
    """The server answered that it cannot just now."""


def fetch(target: Target, folder: Path, limits: Limits) -> list[Fetched]:
    """Return the current files of a source, in a folder that is there.

    Raises:
        DataError: a file cannot be had, or is not what it should be; says why and what to do.
    """
    if target.client:
        path = folder / target.by_hand[0]
        target.client(path)
        return [_checked(path, target.megabytes)]
    addresses = _linked(target, folder, limits) if target.listing else target.addresses
    if not addresses:
        raise DataError(
            f"{target.target_id}: the publishers have no fixed address for these files. Download them by hand into "
            f"a folder named {target.target_id}, and give the folder that it is in with --from."
        )
    files = []
    for address in addresses:
        file = _one(address, folder, target.megabytes, limits)
        files += [file] if file else []
        if not file:
            tqdm.write(f"{address.name}: not at its address, left out.")
    if not files:
        raise DataError(f"{target.target_id}: none of {len(addresses)} files is at its address. {_BY_HAND}")
    return files


def by_hand(target: Target, folder: Path) -> list[Fetched]:
    """Return the files of a source that were downloaded by hand: in a folder of its name, or with a known name.

    Raises:
        DataError: a file is not what its name says, or is too large.
    """
    own = folder / target.target_id
    paths = [path for path in sorted(own.iterdir()) if not path.name.startswith(".")] if own.is_dir() else []
    named = [path for path in sorted(folder.iterdir()) if any(fnmatch(path.name, name) for name in target.names())]
    return [_checked(path, target.megabytes) for path in [*paths, *named] if path.is_file()]


def _checked(path: Path, megabytes: int) -> Fetched:
    if path.stat().st_size > megabytes * 1_000_000:
        raise DataError(f"{path.name}: larger than {megabytes} MB. See whether it is the right file.")
    forms.check(path, forms.form_of(path))
    with path.open("rb") as file:
        return Fetched(path, hashlib.file_digest(file, "sha256").hexdigest())


def _one(address: Address, folder: Path, megabytes: int, limits: Limits) -> Fetched | None:
    """Return a downloaded file; None where it is optional and not there."""
    path = folder / address.name
    fetched = _retried(address, path, megabytes, limits)
    if fetched:
        forms.check(path, address.form)
    return fetched


def _retried(address: Address, path: Path, megabytes: int, limits: Limits) -> Fetched | None:
    """Ask until the server delivers, or `limits` say that it is enough."""
    set_on_retry_hooks(())  # the user is told here, in plainer words
    fetched = None
    with _plain_errors(address):
        for attempt in stamina.retry_context(
            on=(_TryAgainError, httpx.TransportError),
            attempts=limits.attempts,
            timeout=None,
            wait_initial=limits.pause_seconds,
            wait_max=limits.pause_seconds * 16,
        ):
            with attempt:
                if attempt.num > 1:
                    tqdm.write(f"{address.name}: no good answer, attempt {attempt.num} of {limits.attempts}.")
                fetched = _attempt(address, path, megabytes, limits)
    return fetched


def _attempt(address: Address, path: Path, megabytes: int, limits: Limits) -> Fetched | None:
    content = question(address)
    headers = {"User-Agent": _AGENT} | ({"Content-Type": "application/json"} if content else {})
    begun = time.monotonic()
    with (
        httpx.Client(
            follow_redirects=True,
            max_redirects=limits.redirects,
            timeout=limits.answer_seconds,
            headers=headers,
            event_hooks={} if limits.any_scheme else {"request": [_expect_https]},
        ) as client,
        client.stream("POST" if content else "GET", address.url, content=content) as response,
    ):
        if response.status_code == httpx.codes.NOT_FOUND and address.optional:
            return None
        _expect_good(response, address)
        digest, size = hashlib.sha256(), 0
        with path.open("wb") as file, _bar(response, address.name) as bar:
            for block in response.iter_bytes():  # as they come, for the time is looked at between them
                size += len(block)
                if size > megabytes * 1_000_000:
                    raise DataError(f"{address.name}: more than {megabytes} MB came. See whether it is the right file.")
                if time.monotonic() - begun > limits.seconds:
                    raise DataError(f"{address.name}: not done after {limits.seconds:.0f} seconds. {_BY_HAND}")
                file.write(block)
                digest.update(block)
                bar.update(len(block))
        return Fetched(path, digest.hexdigest(), _published(response))


def _expect_https(request: httpx.Request) -> None:
    if request.url.scheme != "https":
        raise DataError(f"{request.url}: leads away from https. It is not followed. {_BY_HAND}")


def _expect_good(response: httpx.Response, address: Address) -> None:
    status = response.status_code
    if status == httpx.codes.TOO_MANY_REQUESTS or status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise _TryAgainError(f"answered {status}")
    if not response.is_success:
        raise DataError(f"{address.name}: {response.url} answered {status}. The file may have moved. {_BY_HAND}")
    kind = response.headers.get("content-type", "")
    if address.form in FORMS and ("html" in kind or kind.startswith(("image/", "video/", "audio/"))):
        raise DataError(f"{address.name}: {kind} came where {address.form} was expected. {_BY_HAND}")


def _bar(response: httpx.Response, name: str) -> "tqdm[NoReturn]":
    total = response.headers.get("content-length", "")
    return tqdm(total=int(total) if total.isdigit() else None, unit="B", unit_scale=True, desc=name, disable=None)


def _published(response: httpx.Response) -> str | None:
    try:
        return parsedate_to_datetime(response.headers["last-modified"]).date().isoformat()
    except (KeyError, ValueError):
        return None


@contextmanager
def _plain_errors(address: Address) -> Iterator[None]:
    """Turn what goes wrong on the way into words for the user."""
    try:
        yield
    except (_TryAgainError, httpx.HTTPError, httpx.InvalidURL) as error:
        host = urlsplit(address.url).hostname
        why = str(error) or type(error).__name__
        raise DataError(f"{address.name}: {host} did not deliver it ({why}). {_BY_HAND}") from error


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Keep where a link leads."""
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _linked(target: Target, folder: Path, limits: Limits) -> list[Address]:
    """Return the lists that a page links to, CSV where it has the same list as a workbook too."""
    page = _page(target, folder, limits)
    links = _Links()
    links.feed(page)
    found: dict[str, str] = {}
    for link in links.found:
        url = urljoin(target.listing, link)
        path = PurePosixPath(unquote(urlsplit(url).path))
        same = str(path.with_suffix("")) if path.name else ""
        if path.suffix.lower() == ".csv" or (path.suffix.lower() == ".xlsx" and same not in found):
            found[same] = url
    if not found:
        raise DataError(
            f"{target.target_id}: no list to download on {target.listing}. Download the lists by hand into a folder "
            f"named {target.target_id}, and give the folder that it is in with --from."
        )
    return [_address(number, url) for number, (_, url) in enumerate(sorted(found.items()), start=1)]


def _address(number: int, url: str) -> Address:
    path = PurePosixPath(unquote(urlsplit(url).path))
    plain = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in path.stem)
    form = path.suffix.lower()
    return Address(url, f"{number:02}-{plain[:80]}{form}", form.removeprefix("."))


def _page(target: Target, folder: Path, limits: Limits) -> str:
    page = Address(target.listing, f"{target.target_id}.page", "page")
    path = folder / page.name
    _retried(page, path, _PAGE_MEGABYTES, limits)
    text = path.read_text(encoding="utf-8", errors="replace")
    path.unlink()
    return text
