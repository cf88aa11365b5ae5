"""Years that are not over in the data, in words: below a chart, in its caption, and in a column of its table."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from analysis.text.reader import Reader

COLUMN = "data_until"


def ticks(reader: Reader, days: Mapping[int, date]) -> dict[int, str]:
    """Return by year what stands below it on an axis: "to Nov."."""
    return {year: reader.text("to {month}", month=reader.short_month(day)) for year, day in days.items()}


def sentence(reader: Reader, days: Mapping[int, date], table: pd.DataFrame) -> str:
    """Return that the data end within a year of the table, or "" where all its years are whole."""
    shown = [year for year in sorted(days) if year in set(table["year"])]
    return " ".join(
        reader.text(
            "The data end in {month}: {year} is not whole, and is hatched.",
            month=reader.month(days[year]),
            year=str(year),
        )
        for year in shown
    )


def marked(reader: Reader, table: pd.DataFrame, days: Mapping[int, date]) -> pd.DataFrame:
    """Return a table with a column of until when the data of a year go, where one of its years is not whole."""
    if not set(days) & set(table["year"]):
        return table
    until = table["year"].map({year: reader.month(day) for year, day in days.items()})
    return table.assign(**{COLUMN: until.astype("string").fillna("")})


def columns(table: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """Return the columns to show of a table by year, that of `marked` behind the year where it has one."""
    return [shown for name in names for shown in ((name, COLUMN) if name == "year" and COLUMN in table else (name,))]
