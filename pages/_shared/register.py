"""The blocks of the sources page."""

import pandas as pd
import streamlit as st

from analysis.catalogue import Source
from analysis.text import numbers
from pages._shared import cached, show
from pages._shared.settings import Choice


def source(choice: Choice, entry: Source) -> None:
    """Draw one source: publisher, address, period, date, licence, and what to beware of."""
    text = choice.text
    with st.expander(f"**{text(entry.title)}** · {text(entry.publisher)}"):
        st.markdown(show.source_text(choice, [entry.source_id]))
        st.markdown(entry.url)
        st.markdown("\n".join(f"- {text(caveat)}" for caveat in entry.caveats))


def reconciliation(choice: Choice) -> None:
    """Draw rows and money in and out of every file, with the reasons for what was left out."""
    text, language = choice.text, choice.language
    rows = [
        {
            "source": text(cached.sources()[account["source_id"]].title),
            "file": account["file"].rsplit("/", 1)[-1],
            "rows_in": account["rows_in"],
            "rows_out": account["rows_out"],
            "left_out": "; ".join(
                f"{numbers.decimal(count, language)}: {text(reason)}" for reason, count in account["left_out"].items()
            ),
            "money_in": account["money_in_cents"],
            "money_out": account["money_out_cents"],
        }
        for account in cached.reconciliation()
    ]
    table = pd.DataFrame(rows).astype({"money_in": "Int64", "money_out": "Int64"})
    show.numbers_table(choice, table, key="reconciliation", height=600)
    st.caption(text("Amounts in the account are in whole euro, rounded; the build compares them to the cent."))
