"""What lists and public pages name of one place, the municipality or county council itself apart from others."""

import pandas as pd
import streamlit as st

from analysis.geography import oslo
from analysis.registers import examples
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.place.profile import Place
from pages._shared.show import citing, example_words, show, take_away
from pages._shared.show.take_away import View

_TALL = 420
CLOSED = "interreg_closed"


def of(place: Place, name: str) -> pd.DataFrame:
    """Return the rows of a table of examples, partner names, counts or accreditations that lie in the place."""
    reading = this_run.reading()
    level, code = oslo.as_county(place.level, place.code)
    units = reading.units_of(level, place.units.vintage)
    return examples.in_place(reading.table(name), level, code, reading.crosswalk_to(units))


def draw(reader: Reader, place: Place) -> None:
    """Draw closed Interreg projects in numbers, then the examples, then charters and accreditations."""
    text = reader.text
    rows = of(place, "examples")
    spellings, holders = of(place, "partner_names"), of(place, "accreditations")
    if rows.empty and spellings.empty and holders.empty:
        st.caption(text("No list or page names a project here. That does not mean that there is none."))
        return
    _closed_interreg(reader, place, rows[rows["source_id"] == CLOSED], spellings)
    if len(rows):
        _table(reader, place, rows)
    _holders(reader, holders)
    told = (rows, spellings, holders)
    citing.source_line(reader, sorted({source for table in told for source in table["source_id"]}))


def _closed_interreg(reader: Reader, place: Place, rows: pd.DataFrame, spellings: pd.DataFrame) -> None:
    """Say that the place took part in Interreg 2000-2019, and how much of it the list names, if it names it."""
    if spellings.empty and rows.empty:
        return
    text = reader.text
    counts = of(place, "participation_counts")
    own = spellings[examples.itself(spellings, place.level, place.code)]
    own_projects = rows.loc[examples.itself(rows, place.level, place.code), "project_id"].nunique()
    said = {
        "participations": int(counts["participations"].sum()), "projects": rows["project_id"].nunique(),
        "own": own_projects,
    }  # fmt: skip
    written = {name: reader.number(number) for name, number in said.items()}
    st.markdown(
        text(
            "**Interreg 2000–2019, closed projects: took part.** Participations by locality: {participations}; "
            "projects named with their programme: {projects}, of these by the municipality or county council itself: "
            "{own}.",
            **written,
        )
    )
    if len(own):
        names = [text("“{name}”", name=escaped(name)) for name in sorted(set(own["organisation_name"]))]
        st.caption(text("The municipality or county council itself stands as: {names}.", names=", ".join(names)))


def _table(reader: Reader, place: Place, rows: pd.DataFrame) -> None:
    text = reader.text
    own = examples.itself(rows, place.level, place.code)
    groups = {
        text("The municipality or county council itself"): rows[own],
        text("Others with their address here"): rows[~own],
    }
    for number, (heading, group) in enumerate(groups.items()):
        if len(group):
            st.markdown(f"**{heading}** ({reader.number(len(group))})")
            table = example_words.table(reader, group)
            show.numbers_table(reader, table, key=f"examples-{number}", height=min(_TALL, 38 + 35 * len(table)))
    st.caption(text(example_words.NOT_COUNTED))
    whole = example_words.table(reader, rows)
    title = text("Examples from lists and public pages: {name}", name=place.name)
    sources = sorted(set(rows["source_id"]))
    take_away.menu(reader, View(name="eksempler", title=title, table=whole, sources=sources))


def _holders(reader: Reader, holders: pd.DataFrame) -> None:
    """Draw who holds a charter or accreditation: they may take part, which does not say that they did."""
    text = reader.text
    for kind, heading in example_words.ACCREDITATIONS.items():
        names = [_holder(reader, row) for row in holders[holders["kind"] == kind].to_dict("records")]
        if names:
            st.markdown(f"**{text(heading)}:** {escaped(', '.join(sorted(names)))}")


def _holder(reader: Reader, row: citing.Row) -> str:
    name = str(row["organisation_name"])
    return f"{name} ({reader.text('terminated')})" if row["status"] == "terminated" else name
