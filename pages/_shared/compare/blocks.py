"""The blocks of the compare page."""

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.comparing import comparison, intervals, rates
from analysis.figures import compare
from analysis.text import numbers
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.compare import words
from pages._shared.compare.request import MEASURE_NAMES, Asked
from pages._shared.data import this_run
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, messages, show, take_away, unfinished
from pages._shared.show.caveats import HEAD_OFFICE, NO_AMOUNT
from pages._shared.show.take_away import View

NO_AMOUNT_HERE = mark("The source gives no amounts for {programmes}. Choose another measure.")
_MULTIPLES = 8


def welcome(reader: Reader) -> None:
    """Say what the page offers before a unit is chosen."""
    st.markdown(reader.text("Choose a municipality or county in the side bar to see it beside others like it."))
    with st.container(horizontal=True):
        for code, name in (("5037", "Levanger"), ("3407", "Gjøvik"), ("5001", "Trondheim"), ("1804", "Bodø")):
            st.button(name, key=f"begin-{code}", on_click=settings.put, args=(Key.MUNICIPALITY, code))


def why_these(reader: Reader, asked: Asked) -> None:
    """Say in words why each peer is there, and name them."""
    text = reader.text
    st.markdown(words.why(reader, asked))
    if asked.peers.empty:
        st.info(text("No unit answers to that. Choose another group in the side bar."), icon=":material/group_off:")
    else:
        st.caption(", ".join(_peer(reader, asked, row) for row in asked.peers.to_dict("records")))
    st.caption(text(HEAD_OFFICE))
    citing.hidden(reader, asked.hidden)


def _peer(reader: Reader, asked: Asked, row: citing.Row) -> str:
    name = asked.units.names[str(row["peer_code"])]
    if asked.reason != "nearest":
        return name
    people, index = (reader.number(row[column]) for column in ("population", "centrality_index"))
    return reader.text("{name} ({people} inhabitants, centrality {index})", name=name, people=people, index=index)


def _unknown_amounts(reader: Reader, asked: Asked) -> None:
    """Say for which programmes the source gives no amounts, where amounts are compared."""
    names = this_run.reading().programme_names(reader.language)
    of_programmes = {name: participation.of_programmes(asked.rows, [name]) for name in asked.programmes}
    silent = [name for name, rows in of_programmes.items() if reader.currency not in participation.known_measures(rows)]
    if silent and asked.measure != "rate":
        note = NO_AMOUNT if len(silent) < len(asked.programmes) else NO_AMOUNT_HERE
        st.info(reader.text(note, programmes=", ".join(names[name] for name in silent)))


def standing(reader: Reader, asked: Asked) -> None:
    """Draw the unit's own value, the peers' median and the country's, and the verdict that the limits allow."""
    text, measure = reader.text, asked.measure
    own = asked.shown.iloc[0]
    write = words.writer(reader, measure)
    for column, (label, value) in zip(st.columns(3), words.three_values(reader, asked), strict=True):
        column.metric(label, text("Not loaded") if numbers.is_missing(value) else write(value), border=True)
    _unknown_amounts(reader, asked)
    st.markdown(text(words.VERDICTS[str(own["verdict"])], name=asked.name))
    ranked = comparison.ranked(asked.shown, measure)
    rank = ranked.loc[ranked["area_code"] == asked.code, "rank"].iloc[0]
    if pd.notna(rank):
        total = reader.number(int(ranked["rank"].notna().sum()))
        st.markdown(
            text(
                "Rank among those that can be ranked: **{rank}**",
                rank=text("No. {rank} of {total}", rank=reader.number(rank), total=total),
            )
        )


def sorted_bars(reader: Reader, asked: Asked) -> None:
    """Draw the measure for all, sorted, with intervals and the peers' median."""
    text, measure = reader.text, asked.measure
    low, high = ("rate_low", "rate_high") if measure == "rate" else ("amount_low", "amount_high")
    value = "shrunken_rate" if asked.shrunken and measure == "rate" else measure
    table = asked.shown.assign(value=asked.shown[value], low=asked.shown[low], high=asked.shown[high])
    if table["value"].isna().all():
        return
    table["greyed"] = table["projects"] < rates.FEWEST_PROJECTS_TO_RANK
    if value == "shrunken_rate":
        table[["low", "high"]] = float("nan")
    numeric = table.astype({"value": "float64", "low": "float64", "high": "float64"})
    write = words.writer(reader, measure)
    middle = comparison.median_of_peers(table, asked.code, "value")
    drawn = compare.bars_with_intervals(
        numeric,
        own=asked.name,
        median=middle,
        median_name=text("median"),
        write=write,
        write_axis=words.axis_writer(reader, measure),
    )
    heading = text(MEASURE_NAMES[measure])
    st.caption(
        text("{measure}, with 95 % intervals. Grey: too few projects to rank (fewer than five).", measure=heading)
    )
    columns = ["area_name", "population", "projects", measure, low, high]
    own = asked.shown.iloc[0][value]
    alt = text(
        "{name}: {value}. Median of those compared with: {median}.",
        name=asked.name, value=write(own), median=write(middle),
    )  # fmt: skip
    view = View(
        name="sammenlikning", title=text("{measure}: {name} compared", measure=heading, name=asked.name),
        table=asked.shown[columns], sources=words.sources(asked),
        filters=words.said(reader, asked), alt=alt,
    )  # fmt: skip
    show.figure(reader, drawn, view)
    citing.population_note(reader, asked.population_year)


def funnel(reader: Reader, asked: Asked) -> None:
    """Draw all units by population and rate, with 95 and 99.8 % limits."""
    text = reader.text
    national = comparison.national_rate(asked.everyone)
    people = pd.Series(sorted(asked.everyone["population"].astype(int)))
    limits = intervals.funnel(people, national).assign(population=people).astype("float64")
    names = {
        "own": asked.name,
        "peers": text("Compared with"),
        "others": text("Others"),
        "national": text("Norway"),
        "95": text("95 % limits"),
        "998": text("99.8 % limits"),
    }
    points = asked.everyone.astype({"rate": "float64", "population": "float64"})
    drawn = compare.funnel(
        points, limits, own=asked.code, peers=list(asked.peers["peer_code"]), national=national, names=names,
        write=lambda value: reader.significant(value),
        write_people=lambda value: reader.number(value),
        write_axis=words.axis_writer(reader, "rate"),
    )  # fmt: skip
    st.caption(
        text("Projects per 10,000 inhabitants by population. Between the lines a difference may be chance alone.")
    )
    columns = ["area_name", "population", "projects", "rate", "verdict"]
    table = asked.everyone[columns].assign(
        verdict=asked.everyone["verdict"].map({key: text(name) for key, name in words.SHORT.items()})
    )
    verdict = str(asked.shown.iloc[0]["verdict"])
    view = View(
        name="trakt", title=text("Projects per 10,000 inhabitants by population"), table=table,
        sources=words.sources(asked), filters=words.said(reader, asked),
        alt=text(words.VERDICTS[verdict], name=asked.name).replace("**", ""),
    )  # fmt: skip
    show.figure(reader, drawn, view)


def what_they_use(reader: Reader, asked: Asked) -> None:
    """Draw the programmes that some of the others took part in and the unit itself, as far as is known, did not."""
    used = words.used_by_others(reader, asked)
    if used.table.empty:
        st.caption(
            reader.text(
                "None of the others is known to have taken part in a programme that {name} did not.", name=asked.name
            )
        )
        return
    show.plain_table(reader, used.table)
    citing.source_line(reader, used.sources)


def over_the_years(reader: Reader, asked: Asked) -> None:
    """Draw small multiples of projects per year, for the unit and the peers with most projects."""
    text = reader.text
    dated = participation.dated(asked.rows)
    if not participation.number(dated):
        st.caption(text("No row here has a year, so there is no development to draw."))
        return
    busiest = asked.shown.iloc[1:].sort_values("projects", ascending=False)["area_code"].head(_MULTIPLES - 1)
    codes = [asked.code, *busiest]
    here = participation.in_places(dated, asked.units.level, this_run.reading().crosswalk_to(asked.units), codes)
    table = participation.count_in_place(here, ["area_code", "year"])
    table["area_name"] = table["area_code"].map(asked.units.names)
    days = this_run.reading().unfinished(dated)
    table = unfinished.marked(reader, table, days)
    told = unfinished.sentence(reader, days, table)
    names = [asked.units.names[code] for code in codes]
    span = participation.years(dated)
    drawn = compare.small_multiples(
        table, names=names, own=asked.name, value="projects", years=span,
        write=lambda value: reader.number(value), unfinished=unfinished.ticks(reader, days),
    )  # fmt: skip
    dating = text(
        "Projects by the year the contract was signed, on one scale: {name} and the busiest of the others.",
        name=asked.name,
    )
    st.caption(f"{dating} {told}".strip())
    columns = ["area_name", "year", "projects", "amount", "organisations"]
    shown = table.rename(columns={reader.currency: "amount"})[unfinished.columns(table, columns)]
    view = View(
        name="over-aarene", title=text("Projects per year: {name} and the busiest of the others", name=asked.name),
        table=shown, sources=participation.sources(dated), filters=f"{words.said(reader, asked)} {told}".strip(),
        alt=messages.peak(reader, table[table["area_code"] == asked.code], "projects", name=asked.name),
    )  # fmt: skip
    show.figure(reader, drawn, view)


def all_measures(reader: Reader, asked: Asked) -> None:
    """Draw the table of all measures with the differences from the median and from Norway."""
    national = words.national(asked)
    table = comparison.ranked(comparison.differences(asked.shown, asked.code, asked.measure, national), asked.measure)
    table["verdict"] = table["verdict"].map({verdict: reader.text(name) for verdict, name in words.SHORT.items()})
    columns = [
        "rank", "area_name", "verdict", "population", "projects", "rate", "rate_low", "rate_high", "shrunken_rate",
        "amount", "amount_per_inhabitant", "amount_low", "amount_high", "organisations", "from_median", "from_norway",
        "area_code",
    ]  # fmt: skip
    show.numbers_table(reader, table[columns], key="all-measures", height=min(560, 76 + 35 * len(table)))
    st.caption(reader.text("The differences are of {measure}.", measure=reader.text(MEASURE_NAMES[asked.measure])))
    view = View(
        name="alle-maal", title=reader.text("{name} compared", name=asked.name), table=table[columns],
        sources=words.sources(asked), filters=words.said(reader, asked),
    )  # fmt: skip
    take_away.menu(reader, view)
