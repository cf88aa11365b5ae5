"""What the last refresh changed: new projects, amounts, and units whose status moved."""

import re

import pandas as pd
import streamlit as st

from analysis.store import since_last_time, versions
from analysis.text import numbers
from analysis.text.reader import Reader
from pages._shared.choosing import register_filters
from pages._shared.data import this_run
from pages._shared.place.status_strip import STATES
from pages._shared.session.query import Key
from pages._shared.show import citing, show, take_away
from pages._shared.show.citing import Row
from pages._shared.show.take_away import View
from pages._shared.sources.coverage import LEVELS


def warn(reader: Reader) -> None:
    """Say where other data are shown than those that were to be, and what was lost with them."""
    text, now = reader.text, versions.standing()
    if now.fault:
        shown = _version(reader, now.version.version_id if now.version else "")
        message = text("The newest data here are damaged. In their place you see {version}.", version=shown)
        where = text("Those who run this server find the reason in its log.")
        st.warning(f"{message} {where}", icon=":material/error:")
    if now.lost:
        register = this_run.reading().register()
        titles = ", ".join(text(register[source].title) if source in register else source for source in now.lost)
        message = text("Loaded before, and lost with damaged data: {sources}.", sources=titles)
        st.warning(f"{message} {text('They come back when they are loaded again.')}", icon=":material/error:")


def draw(reader: Reader) -> None:
    """Draw what changed since the version before; say so kindly where nothing was ever refreshed."""
    text = reader.text
    changes = since_last_time.read(this_run.reading().folder)
    if changes is None:
        _embedded(reader)
        return
    st.markdown(text("Compared with {version}.", version=f"**{_version(reader, changes.since)}**"))
    if changes.sources.empty:
        st.info(text("No source has changed."), icon=":material/check_circle:")
    else:
        table = pd.DataFrame([_source(reader, row) for row in changes.sources.to_dict("records")])
        show.plain_table(reader, table)
        take_away.menu(reader, View(name="siden-sist", title=text("Since last time"), table=table, sources=()))
    _units(reader, changes.units)


def _version(reader: Reader, version_id: str) -> str:
    """Return a version by its day where its id begins with one, else by its id; "" is what comes with the project."""
    if not version_id:
        return reader.text("the data that come with Europaprofil")
    begins = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", version_id)
    if not begins:
        return version_id
    day = citing.written_date(reader, "-".join(begins.groups()))
    return reader.text("the version of {date} ({id})", date=day, id=version_id)


def _embedded(reader: Reader) -> None:
    text = reader.text
    if this_run.reading().folder == versions.in_use() and not versions.current_id():
        said = text("The data that come with Europaprofil are in use. They have not been refreshed here, so there is "
                    "nothing to compare with yet.")  # fmt: skip
        st.info(said, icon=":material/inventory_2:")
    else:
        st.info(text("Nothing was written down about what this version changed."), icon=":material/help:")
    st.markdown(text("With network, this command fetches the publishers' files and shows here what became different:"))
    st.code("python -m analysis.refresh", language=None)
    st.markdown(
        text("The last three versions are kept; with {command} an earlier one is in use again.", command="`--rollback`")
    )


def _source(reader: Reader, row: Row) -> dict[str, str]:
    text = reader.text
    examples = row["examples"][:5]
    return {
        text("Source"): text(this_run.reading().register()[str(row["source_id"])].title),
        text("New projects"): reader.number(row["new_projects"]),
        text("Projects that are gone"): reader.number(row["gone_projects"]),
        text("Changed amounts"): reader.number(row["changed_amounts"]),
        text("Euro before"): reader.whole_units(row["amount_before_cents"]),
        text("Euro now"): reader.whole_units(row["amount_after_cents"]),
        text("New, for example"): ", ".join(examples) or numbers.MISSING,
    }


def _units(reader: Reader, units: pd.DataFrame) -> None:
    text = reader.text
    st.header(text("Places whose programme status moved"))
    if units.empty:
        st.info(text("No place has moved."), icon=":material/check_circle:")
        return
    level = register_filters.one(reader, Key.SOURCES_LEVEL, text("Level"), LEVELS, "municipality", hide_label=True)
    rows = units[units["level"] == level]
    names = this_run.reading().programme_names(reader.language)
    table = pd.DataFrame(
        {
            text("Place"): rows["name"],
            text("Programme"): rows["programme_id"].map(lambda programme: names.get(programme, programme)),
            text("Before"): rows["from"].map(lambda state: _state(reader, state)),
            text("Now"): rows["to"].map(lambda state: _state(reader, state)),
        }
    )
    number = reader.number(len(rows))
    st.markdown(text("**Places and programmes: {number}.**", number=number))
    if len(table):
        show.numbers_table(reader, table, key="moved", height=min(520, 40 + 35 * len(table)))
        take_away.menu(reader, View(name="flyttet", title=text("Places whose programme status moved"), table=table,
                                    sources=()))  # fmt: skip


def _state(reader: Reader, state: str) -> str:
    return reader.text(STATES[state][0]) if state in STATES else numbers.MISSING
