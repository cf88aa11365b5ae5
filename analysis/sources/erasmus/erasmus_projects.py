"""Projects of Erasmus+ and Creative Europe, and of the programmes before them, with Norwegian organisations.

The grant is the whole project's: it goes to project_grants once, and no participation has an amount. It is what was
awarded after selection; later changes are not in the lists. (source: erasmus_projects)
"""

from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import addresses, importing, ledger, partner_rows, placing, sheets
from analysis.sources.common.ledger import Ledger
from analysis.sources.erasmus import lists
from analysis.text.translate import mark

IMPORTER_ID = "erasmus_projects"
SOURCE_ID = "erasmus_projects"
SOURCE_IDS = (SOURCE_ID,)
PARTS = MappingProxyType(
    {
        "erasmus_plus": ("Programme", "Project Identifier", "Coordinating organisation name", "Partner 1 name"),
        "creative_europe": ("Programme", "Project Number", "Coordinator's name", "Partner 1 name"),
        "before_2014": ("Programme Funding", "Project Identifier", "Coordinator's country", "Partner 1 name"),
    }
)
PREFIX = "eac"
OF_LEFT_OUT = mark("in a project that is left out")
WITHOUT_ID = mark("an identifier that no other project has")
UNKNOWN_PROGRAMME = mark("a programme and year in the register of programmes")
NO_AMOUNT = mark("an amount in euro")
NO_NAME = mark("the name of the organisation")


def read_raw(path: Path) -> importing.Parts:
    """Read a list as published, CSV or workbook; raises DataError where it is not one of these lists."""
    for rows in sheets.read(path).values():
        for part, headings in PARTS.items():
            if set(headings) <= set(rows):
                return {part: rows}
    raise DataError(f"{path.name}: no list of Erasmus+ or Creative Europe projects. See the headings of its columns.")


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return participations, one row per Norwegian organisation in a project, and project_grants, one per project.

    A project whose list names Norway and not which partner is Norwegian has one row without a name. A project without
    identifier or programme is refused; an amount that cannot be read is null, and refused.
    """
    done = [_one(part, rows, made) for part, rows in raw.items()]
    tables = {
        name: pd.concat([one.tables[name] for one in done], ignore_index=True)
        for name in ("participations", "project_grants")
    }
    return importing.Imported(
        {name: schemas.conform(rows, name) for name, rows in tables.items()},
        tuple(account for one in done for account in one.accounts),
        pd.concat([one.rejected for one in done], ignore_index=True),
        placing.counts(tables["participations"]["placed_by"]),
    )


def _one(part: str, raw: pd.DataFrame, made: importing.Tables) -> importing.Imported:
    about = lists.projects(raw)
    about["year"] = lists.years(about)
    about["programme_id"] = lists.programmes(about, about["year"])
    about["cents"], bad_amount = _cents(about["grant"])
    named = lists.organisations(raw, about)
    everyone = pd.concat([named, _untold(about, named)]).sort_index(kind="stable")
    projects = _projects(raw, about, everyone[everyone["is_norwegian"]])
    projects.list_cells(_as_read(about), {_grant_heading(about): (bad_amount, NO_AMOUNT)})
    kept = about[projects.stays]
    partners = _partners(everyone, kept)
    rows = _rows(everyone[partners.stays], about, made)
    tables = {
        "participations": partner_rows.finish(rows, made, source_id=SOURCE_ID, prefix=PREFIX),
        "project_grants": _grants(kept, named),
    }
    grants = tables["project_grants"]
    accounts = (
        projects.account(
            SOURCE_ID,
            f"{part}: projects",
            rows_out=len(grants),
            cents=about["cents"],
            cents_out=int(grants["grant_cents"].sum()),
        ),
        partners.account(SOURCE_ID, f"{part}: organisations", rows_out=len(tables["participations"])),
    )
    rejected = pd.concat([projects.rejected, partners.rejected], ignore_index=True)
    return importing.Imported(tables, accounts, rejected)


def _untold(about: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Return a partner without a name for each project that counts Norway in and has a partner of unknown country."""
    in_list = about["countries"].str.split(r"\s*[,;]\s*", regex=True).map(_has_norway)
    unknown = named.index[named["country"].isna() & ~named["is_norwegian"]]
    told = named.index[named["is_norwegian"]]
    rows = about[in_list & about.index.isin(unknown) & ~about.index.isin(told)]
    partners = pd.DataFrame({"name": partner_rows.UNNAMED}, index=rows.index, dtype="str")
    return partners.reindex(columns=named.columns).assign(is_norwegian=True, slot=0).astype(named.dtypes)


def _has_norway(countries: object) -> bool:
    return isinstance(countries, list) and bool(partner_rows.is_norway(pd.Series(countries, dtype="str")).any())


def _projects(raw: pd.DataFrame, about: pd.DataFrame, norwegian: pd.DataFrame) -> Ledger:
    """Return why each project is left out."""
    fates = Ledger(about)
    fates.leave_out(pd.Series(~about.index.isin(norwegian.index), index=about.index), ledger.NO_NORWEGIAN)
    fates.leave_out(raw[fates.stays].duplicated(), ledger.DOUBLE)
    open_rows = about[fates.stays]
    no_id = open_rows["project_id"].isna() | open_rows.duplicated("project_id")
    no_programme = open_rows["programme_id"].isna() & ~no_id
    cells = {"Project Identifier": (no_id, WITHOUT_ID), "Programme": (no_programme, UNKNOWN_PROGRAMME)}
    fates.refuse(_as_read(about), cells)
    return fates


def _partners(everyone: pd.DataFrame, kept: pd.DataFrame) -> Ledger:
    """Return why each organisation is left out; one without a name that a list counts is among them."""
    fates = Ledger(everyone)
    fates.leave_out(~everyone["is_norwegian"], ledger.ABROAD)
    fates.leave_out(pd.Series(~everyone.index.isin(kept.index), index=everyone.index), OF_LEFT_OUT)
    nameless = {"Partner name": (everyone["name"].isna(), NO_NAME)}
    fates.refuse(everyone.rename(columns={"name": "Partner name"}), nameless)
    return fates


def _as_read(about: pd.DataFrame) -> pd.DataFrame:
    """Return the cells that may be refused under the headings a reader knows; a programme stands with its year."""
    programme = about["programme"].fillna("") + " " + about["year"].astype("str").fillna("")
    cells = {"Project Identifier": about["project_id"], "Programme": programme.str.strip()}
    return pd.DataFrame(cells | {_grant_heading(about): about["grant"]}).fillna("")


def _grant_heading(about: pd.DataFrame) -> str:
    return str(next(iter(about["grant_heading"]), ""))


def _cents(grants: pd.Series) -> tuple[pd.Series, "pd.Series[bool]"]:
    """Return whole cents, null where there is no amount, and which cells are no amount."""
    values: list[int | None] = []
    bad = []
    for grant in grants:
        try:
            values.append(partner_rows.cents(grant) if isinstance(grant, str) else None)
            bad.append(False)
        except DataError:
            values.append(None)
            bad.append(True)
    return pd.Series(values, index=grants.index, dtype="Int64"), pd.Series(bad, index=grants.index, dtype="bool")


def _rows(partners: pd.DataFrame, about: pd.DataFrame, made: importing.Tables) -> pd.DataFrame:
    """Return the partners with what is known of their projects and places."""
    facts = ["programme_id", "project_id", "project_title", "area_of_programme", "topic", "year"]
    rows = partners.join(about[[*facts, "project_url", "start_date", "end_date"]], validate="many_to_one")
    read = [addresses.read(address) if isinstance(address, str) else addresses.Address() for address in rows["address"]]
    return rows.assign(
        organisation_name=partner_rows.withheld_names(rows["name"], rows["type"]),
        project_url=rows["project_url"].where(rows["project_url"].str.startswith("https://")),
        start_date=partner_rows.dates(rows["start_date"]),
        end_date=partner_rows.dates(rows["end_date"]),
        postal_code=pd.Series([one.postal_code for one in read], index=rows.index, dtype="str"),
        city=pd.Series([one.city for one in read], index=rows.index, dtype="str"),
    )


def _grants(kept: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Return project_grants; `participants` counts the organisations of every country."""
    rows = pd.DataFrame(
        {
            "source_id": SOURCE_ID,
            "programme_id": kept["programme_id"],
            "project_id": kept["project_id"],
            "project_title": kept["project_title"],
            "call_year": kept["year"],
            "grant_cents": kept["cents"],
            "participants": named[named["name"].notna()].groupby(level=0).size().reindex(kept.index).astype("Int64"),
        }
    )
    return schemas.conform(rows, "project_grants").reset_index(drop=True)
