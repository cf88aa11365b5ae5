"""Organisation numbers of participants by the Commission's number of them, the PIC (source: organisation_pics).

Made for this project: from VAT numbers in CORDIS, from equal names and from equal amounts in Horizon 2020.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import organisation_numbers, published
from analysis.sources.common.account import Account, Built

SOURCE_ID = "organisation_pics"
FILE = "raw/cordis_horizon/pic_to_organisation_number.csv"
BASES: Mapping[str, str] = {
    "vat number in CORDIS Horizon Europe": "vat_number",
    "same Horizon 2020 amounts as in Forskningsradet": "same_amounts",
    "same name as in Forskningsradet": "same_name",
}


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as it is: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return each PIC once with its organisation number and how that was found; one number may have several PICs.

    Raises:
        DataError: a number whose last digit is wrong, or a basis that is not in BASES.
    """
    valid = organisation_numbers.in_vat_numbers(raw["organisation_number"])
    wrong = raw[valid != raw["organisation_number"]]
    if len(wrong):
        raise DataError(
            f"{FILE}: {wrong['organisation_number'].iloc[0]!r} is no organisation number ({len(wrong)} rows in all). "
            "Correct the row."
        )
    rows = raw.assign(basis=published.mapped(raw["how"], BASES, file=FILE))
    return schemas.conform(rows, "organisation_pics").sort_values("pic", ignore_index=True)


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return the organisation_pics table; needs no other table."""
    raw = read_raw(raw_dir / FILE)
    rows = tidy(raw)
    return Built({"organisation_pics": rows}, (Account(SOURCE_ID, FILE, len(raw), len(rows)),))
