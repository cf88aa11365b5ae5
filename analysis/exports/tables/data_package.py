"""The data to take along: each table as CSV and Parquet, and all of them with their descriptor in one ZIP.

The Parquet files are the built ones, byte for byte. The CSV files follow the rules of `spreadsheet.plain_csv`: text
that a spreadsheet would run as a formula has an apostrophe in front. That changes a handful of titles and never a code,
a number or a date; each table's description says how many cells, and the Parquet file beside it has them as they are.
"""

import copy
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DataError
from analysis.exports.tables import spreadsheet
from analysis.store.catalogue import Source
from analysis.store.tables import read_table

FILE, RECONCILIATION, SOURCES = "datapackage.json", "reconciliation.json", "sources"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""One time for all files of a ZIP, so that the same data give the same bytes."""
_SOURCE_FIELDS = {
    "source_id": "the source's id, as the tables have it",
    "title": "what it is",
    "publisher": "who publishes it",
    "url": "its address, or that none is stated",
    "licence": "its licence, or that none is stated",
    "period_covered": "the time it speaks of",
    "published": "date of the data",
    "retrieved": "when it was fetched",
    "loaded": "whether its rows are in the tables",
    "files": "the files read, with the sha256 of each",
    "caveats": "what to beware of",
}


def stored(folder: Path) -> dict[str, Any]:
    """Return the descriptor that the build or a refresh wrote beside the tables.

    Raises:
        DataError: there is none.
    """
    path = folder / FILE
    if not path.exists():
        raise DataError(f"{FILE}: not found beside the tables. Run: python -m analysis.build")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def csv(table: pd.DataFrame) -> bytes:
    """Return a table for programs: UTF-8, commas, dates as 2020-12-31, true and false, empty where not known."""
    return spreadsheet.plain_csv(_written(table))


def escaped(table: pd.DataFrame) -> int:
    """Return how many cells of the CSV have an apostrophe that the table has not."""
    changed = spreadsheet.harmless(table)
    texts = [column for column in table if pd.api.types.is_string_dtype(table[column])]
    return sum(int((changed[column] != table[column]).fillna(False).sum()) for column in texts)


def _written(table: pd.DataFrame) -> pd.DataFrame:
    written = table.copy()
    for column in table.select_dtypes("datetime"):
        written[column] = table[column].dt.strftime("%Y-%m-%d")
    for column in table.select_dtypes("bool"):
        written[column] = table[column].map({True: "true", False: "false"})
    return written


def sources_table(register: Mapping[str, Source]) -> pd.DataFrame:
    """Return the register of sources as a table, one row per source, all of it text but `loaded`."""
    rows = [
        {
            **{field: getattr(source, field) for field in list(_SOURCE_FIELDS)[:8]},
            "loaded": source.embedded,
            "files": " ".join(f"{name} sha256:{digest}" for name, digest in source.files.items()) or None,
            "caveats": " ".join(source.caveats) or None,
        }
        for source in register.values()
    ]
    return pd.DataFrame(rows, columns=list(_SOURCE_FIELDS)).astype({"files": "string", "caveats": "string"})


def package(folder: Path, register: Mapping[str, Source], step: Callable[[float], None] = lambda done: None) -> bytes:
    """Return a ZIP with every table as CSV and Parquet, the sources, the account of rows, and datapackage.json.

    Args:
        folder: the data in use, with tables/ and what was written beside it.
        register: all entries of the register of sources.
        step: is told how much is done, 0 to 1.

    Raises:
        DataError: a table or the descriptor is missing.
    """
    told = stored(folder)
    names = [resource["name"] for resource in told["resources"]]
    files: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    for done, name in enumerate(names, start=1):
        table = read_table(name, folder)
        files[f"csv/{name}.csv"], counts[name] = csv(table), escaped(table)
        files[f"tables/{name}.parquet"] = (folder / "tables" / f"{name}.parquet").read_bytes()
        step(done / (len(names) + 1))
    files[f"{SOURCES}.csv"] = csv(sources_table(register))
    files[RECONCILIATION] = (folder / RECONCILIATION).read_bytes()
    described = descriptor(told, files, counts)
    files = {FILE: (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode(), **files}
    content = _zipped(files.items())
    step(1.0)
    return content


def descriptor(told: Mapping[str, Any], files: Mapping[str, bytes], counts: Mapping[str, int]) -> dict[str, Any]:
    """Return the descriptor of the ZIP: each stored table twice, as CSV and as Parquet, and the two files beside.

    Args:
        told: the stored descriptor.
        files: the ZIP's files by path.
        counts: per table how many cells of its CSV differ from the Parquet file.
    """
    resources = []
    for resource in told["resources"]:
        resources += _twice(resource, files, counts[resource["name"]])
    about_sources = {
        "profile": "tabular-data-resource",
        "title": "Sources",
        "schema": {
            "fields": [_source_field(name, meaning) for name, meaning in _SOURCE_FIELDS.items()],
            "missingValues": [""],
            "primaryKey": ["source_id"],
        },
    }
    resources.append({"name": SOURCES, **about_sources, **_file(f"{SOURCES}.csv", "csv", files)})
    account = {"title": "Rows and cents in, out and left out of every file", "profile": "data-resource", "type": "file"}
    resources.append({"name": "reconciliation", **account, **_file(RECONCILIATION, "json", files)})
    return {**told, "resources": resources}


def _twice(resource: Mapping[str, Any], files: Mapping[str, bytes], count: int) -> list[dict[str, Any]]:
    name = resource["name"]
    about = {key: resource[key] for key in ("title", "licenses", "sources", "rows") if key in resource}
    schema = copy.deepcopy(resource["schema"])
    if any(field["name"] == "source_id" for field in schema["fields"]):
        to_sources = {"fields": ["source_id"], "reference": {"resource": SOURCES, "fields": ["source_id"]}}
        schema.setdefault("foreignKeys", []).append(to_sources)
    if count:
        about["description"] = (
            f"Cells with an apostrophe in front of a sign that begins a formula: {count}. "
            f"The file {name}.parquet has them as published."
        )
    as_csv = {"name": name, "profile": "tabular-data-resource", **about, "schema": schema}
    as_parquet = {"name": f"{name}-parquet", "profile": "data-resource", "type": "file"}
    return [
        {**as_csv, **_file(f"csv/{name}.csv", "csv", files)},
        {**as_parquet, "title": resource["title"], **_file(f"tables/{name}.parquet", "parquet", files)},
    ]


def _source_field(name: str, meaning: str) -> dict[str, Any]:
    required = {} if name in ("files", "caveats") else {"constraints": {"required": True}}
    return {"name": name, "type": "boolean" if name == "loaded" else "string", "description": meaning, **required}


_MEDIA = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}


def _file(path: str, kind: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    content = files[path]
    encoding = {} if kind == "parquet" else {"encoding": "utf-8"}
    digest = hashlib.sha256(content).hexdigest()
    return {"path": path, "format": kind, "mediatype": _MEDIA[kind], **encoding, "bytes": len(content),
            "hash": f"sha256:{digest}"}  # fmt: skip


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, written in files:
            entry = zipfile.ZipInfo(f"europaprofil/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".parquet") else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, written)
    return content.getvalue()
