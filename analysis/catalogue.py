"""The register of sources: who publishes what, under which licence, for which years, and what to beware of.

Kept in data/sources.toml; the build checks that every file it reads is the one the register describes.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.errors import DataError
from analysis.tables import DATA

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
    """One entry of the register; `files` maps a path below the raw folder to the sha256 of the file read."""

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
    caveats = entry.get("caveats", [])
    assert isinstance(coverage, list) and isinstance(files, list) and isinstance(caveats, list)
    return Source(
        source_id=str(entry["id"]),
        **{field: str(entry[field]) for field in fields},
        coverage=tuple(Coverage(**{**item, "levels": tuple(item["levels"])}) for item in coverage),
        files={item["path"]: item["sha256"] for item in files},
        caveats=tuple(caveats),
    )


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
