"""What the EU gives a participant, from the two amounts that CORDIS has for each.

`netEcContribution` is what a participant keeps when the shares of its third parties are taken off, so it can be added
up; `ecContribution` may hold money that a third party's net amount holds too. The rule, participant by participant:

1. the net contribution, where the file gives one. A net contribution of zero counts where some participant of the
   project has one above zero; else it only fills the field;
2. else the contribution, as in FP7, which leaves the net one blank;
3. else null: not known. A zero is kept only where the publisher wrote it.
"""

import re
from dataclasses import dataclass

import pandas as pd

from analysis.sources.common import published

NET, GROSS = "netEcContribution", "ecContribution"
_AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,20})?(?:[eE]\+?\d)?")
# A comma is a decimal sign here, and three digits behind it would be read by others as a thousand.
_AMBIGUOUS = re.compile(r"\d{1,3},\d{3}")


@dataclass(frozen=True)
class Money:
    """Whole euro cents of each row (Int64, null where not known), and which cells of the two columns are unreadable."""

    cents: pd.Series
    unreadable: pd.DataFrame


def of_rows(rows: pd.DataFrame, everyone: pd.DataFrame) -> Money:
    """Return the money of participants.

    Args:
        rows: the participants asked for, with projectID and both amounts as published.
        everyone: the same columns for all participants in the file, who tell whether a project has net amounts.
    """
    net, gross = (_cents(rows[column]) for column in (NET, GROSS))
    unreadable = pd.DataFrame(
        {NET: net.isna() & rows[NET].str.strip().ne(""), GROSS: gross.isna() & rows[GROSS].str.strip().ne("")}
    )
    with_net = everyone.loc[everyone[NET].str.contains("[1-9]", regex=True), "projectID"]
    only_fills = net.eq(0).fillna(False) & ~rows["projectID"].isin(with_net)
    return Money(net.mask(only_fills).fillna(gross), unreadable)


def _cents(amounts: pd.Series) -> pd.Series:
    """Return whole cents; null where an amount is blank or cannot be read. The decimal sign is a point or a comma."""
    found = {text: _read(text) for text in amounts.unique()}
    return amounts.map(found).astype("Int64")


def _read(text: str) -> int | None:
    bare = text.strip()
    if not _AMOUNT.fullmatch(bare) or _AMBIGUOUS.fullmatch(bare):
        return None
    return published.cents(bare.replace(",", "."))
