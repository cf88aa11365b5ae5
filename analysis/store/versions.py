"""The versions of the data that refreshes made, and which of them is in use; the data that come with the project else.

A store holds a folder for each version and one file, the pointer, that names the one in use. A version is made beside
the others under a name that starts with a dot, made durable, given its name, and only then named in the pointer, which
is replaced in one step: whoever reads finds the old version or the new one, whole, whenever the work stops. What reads
here never raises. Where the pointer or the version it names is damaged, the one that was in use last and is whole takes
its place, and that is written to the log and told to whoever asks (see standing).
"""

import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.errors import DataError
from analysis.store import durable, store_folder, wholeness
from analysis.store.store_folder import listed, made, told, versions_folder
from analysis.store.tables import DATA

log = logging.getLogger("europaprofil")
STORE, LOADED, store = store_folder.STORE, store_folder.LOADED, store_folder.store
POINTER = "current"
EMBEDDED = "embedded"
"""What the pointer says where the data that come with the project are to be in use."""
KEPT = 3
_MAKING, _GOING, _POINTING = ".making-", ".going-", ".current-"
_NEEDED = ("retrieved", "published", "coverage")
_logged = set[str]()


@dataclass(frozen=True)
class Version:
    """One version that is whole.

    Attributes:
        since: the version that it was made from; "" where those were the data that come with the project.
        sources: what loaded.json says of each source that was loaded, by id.
        lost: sources that had been loaded before and could not be carried over, for their version was damaged.
    """

    version_id: str
    folder: Path
    made: str
    since: str
    sources: Mapping[str, Mapping[str, Any]]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Which data are in use: a version, or None for those that come with the project.

    Attributes:
        fault: what is wrong with those that were to be in use, in words for the log; "" where they are.
        lost: sources that had been loaded and are not in these data because of a fault, now or earlier.
    """

    version: Version | None
    fault: str = ""
    lost: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder with the tables in use."""
        return self.version.folder if self.version else DATA


def standing() -> Standing:
    """Return which data are in use, and what is wrong where they are not those that were to be."""
    wanted, fault = _pointed_to()
    if wanted == EMBEDDED:
        return Standing(None)
    if wanted:
        version, why = look_at(wanted)
        if version:
            return Standing(version, lost=version.lost)
        fault = f"{wanted}: {why}."
    if not fault:
        return Standing(None)
    instead = next((version for name in store_folder.once_in_use() if (version := _version(name))), None)
    fault = f"{fault} In use in its place: {instead.version_id if instead else 'the data that come with Europaprofil'}."
    if fault not in _logged:
        _logged.add(fault)
        log.error("data: %s To settle for these: python -m analysis.refresh --rollback", fault)
    had = store_folder.sources(versions_folder() / wanted) - {store_folder.UNKNOWN} if wanted else set()
    return Standing(instead, fault, tuple(sorted(had - set(instead.sources if instead else ()))))


def in_use() -> Path:
    """Return the folder with the tables in use."""
    return standing().folder


def current_id() -> str:
    """Return the id of the version in use; "" for the data that come with the project."""
    version = standing().version
    return version.version_id if version else ""


def loaded(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return what a refresh says of the sources that it loaded into a folder; {} where none did."""
    sources = told(folder).get("sources")
    if not isinstance(sources, dict):
        return {}
    return {
        source_id: said
        for source_id, said in sources.items()
        if isinstance(said, dict) and all(key in said for key in _NEEDED)
    }


def versions() -> list[Version]:
    """Return the versions that are whole, the oldest first."""
    return [version for path in made() if (version := _version(path.name))]


def new_folder() -> Path:
    """Return an empty folder to make a version in, on the same disk as the store; see finish."""
    name = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    taken = [path.name.removeprefix(_MAKING).removeprefix(_GOING) for path in listed(versions_folder())]
    # Behind all others of this second, or one that was removed would give its place in the order to a newer one.
    number = max((store_folder.order(one)[1] for one in taken if one.startswith(name)), default=0) + 1
    folder = versions_folder() / f"{_MAKING}{name}{f'-{number}' if number > 1 else ''}"
    folder.mkdir(parents=True)
    return folder


def id_of(folder: Path) -> str:
    """Return the id of the version that is made in a folder, or is there."""
    return folder.name.removeprefix(_MAKING)


def finish(folder: Path) -> str:
    """Give a version that is made its sums and its name, once all is on disk, and return its id; not in use yet."""
    wholeness.write_sums(folder)
    durable.write_through(folder)
    folder.rename(folder.with_name(id_of(folder)))
    durable.flush(folder.parent)
    return id_of(folder)


def switch(version_id: str) -> None:
    """Put a version in use; "" for the data that come with the project.

    Raises:
        DataError: there is no such version, or it is not whole; the data in use stay.
    """
    if version_id:
        version, why = look_at(version_id)
        if version is None:
            raise DataError(f"{version_id} in {versions_folder()}: {why}. The data in use are unchanged.")
        store_folder.take_turn(version.folder)
    store().mkdir(parents=True, exist_ok=True)
    durable.replace(store() / POINTER, version_id or EMBEDDED, _POINTING)


def rollback() -> str:
    """Put the version in use that the one in use was made from, and return its id; "" for the data that come with it.

    Where another one is in use than was to be, that one is settled for.

    Raises:
        DataError: the data that come with the project are in use already.
    """
    now = standing()
    if now.fault:
        switch(current_id())
        return current_id()
    if now.version is None:
        raise DataError("No version is in use, only the data that come with Europaprofil. There is none before them.")
    before = now.version.since
    while before and _version(before) is None:
        before = str(told(versions_folder() / before).get("since", ""))
    switch(before)
    store_folder.lose_turn(now.version.folder)
    return before


def prune(keep: int = KEPT) -> list[str]:
    """Remove all versions but the one in use and those before it, `keep` in all; return the ids of those removed.

    The last one that holds a source which none of these has stays too.
    """
    known = {version.version_id: version for version in versions()}
    kept, at = set[str](), known.get(current_id())
    while at is not None and len(kept) < keep:
        kept.add(at.version_id)
        at = known.get(at.since) if at.since not in kept else None
    held = set[str]().union(*(known[name].sources for name in kept))
    for path in sorted(made(), key=lambda path: (path.name in known, store_folder.order(path.name)), reverse=True):
        sources = store_folder.sources(path)
        if path.name not in kept and sources - held:
            kept.add(path.name)
        held |= sources
    gone = [path for path in made() if path.name not in kept]
    for path in gone:
        # Renamed first: what is removed in part must not look like a version.
        leaving = path.with_name(f"{_GOING}{path.name}")
        path.rename(leaving)
        shutil.rmtree(leaving)
    return sorted(path.name for path in gone)


def clean() -> None:
    """Remove what a refresh that was killed left behind; only while no other refresh runs."""
    for path in listed(versions_folder()):
        if path.name.startswith((_MAKING, _GOING)):
            shutil.rmtree(path, ignore_errors=True)
    for path in listed(store()):
        if path.name.startswith(_POINTING):
            path.unlink(missing_ok=True)


def _pointed_to() -> tuple[str, str]:
    """Return what the pointer names, and else what is wrong with it; nothing of both where none ever was."""
    try:
        path = store() / POINTER
        named = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return "", f"{path}: missing." if store_folder.once_in_use() else ""
    except RuntimeError:  # no home to keep a store in
        return "", ""
    except (OSError, ValueError) as error:
        return "", f"{path}: cannot be read ({error})."
    if named == EMBEDDED or store_folder.ID.fullmatch(named):
        return named, ""
    return "", f"{path}: names no version."


def _version(version_id: str) -> Version | None:
    return look_at(version_id)[0]


def look_at(version_id: str) -> tuple[Version | None, str]:
    """Return a version, or what keeps it from being used."""
    folder = versions_folder() / version_id
    if not store_folder.ID.fullmatch(version_id) or not folder.is_dir():
        return None, "no version of that name is there"
    said, sources = told(folder), loaded(folder)
    if why := wholeness.fault(folder, said, DATA):
        return None, why
    lost = tuple(source for source in said.get("lost", ()) if source not in sources)
    return Version(version_id, folder, str(said.get("made", "")), said.get("since", ""), sources, lost), ""
