"""The columns of tables: what they are called, and how their values are written."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.text import measures
from analysis.text.reader import Reader
from analysis.text.translate import mark

NAMES = {
    "area_code": mark("Number"),
    "area_name": mark("Name"),
    "rank": mark("Rank"),
    "programme_name": mark("Programme"),
    "organisation_name": mark("Organisation"),
    "year": mark("Year"),
    "data_until": mark("Data until"),
    "note": mark("Note"),
    "source": mark("Source"),
    "period": mark("Period"),
    "level": mark("Level"),
    "country": mark("Country"),
    "city": mark("City"),
    "coordinated": mark("Of them as coordinator"),
    "town": mark("Twin town"),
    "towns": mark("Twin towns"),
    "home": mark("Municipality"),
    "since": mark("Since"),
    "entries": mark("Entries"),
    "counties": mark("Counties"),
    "own_organisations": mark("Organisations here"),
    "other_organisations": mark("Organisations there"),
    "why": mark("Why"),
    "one": mark("Between"),
    "other": mark("And"),
    "shared_projects": mark("Shared projects"),
    "file": mark("File"),
    "rows_in": mark("Rows read"),
    "rows_out": mark("Rows kept"),
    "left_out": mark("Left out, and why"),
    "money_in": mark("Euro read"),
    "money_out": mark("Euro kept"),
    "kind": mark("Kind"),
    "indicator": mark("What is measured"),
    "figure": mark("Figure"),
    "project_acronym": mark("Project"),
    "project_title": mark("Title"),
    "role": mark("Role"),
    "norwegian_partners": mark("Other Norwegian participants"),
    "start_date": mark("Start"),
    "end_date": mark("End"),
    "project_url": mark("At the publisher"),
    "partner": mark("With"),
    "countries": mark("Countries"),
    "time": mark("Time"),
    "status": mark("Status"),
    "theme": mark("Theme"),
    "county_name": mark("County"),
    "value": mark("Value"),
    "verdict": mark("Beyond chance"),
    "others": mark("Others that took part"),
    "names": mark("Which"),
    "state": mark("Here"),
    "own_rows": mark("Own rows"),
}
LEVELS = {"municipality": mark("municipality"), "county": mark("county")}

DECIMALS = {
    "amount": 2, "amount_per_inhabitant": 2, "amount_low": 2, "amount_high": 2, "rate": 2, "rate_low": 2,
    "rate_high": 2, "shrunken_rate": 2, "from_median": 2, "from_norway": 2, "share_pct": 3, "share_of_county_pct": 3,
    "population": 0, "own_rows": 0, "projects": 0, "participations": 0, "organisations": 0, "outgoing_students": 0,
    "incoming_students": 0,
}  # fmt: skip
"""Decimals of numbers in workbooks; the cells hold them whole."""
DEFINITIONS = {
    "data_until": mark("The month in which the data of the year end, where the year is not whole in the source."),
    "area_code": mark("The unit's number at Statistics Norway, in the year of the boundaries."),
    "amount": mark(
        "Contribution granted to organisations here, all years together or in the year of the row. Euro as the source "
        "states it; kroner at the mean rate of the year of the call where the source has it, else of the year the "
        "contract was signed. An empty cell is unknown, not zero."
    ),
    "amount_per_inhabitant": mark("Amount divided by the inhabitants on 1 January of the year that is stated."),
    "share_pct": mark("The unit's part of all rows in the source, those without a known place included."),
    "share_of_county_pct": mark("The organisation's part of the county's amount."),
    "projects": mark("Different projects with at least one organisation here; a project counts once in each unit."),
    "participations": mark("Organisations in projects: one organisation in two projects counts twice."),
    "organisations": mark("Different organisations, by the publisher's number or by the organisation number."),
    "population": mark("Inhabitants on 1 January."),
    "own_rows": mark("Rows of the reader's own that lie here, whether or not they count in the numbers."),
    "rank": mark("Place in the order from the highest; units with fewer than five projects have none."),
    "rate": mark("Projects divided by inhabitants, times 10,000."),
    "rate_low": mark("Lower end of the 95 % interval of the rate (exact Poisson limits)."),
    "rate_high": mark("Upper end of the 95 % interval of the rate (exact Poisson limits)."),
    "shrunken_rate": mark("The rate drawn towards the mean of all units, the more the fewer the inhabitants."),
    "amount_low": mark("Lower end of the 95 % interval of the amount per inhabitant (bootstrap over projects)."),
    "amount_high": mark("Upper end of the 95 % interval of the amount per inhabitant (bootstrap over projects)."),
    "from_median": mark("The unit's value less the median of those it is compared with."),
    "from_norway": mark("The unit's value less the value of the whole country."),
    "verdict": mark("Whether the number of projects lies beyond what chance alone explains (95 % limits)."),
    "status": mark("The programme's status in the place: took part, none found, not loaded, or Norway outside."),
}


def names(reader: Reader, table: pd.DataFrame) -> dict[str, str]:
    named = {column: reader.text(NAMES[column]) for column in table if column in NAMES}
    money = {column: reader.measure_with_currency(column) for column in table if column in measures.NAMES}
    return named | money


def writer(reader: Reader, column: str) -> Callable[[Any], str]:
    if column == "amount":
        return lambda cents: reader.whole_units(cents)
    if column == "amount_per_inhabitant":
        return lambda value: reader.number(value, decimals=2)
    if column == "year":
        return lambda year: str(int(year or 0))
    if column in measures.NAMES:
        return reader.write(column)
    return lambda value: reader.number(value)
