"""What the reader of the compare page asks for, and the units and numbers that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.comparing import comparison, peers
from analysis.comparing.layers import Units
from analysis.geography import years
from analysis.participation import Rows, Selection
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import filters, find_place
from pages._shared.data import this_run
from pages._shared.session import settings
from pages._shared.session.query import Key

REASONS = {
    "municipality": {
        "kostra_group": mark("Its KOSTRA group"),
        "county": mark("Its county"),
        "neighbours": mark("Its neighbours"),
        "nearest": mark("The ten nearest in size and centrality"),
        "chosen": mark("Chosen by hand"),
    },
    "county": {
        "counties": mark("All counties"),
        "neighbours": mark("Its neighbours"),
        "chosen": mark("Chosen by hand"),
    },
}
MEASURES = ("rate", "amount_per_inhabitant")
PEER_TABLES = ("municipalities", "kostra_groups", "centrality", "neighbours", "population")
MOST_CHOSEN = 7


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A finished answer: `everyone` has all units of the level, `shown` the unit and its peers, the unit first."""

    units: Units
    code: str
    reason: str
    measure: str
    shrunken: bool
    programmes: Sequence[str]
    peers: pd.DataFrame
    rows: Rows
    everyone: pd.DataFrame
    shown: pd.DataFrame
    population_year: int
    without_kinds: tuple[str, ...]
    hidden: Mapping[str, int]

    @property
    def name(self) -> str:
        """The unit's official name."""
        return self.units.names[self.code]


def ask(reader: Reader) -> Asked | None:
    """Draw the filters and return the answer, or None while no unit is chosen."""
    reading = this_run.reading()
    text = reader.text
    level = filters.one_of(
        reader, Key.COMPARE_LEVEL, text("Compare"), ["municipality", "county"], "municipality",
        lambda name: text(filters.LEVELS[name]),
    )  # fmt: skip
    units = reading.units_of(level, years.TODAY)
    code = find_place.find(reader, units, find_place.KEYS[level])
    reasons = REASONS[level]
    reason = filters.choose(
        reader,
        Key.COMPARE_WITH,
        text("Compare with"),
        list(reasons),
        next(iter(reasons)),
        lambda name: text(reasons[name]),
    )
    if code is None:
        return None
    by_hand = _by_hand(reader, units, code) if reason == "chosen" else []
    compared = reading.compared_programmes()
    programmes = tuple(filters.programmes(reader, compared) or compared[:1])
    measure = filters.choose(
        reader, Key.COMPARE_MEASURE, text("Measure"), MEASURES, "rate", lambda name: text(MEASURE_NAMES[name])
    )
    shrunken = filters.switch(reader, Key.SHRUNKEN, text("Draw small units towards the mean (shrunken rates)"))
    selection = Selection(
        programmes,
        without_kinds=filters.without_kinds(reader),
        without_organisation_ids=filters.without_organisations(reader, programmes),
    )
    return answer(
        reader, units, code, reason=reason, selection=selection, by_hand=by_hand, measure=measure, shrunken=shrunken
    )


def answer(
    reader: Reader,
    units: Units,
    code: str,
    *,
    reason: str,
    selection: Selection,
    by_hand: Sequence[str] = (),
    measure: str = "rate",
    shrunken: bool = False,
) -> Asked:
    """Return a unit beside its peers.

    Args:
        reason: a key of REASONS for the level of `units`.
        by_hand: the peers' codes, where the reason is "chosen".
        measure: one of MEASURES.
    """
    reading = this_run.reading()
    all_rows = participation.of_programmes(reading.facts(), selection.programme_ids)
    chosen = reading.chosen(selection)
    year = reading.population_year(units, all_rows, selection.last_year)
    table = reading.by_unit(units, selection, currency=reader.currency, year=year)
    everyone = comparison.rated(table)
    found = _peers(units.level, code, by_hand)
    of_reason = found[found["reason"] == reason]
    shown = _measured(chosen.rows, everyone, units, [code, *of_reason["peer_code"]], reader.currency)
    return Asked(
        units=units, code=code, reason=reason, measure=measure, shrunken=shrunken, programmes=selection.programme_ids,
        peers=of_reason, rows=chosen.rows, everyone=everyone, shown=shown, population_year=year, hidden=chosen.hidden,
        without_kinds=selection.without_kinds,
    )  # fmt: skip


MEASURE_NAMES = {
    "rate": mark("Projects per 10,000 inhabitants"),
    "amount_per_inhabitant": mark("Amount per inhabitant"),
}


def _peers(level: str, code: str, by_hand: Sequence[str]) -> pd.DataFrame:
    tables = this_run.reading().tables(*PEER_TABLES)
    if level == "municipality":
        return peers.of_municipality(code, tables, chosen=by_hand)
    return peers.of_county(code, tables, chosen=by_hand)


def _by_hand(reader: Reader, units: Units, own: str) -> list[str]:
    names = dict(sorted(units.names.items(), key=lambda pair: reader.sort_key(pair[1])))
    options = [code for code in names if code != own]
    nobody: list[str] = []
    settings.recall(Key.CHOSEN_PEERS, nobody, settings.some_of(options, most=MOST_CHOSEN))
    kept = settings.chosen(Key.CHOSEN_PEERS)
    settings.put(Key.CHOSEN_PEERS, [code for code in kept if code in options] if isinstance(kept, list) else nobody)
    asked = st.multiselect(
        reader.text("With (up to seven)"), options, key=Key.CHOSEN_PEERS, format_func=lambda code: names[code],
        max_selections=MOST_CHOSEN, placeholder=reader.text("Choose units"),
    )  # fmt: skip
    return settings.keep(Key.CHOSEN_PEERS, asked, nobody, settings.write_list)


def _measured(rows: Rows, everyone: pd.DataFrame, units: Units, codes: Sequence[str], currency: str) -> pd.DataFrame:
    """Return the unit and its peers with money intervals; the unit first."""
    table = comparison.chosen(everyone, codes)
    crosswalk = this_run.reading().crosswalk_to(units)
    here = participation.in_places(rows, units.level, crosswalk, codes)
    return comparison.with_money_intervals(table, participation.count(here, ["area_code", "project_id"]), currency)
