"""Interreg programmes' own lists, whose partners are packed into one cell each (source: programme_lists).

The lists of the Northern Periphery and Arctic and of Interreg Europe 2014-2020 put all partners of a project into one
cell, their countries into the next, and so on, with ";" between. The cells are not of one length (five post codes for
seven partners, countries written twice), so a partner's name and country are never joined by position. What a cell
says by itself is kept: how many partners are Norwegian and in which counties, and a name only where it stands with its
country ("Name (NO)") or where all partners of the project are Norwegian. The others have no name.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.errors import DataError
from analysis.sources.common import importing, ledger, partner_rows, placing, published, sheets
from analysis.sources.common.ledger import Ledger
from analysis.text.translate import mark

IMPORTER_ID = "programme_lists"
SOURCE_ID = "programme_lists"
SOURCE_IDS = (SOURCE_ID,)
_LEAD = "Has the lead of the operation (Y/N)"
PARTS = MappingProxyType(
    {
        "npa": ("Operation name", "Beneficiary name", "Beneficiary name in English", "NUTS3", "Country", _LEAD),
        "interreg_europe": (
            "Index / Indice",
            "Beneficiary name / Nom du bénéficiaire",
            "Operation name / Acronyme du projet",
            "Country / Pays",
        ),
    }
)
ANOTHER_LIST = "Union co-financing rate in % (average as in CP)"
"""A column that the list of Central Europe has beside those of the Northern Periphery; Norway is not in it."""
ONE_PROJECT = mark("a name that no other project has")
_NAMED = re.compile(r"(.+?)\s*(?:\((?:NO|Norway|Norge)\)|,\s*(?:Norway|Norge))", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """Where a list has what, and which programme it is of."""

    programme_id: str
    prefix: str
    project: str
    acronym: str
    names: tuple[str, ...]
    countries: str
    nuts3: str
    start: str
    end: str


LAYOUTS = MappingProxyType(
    {
        "npa": Layout(
            programme_id="interreg_northern_periphery_arctic",
            prefix="npa",
            project="Operation name",
            acronym="Operation name",
            names=("Beneficiary name in English", "Beneficiary name"),
            countries="Country",
            nuts3="NUTS3",
            start="Operation start date",
            end="Operation end date",
        ),
        "interreg_europe": Layout(
            # The register's Interreg Europe is the one of 2021 to 2027.
            programme_id="interreg",
            prefix="ie",
            project="Index / Indice",
            acronym="Operation name / Acronyme du projet",
            names=("Beneficiary name / Nom du bénéficiaire",),
            countries="Country / Pays",
            nuts3="",
            start="Operation start date / Date de début du projet",
            end="Operation end date / Date de fin du projet",
        ),
    }
)


def read_raw(path: Path) -> importing.Parts:
    """Read a list as published; raises DataError where it is none of those known."""
    for rows in sheets.read(path).values():
        for part, headings in PARTS.items():
            if set(headings) <= set(rows):
                return {part: rows}
    raise DataError(f"{path.name}: not the list of a programme that is known. See the headings of its columns.")


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return participations, one row per Norwegian partner that a project's cells count; most have no name.

    Raises:
        DataError: the list is of a programme that has the same columns, and Norway is not in it.
    """
    done = [_one(part, rows, made) for part, rows in raw.items()]
    table = pd.concat([one.tables["participations"] for one in done], ignore_index=True)
    return importing.Imported(
        {"participations": table},
        tuple(account for one in done for account in one.accounts),
        pd.concat([one.rejected for one in done], ignore_index=True),
        placing.counts(table["placed_by"]),
    )


def _one(part: str, rows: pd.DataFrame, made: importing.Tables) -> importing.Imported:
    if ANOTHER_LIST in rows:
        raise DataError(f"Column {ANOTHER_LIST!r}: the list is of Central Europe, not of the Northern Periphery.")
    layout = LAYOUTS[part]
    countries = partner_rows.column(rows, layout.countries).map(_entries, na_action="ignore")
    norwegian = countries.map(lambda entries: isinstance(entries, list) and any(map(_is_norwegian, entries)))
    project = partner_rows.column(rows, layout.project)
    fates = Ledger(rows)
    fates.leave_out(~norwegian, ledger.NO_NORWEGIAN)
    fates.refuse(rows, {layout.project: (project.isna() | project.where(norwegian).duplicated(), ONE_PROJECT)})
    kept = rows[fates.stays]
    partners = [partner for number in kept.index for partner in _partners(kept.loc[number], layout)]
    facts = pd.DataFrame(partners, columns=["row", "organisation_name", "nuts3"]).astype({"organisation_name": "str"})
    facts = facts.astype({"nuts3": "str"}).set_index("row").join(_about(kept, layout), validate="many_to_one")
    return importing.Imported(
        {"participations": partner_rows.finish(facts, made, source_id=SOURCE_ID, prefix=layout.prefix)},
        (fates.account(SOURCE_ID, part, rows_out=len(kept)),),
        fates.rejected,
    )


def _about(kept: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """Return what is known of each project, by its row in the file."""
    return pd.DataFrame(
        {
            "programme_id": layout.programme_id,
            "project_id": partner_rows.column(kept, layout.project).map(published.slug),
            "project_acronym": partner_rows.column(kept, layout.acronym),
            "area_of_programme": partner_rows.column(kept, "Priority axis"),
            "start_date": partner_rows.dates(partner_rows.column(kept, layout.start)),
            "end_date": partner_rows.dates(partner_rows.column(kept, layout.end)),
        }
    )


def _partners(project: pd.Series, layout: Layout) -> list[tuple[object, str, str | None]]:
    """Return row, name and NUTS 3 code of each Norwegian partner, as far as single cells tell."""
    countries = _entries(str(project[layout.countries]))
    names = _names(project, layout)
    norwegian = sum(map(_is_norwegian, countries))
    # Where the countries are not one for each partner, they say no more than that there is a Norwegian one.
    number = norwegian if len(countries) == len(names) else 1
    told = (
        names
        if norwegian == len(countries) == len(names)
        else [name[1] for name in map(_NAMED.fullmatch, names) if name]
    )
    number = max(number, len(told))
    named = told + [partner_rows.UNNAMED] * (number - len(told))
    return [
        (project.name, name, place)
        for name, place in zip(named, _nuts3(project, layout, len(told), number), strict=True)
    ]


def _names(project: pd.Series, layout: Layout) -> list[str]:
    """Return the partners' names, in English where the cell is filled."""
    cells = [_entries(str(project[heading])) for heading in layout.names]
    return next((cell for cell in cells if cell), [])


def _nuts3(project: pd.Series, layout: Layout, named: int, number: int) -> list[str | None]:
    """Return the NUTS 3 codes of the Norwegian partners: one each only where it does not matter whose is whose."""
    codes = [entry.split()[0] for entry in _entries(str(project.get(layout.nuts3, ""))) if entry.startswith("NO")]
    if len(codes) != number:
        return [None] * number
    if len(Counter(codes)) == 1 or not named:
        return list(codes)
    return [None] * number


def _entries(cell: str) -> list[str]:
    return [entry for part in cell.split(";") if (entry := " ".join(part.split()))]


def _is_norwegian(country: str) -> bool:
    return bool(partner_rows.NORWAY.fullmatch(country))
