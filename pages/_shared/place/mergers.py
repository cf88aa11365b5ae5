"""A merged municipality by year: its former units for as long as they were there, told apart where the rows tell."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.figures import bars
from analysis.geography import years
from analysis.participation import Rows
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import filters
from pages._shared.data import this_run
from pages._shared.place.profile import Place
from pages._shared.session.query import Key
from pages._shared.show import citing, messages, show, unfinished
from pages._shared.show.take_away import View

BORDERS = {"own": mark("Each year's own boundaries"), "today": mark("Today's boundaries")}
TOGETHER = "together"
"""In place of a code: the former units of which a source knows only what became of them."""


def merged(place: Place) -> bool:
    """Return whether the place was several units in a year of its rows."""
    walks = (_inside(place, year) for year in participation.years(participation.dated(place.rows)))
    return any(len(walk) > 1 for walk in walks)


def border_clock(reader: Reader, place: Place) -> None:
    """Draw the amounts per year for the units of each year's own boundaries, or for today's unit.

    A row lies where its source places it. What a source knows of the merged unit alone is one hatched column, and so
    is what is shared out by people because the unit was divided.
    """
    text = reader.text
    dated = participation.dated(place.rows)
    borders = filters.one_of(
        reader, Key.BORDER_CLOCK, text("Boundaries"), list(BORDERS), "own", lambda name: text(BORDERS[name])
    )
    days = this_run.reading().unfinished(dated)
    of_years = _on_todays(reader, place, dated) if borders == "today" else _per_year(reader, place, dated)
    table = unfinished.marked(reader, of_years.rename(columns={reader.currency: "amount"}), days)
    names = list(dict.fromkeys(table["area_name"]))
    estimated = set(table.loc[table["status"] == "estimated", "area_name"])
    drawn = bars.by_year(
        table, year="year", value="amount", series="area_name", names=names, write=reader.write("amount"),
        write_axis=reader.write_limit("amount"), unfinished=unfinished.ticks(reader, days), hatched=estimated,
    )  # fmt: skip
    told = [
        text("{measure}, by the year the contract was signed.", measure=reader.measure_with_currency("amount")),
        unfinished.sentence(reader, days, table),
        *([text("What no source tells apart by former municipality is hatched as well.")] if estimated else []),
    ]
    st.caption(" ".join(part for part in told if part))
    columns = unfinished.columns(table, ["year", "area_name", "amount", "projects", "participations"])
    view = View(
        name="grenseklokke", title=text("Amount in {name} by year", name=place.name), table=table[columns],
        sources=participation.sources(dated), filters=" ".join([text(BORDERS[borders]), *filter(None, told)]),
        alt=messages.peak(reader, table, "amount", name=place.name),
    )  # fmt: skip
    show.figure(reader, drawn, view)
    citing.hidden(reader, {"undated": participation.number(place.rows) - participation.number(dated)})


def _inside(place: Place, year: int) -> list[str]:
    """Return the units of a year that lie in the place of today."""
    walk = this_run.reading().crosswalk(year, years.TODAY, "municipality", "municipality")
    return walk.loc[walk["to_code"] == place.code, "from_code"].tolist()


def _on_todays(reader: Reader, place: Place, dated: Rows) -> pd.DataFrame:
    counted = participation.count(dated, "year")
    return counted.assign(area_name=place.name, status="value")


def _per_year(reader: Reader, place: Place, dated: Rows) -> pd.DataFrame:
    """Return the measures per year and unit, with the unit's name of that year, and status."""
    municipalities = this_run.reading().table("municipalities")
    tables = []
    for year in participation.years(dated):
        rows = participation.kept(dated, participation.Within("year", year, year))
        inside = _inside(place, year)
        counted = participation.by_place(rows, "municipality", partial(_told_apart, year, frozenset(inside)))
        here = counted[counted["area_code"].isin([*inside, TOGETHER])]
        of_year = municipalities[municipalities["geography_year"] == year].set_index("municipality_code")
        # A Sámi name beside the Norwegian one makes no other unit.
        first_names = of_year["municipality_name"].str.split(" - ").str[0]
        names = {**first_names, TOGETHER: reader.text("The former municipalities together")}
        shared = here["status"].eq("estimated")
        named = here["area_code"].map(names)
        by_people = named.map(lambda name: reader.text("{name}, shared out by people", name=name))
        status = here["status"].mask(here["area_code"] == TOGETHER, "estimated")
        tables.append(here.assign(year=year, area_name=named.mask(shared, by_people), status=status))
    return pd.concat(tables, ignore_index=True)


def _told_apart(to_year: int, inside: frozenset[str], from_year: int, level: str) -> pd.DataFrame:
    """Return a crosswalk in which a unit that holds several of those inside, and nothing else, is one."""
    walk = this_run.reading().crosswalk(from_year, to_year, level, "municipality")
    targets = walk.groupby("from_code")["to_code"].agg(set)
    merged_here = {code for code, codes in targets.items() if len(codes) > 1 and codes <= inside}
    is_one = walk["from_code"].isin(merged_here)
    one = walk[is_one].drop_duplicates("from_code").assign(to_code=TOGETHER, weight=1.0, status="value")
    return pd.concat([walk[~is_one], one], ignore_index=True)
