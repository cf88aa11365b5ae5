"""The register of EU, EEA and Nordic programmes named in the cases (source: programmes)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import published
from analysis.sources.common.account import Account, Built
from analysis.store.tables import read_reference

SOURCE_ID = "programmes"
FILE = "published/programmes.csv"
_RENAMED: Mapping[str, str] = {
    "id": "register_id",
    "programme": "programme_name",
    "name_en": "programme_name_en",
    "period": "period_text",
    "municipality": "open_to_municipality",
    "county_council": "open_to_county_council",
    "school": "open_to_school",
    "company": "open_to_company",
}


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, programme_ids: pd.DataFrame, added: pd.DataFrame, details: pd.DataFrame) -> pd.DataFrame:
    """Return programmes, one row each; running notes are not carried over, the facts in them are the short `details`.

    Args:
        raw: the register as read_raw gives it.
        programme_ids: data/reference/programme_ids.csv.
        added: data/reference/programmes_added.csv, programmes that the register does not have.
        details: data/reference/details.csv.

    Raises:
        DataError: a programme of the register has no id.
    """
    ids = programme_ids[programme_ids["register_id"] != ""][["register_id", "programme_id"]]
    rows = raw.rename(columns=_RENAMED).merge(ids, on="register_id", how="left", validate="one_to_one")
    if rows["programme_id"].isna().any():
        missing = rows.loc[rows["programme_id"].isna(), "register_id"].iloc[0]
        raise DataError(f"programme_ids.csv: no id for {missing}. Add a row with a reason.")
    rows["official_url_checked"] = (rows["url_seen_in_stored_page"] == "yes") & (rows["official_url"] != "")
    rows = pd.concat([rows, added.assign(official_url_checked=False)], ignore_index=True)
    periods = [published.years_of(period) for period in rows["period_text"]]
    rows = rows.assign(
        source_id=SOURCE_ID,
        part_of=rows["programme_id"].map(programme_ids.set_index("programme_id")["part_of"]),
        details=details_of(rows["register_id"], details),
        period_start=pd.array([first for first, _ in periods], dtype="Int16"),
        period_end=pd.array([last for _, last in periods], dtype="Int16"),
    )
    return with_nulls(rows, "programmes").assign(
        total_budget_eur=lambda table: pd.to_numeric(table["total_budget_eur"]).astype("Int64")
    )


def with_nulls(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return the rows with null for every empty text in the columns of a table."""
    texts = [
        column for column in schemas.TABLES[table].columns if column in rows and rows[column].dtype in ("str", "string")
    ]
    return rows.assign(**{column: published.null_if_blank(published.clean_spaces(rows[column])) for column in texts})


def details_of(ids: "pd.Series[str]", details: pd.DataFrame) -> "pd.Series[str]":
    """Return what data/reference/details.csv says of each row of a register, null where it says nothing."""
    return ids.map(details.set_index("record_id")["detail"]).astype("str")


def id_of(
    name: str, first_year: int | None, programme_names: pd.DataFrame, *, known_in: int | None = None
) -> str | None:
    """Return the id of a programme by the name others give it and the first year of the period; None if not known.

    Args:
        name: as a source writes it.
        first_year: of the period; None where it is not given.
        programme_names: data/reference/programme_names.csv; a name with years is found only within them.
        known_in: the year in which something without years was written down: a name that only one programme had had
            by then is that programme's.
    """
    rows = programme_names[programme_names["programme_name"] == name]
    for row in rows.itertuples():
        if not row.first_year or (first_year and int(str(row.first_year)) <= first_year <= int(str(row.last_year))):
            return str(row.programme_id)
    if first_year or not known_in:
        return None
    begun = {str(row.programme_id) for row in rows.itertuples() if int(str(row.first_year)) <= known_in}
    return begun.pop() if len(begun) == 1 else None


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the register below `raw_dir` and return its programmes with those added by hand."""
    raw = read_raw(raw_dir / FILE)
    names = ("programme_ids", "programmes_added", "details")
    rows = tidy(raw, *(read_reference(name) for name in names))
    table = schemas.conform(rows, "programmes").sort_values("programme_id", ignore_index=True)
    kept = int(table["register_id"].notna().sum())
    return Built({"programmes": table}, (Account(SOURCE_ID, FILE, len(raw), kept),))
