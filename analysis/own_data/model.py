"""What is asked of a file, what comes of it, and the fields of a register of own projects."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.text.translate import mark

ENDINGS = ("csv", "txt", "xlsx", "zip", "json")


@dataclass(frozen=True)
class Asked:
    """What the reader corrects of how a file is read; None where it is as found.

    Attributes:
        decimal: "," or ".".
        columns: field id -> heading, for a register of own projects.
    """

    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    columns: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Reading:
    """A file as it was read; nothing of it is in use yet.

    Attributes:
        kind: "own_register", the id of the importer of a publisher's file, or "" where the headings tell neither.
        part: the importer's part that the file is.
        encoding, separator, decimal, sheet: how it was read; "" where the file has no such thing. The decimal sign is
            "" too where no amount tells it; an amount that could then be read in two ways is refused.
        headings, preview: the headings, and the first rows as text.
        columns: field or heading that is looked for -> heading found, None where it is missing.
        rows_read: rows below the headings that are not empty.
        accepted: participations, as in analysis.contract.schemas; participation_id is unique within the file.
        tables: the other tables that a publisher's file gives, by name.
        rejected: row (as a spreadsheet counts it, headings included), column, value, what was expected (a text of the
            interface), and candidates: what the value could mean, by names that are the same in every language.
        rows_rejected: rows with a refused cell, those that are too many to be listed in `rejected` included.
        placed: placed_by -> accepted participations.
        left_out: reason, a text of the interface -> rows, or cells where the reason says so.
    """

    kind: str
    part: str
    encoding: str
    separator: str
    decimal: str
    sheets: tuple[str, ...]
    sheet: str
    headings: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]
    columns: Mapping[str, str | None]
    rows_read: int
    accepted: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    rejected: pd.DataFrame
    placed: Mapping[str, int]
    left_out: Mapping[str, int]
    rows_rejected: int = 0


@dataclass(frozen=True)
class Field:
    """A field of a register of own projects: its heading, what is expected in it, and other headings it may have."""

    field_id: str
    heading: str
    expected: str
    required: bool = False
    names: tuple[str, ...] = ()


FIELDS = (
    Field(
        "project_title", mark("Project"), mark("the name of the project"), True,
        ("prosjekt", "prosjektnavn", "prosjektnamn", "prosjekttittel", "tittel", "project",
         "project name", "project title", "title"),
    ),
    Field(
        "programme", mark("Programme"), mark("a programme of the register, such as Interreg or Erasmus+"), True,
        ("program", "programme", "ordning", "tilskuddsordning", "tilskotsordning", "scheme"),
    ),
    Field(
        "place", mark("County or municipality"),
        mark("a county or municipality of Norway, by name or number"), True,
        ("kommune", "fylke", "sted", "stad", "kommune eller fylke", "kommunenummer", "kommunenr", "kommunekode",
         "fylkesnummer", "municipality", "county", "place", "fylke eller kommune", "municipality or county"),
    ),
    Field(
        "organisation", mark("Organisation"), mark("the name of the organisation, never a private person"), False,
        ("organisasjon", "deltaker", "deltakar", "virksomhet", "verksemd", "enhet", "eining", "organization",
         "participant"),
    ),
    Field(
        "role", mark("Role"), mark("coordinator or participant"), False,
        ("rolle", "role"),
    ),
    Field(
        "start", mark("Start"), mark("a day like 31.12.2025, or a year"), False,
        ("start", "startdato", "startår", "fra", "frå", "oppstart", "start date", "from", "year", "år"),
    ),
    Field(
        "end", mark("End"), mark("a day like 31.12.2025, or a year"), False,
        ("slutt", "sluttdato", "sluttår", "til", "ferdig", "end", "end date", "to"),
    ),
    Field(
        "amount", mark("Amount"), mark("an amount such as 1 234,50, zero or above"), False,
        ("beløp", "tildelt beløp", "tilskudd", "tilskuddsbeløp", "tilskot", "tilskotsbeløp", "støtte", "stønad", "sum",
         "amount", "grant", "eu contribution"),
    ),
    Field(
        "currency", mark("Currency"), mark("EUR or NOK; kroner need the year of the start, for the rate"), False,
        ("valuta", "currency"),
    ),
    Field(
        "link", mark("Address on the web"), mark("an address that starts with https://"), False,
        ("lenke", "lenkje", "nettadresse", "nettside", "url", "link", "web"),
    ),
)  # fmt: skip
