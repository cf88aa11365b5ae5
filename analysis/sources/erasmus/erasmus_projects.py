"""Projects of Erasmus+ and Creative Europe, and of the programmes before them, with Norwegian organisations.

The grant is the whole project's: it goes to project_grants once, and no participation has an amount. It is what was
awarded after selection; later changes are not in the lists. (source: erasmus_projects)
"""

from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import addresses, importing, partner_rows, placing, sheets
from analysis.sources.common.account import Account
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
NOT_NORWEGIAN = mark("no Norwegian organisation takes part")
ABROAD = mark("organisation outside Norway")
DOUBLE = mark("exact double of another row")
REFUSED = mark("refused: see the list of errors")
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
    norwegian = pd.concat([named[named["is_norwegian"]], _untold(about, named)]).sort_index(kind="stable")
    fate, refused = _fates(raw, about, norwegian)
    kept = about[fate == ""]
    nameless = norwegian["name"].isna()
    partners = norwegian[norwegian.index.isin(kept.index) & ~nameless]
    refused += [
        _refused(about, bad_amount & (fate == ""), "grant", NO_AMOUNT),
        _refused(norwegian.loc[nameless & norwegian.index.isin(kept.index)], None, "name", NO_NAME),
    ]
    tables = {
        "participations": partner_rows.finish(_rows(partners, about, made), made, source_id=SOURCE_ID, prefix=PREFIX),
        "project_grants": _grants(kept, named),
    }
    accounts = (_of_projects(part, about, fate), _of_organisations(part, named, norwegian, partners, kept))
    return importing.Imported(tables, accounts, pd.concat(refused, ignore_index=True))


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


def _fates(raw: pd.DataFrame, about: pd.DataFrame, norwegian: pd.DataFrame) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Return why each project is left out ("" where it is kept), and the cells refused."""
    fate = pd.Series("", index=about.index, dtype="str").mask(~about.index.isin(norwegian.index), NOT_NORWEGIAN)
    of_norway = raw[fate == ""]
    fate.loc[of_norway.index[of_norway.duplicated()]] = DOUBLE
    open_rows = about[fate == ""]
    no_id = open_rows["project_id"].isna() | open_rows.duplicated("project_id")
    no_programme = open_rows["programme_id"].isna() & ~no_id
    fate.loc[open_rows.index[no_id | no_programme]] = REFUSED
    return fate, [
        _refused(open_rows, no_id, "project_id", WITHOUT_ID),
        _refused(open_rows, no_programme, "programme", UNKNOWN_PROGRAMME),
    ]


def _refused(rows: pd.DataFrame, which: "pd.Series[bool] | None", field: str, expected: str) -> pd.DataFrame:
    """Return refused cells under the heading a reader knows, the programme with its year."""
    bad = rows if which is None else rows[which]
    heading = {
        "grant": str(bad["grant_heading"].iloc[0]) if field == "grant" and len(bad) else "",
        "project_id": "Project Identifier",
        "programme": "Programme",
        "name": "Partner name",
    }[field]
    value = bad[field].fillna("")
    if field == "programme":
        value = value + " " + bad["year"].astype("str").fillna("")
    return partner_rows.rejected(pd.DataFrame({heading: value.str.strip()}), None, heading, expected)


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


def _of_projects(part: str, about: pd.DataFrame, fate: pd.Series) -> Account:
    left = about[fate != ""].groupby(fate[fate != ""])["cents"]
    return Account(
        SOURCE_ID,
        f"{part}: projects",
        rows_in=len(about),
        rows_out=int((fate == "").sum()),
        left_out={str(reason): int(count) for reason, count in left.size().items()},
        money_in_cents=int(about["cents"].sum()),
        money_out_cents=int(about.loc[fate == "", "cents"].sum()),
        money_left_out_cents={str(reason): int(amount) for reason, amount in left.sum().items()},
    )


def _of_organisations(
    part: str, named: pd.DataFrame, norwegian: pd.DataFrame, partners: pd.DataFrame, kept: pd.DataFrame
) -> Account:
    """Return the account of organisations; one without a name that a list counts is one more than those it names."""
    left = {
        ABROAD: int((~named["is_norwegian"]).sum()),
        OF_LEFT_OUT: int((~norwegian.index.isin(kept.index)).sum()),
        REFUSED: int((norwegian["name"].isna() & norwegian.index.isin(kept.index)).sum()),
    }
    return Account(
        SOURCE_ID,
        f"{part}: organisations",
        rows_in=len(named) + len(norwegian) - int(named["is_norwegian"].sum()),
        rows_out=len(partners),
        left_out={reason: count for reason, count in left.items() if count},
    )
