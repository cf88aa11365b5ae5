"""The ledger accounts for every row and cent of a file, under the first reason that fits."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.sources.common import ledger
from analysis.sources.common.ledger import Ledger


def mask(*values, index=None):
    return pd.Series(list(values), index=index, dtype=bool)


def test_the_first_reason_wins_and_the_account_names_reasons_in_the_order_in_which_they_were_given():
    fates = Ledger(pd.DataFrame({"a": range(4)}))
    fates.leave_out(mask(False, False, True, True), "weighs more")
    fates.leave_out(mask(True, False, True, False), "weighs less")
    account = fates.account("s", "f.csv", rows_out=1)
    assert list(account.left_out.items()) == [("weighs more", 2), ("weighs less", 1)]
    assert list(fates.stays) == [False, True, False, False]
    account.check()


def test_a_mask_may_tell_of_all_rows_of_the_rows_that_stay_or_of_some_rows_by_their_labels():
    fates = Ledger(pd.DataFrame({"a": range(4)}, index=[2, 3, 4, 5]))
    fates.leave_out(mask(True, False, False, False, index=[2, 3, 4, 5]), "all rows")
    fates.leave_out(mask(True, False, False, index=[3, 4, 5]), "rows that stay")
    fates.leave_out(mask(True, True, index=[2, 5]), "some rows")
    assert fates.account("s", "f", rows_out=1).left_out == {"all rows": 1, "rows that stay": 1, "some rows": 1}


def test_labels_may_repeat_unless_a_mask_tells_of_some_rows_alone():
    fates = Ledger(pd.DataFrame({"a": list("xyyz")}, index=[1, 1, 1, 2]))
    fates.leave_out(mask(True, False, False, False, index=[1, 1, 1, 2]), "x")
    fates.leave_out(mask(False, True, False, index=[1, 1, 2]), "y twice")
    assert list(fates.stays) == [False, True, False, True]
    with pytest.raises(ValueError, match="duplicate"):
        fates.leave_out(mask(True, False, index=[1, 1]), "z")


def test_every_cell_of_a_refused_row_is_listed_and_the_row_counts_once():
    rows = pd.DataFrame({"year": ["x", "2020"], "amount": ["y", "z"]}, index=[2, 3])
    fates = Ledger(rows)
    fates.refuse(rows, {"year": (rows["year"] == "x", "a year"), "amount": (rows["amount"] != "1", "an amount")})
    assert fates.rejected.to_numpy().tolist() == [
        [2, "year", "x", "a year"],
        [2, "amount", "y", "an amount"],
        [3, "amount", "z", "an amount"],
    ]
    assert fates.account("s", "f", rows_out=0).left_out == {ledger.REFUSED: 2}


def test_cells_of_rows_that_are_left_out_already_are_not_listed():
    rows = pd.DataFrame({"amount": ["x", "y"]}, index=[2, 3])
    fates = Ledger(rows)
    fates.leave_out(rows["amount"] == "x", ledger.ABROAD)
    fates.list_cells(rows, {"amount": (mask(True, True, index=[2, 3]), "an amount")})
    assert fates.rejected["row"].tolist() == [3]
    assert list(fates.stays) == [False, True]


def test_cents_left_out_stand_by_reason_and_an_amount_that_is_not_known_is_no_zero():
    fates = Ledger(pd.DataFrame({"a": range(4)}))
    cents = pd.Series([100, 20, None, 3], dtype="Int64")
    fates.leave_out(mask(False, False, True, False), "not known")
    fates.leave_out(mask(False, True, False, False), "known")
    account = fates.account("s", "f", rows_out=2, cents=cents, cents_out=103)
    assert (account.money_in_cents, account.money_out_cents) == (123, 103)
    assert account.money_left_out_cents == {"known": 20}
    account.check()


def test_a_table_that_lost_a_row_or_a_cent_does_not_pass_its_account():
    fates = Ledger(pd.DataFrame({"a": range(3)}))
    fates.leave_out(mask(True, False, False), "double")
    with pytest.raises(DataError, match="1 of 3 rows"):
        fates.account("s", "f.csv", rows_out=1).check()
    with pytest.raises(DataError, match="1 euro cents"):
        fates.account("s", "f.csv", rows_out=2, cents=pd.Series([5, 5, 5]), cents_out=9).check()


def test_an_account_of_one_of_several_sources_counts_its_own_rows_and_lines_that_never_became_rows():
    fates = Ledger(pd.DataFrame({"source": list("aab")}))
    fates.leave_out(mask(True, False, True), ledger.DOUBLE)
    account = fates.account(
        "a", "f", rows_out=1, cents=pd.Series([1, 2, 4]), cents_out=2, of=mask(True, True, False), unreadable_lines=2
    )
    assert (account.rows_in, account.left_out) == (4, {ledger.DOUBLE: 1, ledger.REFUSED: 2})
    assert account.money_left_out_cents == {ledger.DOUBLE: 1}
    account.check()


@given(
    st.lists(st.tuples(st.integers(0, 10**13) | st.none(), st.booleans(), st.booleans(), st.booleans()), max_size=30)
)
def test_every_row_and_cent_is_accounted_for_whatever_the_reasons(rows):
    table = pd.DataFrame(rows, columns=["cents", "one", "two", "three"])
    table = table.astype({"cents": "Int64", "one": bool, "two": bool, "three": bool})
    fates = Ledger(table)
    fates.leave_out(table["one"], "one")
    fates.leave_out(table["two"][fates.stays], "two")
    fates.refuse(table, {"cents": (table["three"], "an amount")})
    kept = table[~table["one"] & ~table["two"] & ~table["three"]]
    account = fates.account("s", "f", rows_out=len(kept), cents=table["cents"], cents_out=int(kept["cents"].sum()))
    account.check()
    assert fates.stays.sum() == len(kept)
    assert len(fates.rejected) == account.left_out.get(ledger.REFUSED, 0)
