"""Participations of Norwegian organisations in FP7, Horizon 2020 and Horizon Europe, as CORDIS publishes them.

One file holds one framework programme, whose source is cordis_fp7, cordis_h2020 or cordis_horizon. Participants of
other countries are counted and left out. Which amount is used is told in money.py, who is a natural person in
persons.py of common/.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import importing, partner_rows, placing
from analysis.sources.common.account import Account
from analysis.sources.cordis import files
from analysis.sources.cordis import money as cordis_money
from analysis.sources.cordis import projects as cordis_projects
from analysis.sources.cordis import rows as cordis_rows
from analysis.text.translate import mark

IMPORTER_ID = "cordis"
SOURCE_IDS = tuple(cordis_projects.SOURCES.values())
PARTS = files.USED
COLUMNS = files.COLUMNS
NORWAY = "NO"
ABROAD = mark("organisation outside Norway")
PERSON = mark("a natural person, whose name is not kept")
DOUBLE = mark("exact double of another row")
REFUSED = mark("refused: see the list of errors")
NO_NORWEGIAN = mark("no Norwegian organisation takes part")
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
        raise DataError("project.csv has no participants. Give the whole zip of CORDIS, or organization.csv too.")
    everyone = raw["organization"]
    rows = everyone[everyone["country"].str.strip() == NORWAY]
    projects = raw["project"].drop_duplicates("id") if "project" in raw else None
    known = cordis_projects.known(made["participations"]) if projects is None else cordis_projects.described(projects)
    about = known.reindex(rows["projectID"]).set_axis(rows.index, axis=0)
    money = cordis_money.of_rows(rows, everyone)
    table = cordis_rows.participations(rows, about, money.cents, made)
    unread = money.unreadable.any(axis=1) | ~about["is_readable"].eq(True)
    fate = pd.Series("", index=rows.index, dtype="str").mask(table["is_person"], PERSON)
    fate = fate.mask(unread, REFUSED).mask(rows.duplicated(), DOUBLE)
    kept = schemas.conform(table[fate == ""], "participations").sort_values("participation_id", ignore_index=True)
    accounts = _accounts(raw, known, money.cents, fate)
    if projects is not None:
        accounts.append(_project_account(raw, kept, accounts[0].source_id))
    return importing.Imported(
        {"participations": kept},
        tuple(accounts),
        _rejected(raw, rows, projects, about, money),
        placing.counts(kept["placed_by"]),
    )


def _rejected(
    raw: importing.Parts,
    rows: pd.DataFrame,
    projects: pd.DataFrame | None,
    about: pd.DataFrame,
    money: cordis_money.Money,
) -> pd.DataFrame:
    """Return every cell that was refused in the rows of Norwegian participants and in their projects."""
    refused = []
    for part in PARTS:
        lines = _lines(raw, part)
        refused.append(partner_rows.rejected(lines, lines["file"].eq(part), "text", A_LINE).assign(column=part))
    for heading in money.unreadable:
        refused.append(partner_rows.rejected(rows, money.unreadable[heading], str(heading), AN_AMOUNT))
    refused.append(partner_rows.rejected(rows, about["is_readable"].isna(), "projectID", A_PROJECT))
    if projects is not None:
        refused += cordis_projects.rejected(projects[projects["id"].isin(rows["projectID"])])
    return pd.concat([importing.nothing_rejected(), *refused], ignore_index=True)


def _accounts(raw: importing.Parts, known: pd.DataFrame, cents: pd.Series, fate: pd.Series) -> list[Account]:
    """Return one account of the participants for each source in the file; rows without a project go to the main one."""
    everyone = raw["organization"]
    source = everyone["projectID"].map(known["programme_id"]).map(cordis_projects.SOURCES)
    main = source.value_counts().index[0] if source.notna().any() else SOURCE_IDS[0]
    source = source.fillna(main)
    accounts = []
    for source_id in sorted({main, *source}):
        abroad = int(source.eq(source_id).sum())
        here = fate[source[fate.index].eq(source_id)]
        lost = len(_lines(raw, "organization")) if source_id == main else 0
        left, money = here[here != ""], cents[here.index]
        reasons = {ABROAD: abroad - len(here), REFUSED: lost + int(left.eq(REFUSED).sum())}
        reasons |= {reason: int(left.eq(reason).sum()) for reason in (PERSON, DOUBLE)}
        accounts.append(
            Account(
                source_id,
                "organization",
                rows_in=abroad + lost,
                rows_out=len(here) - len(left),
                left_out={reason: count for reason, count in reasons.items() if count},
                money_in_cents=int(money.sum()),
                money_out_cents=int(money[here == ""].sum()),
                money_left_out_cents={str(reason): int(part.sum()) for reason, part in money.groupby(left)},
            )
        )
    return accounts


def _project_account(raw: importing.Parts, kept: pd.DataFrame, source_id: str) -> Account:
    """Return the account of the project file, which tells of projects that a Norwegian organisation takes part in."""
    projects, lost = raw["project"], len(_lines(raw, "project"))
    doubles = int(projects.duplicated("id").sum())
    used = kept["project_id"].nunique()
    reasons = {NO_NORWEGIAN: len(projects) - doubles - used, DOUBLE: doubles, REFUSED: lost}
    left_out = {reason: count for reason, count in reasons.items() if count}
    return Account(source_id, "project", len(projects) + lost, used, left_out)


def _lines(raw: importing.Parts, part: str) -> pd.DataFrame:
    """Return the lines of a file that could not be read."""
    if files.UNREADABLE not in raw:
        return pd.DataFrame({"file": [], "text": []})
    lines = raw[files.UNREADABLE]
    return lines[lines["file"] == part]
