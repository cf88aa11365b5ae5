"""Municipalities of years that are not in the table yet, from Statistics Norway's KLASS 131 (source: klass).

The units of known years must be those in the table: boundaries, shares of divided units and maps follow from them.
A year with other units than the year before is refused, for no boundaries of it are here.
"""

import json
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.contract.schemas import conform
from analysis.errors import DataError
from analysis.sources.common import importing
from analysis.sources.common.account import Account
from analysis.sources.common.ledger import Ledger
from analysis.text.translate import mark

IMPORTER_ID = "klass_api"
SOURCE_ID = "klass"
SOURCE_IDS = (SOURCE_ID,)
PARTS = MappingProxyType(
    {"codes": ("code", "level", "name", "validFromInRequestedRange", "validToInRequestedRange")},
)
NOT_NEW = mark("in force in no year that is new here")
_SHOWN = 5
_NO_MUNICIPALITY = r"2[1-9]..|99.."
"""Svalbard, Jan Mayen, the continental shelf, and a municipality that is not stated."""


def read_raw(path: Path) -> importing.Parts:
    """Read the list of codes as published, in JSON, every value as text; raises DataError where it is another file."""
    try:
        codes = json.loads(path.read_text(encoding="utf-8"))["codes"]
        rows = pd.DataFrame(
            [{key: "" if value is None else str(value) for key, value in code.items()} for code in codes]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path.name}: not a list of codes of KLASS. Take codes.json of classification 131.") from error
    missing = [heading for heading in PARTS["codes"] if heading not in rows]
    if missing:
        raise DataError(f"{path.name}: no {', '.join(missing)} in the codes. See whether KLASS has changed its form.")
    return {"codes": rows.fillna("").set_axis(pd.RangeIndex(1, len(rows) + 1), axis=0)}


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return municipalities and counties with the years that are new; a county keeps the name of the year before.

    Raises:
        DataError: the units of a known year are others than in the table, or those of a new year than the year before.
    """
    codes, municipalities, counties = raw["codes"], made["municipalities"], made["counties"]
    codes = codes[codes["code"].str.fullmatch(r"\d{4}") & ~codes["code"].str.fullmatch(_NO_MUNICIPALITY)]
    first, last = int(municipalities["geography_year"].min()), int(municipalities["geography_year"].max())
    until = _last_year(codes)
    for year in range(first, last + 1):
        _expect_same(_in_force(codes, year), municipalities, year, of=year)
    new = [_in_force(codes, year).assign(geography_year=year) for year in range(last + 1, until + 1)]
    for rows, year in zip(new, range(last + 1, until + 1), strict=True):
        _expect_same(rows, municipalities, last, of=year)
    added = pd.concat([part.rename(columns={"code": "municipality_code", "name": "municipality_name"}) for part in new]
                      ) if new else pd.DataFrame(columns=["code"])  # fmt: skip
    return importing.Imported(
        {
            "municipalities": _with_years(municipalities, added, "municipalities"),
            "counties": _with_years(counties, _counties(counties, last, until), "counties"),
        },
        (_account(raw["codes"], added),),
    )


def _last_year(codes: pd.DataFrame) -> int:
    """Return the last year whose 1 January the list speaks of; the day that it ends on is not in it.

    Codes that end on no day are in force today, and nobody knows for how long.
    """
    ends = codes["validToInRequestedRange"]
    if ends.eq("").any():
        return date.today().year
    year, day = str(ends.max()).split("-", maxsplit=1)
    return int(year) - (day == "01-01")


def _in_force(codes: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return code, name and county_code on 1 January of a year, with the name of that day."""
    day = f"{year}-01-01"
    begun = codes["validFromInRequestedRange"].le(day)
    ends = codes["validToInRequestedRange"]
    rows = codes[begun & (ends.eq("") | ends.gt(day))]
    rows = rows.sort_values("validFromInRequestedRange").drop_duplicates("code", keep="last")
    return rows[["code", "name"]].assign(county_code=rows["code"].str[:2], number=rows.index)


def _expect_same(rows: pd.DataFrame, municipalities: pd.DataFrame, year: int, *, of: int) -> None:
    known = set(municipalities.loc[municipalities["geography_year"] == year, "municipality_code"])
    apart = sorted(known ^ set(rows["code"]))
    if apart and of == year:
        raise DataError(
            f"KLASS 131: other municipalities in {year} than in the table: {', '.join(apart[:_SHOWN])} "
            f"({len(apart)} in all). Ask for the codes from 2007-01-01, and see what Statistics Norway has corrected."
        )
    if apart:
        raise DataError(
            f"KLASS 131: municipalities change in {of}: {', '.join(apart[:_SHOWN])} ({len(apart)} in all). "
            "Boundaries, shares and maps of that year come with a new release of Europaprofil; the units stay."
        )


def _counties(counties: pd.DataFrame, last: int, until: int) -> pd.DataFrame:
    of_last = counties[counties["geography_year"] == last]
    years = [of_last.assign(geography_year=year) for year in range(last + 1, until + 1)]
    return pd.concat(years) if years else of_last.iloc[:0]


def _with_years(table: pd.DataFrame, added: pd.DataFrame, name: str) -> pd.DataFrame:
    rows = conform(added, name) if len(added) else table.iloc[:0]
    key = ["geography_year", "municipality_code" if name == "municipalities" else "county_code"]
    return conform(pd.concat([table, rows]).sort_values(key, ignore_index=True), name)


def _account(raw: pd.DataFrame, added: pd.DataFrame) -> Account:
    used = set(added["number"]) if "number" in added else set[int]()
    fates = Ledger(raw)
    fates.leave_out(pd.Series(~raw.index.isin(used), index=raw.index), NOT_NEW)
    return fates.account(SOURCE_ID, "codes", rows_out=len(used))
