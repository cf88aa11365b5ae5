"""What a source hands to the build: its tables, and an account of every row and cent it read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.errors import DataError


@dataclass(frozen=True)
class Account:
    """Rows and money of one file: what came in, what went out, and why the rest was left out.

    `left_out` maps a reason in plain English to a number of rows. Money is in whole euro cents,
    None where the file holds no amounts that this project uses.
    """

    source_id: str
    file: str
    rows_in: int
    rows_out: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    money_in_cents: int | None = None
    money_out_cents: int | None = None
    money_left_out_cents: Mapping[str, int] = field(default_factory=dict)

    def check(self) -> None:
        """Raise DataError where a row or a cent is not accounted for."""
        missing = self.rows_in - self.rows_out - sum(self.left_out.values())
        if missing:
            raise DataError(
                f"{self.file}: {missing} of {self.rows_in} rows are neither kept nor left out for a "
                f"stated reason. Name the reason in analysis/sources/{self.source_id}.py."
            )
        lost = (self.money_in_cents or 0) - (self.money_out_cents or 0) - sum(self.money_left_out_cents.values())
        if lost:
            raise DataError(f"{self.file}: {lost} euro cents are neither kept nor left out for a stated reason.")


@dataclass(frozen=True)
class Built:
    """The tables a source fills (by name in analysis.contract.schemas) and one account for every file it read."""

    tables: Mapping[str, pd.DataFrame]
    accounts: tuple[Account, ...]
