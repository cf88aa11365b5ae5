"""The blocks of the sources page."""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.catalogue import Source
from analysis.text import numbers
from pages._shared import cached, citing, show
from pages._shared.settings import Choice


def source(choice: Choice, entry: Source) -> None:
    """Draw one source: publisher, address, period, date, licence, and what to beware of."""
    text = choice.text
    with st.expander(f"**{text(entry.title)}** · {text(entry.publisher)}"):
        st.markdown(citing.source_text(choice, [entry.source_id]))
        st.markdown(entry.url)
        st.markdown("\n".join(f"- {text(caveat)}" for caveat in entry.caveats))


def reconciliation(choice: Choice) -> None:
    """Draw rows and money in and out of every file, with the reasons for what was left out."""
    show.plain_table(choice, pd.DataFrame([_account(choice, account) for account in cached.reconciliation()]))
    st.caption(
        choice.text("Amounts are compared to the cent and shown in whole euro. A dash: the file has no amounts.")
    )


def _account(choice: Choice, account: dict[str, Any]) -> dict[str, str]:
    text, language = choice.text, choice.language
    reasons = [f"{numbers.decimal(count, language)}: {text(reason)}" for reason, count in account["left_out"].items()]
    return {
        "source": text(cached.sources()[account["source_id"]].title),
        "file": account["file"].rsplit("/", 1)[-1],
        "rows_in": numbers.decimal(account["rows_in"], language),
        "rows_out": numbers.decimal(account["rows_out"], language),
        "left_out": "; ".join(reasons) or text("nothing"),
        "money_in": numbers.whole_units(account["money_in_cents"], language),
        "money_out": numbers.whole_units(account["money_out_cents"], language),
    }
