"""Norwegian partners in Interreg and its neighbours, from an export of keep.eu (source: keep_export).

The workbook has a sheet of projects and a sheet of partners, which name the programme and the project's number or,
before 2021, its acronym. Money is left out: the ERDF never pays a Norwegian partner, so the amounts say nothing here.
"""

from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.errors import DataError
from analysis.sources.common import (
    importing,
    interreg_programmes,
    ledger,
    organisation_numbers,
    partner_rows,
    placing,
    published,
    sheets,
)
from analysis.sources.common.ledger import Ledger
from analysis.text.translate import mark

IMPORTER_ID = "keep_export"
SOURCE_ID = "keep_export"
SOURCE_IDS = (SOURCE_ID,)
PREFIX = "keep"
PARTS = MappingProxyType(
    {
        "projects": ("Programme", "Project acronym", "Project name in English", "Project start", "Project end"),
        "partners": ("Programme", "Project acronym", "Organisation in English", "Lead partner", "Country code"),
    }
)
PROJECT_ID = "Project ID (2021-2027 only)"
# The export writes the apostrophe as a curly one.
PARTNER_ID = ("Partner’s ID if not PIC", "Partner's ID if not PIC")
NAMES = (
    "Organisation in English",
    "Organisation in language 2",
    "Organisation in language 3",
    "Organisation in language 4",
)
TITLES = ("Project name in English", "Project name in language 2", "Project name in language 3")
TOLD_BY_PARTNERS = mark("a project, which counts by its partners")
NO_NAME = mark("the name of the organisation")
NO_PROJECT = mark("the project's number or acronym, and its programme")


def read_raw(path: Path) -> importing.Parts:
    """Read both sheets as published; raises DataError where there is no sheet of partners."""
    parts: dict[str, pd.DataFrame] = {}
    for rows in sheets.read(path).values():
        for part, headings in PARTS.items():
            if set(headings) <= set(rows):
                parts[part] = rows
    if "partners" not in parts:
        raise DataError(f"{path.name}: no sheet of partners. Export projects and partners from keep.eu as Excel.")
    return parts


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return participations, one row per Norwegian partner in a project; an organisation may stand in one twice.

    Raises:
        DataError: there are projects without partners, which tell nothing of Norway.
    """
    if "partners" not in raw:
        raise DataError("keep.eu: projects without partners. Read the whole workbook, not one sheet of it.")
    rows = raw["partners"]
    fates = Ledger(rows)
    fates.leave_out(~partner_rows.is_norway(partner_rows.column(rows, "Country code", "Country")), ledger.ABROAD)
    partners = rows[fates.stays]
    key, name = _keys(partners), partner_rows.column(partners, *NAMES[:1])
    for heading in NAMES[1:]:
        name = name.fillna(partner_rows.column(partners, heading))
    cells = {"Project acronym": (key.isna(), NO_PROJECT), NAMES[0]: (name.isna() & key.notna(), NO_NAME)}
    fates.refuse(rows, cells)
    kept = rows[fates.stays]
    facts = _facts(kept, key[kept.index], name[kept.index], _projects(raw.get("projects")), made)
    table = partner_rows.finish(facts, made, source_id=SOURCE_ID, prefix=PREFIX)
    accounts = [fates.account(SOURCE_ID, "partners", rows_out=len(table))]
    if "projects" in raw:
        projects = Ledger(raw["projects"])
        projects.leave_out(projects.stays, TOLD_BY_PARTNERS)
        accounts.append(projects.account(SOURCE_ID, "projects", rows_out=0))
    return importing.Imported(
        {"participations": table},
        tuple(accounts),
        fates.rejected,
        placing.counts(table["placed_by"]),
    )


def _keys(rows: pd.DataFrame) -> pd.Series:
    """Return what tells the project: programme and number, else programme and acronym; null where either is missing."""
    programme = partner_rows.column(rows, "Programme")
    number, acronym = partner_rows.column(rows, PROJECT_ID), partner_rows.column(rows, "Project acronym")
    return (programme + " | " + number.fillna(acronym)).astype("str")


def _projects(rows: pd.DataFrame | None) -> pd.DataFrame:
    """Return titles and dates by project; those of a key that two different projects share are not told."""
    if rows is None:
        return pd.DataFrame(columns=["key", "project_title", "start_date", "end_date", "topic", "project_url"])
    title = partner_rows.column(rows, *TITLES[:1])
    for heading in TITLES[1:]:
        title = title.fillna(partner_rows.column(rows, heading))
    table = pd.DataFrame(
        {
            "key": _keys(rows),
            "project_title": title,
            "start_date": partner_rows.dates(partner_rows.column(rows, "Project start")),
            "end_date": partner_rows.dates(partner_rows.column(rows, "Project end")),
            "topic": partner_rows.column(rows, "Theme 1"),
            "project_url": partner_rows.column(rows, "Website"),
        }
    )
    return table.dropna(subset="key").drop_duplicates().drop_duplicates("key", keep=False)


def _facts(
    kept: pd.DataFrame, key: pd.Series, name: pd.Series, projects: pd.DataFrame, made: importing.Tables
) -> pd.DataFrame:
    programme = partner_rows.column(kept, "Programme")
    facts = pd.DataFrame(
        {
            "key": key,
            "programme_id": interreg_programmes.of(programme, made["programmes"]),
            "project_id": key.map(published.slug),
            "project_acronym": partner_rows.column(kept, "Project acronym"),
            "area_of_programme": programme,
            "organisation_name": partner_rows.withheld_names(name, partner_rows.column(kept, "Type of Organisation")),
            "organisation_number": organisation_numbers.in_vat_numbers(partner_rows.column(kept, *PARTNER_ID)),
            "type": partner_rows.column(kept, "Type of Organisation"),
            "role": kept["Lead partner"].str.strip().str.upper().map({"YES": "coordinator", "NO": "participant"}),
            "postal_code": partner_rows.column(kept, "Postal code"),
            "city": partner_rows.column(kept, "Town"),
            "nuts3": partner_rows.column(kept, "NUTS3 code (or equivalent)").str.extract(r"^(\w{5})\b", expand=False),
        }
    )
    facts = facts.merge(projects, on="key", how="left", validate="many_to_one")
    return facts.assign(
        project_url=facts["project_url"].where(facts["project_url"].str.startswith("https://", na=False))
    )
