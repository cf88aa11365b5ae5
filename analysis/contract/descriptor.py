"""Write datapackage.json beside the built tables: what each file is, its columns, keys, licences and sources.

The build calls it for data/, a refresh for the folder of its version; the running app reads the file and never imports
this module. The format is the Data Package of Frictionless, version 1. The same tables give the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.store import catalogue
from analysis.store.catalogue import Source
from analysis.store.tables import read_reference, read_table

FILE = "datapackage.json"
SOURCE_OF = {
    "municipalities": "klass", "counties": "klass", "municipality_changes": "klass", "nuts3_counties": "klass",
    "population": "population", "area": "area", "neighbours": "kartverket", "kostra_groups": "kostra_groups",
    "kostra_group_definitions": "kostra_groups", "centrality": "centrality", "exchange_rates": "exchange_rates",
    "postal_codes": "postal_codes", "organisation_pics": "organisation_pics",
    "country_population": "country_population",
}  # fmt: skip
"""Where a table comes from whose rows do not say it themselves."""
_ABOUT = (
    "Municipality and county codes are text with their zeros and belong to the year in geography_year. Money is in "
    "whole euro cents. An empty cell means that the value is not known, never that it is zero. Every row says its "
    "source, or its table has one source."
)
_LICENCES = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "NLOD": ("NLOD", "https://data.norge.no/nlod/"),
}
_TYPES = {"str": "string", "bool": "boolean", "datetime": "date", "int": "integer", "float": "number"}


def write(folder: Path) -> None:
    """Write datapackage.json into a folder with tables/, about the files that are there.

    Raises:
        DataError: a table is missing, a column has no meaning in columns.csv, or a source is not in the register.
    """
    content = describe(folder)
    (folder / FILE).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def describe(folder: Path) -> dict[str, Any]:
    """Return the descriptor of the tables below a folder."""
    register = catalogue.read_register()
    meanings = {row["column"]: str(row["meaning"]) for row in read_reference("columns").to_dict("records")}
    resources, used = [], dict[str, Source]()
    for name in sorted(schemas.TABLES):
        rows = _rows(name, read_table(name, folder))
        unknown = [source_id for source_id in rows if source_id not in register]
        if unknown:
            said = f"{name}: {len(unknown)} sources are not in sources.toml, such as {unknown[0]}. Add an entry."
            raise DataError(said)
        of_table = [register[source_id] for source_id in rows]
        used |= {source.source_id: source for source in of_table}
        resources.append(_resource(name, folder, meanings, of_table, rows))
    ordered = [source for source_id, source in register.items() if source_id in used]
    return {
        "profile": "data-package",
        "name": "europaprofil",
        "title": "Europaprofil: Norwegian counties and municipalities in European and Nordic programmes",
        "description": _ABOUT,
        "licenses": licences(ordered),
        "sources": [_cited(source) for source in ordered],
        "resources": resources,
    }


def _rows(name: str, table: pd.DataFrame) -> dict[str, int]:
    """Return how many rows of a table each source has."""
    if "source_id" not in table:
        return {SOURCE_OF[name]: len(table)}
    return {str(source_id): int(count) for source_id, count in table.groupby("source_id").size().items()}


def _resource(
    name: str, folder: Path, meanings: Mapping[str, str], of_table: Sequence[Source], rows: Mapping[str, int]
) -> dict[str, Any]:
    path = f"tables/{name}.parquet"
    content = (folder / path).read_bytes()
    return {
        "name": name,
        "title": name.replace("_", " ").capitalize(),
        "path": path,
        "profile": "data-resource",
        "type": "file",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        **({"licenses": licences(of_table), "sources": [_cited(source) for source in of_table]} if of_table else {}),
        "rows": sum(rows.values()),
        "rowsBySource": dict(rows),
        "schema": schema(name, meanings),
    }


def schema(name: str, meanings: Mapping[str, str]) -> dict[str, Any]:
    """Return a table's schema: fields with constraints, keys and what stands for a missing value.

    A key with a column that may be empty is no primary key, by the format's own rule, and stands under uniqueKeys.
    """
    table = schemas.TABLES[name]
    missing = [column for column in table.columns if column not in meanings]
    if missing:
        raise DataError(f"columns.csv: no meaning for {', '.join(missing)} of table {name}. Add a row for each.")
    whole = not any(table.columns[column].nullable for column in table.key)
    references = [
        {"fields": [column], "reference": {"resource": target.split(".")[0], "fields": [target.split(".")[1]]}}
        for column, target in table.references.items()
    ]
    return {
        "fields": [_field(column, spec, meanings[column]) for column, spec in table.columns.items()],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if whole else {"uniqueKeys": [list(table.key)]}),
        **({"foreignKeys": references} if references else {}),
    }


def _field(column: str, spec: pa.Column, meaning: str) -> dict[str, Any]:
    dtype = str(spec.dtype).lower()
    kind = next(kind for begins, kind in _TYPES.items() if dtype.startswith(begins))
    constraints: dict[str, Any] = {} if spec.nullable else {"required": True}
    for check in spec.checks:
        constraints |= _constraint(check)
    return {
        "name": column,
        "type": kind,
        "description": meaning,
        **({"constraints": constraints} if constraints else {}),
    }


def _constraint(check: pa.Check) -> dict[str, Any]:
    told = check.statistics or {}
    if check.name == "str_matches":
        return {"pattern": _whole(str(getattr(told["pattern"], "pattern", told["pattern"])))}
    if check.name == "isin":
        return {"enum": list(told["allowed_values"])}
    limits = {"minimum": told.get("min_value"), "maximum": told.get("max_value")}
    return {limit: value for limit, value in limits.items() if value is not None}


def _whole(pattern: str) -> str:
    """Return a pattern as the format has it: it must fit the whole value, and there are no signs for its ends."""
    begun = pattern.removeprefix("^")
    return begun.removesuffix("$") if begun.endswith("$") else f"{begun}.*"


def licences(sources: Iterable[Source]) -> list[dict[str, str]]:
    """Return each licence once, in the register's words; one that the publisher does not state is "notspecified"."""
    found: dict[str, dict[str, str]] = {}
    for source in sources:
        known = next((known for words, known in _LICENCES.items() if source.licence.startswith(words)), None)
        named = {"name": known[0], "path": known[1]} if known else {"name": "notspecified"}
        found.setdefault(source.licence, {**named, "title": source.licence})
    return list(found.values())


def _cited(source: Source) -> dict[str, str]:
    address = {"path": source.url} if source.url.startswith("http") else {}
    return {"title": f"{source.publisher}: {source.title}", **address}
