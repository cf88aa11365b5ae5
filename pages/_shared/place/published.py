"""What others have published about a place, each figure with its source."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.geography import oslo
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.place.profile import Place
from pages._shared.show import published_figure, show
from pages._shared.show.citing import Row


def draw(reader: Reader, place: Place) -> None:
    """Draw the published figures about the place, each with its source; those of units mostly elsewhere apart."""
    text = reader.text
    rows = rows_of(place.level, codes_of(place))
    if rows.empty:
        st.caption(text("No published figure about this place is in the register."))
    else:
        show.plain_table(reader, pd.DataFrame([written(reader, row) for row in rows.to_dict("records")]))
    if rows["status"].eq("conflict").any():
        st.caption(
            text("Figures marked “sources disagree” contradict another figure about the same thing; all are shown.")
        )
    _apart(reader, place)


def _apart(reader: Reader, place: Place) -> None:
    """Draw the figures about former units of which only a part came along: they are not about the place of today."""
    text = reader.text
    parted = [unit for unit in this_run.reading().former_units(place.level, place.code) if not unit.mostly]
    rows = rows_of(place.level, [unit.code for unit in parted])
    if rows.empty:
        return
    about = set(rows["area_code"])
    names = ", ".join(dict.fromkeys(unit.name for unit in parted if unit.code in about))
    said = mark(
        "Figures about {names}, of which only a part came along ({number}): they are not about {place} of today."
    )
    number = reader.number(len(rows))
    st.markdown(text(said, names=escaped(names), number=number, place=escaped(place.name)))
    below = st.expander(text("Show them"), key="published-apart", on_change="rerun")
    if below.open:
        with below:
            show.plain_table(reader, pd.DataFrame([written(reader, row) for row in rows.to_dict("records")]))


def codes_of(place: Place) -> list[str]:
    """Return the code of today and those of former units of which most came along."""
    former = this_run.reading().former_units(place.level, place.code)
    return list(dict.fromkeys([place.code, *(unit.code for unit in former if unit.mostly)]))


def rows_of(level: str, codes: Sequence[str]) -> pd.DataFrame:
    """Return the published figures about these codes, of any year."""
    figures = this_run.reading().table("figures")
    places = {(of, own) for code in codes for of, own in oslo.both(level, code).items()}
    places |= {("county_council", code) for of, code in places if of == "county"}
    return figures[pd.MultiIndex.from_frame(figures[["area_level", "area_code"]]).isin(places)]


def written(reader: Reader, row: Row) -> dict[str, str]:
    """Return a published figure in words: whose, of what, the figure, its period and its source."""
    text = reader.text
    return {
        "area_name": str(row["area_name"]),
        "programme_name": text(str(row["programme_name"])),
        "indicator": text(str(row["indicator_name"])),
        "figure": published_figure.value(reader, row),
        "period": published_figure.period(reader, row),
        "source": published_figure.citation(reader, row),
    }
