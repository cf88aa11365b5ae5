"""EEA and Norway Grants 2009-2014: Norwegian partners, projects and programme partners (source: eea_grants).

Known by county only, on the counties before 2018; no file gives an amount to a Norwegian partner.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import organisation_kind, published
from analysis.sources.common.account import Built
from analysis.sources.common.ledger import DOUBLE, Ledger
from analysis.sources.common.withheld import NATURAL_PERSON
from analysis.store.tables import read_reference

SOURCE_ID = "eea_grants"
PROGRAMME_ID = "eea_grants_2009_2014"
PARTNERS_FILE = "raw/eea_grants_2009_2014/eea_2009_2014_norwegian_project_partners.csv"
PROJECTS_FILE = "raw/eea_grants_2009_2014/eea_2009_2014_projects_with_norwegian_partner.csv"
PROGRAMME_PARTNERS_FILE = "raw/eea_grants_2009_2014/eea_2009_2014_donor_programme_partners.csv"
NUTS_VERSION = 2010
GEOGRAPHY_YEAR = 2013
FURTHER_AREA = "further programme areas of the same partner"
FURTHER_AREA_OF_PROGRAMME = "further areas of the same programme and partner"


def read_raw(path: Path) -> pd.DataFrame:
    """Read a file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy_partners(
    raw: pd.DataFrame,
    nuts3_counties: pd.DataFrame,
    kinds: pd.DataFrame,
    known: Mapping[str, str],
    natural_persons: pd.DataFrame,
) -> tuple[pd.DataFrame, Ledger]:
    """Return grant_partners, one row per partner, and why the other rows are left out.

    A natural person keeps its row, without the name.

    Raises:
        DataError: a partner has two names or counties, a NUTS code is unknown, or a natural person is not there.
    """
    fates = Ledger(raw)
    fates.leave_out(raw.duplicated(), DOUBLE)
    rows = raw[fates.stays]
    fates.leave_out(rows.duplicated("partner_id"), FURTHER_AREA)
    partners = raw[fates.stays]
    _check_same(rows, partners, "partner_id", ["partner_name", "nuts3"], PARTNERS_FILE)
    persons = natural_persons.loc[natural_persons["source_id"] == SOURCE_ID, "record_id"]
    if not persons.isin(partners["partner_id"]).all():
        raise DataError("natural_persons.csv: a partner of eea_grants is not in its file. Remove the row.")
    names = published.clean_spaces(partners["partner_name"])
    kinds_found = organisation_kind.by_name(names, kinds, known)["kind"]
    is_person = partners["partner_id"].isin(persons)
    table = _dated(
        pd.DataFrame(
            {
                "partner_id": partners["partner_id"],
                "organisation_name": names.mask(is_person, NATURAL_PERSON),
                "organisation_kind": kinds_found.mask(is_person, "other"),
                "county_code": counties(partners["nuts3"], nuts3_counties, file=PARTNERS_FILE),
            }
        )
    )
    return table, fates


def tidy_projects(raw: pd.DataFrame, nuts3_counties: pd.DataFrame) -> tuple[pd.DataFrame, Ledger]:
    """Return grant_projects, one row per project and Norwegian county, and why the other rows are left out.

    A project without a Norwegian NUTS code has one row with a null county.

    Raises:
        DataError: a project has rows that differ, or a NUTS code is unknown.
    """
    fates = Ledger(raw)
    fates.leave_out(raw.duplicated(), DOUBLE)
    rows = raw[fates.stays]
    _check_same(rows, rows.drop_duplicates("project_id"), "project_id", list(raw.columns), PROJECTS_FILE)
    spread = rows.assign(nuts3=rows["src_nuts"].str.split(";")).explode("nuts3", ignore_index=True)
    table = _dated(
        pd.DataFrame(
            {
                "project_id": spread["project_id"],
                "programme_area": published.clean_spaces(spread["area"]),
                "beneficiary_country": spread["beneficiary"],
                "county_code": counties(spread["nuts3"].astype("str"), nuts3_counties, file=PROJECTS_FILE),
            }
        )
    )
    return table.drop_duplicates(["project_id", "county_code"]), fates


def tidy_programme_partners(raw: pd.DataFrame, nuts3_counties: pd.DataFrame) -> tuple[pd.DataFrame, Ledger]:
    """Return grant_programme_partners, one row per public body and programme, and why the others are left out."""
    fates = Ledger(raw)
    fates.leave_out(raw.duplicated(["dpp_name", "programme"]), FURTHER_AREA_OF_PROGRAMME)
    rows = raw[fates.stays]
    _check_same(raw, rows, "dpp_name", ["nuts"], PROGRAMME_PARTNERS_FILE)
    table = _dated(
        pd.DataFrame(
            {
                "organisation_name": published.clean_spaces(rows["dpp_name"]),
                "county_code": counties(rows["nuts"], nuts3_counties, file=PROGRAMME_PARTNERS_FILE),
                "beneficiary_country": rows["beneficiary"],
                "grant_programme_code": rows["programme"],
                "grant_programme_name": published.clean_spaces(rows["programme_name"]),
            }
        )
    )
    return table, fates


def counties(nuts3: pd.Series, nuts3_counties: pd.DataFrame, *, file: str) -> pd.Series:
    """Return the county of each NUTS 3 code of 2010, null where there is no code; raises DataError if unknown."""
    version = nuts3_counties[nuts3_counties["nuts_version"] == NUTS_VERSION]
    given = published.null_if_blank(nuts3)
    county = given.map(version.set_index("nuts3_code")["county_code"])
    wrong = given[given.notna() & county.isna()]
    if len(wrong):
        raise DataError(f"{file}: {wrong.iloc[0]!r} is no NUTS 3 code of {NUTS_VERSION} ({len(wrong)} in all).")
    return county


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the three files below `raw_dir`; a raw row that gives several rows counts once in the account."""
    nuts3 = made["nuts3_counties"]
    partners_raw, projects_raw, programme_partners_raw = (
        read_raw(raw_dir / file) for file in (PARTNERS_FILE, PROJECTS_FILE, PROGRAMME_PARTNERS_FILE)
    )
    known = organisation_kind.known_kinds(made["participations"])
    kinds = read_reference("organisation_kinds")
    partners, of_partners = tidy_partners(partners_raw, nuts3, kinds, known, read_reference("natural_persons"))
    projects, of_projects = tidy_projects(projects_raw, nuts3)
    programme_partners, of_programme_partners = tidy_programme_partners(programme_partners_raw, nuts3)
    tables = {"grant_partners": partners, "grant_projects": projects, "grant_programme_partners": programme_partners}
    accounts = (
        of_partners.account(SOURCE_ID, PARTNERS_FILE, rows_out=len(partners)),
        of_projects.account(SOURCE_ID, PROJECTS_FILE, rows_out=projects["project_id"].nunique()),
        of_programme_partners.account(SOURCE_ID, PROGRAMME_PARTNERS_FILE, rows_out=len(programme_partners)),
    )
    return Built({name: _conformed(rows, name) for name, rows in tables.items()}, accounts)


def _conformed(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    return schemas.conform(rows, name).sort_values(list(schemas.TABLES[name].key), ignore_index=True)


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(source_id=SOURCE_ID, programme_id=PROGRAMME_ID, geography_year=GEOGRAPHY_YEAR)


def _check_same(rows: pd.DataFrame, first: pd.DataFrame, key: str, columns: list[str], file: str) -> None:
    """Raise DataError where rows with the same key differ in one of the columns."""
    distinct = rows.drop_duplicates([key, *(column for column in columns if column != key)])
    if len(distinct) != first[key].nunique():
        example = distinct.loc[distinct.duplicated(key), key].iloc[0]
        raise DataError(f"{file}: {key} {example!r} has rows that differ in one of {', '.join(columns)}.")
