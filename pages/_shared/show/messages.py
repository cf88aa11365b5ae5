"""What a figure says, in one sentence: for those who do not see it, and as a slide's title."""

import pandas as pd

from analysis.text.reader import Reader


def peak(reader: Reader, table: pd.DataFrame, measure: str, *, name: str) -> str:
    """Return in which year a measure was highest and how high, all series together.

    Args:
        table: year and the measure, one row per year and series; null where unknown.
        name: the place or programme the figure is about.
    """
    text = reader.text
    by_year = table.groupby("year")[measure].sum(min_count=1).dropna()
    years, values = [str(year) for year in by_year.index], list(by_year)
    said = {"measure": reader.measure(measure), "name": name}
    if not values:
        return text("{measure} in {name} by year: no value is known.", **said)
    top = values.index(max(values))
    value = reader.write(measure)(values[top])
    if len(values) == 1:
        return text("{measure} in {name}: {value}, all in {year}.", value=value, year=years[top], **said)
    return text("{measure} in {name} was highest in {year}: {value}.", value=value, year=years[top], **said)


def largest(reader: Reader, table: pd.DataFrame, label: str, measure: str) -> str:
    """Return which row of a table has the highest value, and that value."""
    known = table[table[measure].notna() & (table[measure] > 0)]
    if known.empty:
        return reader.text("No row has a value here.")
    first = known.sort_values(measure, ascending=False, kind="stable").to_dict("records")[0]
    write = reader.write(measure)
    return reader.text("Most: {name}, {value}.", name=str(first[label]), value=write(first[measure]))
