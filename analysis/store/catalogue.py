"""The register of sources: who publishes what, under which licence, for which years, and what to beware of.

Kept in data/sources.toml; the build checks that every file it reads is the one the register describes. Entries that
are not embedded are offered: their rows come with a refresh or with a reader's own file, and until then nothing is
known of what they cover.
"""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from analysis.errors import DataError
from analysis.store.tables import DATA

REGISTER = DATA / "sources.toml"


@dataclass(frozen=True)
class Coverage:
    """A programme that a source covers: from and to which year, and at which levels ("municipality", "county")."""

    programme_id: str
    first_year: int
    last_year: int
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """One entry of the register.

    Attributes:
        files: path below the raw folder -> sha256 of the file read.
        embedded: whether the data that come with the project hold it; others are loaded later.
        yields_to: sources whose rows of a programme count in place of this one's, which are then shown as another
            count of the same thing and never added.
        refreshed_period: first and last year of what a refresh loaded; None where period_covered holds.
        of_this_copy: those of the caveats that hold for the embedded file alone.
        names_participants: whether it names every Norwegian participant of a project, so that those who share one
            are known.
        dated_by: what the year of a row is that of: a "contract" or a "call".
        short_title: what it is called in a cell of a table; its title where it has none.
    """

    source_id: str
    title: str
    publisher: str
    url: str
    licence: str
    period_covered: str
    published: str
    retrieved: str
    coverage: tuple[Coverage, ...]
    files: Mapping[str, str]
    caveats: tuple[str, ...]
    embedded: bool = True
    yields_to: tuple[str, ...] = ()
    refreshed_period: tuple[int, int] | None = None
    of_this_copy: tuple[str, ...] = ()
    names_participants: bool = False
    dated_by: str = "contract"
    short_title: str = ""


@cache
def read_register(path: Path = REGISTER) -> Mapping[str, Source]:
    """Return all sources by id, in the register's order.

    Raises:
        DataError: an entry lacks a field.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
    return {entry["id"]: _source(entry, path) for entry in entries}


def _source(entry: dict[str, object], path: Path) -> Source:
    fields = ("title", "publisher", "url", "licence", "period_covered", "published", "retrieved")
    missing = [field for field in fields if not entry.get(field)]
    if missing:
        raise DataError(f'{path.name}: {entry.get("id")!r} lacks {", ".join(missing)}. Fill it, or say "not stated".')
    coverage = entry.get("coverage", [])
    files = entry.get("files", [])
    assert isinstance(coverage, list) and isinstance(files, list)
    return Source(
        source_id=str(entry["id"]),
        title=str(entry["title"]),
        publisher=str(entry["publisher"]),
        url=str(entry["url"]),
        licence=str(entry["licence"]),
        period_covered=str(entry["period_covered"]),
        published=str(entry["published"]),
        retrieved=str(entry["retrieved"]),
        coverage=tuple(Coverage(**{**item, "levels": tuple(item["levels"])}) for item in coverage),
        files={item["path"]: item["sha256"] for item in files},
        caveats=(*_texts(entry, "of_this_copy"), *_texts(entry, "caveats")),
        of_this_copy=tuple(_texts(entry, "of_this_copy")),
        embedded=bool(entry.get("embedded", True)),
        yields_to=tuple(_texts(entry, "yields_to")),
        names_participants=bool(entry.get("names_participants", False)),
        dated_by=str(entry.get("dated_by", "contract")),
        short_title=str(entry.get("short_title", "")),
    )


def _texts(entry: Mapping[str, object], field: str) -> list[str]:
    texts = entry.get(field, [])
    assert isinstance(texts, list)
    return texts


def updated(register: Mapping[str, Source], loaded: Mapping[str, Mapping[str, Any]]) -> dict[str, Source]:
    """Return the register with what a refresh says of the sources it loaded.

    Args:
        register: all sources by id.
        loaded: by source id what the refresh wrote of it: retrieved, published (None where not stated), coverage; and
            publisher, url and licence where it reads the same facts from another publisher.
    """
    return {
        source_id: _refreshed(source, loaded[source_id]) if source_id in loaded else source
        for source_id, source in register.items()
    }


def _refreshed(source: Source, told: Mapping[str, Any]) -> Source:
    coverage = tuple(Coverage(**{**item, "levels": tuple(item["levels"])}) for item in told["coverage"])
    return replace(
        source,
        retrieved=str(told["retrieved"]),
        published=str(told["published"] or told["retrieved"]),
        coverage=coverage,
        caveats=tuple(caveat for caveat in source.caveats if caveat not in source.of_this_copy),
        embedded=True,
        refreshed_period=_span(coverage),
        publisher=str(told.get("publisher") or source.publisher),
        url=str(told.get("url") or source.url),
        licence=str(told.get("licence") or source.licence),
    )


def _span(coverage: Sequence[Coverage]) -> tuple[int, int] | None:
    years = [year for part in coverage for year in (part.first_year, part.last_year)]
    return (min(years), max(years)) if years else None


def loaded(register: Mapping[str, Source]) -> dict[str, Source]:
    """Return the sources whose rows are in the data in use."""
    return {source_id: source for source_id, source in register.items() if source.embedded}


def yields(register: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
    """Return the sources that give way, each with those it gives way to; see participation.facts."""
    return {source_id: source.yields_to for source_id, source in register.items() if source.yields_to}


def check_files(register: Mapping[str, Source], raw: Path) -> None:
    """Raise DataError where a file of the register is missing below `raw`, or is another than the one described."""
    for source in register.values():
        for name, expected in source.files.items():
            path = raw / name
            if not path.exists():
                raise DataError(f"{name}: not found below {raw}. Source {source.source_id} needs it.")
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if found != expected:
                raise DataError(
                    f"{name}: sha256 {found} where {expected} was expected. If the publisher has a new file, read its "
                    f"changes first, then put its sum and date into data/sources.toml under {source.source_id}."
                )
