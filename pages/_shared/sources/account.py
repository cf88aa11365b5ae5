"""The account of rows and money: what came in from every file, what went out, and why the rest was left out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.store.catalogue import Source
from analysis.text.reader import Reader
from pages._shared.choosing import register_filters
from pages._shared.data import this_run
from pages._shared.session.query import Key
from pages._shared.show import show, take_away
from pages._shared.show.take_away import View

Account = Mapping[str, Any]


def unaccounted(accounts: Iterable[Account]) -> int:
    """Return how many rows were neither kept nor left out for a stated reason."""
    return sum(account["rows_in"] - account["rows_out"] - sum(account["left_out"].values()) for account in accounts)


def draw(reader: Reader) -> None:
    """Draw rows and money in and out of every file, with the reasons for what was left out."""
    text, accounts = reader.text, this_run.reading().reconciliation()
    left = sum(sum(account["left_out"].values()) for account in accounts)
    cents = sum(account["money_in_cents"] or 0 for account in accounts)
    st.markdown(
        text(
            "{rows} rows were read from {files} files; {left} were left out, each for a reason that stands below. "
            "{money} euro were read, and every cent is in the tables or left out for a reason.",
            rows=reader.number(sum(account["rows_in"] for account in accounts)),
            files=reader.number(len(accounts)),
            left=reader.number(left),
            money=reader.whole_units(cents),
        )
    )
    some = register_filters.switch(reader, Key.SOURCES_LEFT_OUT, text("Only files of which something was left out"))
    shown = [account for account in accounts if account["left_out"] or not some]
    _draw_table(reader, shown, with_source=True)
    table = pd.DataFrame([_row(reader, account) for account in shown])
    view = View(name="regnskap", title=text("Account of rows and money"), table=table, sources=())
    take_away.menu(reader, view)


def of_source(reader: Reader, source: Source) -> None:
    """Draw the account of one source's files."""
    accounts = [account for account in this_run.reading().reconciliation() if account["source_id"] == source.source_id]
    if accounts:
        st.subheader(reader.text("Account of rows and money"))
        _draw_table(reader, accounts, with_source=False)


def _draw_table(reader: Reader, accounts: Sequence[Account], *, with_source: bool) -> None:
    """Draw the accounts in few columns: the file stands below its source, and euro kept below euro read."""
    rows = []
    for account in accounts:
        row = _row(reader, account)
        file = row["file"].replace("_", "_\u200b")  # long names may break there
        said = {"source" if with_source else "file": f"{row['source']}  \n:gray[{file}]" if with_source else file}
        rows.append({**said, "rows_in": row["rows_in"], "rows_out": row["rows_out"], "left_out": row["left_out"],
                     "money_in": row["money_in"], "money_out": row["money_out"]})  # fmt: skip
    table = pd.DataFrame(rows)
    with_money = any(account["money_in_cents"] is not None for account in accounts)
    show.plain_table(reader, table if with_money else table.drop(columns=["money_in", "money_out"]))
    if with_money:
        st.caption(
            reader.text("Amounts are compared to the cent and shown in whole euro. A dash: the file has no amounts.")
        )


def _row(reader: Reader, account: Account) -> dict[str, str]:
    text = reader.text
    return {
        "source": text(this_run.reading().register()[account["source_id"]].title),
        "file": account["file"].rsplit("/", 1)[-1],
        "rows_in": reader.number(account["rows_in"]),
        "rows_out": reader.number(account["rows_out"]),
        "left_out": _reasons(reader, account) or text("nothing"),
        "money_in": reader.whole_units(account["money_in_cents"]),
        "money_out": reader.whole_units(account["money_out_cents"]),
    }


def _reasons(reader: Reader, account: Account) -> str:
    """Return each reason with its rows, and its euro where the file has amounts."""
    text = reader.text
    money = account["money_left_out_cents"]
    said = []
    for reason in dict.fromkeys([*account["left_out"], *money]):
        parts = []
        if reason in account["left_out"]:
            parts.append(reader.number(account["left_out"][reason]))
        if money.get(reason):
            parts.append(f"{reader.whole_units(money[reason])} {text('euro')}")
        said.append(f"{', '.join(parts)}: {text(reason)}")
    return "; ".join(said)
