"""KOSTRA groups of municipalities: like size, bound costs and free income (source: kostra_groups)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract.schemas import conform
from analysis.sources.common.account import Account, Built

SOURCE_ID = "kostra_groups"
FILE = "statistics/kostra_group_2020_2024.csv"
DEFINITIONS_FILE = "statistics/kostra_group_definitions.csv"


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the group of each municipality (revision of 2020), for the units of 2020 and of 2024."""
    rows = raw.rename(columns={"year": "geography_year", "code": "municipality_code", "value": "kostra_group"})
    return conform(rows.sort_values(["geography_year", "municipality_code"], ignore_index=True), "kostra_groups")


def tidy_definitions(raw: pd.DataFrame) -> pd.DataFrame:
    """Return what each group has in common; `municipalities` counts its members in the revision of 2020."""
    names = {
        "code": "kostra_group",
        "kostragruppe": "kostra_group_name",
        "folkemengde": "population_band",
        "bundekostnader": "bound_costs",
        "frie_disponible_inntekter": "free_disposable_income",
        "antall_kommuner": "municipalities",
    }
    rows = raw.rename(columns=names).replace("", None)
    return conform(rows.sort_values("kostra_group", ignore_index=True), "kostra_group_definitions")


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return kostra_groups and kostra_group_definitions; needs no other table."""
    groups, definitions = read_raw(raw_dir / FILE), read_raw(raw_dir / DEFINITIONS_FILE)
    built = {"kostra_groups": tidy(groups), "kostra_group_definitions": tidy_definitions(definitions)}
    accounts = (
        Account(SOURCE_ID, FILE, len(groups), len(built["kostra_groups"])),
        Account(SOURCE_ID, DEFINITIONS_FILE, len(definitions), len(built["kostra_group_definitions"])),
    )
    return Built(built, accounts)
