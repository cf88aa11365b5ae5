"""The fate of every row of a file: it stays, or is left out for the first reason that fits it."""

from collections.abc import Mapping
from typing import TypeAlias

import pandas as pd

from analysis.sources.common import importing
from analysis.sources.common.account import Account
from analysis.text.translate import mark

ABROAD = mark("organisation outside Norway")
DOUBLE = mark("exact double of another row")
NO_COUNTRY = mark("no country is given")
NO_NORWEGIAN = mark("no Norwegian organisation takes part")
PERSON = mark("a natural person, whose name is not kept")
REFUSED = mark("refused: see the list of errors")

Mask: TypeAlias = "pd.Series[bool]"
Cells: TypeAlias = Mapping[str, tuple[Mask, str]]
"""Heading -> which rows cannot be read there, and what was expected."""


class Ledger:
    """Why each row of a file is left out, and the cells that were refused.

    An importer gives its reasons in the order in which they weigh; a row keeps the first one. A mask has one value for
    each row of the file, for each row that stays so far or, where no label of the index repeats, for any of the rows.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        """Open the ledger of the rows of a file, none of which is left out yet."""
        self._reasons = pd.Series("", index=rows.index, dtype="str")
        self._in_order: dict[str, None] = {}
        self._rejected = [importing.nothing_rejected()]

    @property
    def stays(self) -> Mask:
        """Whether each row of the file stays, so far."""
        return self._reasons.eq("")

    @property
    def rejected(self) -> pd.DataFrame:
        """The refused cells; see importing.REJECTED."""
        return pd.concat(self._rejected, ignore_index=True)

    def leave_out(self, which: Mask, reason: str) -> None:
        """Leave rows out for a reason in English, marked for translation."""
        self._in_order.setdefault(reason)
        self._reasons = self._reasons.mask(self._of_all(which) & self.stays, reason)

    def refuse(self, values: pd.DataFrame, cells: Cells) -> None:
        """Leave rows out that cannot be read, and list every cell of them that is to blame.

        Args:
            values: all rows of the file, with what its reader sees in the columns of `cells`.
            cells: which rows cannot be read, by column.
        """
        self.list_cells(values, cells)
        for mask in [self._of_all(which) for which, _ in cells.values()]:
            self.leave_out(mask, REFUSED)

    def list_cells(self, values: pd.DataFrame, cells: Cells) -> None:
        """List cells as `refuse` does, of rows that stay although they cannot be read there."""
        for heading, (which, expected) in cells.items():
            rows = values[(self._of_all(which) & self.stays).to_numpy()]
            self._rejected.append(importing.rejected(rows, heading, expected))

    def account(
        self,
        source_id: str,
        file: str,
        *,
        rows_out: int,
        cents: pd.Series | None = None,
        cents_out: int | None = None,
        of: "Mask | None" = None,
        unreadable_lines: int = 0,
    ) -> Account:
        """Return the account, whose check holds the finished table against what is left in the ledger.

        Args:
            source_id: the source's.
            file: the file, or the part of it, that the rows are.
            rows_out: how many of the rows the finished table has.
            cents: the amount of each row of the file, null where not known; None where the file has none.
            cents_out: the sum of the finished table's amounts.
            of: which rows of the file the account is of, where one file has several sources.
            unreadable_lines: lines that were refused before they became rows.
        """
        reasons = self._reasons if of is None else self._reasons[of.to_numpy()]
        counts = {reason: int(reasons.eq(reason).sum()) for reason in self._in_order}
        if unreadable_lines:
            counts[REFUSED] = counts.get(REFUSED, 0) + unreadable_lines
        money = pd.Series(dtype="Int64") if cents is None else cents if of is None else cents[of.to_numpy()]
        lost = {reason: money[reasons.eq(reason).to_numpy()].dropna() for reason in counts if len(money)}
        return Account(
            source_id,
            file,
            rows_in=len(reasons) + unreadable_lines,
            rows_out=rows_out,
            left_out={reason: count for reason, count in counts.items() if count},
            money_in_cents=None if cents is None else int(money.sum()),
            money_out_cents=cents_out,
            money_left_out_cents={reason: int(part.sum()) for reason, part in lost.items() if len(part)},
        )

    def _of_all(self, which: Mask) -> Mask:
        """Return a mask of every row of the file from one of all its rows, or of some of them by their labels."""
        index, stays = self._reasons.index, self.stays
        if which.index.equals(index):
            return which.astype(bool)
        if which.index.equals(index[stays]):
            full = pd.Series(False, index=index)
            full[stays.to_numpy()] = which.to_numpy(dtype=bool)
            return full
        return which.astype(bool).reindex(index, fill_value=False)
