"""The columns of the Financial Transparency System's yearly files, whose headings changed over the years."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pandas as pd

from analysis.errors import DataError
from analysis.sources.common import partner_rows, published

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "year": ("YEAR",),
        "name": ("NAME OF BENEFICIARY", "NAME OF RECIPIENT", "RECIPIENT NAME"),
        "country": ("BENEFICIARY COUNTRY", "RECIPIENT COUNTRY", "COUNTRY TERRITORY"),
        "amount": ("BENEFICIARY S CONTRACTED AMOUNT EUR", "RECIPIENT S CONTRACTED AMOUNT EUR", "AMOUNT"),
        "total": ("TOTAL AMOUNT",),
        "number": (
            "VAT NUMBER OF BENEFICIARY",
            "RECIPIENT MAIN REGISTRATION NUMBER",
            "MAIN REGISTRATION NUMBER OF BENEFICIARY",
        ),
        "type": ("BENEFICIARY TYPE", "RECIPIENT TYPE", "LE ACCT GROUP DESC"),
        "city": ("CITY",),
        "postal_code": ("POSTAL CODE",),
        "programme": ("PROGRAMME NAME", "ACTION TYPE"),
        "budget_line": ("BUDGET LINE NAME", "BUDGET LINE NAME AND NUMBER"),
        "reference": ("REFERENCE BUDGET", "COMMITMENT POSITION KEY", "REFERENCE OF THE LEGAL COMMITMENT LC"),
    }
)
"""What each field's heading was over the years, newest first, as published.normalised writes it."""
NEEDED = ("year", "name", "country", "amount")
# What a commitment has once where it has several beneficiaries, one below the other, in the files before 2020.
OF_THE_COMMITMENT = ["year", "reference", "programme", "budget_line", "total"]
_NOT_GIVEN = r"(?i)\.|N/A\b.*|.*\bnot (?:applicable|available)"


def headings(columns: Iterable[str]) -> dict[str, str]:
    """Return the heading of each field that a file has; the first of columns with the same heading counts."""
    by_name: dict[str, str] = {}
    for heading in columns:
        by_name.setdefault(published.normalised(heading), heading)
    found = {field: next((name for name in names if name in by_name), None) for field, names in FIELDS.items()}
    return {field: by_name[name] for field, name in found.items() if name}


def fields(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the fields as text, null where nothing is given, on every row also those of the whole commitment.

    Args:
        rows: a file as read.

    Raises:
        DataError: a heading that is needed is not there; names it as it was.
    """
    found = headings(rows.columns)
    for field in NEEDED:
        if field not in found:
            raise DataError(f"No column {' or '.join(FIELDS[field])}. See what the publisher calls it now.")
    first = rows.loc[:, ~rows.columns.duplicated()]
    nothing = pd.Series(pd.NA, index=rows.index, dtype="str")
    table = pd.DataFrame({field: _given(first[found[field]]) if field in found else nothing for field in FIELDS})
    below = table["year"].isna() & table["reference"].isna() & table["name"].notna()
    table[OF_THE_COMMITMENT] = table[OF_THE_COMMITMENT].mask(below, table[OF_THE_COMMITMENT].ffill())
    return table


def _given(column: pd.Series) -> pd.Series:
    text = partner_rows.given(column)
    return text.mask(text.str.fullmatch(_NOT_GIVEN).eq(True))
