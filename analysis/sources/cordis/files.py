"""Reading the files of CORDIS: a zip of CSV or JSON, or one of its files; only the columns that are used.

CSV is in UTF-8 with `;` between fields that are all in quotes; texts may hold line breaks. JSON is one list of
objects, in which post codes and amounts may be numbers: their digits are kept as written.
"""

import codecs
import csv
import io
import itertools
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, TypeVar

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from analysis.errors import DataError

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "organization": (
            "projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME", "activityType",
            "street", "postCode", "city", "country", "nutsCode", "geolocation", "organizationURL", "contactForm",
            "contentUpdateDate", "rcn", "order", "role", "ecContribution", "netEcContribution", "totalCost",
            "endOfParticipation", "active",
        ),
        "project": (
            "id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis",
            "topics", "ecSignatureDate", "frameworkProgramme", "masterCall", "subCall", "fundingScheme", "nature",
            "objective", "contentUpdateDate", "rcn", "grantDoi", "keywords",
        ),
    }
)  # fmt: skip
"""All columns of the two main files as they are published today, by part."""
USED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "organization": (
            "projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "activityType", "street",
            "postCode", "city", "country", "nutsCode", "order", "role", "ecContribution", "netEcContribution",
        ),
        "project": (
            "id", "acronym", "title", "startDate", "endDate", "legalBasis", "topics", "ecSignatureDate",
            "frameworkProgramme",
        ),
        "euroSciVoc": ("projectID", "euroSciVocCode", "euroSciVocPath"),
        "policyPriorities": ("projectID", "ai", "biodiversity", "cleanAir", "climate", "digitalAgenda"),
    }
)  # fmt: skip
UNREADABLE = "unreadable"
"""The part that holds the lines with too many or too few fields: `file` (a part) and `text`."""
_T = TypeVar("_T")
# A part's name, its rows, and the lines in it that could not be read.
_Part = tuple[str, pd.DataFrame, pd.DataFrame]
_NEXT_OBJECT, _END_OF_LIST = re.compile(r"[\s,]*\{"), re.compile(r"\s*\]\s*")
# Below the headings, which are row 1.
_FIRST_ROW = 2
_MOST_SHOWN = 100
_BYTES_AT_A_TIME, _CHARACTERS_AT_A_TIME, _MOST_CHARACTERS = 1 << 24, 1 << 20, 1 << 23
_AS_PUBLISHED, _SAVED_AGAIN = "utf-8", "cp1252"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


def read(path: Path) -> dict[str, pd.DataFrame]:
    """Return the parts of USED, as many as the file has, with their columns; the index is the row number.

    Lines with a wrong number of fields are in the part UNREADABLE, with their row number.

    Raises:
        DataError: the file is none of CORDIS, or is damaged.
    """
    parts = _each(path, lambda file, name: _json(file, name) if _is_json(name) else _csv(file, name))
    unreadable = pd.concat([lost for _, _, lost in parts])
    return {name: rows for name, rows, _ in parts} | {UNREADABLE: unreadable}


def headings(path: Path) -> dict[str, tuple[str, ...]]:
    """Return all columns that the parts of a file have, to be held against COLUMNS; raises DataError as `read` does."""
    found = _each(path, lambda file, name: _keys(file) if _is_json(name) else _first_line(file))
    return {_which(columns, path.name): tuple(columns) for columns in found}


def _each(path: Path, of_file: Callable[[IO[bytes], str], _T]) -> list[_T]:
    """Return what a function makes of each of the files that are used, in a zip or alone."""
    try:
        found = _each_in_zip(path, of_file) if zipfile.is_zipfile(path) else [_alone(path, of_file)]
    except _DAMAGED as error:
        raise DataError(f"{path.name}: {error}. Download the file from CORDIS again.") from error
    if not found:
        raise DataError(f"{path.name}: no organization or project in CSV or JSON in it. Take the zip from CORDIS.")
    return found


def _each_in_zip(path: Path, of_file: Callable[[IO[bytes], str], _T]) -> list[_T]:
    if doubled := twice(path):
        raise DataError(f"{path.name}: several sets of files in it: {', '.join(doubled)}. Take one set at a time.")
    with zipfile.ZipFile(path) as archive:
        found = []
        for name, members in _members(archive).items():
            with archive.open(members[0]) as file:
                found.append(of_file(file, name))
    return found


def twice(path: Path) -> list[str]:
    """Return the files of a zip that are the same part of several sets, as one for each programme; none otherwise."""
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as archive:
        by_name = _members(archive)
    parts = [[one for form in ("csv", "json") for one in by_name.get(f"{part}.{form}", ())] for part in USED]
    return [member for members in parts if len(members) > 1 for member in members]


def _members(archive: zipfile.ZipFile) -> dict[str, list[str]]:
    """Return the members that are used by the file's name as CORDIS writes it, whichever letters are capitals."""
    written = {f"{part}.{form}".casefold(): f"{part}.{form}" for part in USED for form in ("csv", "json")}
    members: dict[str, list[str]] = {name: [] for name in written.values()}
    for member in archive.namelist():
        if name := written.get(Path(member).name.casefold()):
            members[name].append(member)
    return {name: found for name, found in members.items() if found}


def _alone(path: Path, of_file: Callable[[IO[bytes], str], _T]) -> _T:
    with path.open("rb") as file:
        return of_file(file, path.name)


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json")


def _first_line(file: IO[bytes]) -> list[str]:
    return next(csv.reader([file.readline(_CHARACTERS_AT_A_TIME).decode("utf-8-sig")], delimiter=";"))


def _keys(file: IO[bytes]) -> list[str]:
    return list(next(_objects(io.TextIOWrapper(file, encoding="utf-8-sig")), {}))


def _which(columns: Iterable[str], name: str) -> str:
    """Return the part that a file's columns belong to; raises DataError where it lacks one that is used."""
    missing = {part: sorted(set(used) - set(columns)) for part, used in USED.items()}
    part = min(missing, key=lambda part: len(missing[part]) / len(USED[part]))
    if missing[part]:
        raise DataError(f"{name}: no column {', '.join(missing[part])}. See whether CORDIS has changed its files.")
    return part


def _csv(file: IO[bytes], name: str) -> _Part:
    encoding = _encoding(file)
    columns = _first_line(file)
    part = _which(columns, name)
    lost: dict[int, str] = {}

    def skip(row: arrow_csv.InvalidRow) -> str:
        lost[row.number + _FIRST_ROW - 1] = (row.text or "")[:_MOST_SHOWN]
        return "skip"

    # One thread only, since the others do not count the rows.
    table = arrow_csv.read_csv(
        file,
        arrow_csv.ReadOptions(use_threads=False, block_size=_BYTES_AT_A_TIME, column_names=columns, encoding=encoding),
        arrow_csv.ParseOptions(delimiter=";", newlines_in_values=True, invalid_row_handler=skip),
        arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(USED[part], pa.string()), strings_can_be_null=False, include_columns=USED[part]
        ),
    )
    rows = table.to_pandas()
    numbers = pd.RangeIndex(_FIRST_ROW, _FIRST_ROW + len(rows) + len(lost))
    return part, rows.set_axis(numbers.difference(list(lost)), axis=0), _lost(lost, part)


def _encoding(file: IO[bytes]) -> str:
    """Return UTF-8, as published, or Windows' encoding where a file was saved again in it; goes back to the start."""
    decoder = codecs.getincrementaldecoder(_AS_PUBLISHED)()
    try:
        while chunk := file.read(_CHARACTERS_AT_A_TIME):
            decoder.decode(chunk)
        encoding = _AS_PUBLISHED
    except UnicodeDecodeError:
        encoding = _SAVED_AGAIN
    file.seek(0)
    return encoding


def _lost(lines: Mapping[int, str], part: str) -> pd.DataFrame:
    return pd.DataFrame({"file": part, "text": pd.Series(lines.values(), index=list(lines), dtype="str")})


def _json(file: IO[bytes], name: str) -> _Part:
    objects = _objects(io.TextIOWrapper(file, encoding="utf-8-sig"))
    first = next(objects, {})
    part = _which(first, name)
    used = USED[part]
    kept = [tuple(_text(one.get(column)) for column in used) for one in itertools.chain([first], objects)]
    rows = pd.DataFrame(kept, columns=list(used), dtype="str")
    return part, rows.set_axis(pd.RangeIndex(_FIRST_ROW, _FIRST_ROW + len(rows)), axis=0), _lost({}, part)


def _objects(text: IO[str]) -> Iterator[dict[str, Any]]:
    """Give the objects of a list one by one, so that the whole is never in memory; raises ValueError."""
    decode = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str).raw_decode
    held = text.read(_CHARACTERS_AT_A_TIME).lstrip()
    if not held.startswith("["):
        raise ValueError("not a list of objects")
    held = held[1:]
    while True:
        more = text.read(_CHARACTERS_AT_A_TIME)
        at = 0
        while found := _NEXT_OBJECT.match(held, at):
            try:
                one, at = decode(held, found.end() - 1)
            except json.JSONDecodeError:
                if not more:
                    raise
                break
            yield one
        held = held[at:] + more
        if not more:
            if not _END_OF_LIST.fullmatch(held):
                raise ValueError(f"{held[:_MOST_SHOWN]!r} where a list should go on or end")
            return
        if len(held) > _MOST_CHARACTERS:
            raise ValueError("an object that does not end")


def _text(value: object) -> str:
    return "" if value is None else str(value)
