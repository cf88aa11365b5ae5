"""Horizon Europe as it comes with the project (source: cordis_horizon), read by the importer that a refresh uses.

Fields of science, policy priorities and the numbers of all countries are files of their own here, which CORDIS' own zip
has in it or can be counted from it.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import country_codes, ledger, published
from analysis.sources.common.account import Account, Built
from analysis.sources.common.ledger import Ledger
from analysis.sources.cordis import cordis, countries, topics
from analysis.text.translate import mark

SOURCE_ID = "cordis_horizon"
FILE = "raw/cordis_horizon/cordis-HORIZONprojects-csv_norway.zip"
FIELDS_FILE = "raw/cordis_horizon/horizon_europe_fields_of_science_norway.csv"
PRIORITIES_FILE = "raw/cordis_horizon/horizon_europe_policy_priorities_norway.csv"
COUNTRIES_FILE = "raw/cordis_horizon/horizon_europe_country_year_programme.csv"
NOT_MARKED = mark("a weight of zero: not marked")


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the files below `raw_dir`, with organisation_pics and the participations of Horizon 2020 in `made`.

    Raises:
        DataError: a cell of the zip was refused.
    """
    fields, priorities = (published.read_text(raw_dir / file) for file in (FIELDS_FILE, PRIORITIES_FILE))
    by_country = published.read_text(raw_dir / COUNTRIES_FILE)
    raw = {**cordis.read_raw(raw_dir / FILE), "euroSciVoc": fields, "policyPriorities": wide(priorities)}
    before = {"project_topics": schemas.empty("project_topics"), "country_participation": all_countries(by_country)}
    imported = cordis.tidy(raw, {**made, **before})
    if len(imported.rejected):
        first = imported.rejected.iloc[0]
        raise DataError(
            f"{FILE}: row {first['row']}, column {first['column']}: {first['value']!r} where {first['expected']} was "
            f"expected ({len(imported.rejected)} in all). See whether it is the file that the register describes."
        )
    accounts = [replace(account, file=f"{FILE}: {account.file}") for account in imported.accounts]
    rows = imported.tables["project_topics"]
    accounts += [
        Account(SOURCE_ID, FIELDS_FILE, len(fields), len(fields)),
        _of_priorities(priorities, rows),
        _of_countries(by_country, imported.tables["country_participation"]),
    ]
    return Built(imported.tables, tuple(accounts))


def wide(priorities: pd.DataFrame) -> pd.DataFrame:
    """Return the priorities as CORDIS' own file has them: one row per project, one column of weights per priority."""
    table = priorities.pivot(index="projectID", columns="policyPriority", values="weight")
    unknown = sorted(set(table.columns) ^ set(topics.PRIORITIES))
    if unknown:
        raise DataError(f"{PRIORITIES_FILE}: {', '.join(unknown)} where {', '.join(topics.PRIORITIES)} were expected.")
    return table.fillna("").reset_index()


def all_countries(raw: pd.DataFrame) -> pd.DataFrame:
    """Return country_participation: all of Horizon Europe by country, year of signature and legal basis."""
    amounts = raw["netEcContribution"].map(published.cents)
    counts = {name: raw[name].map(published.whole_number) for name in ("participations", "projects", "coordinators")}
    rows = pd.DataFrame(
        {
            "source_id": SOURCE_ID,
            "programme_id": "horizon_europe",
            "country_code": country_codes.iso(raw["country"]),
            "year": pd.to_numeric(published.null_if_blank(raw["signed_year"])).astype("Int16"),
            "area_of_programme": published.null_if_blank(raw["legalBasis"]),
            **counts,
            "eu_contribution_cents": amounts,
        }
    )
    known = rows.dropna(subset=["country_code"])
    return schemas.conform(known, "country_participation").sort_values(countries.KEYS, ignore_index=True)


def _of_priorities(raw: pd.DataFrame, rows: pd.DataFrame) -> Account:
    fates = Ledger(raw)
    fates.leave_out(raw["weight"].eq("0"), NOT_MARKED)
    return fates.account(SOURCE_ID, PRIORITIES_FILE, rows_out=int(rows["topic_kind"].eq(topics.PRIORITY).sum()))


def _of_countries(raw: pd.DataFrame, rows: pd.DataFrame) -> Account:
    codes = country_codes.iso(raw["country"])
    fates = Ledger(raw)
    fates.leave_out(codes.isna(), ledger.NO_COUNTRY)
    cents = raw["netEcContribution"].map(published.cents)
    return fates.account(
        SOURCE_ID,
        COUNTRIES_FILE,
        rows_out=len(rows),
        cents=cents,
        cents_out=int(rows["eu_contribution_cents"].sum()),
    )
