"""The list of programmes and its filters."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.geography import years
from analysis.registers import named_places, registers
from analysis.registers.named_places import Area
from analysis.text import numbers
from analysis.text.reader import Reader
from analysis.text.translate import inside, mark
from pages._shared.choosing import register_filters
from pages._shared.choosing.register_filters import Where
from pages._shared.data import this_run
from pages._shared.programmes.words import APPLICANTS, THEMES, capital, open_to, period, written
from pages._shared.session.query import Key
from pages._shared.show import citing, show, take_away
from pages._shared.show.take_away import View

VIEWS = {"liste": mark("List"), "tidslinje": mark("Timeline")}
_APPLICANTS = {"alle": mark("Everybody")} | APPLICANTS
_PERIODS = {
    "2007-2013": mark("2007–2013"), "2014-2020": mark("2014–2020"), "2021-2027": mark("2021–2027"),
}  # fmt: skip
_TABLE = "programmes-table"
_PLACES = {"county": Key.PROGRAMMES_COUNTY, "municipality": Key.PROGRAMMES_MUNICIPALITY}
_HERE = {
    "everywhere": mark("the whole country"),
    "whole": mark("yes, by county"),
    "part": mark("partly, read the programme's own area"),
    "unknown": mark("not stated"),
}


@dataclass(frozen=True)
class Listed:
    """The programmes that the filters leave, what the filters leave out and why, and the place asked about."""

    rows: pd.DataFrame
    hidden: Sequence[str]
    where: Where | None


def ask(reader: Reader) -> Listed:
    """Draw the filters and return the programmes that pass them."""
    reading = this_run.reading()
    text = reader.text
    rows = reading.table("programmes")
    language = reader.language
    named = reading.programme_names(language).items()
    names = dict(sorted(named, key=lambda pair: reader.sort_key(pair[1])))
    register_filters.entry(reader, Key.PROGRAMME, text("Open a programme"), names)
    query = register_filters.query(
        reader, Key.PROGRAMMES_SEARCH, text("Search"), text("Name, applicant, contact point")
    )
    applicant = register_filters.one(reader, Key.PROGRAMMES_OPEN_TO, text("Open to"), _APPLICANTS, "alle")
    where = register_filters.where(reader, Key.PROGRAMMES_LEVEL, _PLACES, text("In this place"))
    themes = register_filters.several(reader, Key.PROGRAMMES_THEMES, text("Themes"), THEMES)
    periods = register_filters.several(reader, Key.PROGRAMMES_PERIODS, text("Periods"), _PERIODS)
    rows = registers.searched(rows, query, [_searchable(reader, row) for row in rows.to_dict("records")])
    rows = registers.of_themes(rows, themes)
    hidden: list[str] = []
    if periods:
        found = registers.in_periods(rows, periods)
        rows = found.rows
        hidden += _said(reader, mark("Without a period in the register, not in the list: {count}."), found.not_stated)
    if applicant in APPLICANTS:
        opened = registers.open_to(rows, applicant)
        rows = opened.rows
        said = mark("Programmes that do not say whether these can apply, not in the list: {count}.")
        hidden += _said(reader, said, opened.not_stated)
    if where:
        outside = [_here(row_id, where) == "outside" for row_id in rows["programme_id"]]
        rows = rows[[not out for out in outside]]
        said = mark("Interreg programmes whose area does not reach {place}, not in the list: {count}.")
        hidden += _said(reader, said, sum(outside), place=where.name)
    return Listed(rows, hidden, where)


def _said(reader: Reader, said: str, count: int, **places: str) -> list[str]:
    return [reader.text(said, count=reader.number(count), **places)] if count else []


def _searchable(reader: Reader, row: citing.Row) -> list[str]:
    columns = (
        "programme_id",
        "programme_name",
        "programme_name_en",
        "predecessor",
        "successor",
        *registers.TRANSLATED["programmes"],
    )
    said = [str(row[column]) for column in columns if not numbers.is_missing(row[column])]
    short = this_run.reading().programme_names(reader.language)[str(row["programme_id"])]
    return [*said, short, *(reader.text(part) for part in said), reader.text(THEMES[registers.theme_of(row["family"])])]


def area_of(programme_id: str) -> Area:
    """Return the counties that a programme's row names."""
    reading = this_run.reading()
    row = reading.table("programmes").set_index("programme_id").loc[programme_id]
    said = None if numbers.is_missing(row["norwegian_regions"]) else str(row["norwegian_regions"])
    return named_places.area(said, reading.gazetteer())


def _here(programme_id: str, where: Where) -> str:
    """Return how a programme's area meets a place: everywhere, whole, part, outside, or unknown."""
    reading = this_run.reading()
    family = str(reading.table("programmes").set_index("programme_id").loc[programme_id, "family"])
    area = area_of(programme_id)
    if not family.startswith("Interreg") or area.everywhere:
        return "everywhere"
    if not area.known:
        return "unknown"
    on = reading.units_of("county", area.vintage)
    codes = reading.codes_on(on, where.level, where.code, years.TODAY)
    if any(code in area.whole for code in codes):
        return "whole"
    return "part" if any(code in area.part for code in codes) else "outside"


def draw(reader: Reader, listed: Listed) -> None:
    """Draw the programmes as a table; a chosen row opens the programme."""
    reading = this_run.reading()
    text = reader.text
    rows = listed.rows.assign(name=listed.rows["programme_id"].map(reading.programme_names(reader.language)))
    rows = rows.sort_values("name", key=lambda column: column.map(lambda name: reader.sort_key(name)))
    of = reader.number(len(reading.table("programmes")))
    st.markdown(
        text("**{number} of {total} programmes.**", number=reader.number(len(rows)), total=of)
        + " "
        + text("Choose a row to open the programme.")
    )
    for line in listed.hidden:
        st.caption(line)
    if rows.empty:
        st.info(text("No programme fits. Take away a filter, or search for less."), icon=":material/filter_alt_off:")
        return
    table = pd.DataFrame([_row(reader, row, listed.where) for row in rows.to_dict("records")])
    ids = list(rows["programme_id"])
    choose = register_filters.chooser(Key.PROGRAMME, ids, _TABLE)
    show.numbers_table(reader, table, key=_TABLE, height=min(640, 40 + 35 * len(table)), on_select=choose)
    view = View(
        name="programmer",
        title=text("Programmes"),
        table=table,
        sources=["programmes"],
        filters=" ".join(listed.hidden),
    )
    take_away.menu(reader, view)


def _row(reader: Reader, row: citing.Row, where: Where | None) -> dict[str, str]:
    text = reader.text
    yes = [inside(text(name)) for kind, name in APPLICANTS.items() if row[f"open_to_{kind}"] == "yes"]
    cells = {
        text("Programme"): row["name"],
        text("Theme"): text(THEMES[registers.theme_of(str(row["family"]))]),
        text("Period"): period(reader, row),
        text("Norway takes part"): written(reader, row["norway_takes_part"]),
        text("Open to"): capital(", ".join(yes) or open_to(reader, row)),
    }
    if where:
        cells[text("In {place}", place=where.name)] = capital(text(_HERE[_here(str(row["programme_id"]), where)]))
    return cells


def by_theme(listed: Listed) -> list[str]:
    """Return the ids of the list in the order of a timeline: by theme, then by start."""
    order = {theme: position for position, theme in enumerate(THEMES)}
    themes = listed.rows["family"].map(registers.theme_of).map(order)
    return list(listed.rows.assign(theme=themes).sort_values(["theme", "period_start", "programme_id"])["programme_id"])
