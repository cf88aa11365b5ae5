"""Hold tables against their schemas; an error names file, row, column, value and what was expected.

Only the build and the tests import this module, as pandera is slow to import.
"""

from collections.abc import Mapping

import pandas as pd
import pandera.pandas as pa

from analysis.contract import schemas
from analysis.errors import DataError


def check(rows: pd.DataFrame, name: str, *, file: str) -> pd.DataFrame:
    """Return the rows unchanged if they keep the table's types, patterns and key.

    Raises:
        DataError: names the file, the first row, column and value, what was expected, and how many more there are.
    """
    table = schemas.TABLES[name]
    schema = pa.DataFrameSchema(dict(table.columns), strict=True)
    try:
        schema.validate(rows, lazy=True)
    except pa.errors.SchemaErrors as errors:
        first = errors.failure_cases.iloc[0]
        raise DataError(
            f"{file}: table {name}, row {first['index']}, column {first['column']}: {first['failure_case']!r} "
            f"where {first['check']} was expected ({len(errors.failure_cases)} in all). "
            "Correct the row in data/reference or the source's tidy."
        ) from errors
    doubles = rows[rows.duplicated(list(table.key), keep=False)]
    if len(doubles):
        raise DataError(
            f"{file}: table {name}, row {doubles.index[0]}, column {', '.join(table.key)}: "
            f"{tuple(doubles.iloc[0][list(table.key)])!r} where a key of its own was expected "
            f"({len(doubles)} rows share one)."
        )
    return rows


# These tables say themselves which units there are.
_LISTS = ("municipalities", "counties", "nuts3_counties")
_LEVELS = {"municipality": "municipality", "county": "county", "county_council": "county"}


def check_references(tables: Mapping[str, pd.DataFrame]) -> None:
    """Raise DataError where a column points at a row that is not there, or a code was not in force in its year."""
    for name, rows in tables.items():
        for column, target in schemas.TABLES[name].references.items():
            other, other_column = target.split(".")
            _expect_in(rows, name, column, set(tables[other][other_column]), expected=f"a value of {target}")
        if name in _LISTS:
            continue
        for level in ("municipality", "county"):
            if f"{level}_code" in rows:
                _check_in_force(rows, name, f"{level}_code", level, tables)
        if "area_level" in rows and "geography_year" in rows:
            for area_level, of_level in rows.groupby("area_level"):
                if str(area_level) in _LEVELS:
                    _check_in_force(of_level, name, "area_code", _LEVELS[str(area_level)], tables)


def _expect_in(rows: pd.DataFrame, name: str, column: str, allowed: set[str], *, expected: str) -> None:
    wrong = rows[rows[column].notna() & ~rows[column].isin(allowed)]
    if len(wrong):
        raise DataError(
            f"{name}: row {wrong.index[0]}, column {column}: {wrong.iloc[0][column]!r} where {expected} "
            f"was expected ({len(wrong)} in all)."
        )


def _check_in_force(rows: pd.DataFrame, name: str, column: str, level: str, tables: Mapping[str, pd.DataFrame]) -> None:
    units = tables["municipalities" if level == "municipality" else "counties"]
    in_force = set(zip(units["geography_year"], units[f"{level}_code"], strict=True))
    given = rows[rows[column].notna() & ~rows[column].isin(schemas.OUTSIDE_THE_LISTS)]
    pairs = pd.Series(list(zip(given["geography_year"], given[column], strict=True)), index=given.index, dtype=object)
    wrong = pairs[~pairs.isin(in_force)]
    if len(wrong):
        year, code = wrong.iloc[0]
        raise DataError(
            f"{name}: row {wrong.index[0]}, column {column}: {code!r} where a {level} in force in {year} "
            f"was expected ({len(wrong)} in all)."
        )
