"""Commitments in the EU's budget to recipients in Norway (source: fts), a workbook or CSV for each year.

They are the same money as in Horizon Europe and other programmes, seen from the budget: they have a table of their
own, say which programme they overlap, and are never added to participations.
"""

import re
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import (
    importing,
    ledger,
    organisation_kind,
    organisation_numbers,
    partner_rows,
    persons,
    placing,
    published,
    sheets,
)
from analysis.sources.common.ledger import Ledger
from analysis.sources.common.withheld import WITHHELD_NAME
from analysis.sources.fts import columns, programmes
from analysis.store.tables import read_reference
from analysis.text.translate import mark

IMPORTER_ID = SOURCE_ID = "fts"
SOURCE_IDS = (SOURCE_ID,)
PARTS = MappingProxyType(
    {
        "since_2020": ("Year", "Name of beneficiary", "Beneficiary country", "Budget line name"),
        "before_2020": ("Year", "Name of beneficiary", "Country / Territory", "Subject of grant or contract"),
    }
)
AN_AMOUNT = mark("an amount in euro")
A_YEAR = mark("a year")
NO_NAME = mark("the name of the organisation")
_NORWAY = ("NORWAY", "NORGE", "NO", "SVALBARD", "SVALBARD AND JAN MAYEN")
# Stars stand for what the publisher hides.
_HIDDEN = re.compile(r"\*{3,}")
_PERSON = re.compile(r"natural person|private person|^individual", re.IGNORECASE)
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,20})?")
# Days since the end of 1899, as workbooks count them: 1954 to 2064.
_DAYS = range(20_000, 60_001)


def read_raw(path: Path) -> importing.Parts:
    """Read a yearly file as published, workbook or CSV; raises DataError where no sheet is one of these."""
    for rows in sheets.read(path).values():
        for part, headings in PARTS.items():
            if set(headings) <= set(rows):
                return {part: rows}
    raise DataError(f"{path.name}: no list of commitments. See the headings of its columns.")


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return commitments, one row per recipient in Norway, and an account of every row and cent.

    Raises:
        DataError: a file lacks a heading that is needed.
    """
    done = [_one(part, rows, made) for part, rows in raw.items()]
    table = pd.concat([one.tables["commitments"] for one in done], ignore_index=True)
    return importing.Imported(
        {"commitments": table},
        tuple(account for one in done for account in one.accounts),
        pd.concat([one.rejected for one in done], ignore_index=True),
        placing.counts(table["placed_by"]),
    )


def _one(part: str, raw: pd.DataFrame, made: importing.Tables) -> importing.Imported:
    everyone = columns.fields(raw)
    fates = Ledger(everyone)
    fates.leave_out(~everyone["country"].map(published.normalised, na_action="ignore").isin(_NORWAY), ledger.ABROAD)
    rows = everyone[fates.stays]
    years, cents = _years(rows["year"]), _money(rows, everyone)
    hidden = {column: _holds(rows[column], _HIDDEN) for column in ("name", "amount")}
    person = hidden["name"] | _holds(rows["name"], _PERSON) | _holds(rows["type"], _PERSON)
    fates.leave_out(person, ledger.PERSON)
    named = columns.headings(raw.columns)
    fates.refuse(
        everyone[["year", "name", "amount"]].rename(columns=named),
        {
            named["year"]: (years.isna(), A_YEAR),
            named["name"]: (rows["name"].isna(), NO_NAME),
            named["amount"]: (rows["amount"].notna() & _cents(rows["amount"]).isna() & ~hidden["amount"], AN_AMOUNT),
        },
    )
    kept = fates.stays[rows.index]
    table = _commitments(rows[kept], years[kept], cents[kept], made)
    account = fates.account(
        SOURCE_ID,
        part,
        rows_out=len(table),
        cents=cents.reindex(everyone.index),
        cents_out=int(table["amount_cents"].sum()),
    )
    return importing.Imported({"commitments": table}, (account,), fates.rejected)


def _holds(texts: pd.Series, pattern: re.Pattern[str]) -> "pd.Series[bool]":
    return texts.str.contains(pattern).fillna(False).astype(bool)


def _commitments(rows: pd.DataFrame, years: pd.Series, cents: pd.Series, made: importing.Tables) -> pd.DataFrame:
    names = published.repaired(rows["name"].str.rstrip("* "))
    numbers = organisation_numbers.in_vat_numbers(rows["number"])
    known = organisation_kind.known_kinds(made["participations"])
    ids = "fts-" + years.astype("str") + "-" + _references(rows)
    ids = ids + "-" + (ids.groupby(ids).cumcount() + 1).astype("str")
    is_firm = persons.withheld(ids, numbers, names, read_reference("natural_persons"), made["participations"])
    kinds = organisation_kind.by_name(names, read_reference("organisation_kinds"), known)["kind"]
    table = pd.DataFrame(
        {
            "commitment_id": ids,
            "source_id": SOURCE_ID,
            "year": years,
            "programme_name": rows["programme"].fillna(rows["budget_line"]),
            "overlaps_programme_id": programmes.overlapping(rows["programme"], rows["budget_line"], years),
            "organisation_number": numbers,
            "organisation_name": names.mask(is_firm, WITHHELD_NAME),
            "organisation_kind": kinds.mask(is_firm, "company"),
            **placing.place(rows.assign(organisation_id=numbers), made),
            "amount_cents": cents,
        }
    )
    return schemas.conform(table, "commitments").sort_values("commitment_id", ignore_index=True)


def _references(rows: pd.DataFrame) -> pd.Series:
    """Return the publisher's reference of each commitment, else its row number."""
    given = rows["reference"].map(published.slug, na_action="ignore").astype("str")
    return published.null_if_blank(given).fillna(pd.Series(rows.index, rows.index).astype("str").radd("row_"))


def _money(rows: pd.DataFrame, everyone: pd.DataFrame) -> pd.Series:
    """Return whole cents, null where not known.

    The total of a commitment is its beneficiary's where it has one only; estimates are not used.
    """
    alone = ~everyone.duplicated(["year", "reference"], keep=False) | everyone["reference"].isna()
    total = rows["total"].where(alone[rows.index])
    return _cents(rows["amount"].fillna(total))


def _cents(amounts: pd.Series) -> pd.Series:
    """Return whole cents of amounts with a decimal point and commas between thousands; null where unreadable."""
    found = {
        text: published.cents(text.replace(",", "")) if _AMOUNT.fullmatch(text) else None
        for text in amounts.dropna().unique()
    }
    return amounts.map(found).astype("Int64")


def _years(text: pd.Series) -> pd.Series:
    """Return the year of "2024", a date in ISO 8601 or dd/mm/yyyy, or a day as workbooks count them; else null."""
    number = pd.to_numeric(text, errors="coerce")
    of_day = pd.to_datetime(number.where(number.isin(_DAYS)), unit="D", origin="1899-12-30").dt.year
    year = number.where(number.between(1990, 2100)).fillna(of_day).fillna(partner_rows.dates(text).dt.year)
    return year.where(year.mod(1) == 0).astype("Int64")
