"""Norwegian kroner per euro by year, as Norges Bank publishes it (source: exchange_rates, when refreshed).

The series hold the annual means and the daily rates. The daily rates give the number of days, and the mean of a year
that is not over. A year that Norges Bank does not give, or gives fewer days of, keeps what is in the table, of the
European Central Bank.
"""

from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.contract.schemas import conform
from analysis.errors import DataError
from analysis.sources.common import importing, sheets
from analysis.sources.common.ledger import Ledger
from analysis.text.translate import mark

IMPORTER_ID = "norges_bank"
SOURCE_ID = "exchange_rates"
SOURCE_IDS = (SOURCE_ID,)
PARTS = MappingProxyType({"rows": ("FREQ", "BASE_CUR", "QUOTE_CUR", "UNIT_MULT", "TIME_PERIOD", "OBS_VALUE")})
FIRST_YEAR = 2007
DECIMALS = 4
BEFORE = mark("a year before 2007")
OTHER = mark("not a rate of kroner per euro by year or day")
UNKNOWN_DAYS = mark("a year of which the number of daily rates is not known")
A_RATE = mark("kroner per euro, with a decimal point or comma")
_PERIODS = {"A": r"\d{4}", "B": r"\d{4}-\d{2}-\d{2}"}


def read_raw(path: Path) -> importing.Parts:
    """Read the series as published, in CSV; raises DataError where a column is missing."""
    rows = sheets.read(path).get("", pd.DataFrame())
    missing = [heading for heading in PARTS["rows"] if heading not in rows]
    if missing:
        raise DataError(f"{path.name}: no column {', '.join(missing)}. Take the series from Norges Bank as CSV.")
    return {"rows": rows}


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return exchange_rates: the years that Norges Bank gives, and those of the table in use that it does not."""
    rows, before = raw["rows"], made["exchange_rates"]
    year = pd.to_numeric(rows["TIME_PERIOD"].str[:4], errors="coerce").astype("Int64")
    rate = pd.to_numeric(rows["OBS_VALUE"].str.replace(",", "."), errors="coerce")
    fates = _fates(rows, year, rate)
    by_freq = {freq: pd.DataFrame({"year": year, "rate": rate})[fates.stays & rows["FREQ"].eq(freq)] for freq in "AB"}
    daily = by_freq["B"].groupby("year")["rate"].agg(["mean", "size"])
    annual = by_freq["A"].set_index("year")["rate"]
    known = before.set_index("year")["days"].astype("Int64")
    # A file that begins or ends within a year has some of its days: no mean of the whole year.
    daily = daily[~(daily["size"] < known.reindex(daily.index)).fillna(False)]
    days = daily["size"].combine_first(known)
    fates.leave_out(rows["FREQ"].eq("A") & ~year.isin(days.index), UNKNOWN_DAYS)
    means = annual[annual.index.isin(days.index)].combine_first(daily["mean"].round(DECIMALS))
    given = pd.DataFrame({"year": means.index, "nok_per_eur": means.to_numpy(), "days": days.reindex(means.index)})
    table = pd.concat([before[~before["year"].isin(given["year"])], given], ignore_index=True)
    return importing.Imported(
        {"exchange_rates": conform(table.sort_values("year", ignore_index=True), "exchange_rates")},
        (fates.account(SOURCE_ID, "rows", rows_out=int(fates.stays.sum())),),
        fates.rejected,
    )


def _fates(rows: pd.DataFrame, year: pd.Series, rate: pd.Series) -> Ledger:
    """Return why each row is left out."""
    ours = rows["BASE_CUR"].eq("EUR") & rows["QUOTE_CUR"].eq("NOK") & rows["UNIT_MULT"].eq("0")
    periods = [rows["FREQ"].eq(freq) & rows["TIME_PERIOD"].str.fullmatch(form) for freq, form in _PERIODS.items()]
    ours &= periods[0] | periods[1]
    fates = Ledger(rows)
    fates.leave_out(~ours, OTHER)
    fates.leave_out((year < FIRST_YEAR).fillna(False), BEFORE)
    fates.refuse(rows, {"OBS_VALUE": (~rate.between(1, 100), A_RATE)})
    return fates
