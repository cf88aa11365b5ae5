"""The blocks of the compare page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis import comparison, intervals, participation, rates, status
from analysis.figures import compare
from analysis.text import measures, numbers
from analysis.text.translate import inside, mark
from pages._shared import cached, citing, map_view, messages, placed, settings, show, take_away
from pages._shared.compare_request import MEASURE_NAMES, REASONS, Asked
from pages._shared.map_request import HEAD_OFFICE, NO_AMOUNT
from pages._shared.settings import Choice
from pages._shared.status_strip import STATES
from pages._shared.take_away import View

WHY = {
    "kostra_group": mark(
        "Compared with all municipalities of KOSTRA group {group}: alike in people, bound costs and income."
    ),
    "county": mark("Compared with all other municipalities of {county}."),
    "neighbours": mark("Compared with the units that share a land border with it."),
    "nearest": mark(
        "Compared with the ten nearest in population and centrality, each difference by its spread over all."
    ),
    "counties": mark("Compared with all other counties."),
    "chosen": mark("Compared with units chosen by hand."),
}
NO_AMOUNT_HERE = mark("The source gives no amounts for {programmes}. Choose another measure.")
VERDICTS = {
    "higher": mark(
        "{name} has **more projects** for its population than the country, beyond what chance explains (95 % limits)."
    ),
    "lower": mark(
        "{name} has **fewer projects** for its population than the country, beyond what chance explains (95 % limits)."
    ),
    "within": mark(
        "The number of projects in {name} lies **within** what chance alone explains, given its population."
    ),
    "too_few": mark("{name} has **too few projects to rank** (fewer than five)."),
}
_MULTIPLES = 8


def welcome(choice: Choice) -> None:
    """Say what the page offers before a unit is chosen."""
    st.markdown(choice.text("Choose a municipality or county in the side bar to see it beside others like it."))
    with st.container(horizontal=True):
        for code, name in (("5037", "Levanger"), ("3407", "Gjøvik"), ("5001", "Trondheim"), ("1804", "Bodø")):
            st.button(name, key=f"begin-{code}", on_click=settings.put, args=("kommune", code))


def why(choice: Choice, asked: Asked) -> str:
    """Return in words why the peers are there."""
    group = county = ""
    if asked.units.level == "municipality":
        kostra = cached.of_today("kostra_groups", asked.code)["kostra_group"]
        group = numbers.decimal(int(str(kostra).removeprefix("EKG")), choice.language)
        county = map_view.units_of("county", asked.units.vintage).names[
            str(cached.of_today("municipalities", asked.code)["county_code"])
        ]
    return choice.text(WHY[asked.reason], group=group, county=county)


def why_these(choice: Choice, asked: Asked) -> None:
    """Say in words why each peer is there, and name them."""
    text = choice.text
    st.markdown(why(choice, asked))
    if asked.peers.empty:
        st.info(text("No unit answers to that. Choose another group in the side bar."), icon=":material/group_off:")
    else:
        st.caption(", ".join(_peer(choice, asked, row) for row in asked.peers.to_dict("records")))
    st.caption(text(HEAD_OFFICE))
    citing.hidden(choice, asked.hidden)


def _peer(choice: Choice, asked: Asked, row: citing.Row) -> str:
    name = asked.units.names[str(row["peer_code"])]
    if asked.reason != "nearest":
        return name
    people, index = (numbers.decimal(row[column], choice.language) for column in ("population", "centrality_index"))
    return choice.text("{name} ({people} inhabitants, centrality {index})", name=name, people=people, index=index)


def writer(choice: Choice, measure: str) -> Callable[[float | None], str]:
    if measure == "rate":
        return lambda value: numbers.significant(value, choice.language)
    return measures.writer(measure, choice.text, choice.language, choice.currency)


def axis_writer(choice: Choice, measure: str) -> Callable[[float | None], str]:
    return writer(choice, measure) if measure != "rate" else lambda value: numbers.plain(value, choice.language)


def _national(asked: Asked) -> float | None:
    if asked.measure == "rate":
        return comparison.national_rate(asked.everyone)
    return comparison.national_amount(asked.everyone)


def _unknown_amounts(choice: Choice, asked: Asked) -> None:
    """Say for which programmes the source gives no amounts, where amounts are compared."""
    rows, names = asked.rows, cached.programme_names(choice.language)
    silent = [name for name in asked.programmes if rows.loc[rows["programme_id"] == name, choice.currency].isna().all()]
    if silent and asked.measure != "rate":
        note = NO_AMOUNT if len(silent) < len(asked.programmes) else NO_AMOUNT_HERE
        st.info(choice.text(note, programmes=", ".join(names[name] for name in silent)))


def three_values(choice: Choice, asked: Asked) -> list[tuple[str, float | None]]:
    """Return the unit's own value, the peers' median and the country's, each with what it is."""
    return [
        (asked.name, asked.shown.iloc[0][asked.measure]),
        (
            choice.text("Median of those compared with"),
            comparison.median_of_peers(asked.shown, asked.code, asked.measure),
        ),
        (choice.text("Norway"), _national(asked)),
    ]


def standing(choice: Choice, asked: Asked) -> None:
    """Draw the unit's own value, the peers' median and the country's, and the verdict that the limits allow."""
    text, measure = choice.text, asked.measure
    own = asked.shown.iloc[0]
    write = writer(choice, measure)
    for column, (label, value) in zip(st.columns(3), three_values(choice, asked), strict=True):
        column.metric(label, text("Not loaded") if numbers.is_missing(value) else write(value), border=True)
    _unknown_amounts(choice, asked)
    st.markdown(text(VERDICTS[str(own["verdict"])], name=asked.name))
    ranked = comparison.ranked(asked.shown, measure)
    rank = ranked.loc[ranked["area_code"] == asked.code, "rank"].iloc[0]
    if pd.notna(rank):
        total = numbers.decimal(int(ranked["rank"].notna().sum()), choice.language)
        st.markdown(
            text(
                "Rank among those that can be ranked: **{rank}**",
                rank=text("No. {rank} of {total}", rank=numbers.decimal(rank, choice.language), total=total),
            )
        )


def sorted_bars(choice: Choice, asked: Asked) -> None:
    """Draw the measure for all, sorted, with intervals and the peers' median."""
    text, measure = choice.text, asked.measure
    low, high = ("rate_low", "rate_high") if measure == "rate" else ("amount_low", "amount_high")
    value = "shrunken_rate" if asked.shrunken and measure == "rate" else measure
    table = asked.shown.assign(value=asked.shown[value], low=asked.shown[low], high=asked.shown[high])
    if table["value"].isna().all():
        return
    table["greyed"] = table["projects"] < rates.FEWEST_PROJECTS_TO_RANK
    if value == "shrunken_rate":
        table[["low", "high"]] = float("nan")
    numeric = table.astype({"value": "float64", "low": "float64", "high": "float64"})
    write = writer(choice, measure)
    middle = comparison.median_of_peers(table, asked.code, "value")
    drawn = compare.bars_with_intervals(
        numeric,
        own=asked.name,
        median=middle,
        median_name=text("median"),
        write=write,
        write_axis=axis_writer(choice, measure),
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
        table=asked.shown[columns], sources=sources(asked), filters=said(choice, asked), alt=alt,
    )  # fmt: skip
    show.figure(choice, drawn, view)
    citing.population_note(choice, asked.population_year)


def funnel(choice: Choice, asked: Asked) -> None:
    """Draw all units by population and rate, with 95 and 99.8 % limits."""
    text, language = choice.text, choice.language
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
        write=lambda value: numbers.significant(value, language),
        write_people=lambda value: numbers.decimal(value, language),
        write_axis=axis_writer(choice, "rate"),
    )  # fmt: skip
    st.caption(
        text("Projects per 10,000 inhabitants by population. Between the lines a difference may be chance alone.")
    )
    columns = ["area_name", "population", "projects", "rate", "verdict"]
    table = asked.everyone[columns].assign(
        verdict=asked.everyone["verdict"].map({key: text(name) for key, name in SHORT.items()})
    )
    verdict = str(asked.shown.iloc[0]["verdict"])
    view = View(
        name="trakt", title=text("Projects per 10,000 inhabitants by population"), table=table,
        sources=sources(asked), filters=said(choice, asked),
        alt=text(VERDICTS[verdict], name=asked.name).replace("**", ""),
    )  # fmt: skip
    show.figure(choice, drawn, view)


SHORT = {"higher": mark("higher"), "lower": mark("lower"), "within": mark("within"), "too_few": mark("too few")}


@dataclass(frozen=True)
class Used:
    """What the others use: programme_name, others (how many), names and state (here), and the sources that tell."""

    table: pd.DataFrame
    sources: Sequence[str]


def used_by_others(choice: Choice, asked: Asked) -> Used:
    """Return the programmes that some of the others took part in and the unit itself, as far as is known, did not."""
    rows = cached.statuses(asked.units.level)
    own = rows[rows["area_code"] == asked.code].set_index("programme_id")["state"]
    took_part = rows[rows["area_code"].isin(asked.peers["peer_code"]) & (rows["state"] == status.TOOK_PART)]
    counted = took_part.groupby("programme_id")["area_code"].agg(["nunique", list])
    missing = counted[own.reindex(counted.index) != status.TOOK_PART].sort_values("nunique", ascending=False)
    written = [
        {
            "programme_name": cached.programme_names(choice.language)[str(programme)],
            "others": numbers.decimal(number, choice.language),
            "names": ", ".join(asked.units.names[code] for code in codes),
            "state": choice.text(STATES[own[programme]][0]),
        }
        for programme, number, codes in zip(missing.index, missing["nunique"], missing["list"], strict=True)
    ]
    return Used(pd.DataFrame(written), sorted({source for ids in took_part["source_ids"] for source in ids}))


def what_they_use(choice: Choice, asked: Asked) -> None:
    """Draw the programmes that some of the others took part in and the unit itself, as far as is known, did not."""
    used = used_by_others(choice, asked)
    if used.table.empty:
        st.caption(
            choice.text(
                "None of the others is known to have taken part in a programme that {name} did not.", name=asked.name
            )
        )
        return
    show.plain_table(choice, used.table)
    citing.source_line(choice, used.sources)


def over_the_years(choice: Choice, asked: Asked) -> None:
    """Draw small multiples of projects per year, for the unit and the peers with most projects."""
    text = choice.text
    dated = asked.rows[asked.rows["year"].notna()]
    if dated.empty:
        st.caption(text("No row here has a year, so there is no development to draw."))
        return
    busiest = asked.shown.iloc[1:].sort_values("projects", ascending=False)["area_code"].head(_MULTIPLES - 1)
    codes = [asked.code, *busiest]
    here = participation.in_places(dated, asked.units.level, placed.crosswalk_to(asked.units), codes)
    table = participation.count_in_place(here, ["area_code", "year"])
    table["area_name"] = table["area_code"].map(asked.units.names)
    names = [asked.units.names[code] for code in codes]
    span = sorted(int(year) for year in dated["year"].unique())
    drawn = compare.small_multiples(
        table, names=names, own=asked.name, value="projects", years=span,
        write=lambda value: numbers.decimal(value, choice.language),
    )  # fmt: skip
    st.caption(
        text(
            "Projects by the year the contract was signed, on one scale: {name} and the busiest of the others.",
            name=asked.name,
        )
    )
    shown = table.rename(columns={choice.currency: "amount"})[
        ["area_name", "year", "projects", "amount", "organisations"]
    ]
    view = View(
        name="over-aarene", title=text("Projects per year: {name} and the busiest of the others", name=asked.name),
        table=shown, sources=sorted(set(dated["source_id"])), filters=said(choice, asked),
        alt=messages.peak(choice, table[table["area_code"] == asked.code], "projects", name=asked.name),
    )  # fmt: skip
    show.figure(choice, drawn, view)


def all_measures(choice: Choice, asked: Asked) -> None:
    """Draw the table of all measures with the differences from the median and from Norway."""
    national = _national(asked)
    table = comparison.ranked(comparison.differences(asked.shown, asked.code, asked.measure, national), asked.measure)
    table["verdict"] = table["verdict"].map({verdict: choice.text(name) for verdict, name in SHORT.items()})
    columns = [
        "rank", "area_name", "verdict", "population", "projects", "rate", "rate_low", "rate_high", "shrunken_rate",
        "amount", "amount_per_inhabitant", "amount_low", "amount_high", "organisations", "from_median", "from_norway",
        "area_code",
    ]  # fmt: skip
    show.numbers_table(choice, table[columns], key="all-measures", height=min(560, 76 + 35 * len(table)))
    st.caption(choice.text("The differences are of {measure}.", measure=choice.text(MEASURE_NAMES[asked.measure])))
    view = View(
        name="alle-maal", title=choice.text("{name} compared", name=asked.name), table=table[columns],
        sources=sources(asked), filters=said(choice, asked),
    )  # fmt: skip
    take_away.menu(choice, view)


def said(choice: Choice, asked: Asked) -> str:
    """Return what was chosen, in words."""
    text, names = choice.text, cached.programme_names(choice.language)
    parts = [
        ", ".join(names[programme] for programme in asked.programmes),
        text("compared with: {reason}", reason=inside(text(REASONS[asked.units.level][asked.reason]))),
        text("inhabitants on 1 January {year}", year=str(asked.population_year)),
        *(text(name) for reason, name in _LEFT_OUT.items() if asked.hidden.get(reason)),
    ]
    return "; ".join(parts) + "."


_LEFT_OUT = {
    "kinds": mark("without universities and research institutes"),
    "organisations": mark("some organisations left out"),
}


def sources(asked: Asked) -> list[str]:
    """Return the ids of the sources behind a comparison."""
    return [*sorted(set(asked.rows["source_id"])), "population"]
