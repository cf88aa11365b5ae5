"""The work of a refresh, from the publishers' files to a version in use.

Each source stands alone: one that cannot be had, has drifted or does not keep the rules is left as it was, and the
others are put in use. All of it happens beside the data in use, which are replaced by one change of the pointer.
"""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.refresh import changes, fetch, load, maps, transfer, write
from analysis.refresh.targets import TARGETS, Target
from analysis.store import catalogue, versions
from analysis.store.tables import read_table

LOCK = "refresh.lock"
UNCHANGED = "The data in use are unchanged."
_DOWNLOADS = ".downloads-"


@dataclass(frozen=True)
class Wish:
    """What the user wants refreshed.

    Attributes:
        target_ids: the sources; all that have an address where none is named.
        from_folder: where files are that were downloaded by hand, in place of the network.
        accept_drift: sources that are taken although their files are not what they were.
    """

    target_ids: tuple[str, ...] = ()
    from_folder: Path | None = None
    accept_drift: Collection[str] = ()


@dataclass
class Outcome:
    """What became of each source, by id, and the new version; None where there is none."""

    version_id: str | None = None
    new: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def refresh(
    wish: Wish,
    *,
    targets: Mapping[str, Target] = TARGETS,
    limits: transfer.Limits = transfer.USUAL,
    say: Callable[[str], None] = print,
) -> Outcome:
    """Fetch and load the sources wished for, and put a new version in use if any of them has something new.

    Raises:
        DataError: another refresh is at work, or a source is not known.
    """
    chosen = _chosen(wish, targets)
    with _alone(), tempfile.TemporaryDirectory(dir=versions.store(), prefix=_DOWNLOADS) as folder:
        work = _Work(say)
        if work.fault:
            say(f"The data in use are damaged, so this begins with others. {work.fault}")
        for target in chosen:
            _one(work, target, wish, Path(folder), limits)
        if work.accounts:
            work.outcome.version_id = _put_in_use(work)
            versions.prune()
    return work.outcome


class _Work:
    """The tables as they stand after the sources loaded so far, and what is to be written of them."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        standing = versions.standing()
        self.before, self.fault, self.lost = standing.folder, standing.fault, standing.lost
        self.loaded: dict[str, Any] = dict(versions.loaded(self.before))
        self.old = {name: read_table(name, self.before) for name in schemas.TABLES}
        self.tables = dict(self.old)
        self.changed: set[str] = set()
        self.maps: dict[str, Mapping[str, tuple[str, str]]] = {}
        self.accounts: dict[str, Sequence[Any]] = {}
        self.outcome = Outcome()

    def still_lost(self) -> list[str]:
        """Return the sources that were loaded once, were lost to damaged data, and are not loaded again."""
        return [source for source in self.lost if source not in self.loaded]


def _chosen(wish: Wish, targets: Mapping[str, Target]) -> list[Target]:
    unknown = [target_id for target_id in (*wish.target_ids, *wish.accept_drift) if target_id not in targets]
    if unknown:
        raise DataError(f"{', '.join(unknown)}: no such source. Choose from {', '.join(targets)}.")
    if wish.from_folder and not wish.from_folder.is_dir():
        raise DataError(f"{wish.from_folder}: no such folder. Give the one with the files you downloaded.")
    with_files = [target for target in targets.values() if wish.from_folder or _has_address(target)]
    return [targets[target_id] for target_id in targets if target_id in wish.target_ids] or with_files


def _has_address(target: Target) -> bool:
    return bool(target.addresses or target.listing or target.client)


def _one(work: _Work, target: Target, wish: Wish, folder: Path, limits: transfer.Limits) -> None:
    """Load one source; what is wrong with it is said, and leaves the others as they are."""
    own = folder / target.target_id
    own.mkdir()
    try:
        files = fetch.by_hand(target, wish.from_folder) if wish.from_folder else fetch.fetch(target, own, limits)
        if not files and not wish.target_ids:
            return
        if not files:
            names = ", ".join(target.names()) or "any name"
            raise DataError(
                f"{target.target_id}: no file of it in {wish.from_folder}. Put the files ({names}) there, or in a "
                f"folder named {target.target_id} in it."
            )
        _take(work, target, files, accept_drift=target.target_id in wish.accept_drift)
    except Exception as error:  # an importer may fail in any way with a file of a kind it does not know
        why = str(error) if isinstance(error, DataError) else f"Could not be read ({type(error).__name__}: {error})."
        work.outcome.failed[target.target_id] = why
        work.say(f"{target.target_id}: refused, its rows stay as they were. {why}")
    finally:
        shutil.rmtree(own)


def _take(work: _Work, target: Target, files: Sequence[transfer.Fetched], *, accept_drift: bool) -> None:
    last = work.loaded.get(target.target_id)
    if last and sorted(last.get("files", {}).values()) == sorted(file.sha256 for file in files):
        work.outcome.unchanged.append(target.target_id)
        work.say(f"{target.target_id}: nothing new since {last['retrieved']}.")
        return
    source = catalogue.read_register()[target.target_id]
    today = date.today().isoformat()
    read = maps.load if target.draws else load.load
    done = read(target, files, work.tables, source, last=last, today=today, accept_drift=accept_drift)
    work.tables |= done.tables
    work.changed |= set(done.tables)
    work.maps |= done.maps
    work.loaded[target.target_id] = done.told
    work.accounts[target.target_id] = done.accounts
    work.outcome.new.append(target.target_id)
    number, first = done.refused
    refused = f"; {number} cells refused, such as {first}" if number else ""
    work.say(f"{target.target_id}: {done.told['rows']:,} rows from {len(files)} files{refused}.")


def _put_in_use(work: _Work) -> str:
    """Write the new version and name it in the pointer, which is the last step."""
    register = catalogue.read_register()
    of_sources = {source_id: changes.of_source(source_id, work.old, work.tables) for source_id in work.accounts}
    registers = (catalogue.updated(register, loaded) for loaded in (versions.loaded(work.before), work.loaded))
    moved = changes.of_units(work.old, work.tables, *registers) if work.changed & changes.TELLING else []
    version_id = write.write(
        work.before,
        {name: work.tables[name] for name in sorted(work.changed)},
        [account for accounts in work.accounts.values() for account in accounts],
        work.loaded,
        {"sources": of_sources, "units": moved},
        work.maps,
        work.still_lost(),
    )
    versions.switch(version_id)
    if work.still_lost():
        work.say(f"Loaded before and not in the new data, for they were damaged: {', '.join(work.still_lost())}. The "
                 "last version that holds them is kept; refresh these sources too.")  # fmt: skip
    for source_id, told in of_sources.items():
        work.say(f"{source_id}: {told['new_projects']} new projects, {told['gone_projects']} gone, "
                 f"{told['changed_amounts']} changed amounts.")  # fmt: skip
    work.say(f"{len(moved)} times a municipality or county moved from one programme status to another.")
    return version_id


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the store alone, and remove what a refresh that was killed left in it."""
    store = versions.store()
    try:
        store.mkdir(parents=True, exist_ok=True)
        with FileLock(store / LOCK, timeout=0):
            versions.clean()
            for path in store.glob(f"{_DOWNLOADS}*"):
                shutil.rmtree(path, ignore_errors=True)
            yield
    except Timeout as error:
        raise DataError(f"Another refresh is at work in {store}. Wait for it to end. {UNCHANGED}") from error
    except PermissionError as error:
        raise DataError(
            f"{error.filename}: may not be written. Name another folder with --store. {UNCHANGED}"
        ) from error


def rollback() -> str:
    """Put the version before the one in use back, while no refresh is at work; see versions.rollback."""
    with _alone():
        return versions.rollback()
