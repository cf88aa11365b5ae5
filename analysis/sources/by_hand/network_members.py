"""Norwegian members of networks and border committees, each with the year it is known for (source: network_members).

Two files: members of European city networks as collected 2015 to 2019, and members that public pages name.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import councils, published
from analysis.sources.common.account import Account, Built
from analysis.store.tables import read_reference

SOURCE_ID = "network_members"
COLLECTED = "raw/city_networks/etmun_network_members_norway.csv"
PAGES = "raw/city_networks/published_network_members.csv"
# The places were coded on the municipalities of this year.
GEOGRAPHY_YEAR = 2024
# A row without a year is read on the newest borders.
UNDATED_YEAR = 2024
COLLECTION: Mapping[str, str] = {
    "source_title": "Members of European city networks, collected 2015-2019",
    "publisher": "Chap3_LocationalAnalysis (study of European city networks)",
}
_LEVELS: Mapping[str, str] = {
    "municipality": "municipality",
    "county": "county_council",
    "county council": "county_council",
    "region": "other",
    "other": "other",
}
_ROLES: tuple[tuple[str, str], ...] = (
    ("associate", "associate member"),
    ("founding", "founding member"),
    ("signator", "signatory"),
    ("2020", "signatory"),
    ("2030", "signatory"),
    ("", "member"),
)
"""Words of the lists -> role; the first that the status holds counts. The Covenant of Mayors lists years as status."""
_STATUSES: Mapping[str, str] = {
    "in an older list": "in an older list",
    "member named in passing": "named in passing",
}


def read_raw(path: Path) -> pd.DataFrame:
    """Read a file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy_collected(raw: pd.DataFrame, names: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return memberships from the collected lists, one row per member and network."""
    rows = raw.rename(columns={"year_of_joining": "joined", "collected": "as_of"})
    return _memberships(rows, "nc", names, made).assign(**COLLECTION, published="2019", confidence="medium")


def tidy_pages(raw: pd.DataFrame, names: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return memberships from public pages, one row per member, network and year it is named for."""
    rows = published.correct(raw, SOURCE_ID, read_reference("corrections"))
    address = rows["source_address"]
    return _memberships(rows, "np", names, made).assign(
        source_title=rows["network"],
        source_url=address.where(address.str.startswith("http")),
        publisher=rows["source_publisher"],
        published=published.null_if_blank(rows["source_date"]),
        confidence=rows["confidence"],
    )


def _memberships(
    rows: pd.DataFrame, prefix: str, names: pd.DataFrame, made: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    level = published.mapped(rows["level"], _LEVELS, file=PAGES)
    of_register = rows[["network"]].merge(
        names, left_on="network", right_on="network_name", how="left", validate="many_to_one"
    )
    unknown = of_register["called"].isna()
    if unknown.any():
        raise DataError(f"network_names.csv: no row for {of_register.loc[unknown, 'network'].iloc[0]!r}. Add it.")
    number = pd.Series(range(1, len(rows) + 1), index=rows.index).astype("str").str.zfill(3)
    called = of_register["called"].set_axis(rows.index)
    code = published.null_if_blank(rows["knr_2024"]).where(level == "municipality")
    table = pd.DataFrame(
        {
            "partnership_id": prefix + number + "-" + called.map(published.slug).str.slice(0, 30),
            "source_id": SOURCE_ID,
            "area_level": level,
            "area_name": rows["member"],
            "area_code": code,
            "geography_year": pd.Series(GEOGRAPHY_YEAR, index=rows.index, dtype="Int16").where(code.notna()),
            "municipality_code_today": code,
            "kind": "membership",
            "name": called,
            "network_id": published.null_if_blank(of_register["network_id"].set_axis(rows.index)),
            "role": rows["status"].map(_role),
            "start": published.null_if_blank(rows["joined"]),
            "status": rows["status"].map(_STATUSES).astype("str"),
            "as_of": published.null_if_blank(rows["as_of"]),
        }
    )
    return _with_counties(table, made)


def _role(status: str) -> str:
    return next(role for word, role in _ROLES if word in status.lower())


def _with_counties(table: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows with the county of each council, on the borders of the year the row is about."""
    councils_only = table["area_name"].where(table["area_level"] == "county_council")
    years = [published.years_of(str(as_of))[1] or UNDATED_YEAR for as_of in table["as_of"]]
    county = councils.counties_of(councils_only, pd.Series(years, index=table.index), made["counties"])
    return table.assign(
        area_code=table["area_code"].fillna(county["county_code"]),
        geography_year=table["geography_year"].fillna(county["geography_year"]),
    )


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the two files below `raw_dir` and return their memberships."""
    raw, raw_pages = read_raw(raw_dir / COLLECTED), read_raw(raw_dir / PAGES)
    names = read_reference("network_names")
    parts = (tidy_collected(raw, names, made), tidy_pages(raw_pages, names, made))
    tables = [schemas.conform(_complete(part), "memberships") for part in parts]
    accounts = tuple(
        Account(SOURCE_ID, file, len(read), len(table))
        for file, read, table in zip((COLLECTED, PAGES), (raw, raw_pages), tables, strict=True)
    )
    return Built({"memberships": pd.concat(tables).sort_values("partnership_id", ignore_index=True)}, accounts)


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in schemas.TABLES["memberships"].columns if name not in rows]
    return rows.assign(**dict.fromkeys(missing))
