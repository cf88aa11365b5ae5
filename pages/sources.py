"""Every source: what it covers, the account of its rows and cents, where sources disagree, and the data to download."""

import streamlit as st

from analysis.text.translate import mark
from pages._shared import (
    register,
    register_account,
    register_changes,
    register_coverage,
    register_data,
    register_disagreements,
    register_filters,
    settings,
)

VIEWS = {
    "register": mark("The register"),
    "dekning": mark("Coverage"),
    "regnskap": mark("Account"),
    "uenighet": mark("Disagreements"),
    "nytt": mark("Since last time"),
    "data": mark("Download"),
}

choice = settings.current()
text = choice.text

st.title(text("Sources"))
st.markdown(
    text("Who publishes what, under which licence, and what to beware of.")
    + " "
    + text("No row or cent is left out without a stated reason.")
)
view = register_filters.one(choice, "kild_visning", text("Show as"), VIEWS, "register", hide_label=True)
if view == "register":
    register.draw(choice)
elif view == "dekning":
    register_coverage.draw(choice)
elif view == "regnskap":
    register_account.draw(choice)
elif view == "uenighet":
    register_disagreements.draw(choice)
elif view == "nytt":
    register_changes.draw(choice)
else:
    register_data.draw(choice)
