"""Bring a publisher's files to a temporary folder: again and again where the network fails, never too much, checked."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import httpx
import stamina
from stamina.instrumentation import set_on_retry_hooks
from tqdm import tqdm

from analysis.errors import DataError
from analysis.refresh import forms
from analysis.refresh.hosts import BY_HAND
from analysis.refresh.targets import Address, Target
from analysis.refresh.transfer import Fetched, Limits, TryAgainError, transfer

_PAGE_MEGABYTES = 10


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
        file = _one(address, folder, target.megabytes, limits, _own_hosts(target))
        files += [file] if file else []
        if not file:
            tqdm.write(f"{address.name}: not at its address, left out.")
    if not files:
        raise DataError(f"{target.target_id}: none of {len(addresses)} files is at its address. {BY_HAND}")
    return files


def _own_hosts(target: Target) -> set[str]:
    """Return the hosts that the source's own addresses name; a page's links may lead elsewhere."""
    urls = [target.listing, *(address.url for address in target.addresses)]
    return {host for url in urls if (host := urlsplit(url).hostname)}


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


def _one(address: Address, folder: Path, megabytes: int, limits: Limits, own_hosts: Collection[str]) -> Fetched | None:
    """Return a downloaded file; None where it is optional and not there."""
    path = folder / address.name
    fetched = _retried(address, path, megabytes, limits, own_hosts)
    if fetched:
        forms.check(path, address.form)
    return fetched


def _retried(
    address: Address, path: Path, megabytes: int, limits: Limits, own_hosts: Collection[str]
) -> Fetched | None:
    """Ask until the server delivers, or `limits` say that it is enough."""
    set_on_retry_hooks(())  # the user is told here, in plainer words
    fetched = None
    with _plain_errors(address):
        for attempt in stamina.retry_context(
            on=(TryAgainError, httpx.TransportError),
            attempts=limits.attempts,
            timeout=None,
            wait_initial=limits.pause_seconds,
            wait_max=limits.pause_seconds * 16,
        ):
            with attempt:
                if attempt.num > 1:
                    tqdm.write(f"{address.name}: no good answer, attempt {attempt.num} of {limits.attempts}.")
                fetched = transfer(address, path, megabytes, limits, own_hosts)
    return fetched


@contextmanager
def _plain_errors(address: Address) -> Iterator[None]:
    """Turn what goes wrong on the way into words for the user."""
    try:
        yield
    except (TryAgainError, httpx.HTTPError, httpx.InvalidURL) as error:
        host = urlsplit(address.url).hostname
        why = str(error) or type(error).__name__
        raise DataError(f"{address.name}: {host} did not deliver it ({why}). {BY_HAND}") from error


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
    _retried(page, path, _PAGE_MEGABYTES, limits, _own_hosts(target))
    text = path.read_text(encoding="utf-8", errors="replace")
    path.unlink()
    return text
