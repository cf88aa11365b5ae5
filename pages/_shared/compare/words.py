"""What a comparison says: in words, in its three values, and in the programmes that the others use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import participation
from analysis.comparing import comparison
from analysis.standing import status
from analysis.text.reader import Reader
from analysis.text.translate import inside, mark
from pages._shared.choosing import filters
from pages._shared.compare.request import REASONS, Asked
from pages._shared.data import this_run
from pages._shared.place.status_strip import STATES

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
SHORT = {"higher": mark("higher"), "lower": mark("lower"), "within": mark("within"), "too_few": mark("too few")}
_ORGANISATIONS_LEFT_OUT = mark("some organisations left out")


def why(reader: Reader, asked: Asked) -> str:
    """Return in words why the peers are there."""
    reading = this_run.reading()
    group = county = ""
    if asked.units.level == "municipality":
        kostra = reading.of_today("kostra_groups", asked.code)["kostra_group"]
        group = reader.number(int(str(kostra).removeprefix("EKG")))
        county = reading.units_of("county", asked.units.vintage).names[
            str(reading.of_today("municipalities", asked.code)["county_code"])
        ]
    return reader.text(WHY[asked.reason], group=group, county=county)


def writer(reader: Reader, measure: str) -> Callable[[float | None], str]:
    """Return how a value of the measure is written."""
    if measure == "rate":
        return lambda value: reader.significant(value)
    return reader.write(measure)


def axis_writer(reader: Reader, measure: str) -> Callable[[float | None], str]:
    """Return how a limit of the measure is written on an axis."""
    return writer(reader, measure) if measure != "rate" else lambda value: reader.published(value)


def national(asked: Asked) -> float | None:
    """Return the country's value of the measure; None where it is unknown."""
    if asked.measure == "rate":
        return comparison.national_rate(asked.everyone)
    return comparison.national_amount(asked.everyone)


def three_values(reader: Reader, asked: Asked) -> list[tuple[str, float | None]]:
    """Return the unit's own value, the peers' median and the country's, each with what it is."""
    return [
        (asked.name, asked.shown.iloc[0][asked.measure]),
        (
            reader.text("Median of those compared with"),
            comparison.median_of_peers(asked.shown, asked.code, asked.measure),
        ),
        (reader.text("Norway"), national(asked)),
    ]


def said(reader: Reader, asked: Asked) -> str:
    """Return what was chosen, in words."""
    text, names = reader.text, this_run.reading().programme_names(reader.language)
    parts = [
        ", ".join(names[programme] for programme in asked.programmes),
        text("compared with: {reason}", reason=inside(text(REASONS[asked.units.level][asked.reason]))),
        text("inhabitants on 1 January {year}", year=str(asked.population_year)),
        filters.kinds_in_words(reader, asked.without_kinds),
        text(_ORGANISATIONS_LEFT_OUT) if asked.hidden.get("organisations") else "",
    ]
    return "; ".join(filter(None, parts)) + "."


def sources(asked: Asked) -> list[str]:
    """Return the ids of the sources behind a comparison."""
    return [*participation.sources(asked.rows), "population"]


@dataclass(frozen=True)
class Used:
    """What the others use: programme_name, others (how many), names and state (here), and the sources that tell."""

    table: pd.DataFrame
    sources: Sequence[str]


def used_by_others(reader: Reader, asked: Asked) -> Used:
    """Return the programmes that some of the others took part in and the unit itself, as far as is known, did not."""
    reading = this_run.reading()
    rows = reading.statuses(asked.units.level)
    own = rows[rows["area_code"] == asked.code].set_index("programme_id")["state"]
    took_part = rows[rows["area_code"].isin(asked.peers["peer_code"]) & (rows["state"] == status.TOOK_PART)]
    counted = took_part.groupby("programme_id")["area_code"].agg(["nunique", list])
    missing = counted[own.reindex(counted.index) != status.TOOK_PART].sort_values("nunique", ascending=False)
    written = [
        {
            "programme_name": reading.programme_names(reader.language)[str(programme)],
            "others": reader.number(number),
            "names": ", ".join(asked.units.names[code] for code in codes),
            "state": reader.text(STATES[own[programme]][0]),
        }
        for programme, number, codes in zip(missing.index, missing["nunique"], missing["list"], strict=True)
    ]
    return Used(pd.DataFrame(written), sorted({source for ids in took_part["source_ids"] for source in ids}))
