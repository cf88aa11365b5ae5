"""Whether the data that come with the project are as they were built: looked at once, before anybody reads them."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from analysis.errors import DataError
from analysis.store import catalogue, map_files
from analysis.store.tables import DATA, REFERENCE, TABLES

_AGAIN = "Restore it from the repository."
_EUROPE = map_files.COME_WITH.parent / "europe"


def check(data: Path = DATA, reference: Path = REFERENCE, maps: Path = map_files.COME_WITH) -> None:
    """Hold tables, register, account, hand-kept tables and maps to what is written down of them.

    Raises:
        DataError: something is missing, cut short or of another form; names the first such file. Or the folder's name
            cannot be read in the encoding of the locale.
    """
    _check_name(data)
    for path in (data / "reconciliation.json", data / "datapackage.json", maps / map_files.INDEX):
        _content(path)
    for resource in _content(data / "datapackage.json")["resources"]:
        _check_table(data / TABLES / f"{resource['name']}.parquet", resource)
    try:
        catalogue.read_register(data / "sources.toml")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError) as error:
        raise DataError(f"{data / 'sources.toml'}: cannot be read ({error!r}). {_AGAIN}") from error
    empty = [path for path in sorted(reference.glob("*.csv")) if not path.read_bytes().strip()]
    for path in [*empty, *([] if any(reference.glob("*.csv")) else [reference])]:
        raise DataError(f"{path}: missing or empty. {_AGAIN}")
    for path in _maps(maps):
        _check_hash(path)


def _check_name(data: Path) -> None:
    try:
        str(data).encode()
    except UnicodeEncodeError as error:
        name, encoding = os.fsencode(data).decode("utf-8", "replace"), sys.getfilesystemencoding()
        raise DataError(
            f"{name}: the name of this folder cannot be read in the encoding of the locale ({encoding})."
            " Start with PYTHONUTF8=1 or LC_ALL=C.UTF-8."
        ) from error


def _content(path: Path) -> Any:  # noqa: ANN401 (JSON)
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: missing or cannot be read ({error}). {_AGAIN}") from error


def _check_table(path: Path, resource: dict[str, Any]) -> None:
    try:
        content = path.read_bytes()
        columns = pq.read_schema(path).names
        wanted = [field["name"] for field in resource["schema"]["fields"]]
        built = f"sha256:{hashlib.sha256(content).hexdigest()}" == resource["hash"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path}: missing or cannot be read ({error}). {_AGAIN}") from error
    if columns != wanted:
        other = sorted(set(columns) ^ set(wanted)) or ["their order"]
        raise DataError(f"{path}: other columns than datapackage.json says, such as {other[0]}. {_AGAIN}")
    if not built:
        raise DataError(f"{path}: not the file that datapackage.json describes (its sum is another). {_AGAIN}")


def _maps(folder: Path) -> Iterator[Path]:
    for details in _content(folder / map_files.INDEX).values():
        yield from (folder / name for name in details.values())
    yield from _EUROPE.glob("europe-*.json")


def _check_hash(path: Path) -> None:
    """Hold a map to the hash of its content that its name ends with."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DataError(f"{path}: missing or cannot be read ({error}). {_AGAIN}") from error
    if not path.stem.endswith(digest[:8]):
        raise DataError(f"{path}: not as it was drawn (its sum is another). {_AGAIN}")
