"""Municipalities, counties, their changes and NUTS regions, 2007-2026 (source: klass)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract.schemas import conform
from analysis.errors import DataError
from analysis.geography.years import FIRST_YEAR, LAST_YEAR
from analysis.sources.common.account import Account, Built
from analysis.store import tables

SOURCE_ID = "klass"


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def tidy_municipalities(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the municipalities in force on 1 January of each year, names as published that year."""
    names = {
        "year": "geography_year",
        "kommunenummer": "municipality_code",
        "navn": "municipality_name",
        "fylkesnummer": "county_code",
    }
    rows = raw.rename(columns=names).sort_values(["geography_year", "municipality_code"], ignore_index=True)
    return conform(rows, "municipalities")


def tidy_counties(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the counties in force on 1 January of each year from their spans; an open span lasts until today."""
    first = raw["valid_from"].str.extract(r"^(\d{4})-", expand=False).fillna(str(FIRST_YEAR)).astype(int)
    last = raw["valid_to"].str.extract(r"^(\d{4})-", expand=False).fillna(str(LAST_YEAR + 1)).astype(int) - 1
    spans = raw.rename(columns={"fylkesnummer": "county_code", "fylkesnavn": "county_name"})
    years = pd.Series([list(range(start, end + 1)) for start, end in zip(first, last, strict=True)], index=raw.index)
    rows = spans.assign(geography_year=years).explode("geography_year")
    return conform(rows.sort_values(["geography_year", "county_code"], ignore_index=True), "counties")


def with_parallel_names(counties: pd.DataFrame, place_names: pd.DataFrame) -> pd.DataFrame:
    """Return the counties with their Sámi and Kven names behind the Norwegian one, as the municipalities have theirs.

    Args:
        place_names: data/reference/place_names.csv; a name counts from its geography_year on, in the file's order.
    """
    of_counties = place_names[place_names["level"] == "county"]
    official = [
        " - ".join([
            str(name),
            *of_counties.loc[
                (of_counties["code"] == code) & (of_counties["geography_year"].astype(int) <= year), "name"
            ],
        ])
        for name, code, year in zip(
            counties["county_name"], counties["county_code"], counties["geography_year"], strict=True
        )
    ]  # fmt: skip
    return conform(counties.assign(county_name=official), "counties")


def tidy_changes(raw: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Return every change of a municipality with the share of the old one's people that each successor received.

    Args:
        raw: the changes as published; their notes give shares of area, which are not used.
        shares: data/reference/municipality_changes.csv: the shares of divided units, and later changes of the
            former area of a unit, which the code lists hide.

    Raises:
        DataError: the shares of a unit do not add up to 1, or the two files name different successors.
    """
    key = ["valid_from", "old_code", "new_code"]
    published = raw.assign(valid_from=raw["valid_from"].str[:4])[[*key, "change_type"]]
    divided = published["change_type"].str.startswith("split")
    known = shares[shares["change_type"] == ""].drop(columns="change_type")
    parts = published[divided].merge(known, on=key, how="outer", validate="one_to_one", indicator=True)
    _expect_same_successors(parts)
    whole = published[~divided].assign(share="1", status="value")
    rows = pd.concat([whole, parts, shares[shares["change_type"] != ""]], ignore_index=True)
    rows["share_basis"] = rows["share_basis"].replace("", None)
    rows["share"] = rows["share"].astype(float)
    rows["valid_from"] = rows["valid_from"].astype(int)
    _expect_whole(rows)
    return conform(rows.sort_values(key, ignore_index=True), "municipality_changes")


def tidy_nuts3(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the county of each NUTS 3 region; the amendment of 2018 to NUTS 2016 (Trøndelag) is version 2018."""
    version = raw["nuts_version"].replace("2016 (amended 2018)", "2018")
    rows = raw.rename(columns={"nuts3": "nuts3_code", "fylkesnummer": "county_code"}).assign(nuts_version=version)
    return conform(rows.sort_values(["nuts_version", "nuts3_code"], ignore_index=True), "nuts3_counties")


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return municipalities, counties, municipality_changes and nuts3_counties; needs no other table."""
    files = {
        "municipalities": "kommuner_by_year_2007_2026.csv",
        "counties": "fylker_history.csv",
        "municipality_changes": "kommune_crosswalk.csv",
        "nuts3_counties": "nuts3_norway.csv",
    }
    raw = {name: read_raw(raw_dir / "geography" / file) for name, file in files.items()}
    built = {
        "municipalities": tidy_municipalities(raw["municipalities"]),
        "counties": with_parallel_names(tidy_counties(raw["counties"]), tables.read_reference("place_names")),
        "municipality_changes": tidy_changes(
            raw["municipality_changes"], tables.read_reference("municipality_changes")
        ),
        "nuts3_counties": tidy_nuts3(raw["nuts3_counties"]),
    }
    _expect_counties_agree(built["municipalities"], built["counties"])
    accounts = (Account(SOURCE_ID, f"geography/{files[name]}", len(raw[name]), len(raw[name])) for name in files)
    return Built(built, tuple(accounts))


def _expect_same_successors(parts: pd.DataFrame) -> None:
    apart = parts[parts["_merge"] != "both"]
    if len(apart):
        first = apart.iloc[0]
        raise DataError(
            f"municipality_changes.csv: {first['old_code']} to {first['new_code']} in {first['valid_from']} is in "
            f"only one of the reference and the published changes ({len(apart)} in all). Add or remove the row."
        )


def _expect_whole(rows: pd.DataFrame) -> None:
    sums = rows.groupby(["valid_from", "old_code"])["share"].sum()
    wrong = sums[(sums - 1).abs() > 1e-9]
    if len(wrong):
        (_, code), total = wrong.index[0], wrong.iloc[0]
        raise DataError(
            f"municipality_changes.csv: the shares of {code} add up to {total:.3f}, not 1 ({len(wrong)} units in "
            "all). Add the missing successor or correct the share."
        )


def _expect_counties_agree(municipalities: pd.DataFrame, counties: pd.DataFrame) -> None:
    key = ["geography_year", "county_code"]
    apart = (
        municipalities[key]
        .drop_duplicates()
        .merge(counties[key], on=key, how="outer", validate="one_to_one", indicator=True)
    )
    apart = apart[apart["_merge"] != "both"]
    if len(apart):
        first = apart.iloc[0]
        raise DataError(
            f"fylker_history.csv: county {first['county_code']} in {first['geography_year']} is in only one of "
            f"the counties and the municipalities ({len(apart)} in all). Correct its span."
        )
