"""Every source: what it covers, the account of its rows and cents, where sources disagree, and the data to download."""

import streamlit as st

from analysis.text.translate import mark
from pages._shared.choosing import register_filters
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.sources import account, changes, coverage, data, disagreements, register

VIEWS = {
    "register": mark("The register"),
    "dekning": mark("Coverage"),
    "regnskap": mark("Account"),
    "uenighet": mark("Disagreements"),
    "nytt": mark("Since last time"),
    "data": mark("Download"),
}

reader = settings.current()
text = reader.text

st.title(text("Sources"))
st.markdown(
    text("Who publishes what, under which licence, and what to beware of.")
    + " "
    + text("No row or cent is left out without a stated reason.")
)
changes.warn(reader)
view = register_filters.one(reader, Key.SOURCES_VIEW, text("Show as"), VIEWS, "register", hide_label=True)
if view == "register":
    register.draw(reader)
elif view == "dekning":
    coverage.draw(reader)
elif view == "regnskap":
    account.draw(reader)
elif view == "uenighet":
    disagreements.draw(reader)
elif view == "nytt":
    changes.draw(reader)
else:
    data.draw(reader)
