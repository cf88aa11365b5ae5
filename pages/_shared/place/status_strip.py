"""Programme status: for a place and every programme whether it took part, none was found, or nobody can say."""

import pandas as pd
import streamlit as st

from analysis.standing import status
from analysis.text import numbers
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import own_rows, this_run
from pages._shared.place.profile import Place
from pages._shared.show import citing, own_list, show, take_away
from pages._shared.show.citing import Row
from pages._shared.show.take_away import View

STATES = {
    status.TOOK_PART: (mark("Took part"), ":material/check_circle:", "green"),
    status.NONE_FOUND: (mark("None found"), ":material/radio_button_unchecked:", "gray"),
    status.NOT_LOADED: (mark("Source not loaded"), ":material/help:", "orange"),
    status.OUTSIDE: (mark("Norway outside the programme"), ":material/block:", "violet"),
}


def strip(reader: Reader, place: Place) -> None:
    """Draw the four states with their programmes; what was found stands with its number, years and source."""
    reading = this_run.reading()
    text = reader.text
    of_place = reading.statuses(place.level)
    of_place = of_place[of_place["area_code"] == place.code]
    for state, (name, icon, colour) in STATES.items():
        rows = of_place[of_place["state"] == state]
        heading = f":{colour}[{icon}] **{text(name)}** ({reader.number(len(rows))})"
        if state in (status.TOOK_PART, status.NONE_FOUND):
            st.markdown(f"{heading}: " + (" · ".join(_written(reader, row) for row in rows.to_dict("records")) or "–"))
        elif len(rows):
            with st.expander(heading):
                st.markdown(
                    " · ".join(
                        reading.programme_names(reader.language)[programme] for programme in rows["programme_id"]
                    )
                )
    if len(place.own) and not own_rows.counted():
        told = own_list.by_programme(reader, place.own)
        st.caption(text("Own rows here, not counted in the status: {programmes}.", programmes=told))
    used = sorted({source for sources in of_place["source_ids"] for source in sources})
    citing.source_line(reader, used)


def _written(reader: Reader, row: Row) -> str:
    text = reader.text
    name = this_run.reading().programme_names(reader.language)[str(row["programme_id"])]
    parts = []
    if not numbers.is_missing(row["projects"]):
        parts.append(text("{number} projects", number=reader.number(row["projects"])))
    span = reader.span(row["first_year"], row["last_year"]) or reader.span(row["period_start"], row["period_end"])
    if span:
        parts.append(span)
    if not numbers.is_missing(row["own_projects"]) and row["own_projects"]:
        own = reader.number(row["own_projects"])
        parts.append(text("{number} by the municipality or county council itself", number=own))
    if row["estimated"] is True:
        parts.append(text("estimated"))
    return f"{name} ({', '.join(parts)})" if parts else name


def matrix(reader: Reader, place: Place, members: pd.DataFrame) -> None:
    """Draw a county's municipalities by the programmes that some source can tell of.

    Args:
        members: area_code and area_name of the municipalities.
    """
    reading = this_run.reading()
    text = reader.text
    rows = reading.statuses("municipality")
    rows = rows[rows["area_code"].isin(members["area_code"])]
    told = rows[rows["state"].isin([status.TOOK_PART, status.NONE_FOUND])]["programme_id"].unique()
    words = {state: text(name) for state, (name, _, _) in STATES.items()}
    wide = rows[rows["programme_id"].isin(told)].pivot(index="area_code", columns="programme_id", values="state")
    wide = wide.reindex(
        columns=[programme for programme in reading.programme_names(reader.language) if programme in wide]
    )
    named = wide.map(lambda state: words[state]).rename(columns=dict(reading.programme_names(reader.language)))
    table = members[["area_code", "area_name"]].merge(named.reset_index(), on="area_code", validate="one_to_one")
    show.numbers_table(reader, table, key="status-matrix", height=min(520, 76 + 35 * len(table)))
    left = rows["programme_id"].nunique() - len(told)
    number = reader.number(left)
    st.caption(text("{number} programmes of the register, for which no source is loaded, are left out.", number=number))
    view = View(
        name=f"status-{place.code}",
        title=text("Programme status of the municipalities of {county}", county=place.name),
        table=table,
        sources=sorted({s for ids in rows["source_ids"] for s in ids}),
    )
    take_away.menu(reader, view)
