"""Participations of Norwegian organisations in FP7, Horizon 2020 and Horizon Europe, as CORDIS publishes them.

One file holds one framework programme, whose source is cordis_fp7, cordis_h2020 or cordis_horizon. Participants of
other countries are counted and left out; natural persons keep their rows without their names. Which amount is used is
told in money.py, who is a natural person in persons.py of common/.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import importing, ledger, placing
from analysis.sources.common.account import Account
from analysis.sources.common.ledger import Ledger
from analysis.sources.cordis import beside, files
from analysis.sources.cordis import money as cordis_money
from analysis.sources.cordis import projects as cordis_projects
from analysis.sources.cordis import rows as cordis_rows
from analysis.text.translate import mark

IMPORTER_ID = "cordis"
SOURCE_IDS = tuple(cordis_projects.SOURCES.values())
PARTS = files.USED
COLUMNS = files.COLUMNS
NORWAY = "NO"
SVALBARD = "SJ"
"""Svalbard and Jan Mayen have a code of their own, and are Norway here, as in the EU budget's list of recipients."""
AN_AMOUNT = mark("an amount in euro")
A_PROJECT = mark("the number of a project in the project file")
A_LINE = mark("as many fields as there are headings")


def read_raw(path: Path) -> importing.Parts:
    """Read a zip of CORDIS, or one of its files, in CSV or JSON; see files.py."""
    return files.read(path)


def headings(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return all columns of a file's parts, to be held against COLUMNS before it is read."""
    return files.headings(path)


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return participations, one row per Norwegian participant of a project, with an account of every row and cent.

    Without the project file, projects are those of the data in use, and have neither title nor dates.

    Raises:
        DataError: the file has no participants, or none of the framework programmes that are known here.
    """
    if "organization" not in raw:
        raise DataError("The file has no participants. Give the whole zip of CORDIS, or organization.csv too.")
    everyone = raw["organization"]
    country = everyone["country"].str.strip()
    everyone = everyone.assign(country=country.mask(country == SVALBARD, NORWAY))
    raw = {**raw, "organization": everyone}
    fates = Ledger(everyone)
    fates.leave_out(everyone["country"] != NORWAY, ledger.ABROAD)
    rows = everyone[fates.stays]
    projects = raw["project"].drop_duplicates("id") if "project" in raw else None
    known = cordis_projects.known(made["participations"]) if projects is None else cordis_projects.described(projects)
    about = known.reindex(rows["projectID"]).set_axis(rows.index, axis=0)
    money = cordis_money.of_rows(rows, everyone)
    table = cordis_rows.participations(rows, about, money.cents, made)
    fates.leave_out(rows.duplicated(), ledger.DOUBLE)
    fates.refuse(everyone, _unreadable(about, money))
    # The project file's own cells are to blame.
    fates.leave_out(about["is_readable"].eq(False), ledger.REFUSED)
    table = schemas.conform(table[fates.stays[rows.index]], "participations")
    kept = table.sort_values("participation_id", ignore_index=True)
    accounts = _accounts(raw, known, money.cents, fates, kept)
    if projects is not None:
        accounts.append(_project_account(raw, kept, accounts[0].source_id))
    others, other_accounts = beside.tables(raw, known, kept, made, NORWAY)
    return importing.Imported(
        {"participations": kept, **others},
        (*accounts, *other_accounts),
        _rejected(raw, rows, projects, fates),
        placing.counts(kept["placed_by"]),
    )


def _unreadable(about: pd.DataFrame, money: cordis_money.Money) -> ledger.Cells:
    """Return which cells of the participants' own rows cannot be read."""
    amounts = {str(heading): (money.unreadable[heading], AN_AMOUNT) for heading in money.unreadable}
    return amounts | {"projectID": (about["is_readable"].isna(), A_PROJECT)}


def _rejected(raw: importing.Parts, rows: pd.DataFrame, projects: pd.DataFrame | None, fates: Ledger) -> pd.DataFrame:
    """Return every cell that was refused in the rows of Norwegian participants and in their projects."""
    lines = [importing.rejected(_lines(raw, part), "text", A_LINE).assign(column=part) for part in PARTS]
    refused = [*lines, fates.rejected]
    if projects is not None:
        refused += cordis_projects.rejected(projects[projects["id"].isin(rows["projectID"])])
    return pd.concat(refused, ignore_index=True)


def _accounts(
    raw: importing.Parts, known: pd.DataFrame, cents: pd.Series, fates: Ledger, kept: pd.DataFrame
) -> list[Account]:
    """Return one account of the participants for each source in the file; rows without a project go to the main one."""
    everyone = raw["organization"]
    source = everyone["projectID"].map(known["programme_id"]).map(cordis_projects.SOURCES)
    main = source.value_counts().index[0] if source.notna().any() else SOURCE_IDS[0]
    source = source.fillna(main)
    accounts = []
    for source_id in sorted({main, *source}):
        own = kept[kept["source_id"] == source_id]
        accounts.append(
            fates.account(
                source_id,
                "organization",
                rows_out=len(own),
                cents=cents.reindex(everyone.index),
                cents_out=int(own["eu_contribution_cents"].sum()),
                of=source.eq(source_id),
                unreadable_lines=len(_lines(raw, "organization")) if source_id == main else 0,
            )
        )
    return accounts


def _project_account(raw: importing.Parts, kept: pd.DataFrame, source_id: str) -> Account:
    """Return the account of the project file, which tells of projects that a Norwegian organisation takes part in."""
    fates = Ledger(raw["project"])
    fates.leave_out(raw["project"].duplicated("id"), ledger.DOUBLE)
    fates.leave_out(~raw["project"]["id"].isin(kept["project_id"]), ledger.NO_NORWEGIAN)
    lines = len(_lines(raw, "project"))
    return fates.account(source_id, "project", rows_out=kept["project_id"].nunique(), unreadable_lines=lines)


def _lines(raw: importing.Parts, part: str) -> pd.DataFrame:
    """Return the lines of a file that could not be read."""
    if files.UNREADABLE not in raw:
        return pd.DataFrame({"file": [], "text": []})
    lines = raw[files.UNREADABLE]
    return lines[lines["file"] == part]
