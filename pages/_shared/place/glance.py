"""The blocks of the overview."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis import in_use, participation
from analysis.comparing.layers import PUBLISHED, SVALBARD, Units
from analysis.figures import bars
from analysis.participation import Among, Rows, Selection
from analysis.store.catalogue import Source
from analysis.text import measures
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from pages._shared.choosing.filters import LAYERS
from pages._shared.data import this_run
from pages._shared.map import view as map_view
from pages._shared.show import citing, columns, messages, own_words, show, take_away, unfinished
from pages._shared.show.take_away import Picture, View

_OF_COUNTIES = ["rank", "area_name", "amount_per_inhabitant", "amount", "projects", "organisations", "population"]


def programme_cards(reader: Reader, programmes: Sequence[str]) -> None:
    """Draw a card per loaded programme: amount, projects, participations, organisations, municipalities, period."""
    for column, programme in zip(show.cards(len(programmes)), programmes, strict=True):
        rows = this_run.reading().facts_of(programme)
        with column.container(border=True, height="stretch"):
            _card(reader, programme, rows)


def _card(reader: Reader, programme: str, rows: Rows) -> None:
    text, language = reader.text, reader.language
    totals = participation.totals(rows).rename({reader.currency: "amount"})
    st.markdown(f"**{this_run.reading().programme_names(language)[programme]}**")
    amount = reader.write("amount")(totals["amount"])
    st.metric(reader.measure("amount"), amount if pd.notna(totals["amount"]) else text("Not loaded"))
    lines = [
        f"{text(measures.NAMES[name])}: **{reader.number(totals[name])}**"
        for name in participation.COUNTS
        if pd.notna(totals[name])
    ]
    municipalities = participation.municipalities_in(rows)
    lines.append(
        text(
            "Municipalities with an organisation taking part: **{number}**",
            number=reader.number(municipalities),
        )
        if municipalities
        else text("Municipalities: not loaded, the source knows the county alone")
    )
    st.markdown("  \n".join(lines))
    citing.source_line(reader, participation.sources(rows))


def counties(reader: Reader, rows: Rows, vintage: int) -> tuple[pd.DataFrame, Units, int]:
    """Return amounts per inhabitant by county, the counties, and the year of the inhabitants."""
    reading = this_run.reading()
    units = reading.units_of("county", vintage)
    selection = Selection(tuple(participation.values(rows, "programme_id")))
    numbers = reading.measured(units, selection, "amount_per_inhabitant", currency=reader.currency)
    return numbers.table, units, numbers.population_year


def outside_the_counties(reader: Reader, rows: Rows) -> None:
    """Say how many rows lie outside the counties: on Svalbard, or without a known place."""
    svalbard = participation.number(rows, Among("county_code", list(SVALBARD)))
    citing.hidden(reader, {"svalbard": svalbard, **participation.unplaced(rows, "county")})


def ten_counties(reader: Reader, programme: str, table: pd.DataFrame, sources: Sequence[str]) -> None:
    """Draw the ten counties with the largest amount per inhabitant."""
    write = reader.write("amount_per_inhabitant")
    ten = table[table["rank"] <= 10].sort_values("rank")
    drawn = bars.ranked(ten, label="area_name", value="value", write=write)
    view = View(
        name="ti-fylker", title=reader.text("The ten counties with the most per inhabitant"), table=ten[_OF_COUNTIES],
        sources=sources, filters=_filters(reader, programme), alt=map_view.summary(reader, ten, write),
    )  # fmt: skip
    show.figure(reader, drawn, view)


def take_map(
    reader: Reader, programme: str, table: pd.DataFrame, sources: Sequence[str], title: str, pictured: Picture
) -> None:
    """Draw the menu of the map of counties, and its numbers."""
    write = reader.write("amount_per_inhabitant")
    shown = table.sort_values("rank", na_position="last")[in_use.with_column(table, [*_OF_COUNTIES, "area_code"])]
    own = own_words.notes(reader, table)
    for note in own:
        st.caption(escaped(note))
    view = View(
        name="fylker", title=title, table=shown, sources=sources, filters=" ".join([_filters(reader, programme), *own]),
        attribution=map_view.ATTRIBUTION, alt=map_view.summary(reader, table, write), picture=pictured,
    )  # fmt: skip
    take_away.menu(reader, view)
    show.numbers_below(reader, shown, key="fylker-table")


def development(reader: Reader, programme: str, rows: Rows, sources: Sequence[str]) -> None:
    """Draw the amount per year of contract."""
    reading = this_run.reading()
    text = reader.text
    names = reading.programme_names(reader.language)
    table = participation.by_year(rows).rename(columns={reader.currency: "amount"})
    table["programme_name"] = table["programme_id"].map(names)
    write = reader.write("amount")
    order = [names[programme] for programme in dict.fromkeys(table["programme_id"])]
    axis = reader.write_limit("amount")
    days = reading.unfinished(rows)
    table = unfinished.marked(reader, table, days)
    drawn = bars.by_year(
        table, year="year", value="amount", series="programme_name", names=order, write=write, write_axis=axis,
        unfinished=unfinished.ticks(reader, days),
    )  # fmt: skip
    columns = ["year", "programme_name", "amount", "projects", "participations", "organisations"]
    named = reader.measure_with_currency("amount")
    told = unfinished.sentence(reader, days, table)
    st.caption(f"{text('{measure}, by the year the contract was signed.', measure=named)} {told}".strip())
    view = View(
        name="utvikling", title=text("Development: {programme} by year", programme=names[programme]),
        table=table[unfinished.columns(table, columns)], sources=sources,
        filters=f"{_filters(reader, programme)} {told}".strip(),
        alt=messages.peak(reader, table, "amount", name=text("Norway")),
    )  # fmt: skip
    show.figure(reader, drawn, view)


def _filters(reader: Reader, programme: str) -> str:
    name = this_run.reading().programme_names(reader.language)[programme]
    return reader.text("{programme}, all years and kinds of organisation, today's boundaries.", programme=name)


def loaded(reader: Reader) -> None:
    """Say which programmes have data here, from which source and for which years, and which have none."""
    reading = this_run.reading()
    text = reader.text
    covered = [(source, part) for source in reading.sources().values() for part in source.coverage]
    rows = [
        _loaded(
            reader,
            reading.programme_names(reader.language)[part.programme_id],
            (part.first_year, part.last_year),
            part.levels,
            source,
        )
        for source, part in covered
    ]
    exchange = reading.table("student_exchange")
    years = int(exchange["period_start"].min()), int(exchange["period_end"].max())
    students = reading.sources()["erasmus_higher_education"]
    rows.append(
        _loaded(reader, text("Erasmus+ student exchange, higher education"), years, ("municipality",), students)
    )
    for name in ("interreg_nibr", "all_programmes_nibr"):
        layer = PUBLISHED[name]
        source = reading.sources()[layer.source_ids[0]]
        rows.append(_loaded(reader, text(LAYERS[name]), layer.period, (layer.level,), source))
    st.markdown(text("**Loaded.** These sources have participation by county or municipality:"))
    show.plain_table(reader, pd.DataFrame(rows))
    known = {part.programme_id for _, part in covered} | set(exchange["programme_id"])
    register = reading.table("programmes")
    missing = register[~register["programme_id"].isin(known)]
    st.markdown(
        text(
            "**Not loaded.** {number} programmes of the register have no participation data here. "
            "That says nothing about who took part in them:",
            number=reader.number(len(missing)),
        )
    )
    st.caption(" · ".join(reading.programme_names(reader.language)[programme] for programme in missing["programme_id"]))


def _loaded(reader: Reader, name: str, years: tuple[int, int], levels: Sequence[str], source: Source) -> dict[str, str]:
    return {
        "programme_name": name,
        "period": f"{years[0]}–{years[1]}",
        "level": ", ".join(reader.text(columns.LEVELS[level]) for level in levels),
        "source": f"{reader.text(source.publisher)}: {reader.text(source.title)}",
    }
