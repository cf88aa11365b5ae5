"""The numbers that answer what the reader of the map page asks for, with what has to be said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis import participation
from analysis.comparing import layers
from analysis.comparing.layers import PUBLISHED, Units, with_status
from analysis.participation import COUNTS, MEASURES, Known, Rows
from analysis.text import measures
from analysis.text.translate import inside, mark
from pages._shared.choosing import filters
from pages._shared.data import cached, own_rows, placed
from pages._shared.map.request import Wanted
from pages._shared.session.settings import Choice
from pages._shared.show import citing, own_words
from pages._shared.show.caveats import HEAD_OFFICE, NO_AMOUNT

MONEY = ("amount", "amount_per_inhabitant", "share_pct")
CONFLICT = mark(
    "The publisher's own numbers disagree: {names}. Number and share of municipalities do not fit each other."
)
ESTIMATED = mark(
    "Estimated units (hatched): a divided unit is shared out by its people, and the national total is kept."
)
OWN_BORDERS = mark("Published figures stay on the boundaries they were published for: {boundaries}.")
NO_AMOUNT_AT_ALL = mark("The source gives no amounts for {programmes}. Choose another measure to see the map.")
COUNTY_ALONE = mark("The source of {programmes} knows the county alone. Choose counties to see the map.")
STUDENTS = mark(
    "Higher education alone, six academic years together; a student counts where the institution has its head office."
)
YEAR_OF_CALL = mark("For Erasmus+ and Creative Europe the year is that of the call, not of a contract.")
CALLS = ("erasmus_projects",)
"""Sources that give the year of the call and no contract's date."""
NOT_COUNTED = mark("The source of {programmes} does not count {measure}.")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A finished answer: `table` is layers.with_status, `columns` those to show, `rows` the participation behind it."""

    measure: str
    units: Units
    table: pd.DataFrame
    columns: Sequence[str]
    title: str
    subtitle: str
    notes: Sequence[str]
    sources: Sequence[str]
    cited: Sequence[str] = ()
    hidden: Mapping[str, int] = field(default_factory=dict)
    rows: Rows | None = None


def answer(choice: Choice, wanted: Wanted, measure: str) -> Asked:
    """Return what is asked for by one measure."""
    if wanted.layer == "participation":
        return _participation(choice, wanted, measure)
    return (_students if wanted.layer == "students" else _published)(choice, wanted, measure)


def numbers_of(choice: Choice, wanted: Wanted) -> pd.DataFrame:
    """Return all measures of what is asked for, by unit; layers.with_status makes the table of one measure of it."""
    if wanted.selection is not None:
        year = _population_year(wanted)
        return own_rows.by_unit(wanted.units, wanted.selection, currency=choice.currency, year=year)
    if wanted.layer == "students":
        return layers.students(cached.table("student_exchange"), wanted.units, placed.geography())
    return layers.published(cached.table("figures"), PUBLISHED[wanted.layer], wanted.units)


def _population_year(wanted: Wanted) -> int:
    assert wanted.selection is not None
    rows = participation.of_programmes(own_rows.facts(), wanted.selection.programme_ids)
    return placed.population_year(wanted.units, rows, wanted.selection.last_year)


def _participation(choice: Choice, wanted: Wanted, measure: str) -> Asked:
    assert wanted.selection is not None
    selection, units = wanted.selection, wanted.units
    programmes = selection.programme_ids
    all_rows = participation.of_programmes(own_rows.facts(), programmes)
    chosen = own_rows.chosen(selection)
    first, last = selection.first_year, selection.last_year
    span = None if first is None or last is None else (first, last)
    table = own_rows.marked(with_status(numbers_of(choice, wanted), measure), units, selection)
    sources = participation.sources(all_rows)
    names = cached.programme_names(choice.language)
    title = _title(choice, [names[programme] for programme in programmes], measure)
    per_head = ("population",) if measure == "amount_per_inhabitant" else ()
    return Asked(
        measure=measure,
        units=units,
        table=table,
        columns=tuple(dict.fromkeys((measure, "amount", *COUNTS, *per_head))),
        title=own_words.titled(choice, title, participation.sources(chosen.rows)),
        subtitle=_subtitle(choice, units, span or _whole_period(all_rows)),
        notes=[
            *_unknown(choice, all_rows, programmes, measure, units),
            *_notes(choice, table, measure, _population_year(wanted)),
            *([choice.text(YEAR_OF_CALL)] if span and set(sources) & set(CALLS) else []),
            *own_words.notes(choice, table),
        ],
        sources=[*sources, *per_head],
        hidden={
            **chosen.hidden,
            **participation.unplaced(chosen.rows, units.level),
            **own_rows.elsewhere(units, selection),
        },
        rows=chosen.rows,
    )


def _students(choice: Choice, wanted: Wanted, measure: str) -> Asked:
    units = wanted.units
    table = with_status(numbers_of(choice, wanted), measure)
    return Asked(
        measure=measure,
        units=units,
        table=table,
        columns=layers.STUDENT_MEASURES,
        title=_title(choice, [choice.text(filters.LAYERS["students"])], measure),
        subtitle=_subtitle(choice, units, None),
        notes=[choice.text(STUDENTS)],
        sources=["erasmus_higher_education"],
    )


def _published(choice: Choice, wanted: Wanted, measure: str) -> Asked:
    layer, units = PUBLISHED[wanted.layer], wanted.units
    table = with_status(numbers_of(choice, wanted), measure)
    rows = layers.rows_of(cached.table("figures"), layer)
    boundaries = filters.boundaries_name(choice, layer.level, layer.vintage)
    notes = [choice.text(OWN_BORDERS, boundaries=boundaries)]
    disagreeing = list(table.loc[table["conflict"], "area_name"])
    if disagreeing:
        notes.append(choice.text(CONFLICT, names=", ".join(disagreeing)))
    return Asked(
        measure=measure,
        units=units,
        table=table,
        columns=layer.indicators,
        title=_title(choice, [choice.text(filters.LAYERS[wanted.layer])], measure),
        subtitle=_subtitle(choice, units, None),
        notes=notes,
        sources=[source_id for source_id in layer.source_ids if source_id != "figures"],
        cited=citing.citations(choice, rows) if "figures" in layer.source_ids else (),
    )


def _title(choice: Choice, names: Sequence[str], measure: str) -> str:
    return f"{measures.name(measure, choice.text)}: {_listed(choice, names)}"


def _subtitle(choice: Choice, units: Units, span: tuple[int, int] | None) -> str:
    boundaries = filters.boundaries_name(choice, units.level, units.vintage)
    parts = [choice.text(filters.LEVELS[units.level]), choice.text("boundaries: {name}", name=inside(boundaries))]
    if span:
        parts.append(choice.text("contracts signed {first}–{last}", first=str(span[0]), last=str(span[1])))
    return " · ".join(parts)


def _whole_period(rows: Rows) -> tuple[int, int] | None:
    found = participation.summary(rows)
    return None if found.first_year is None or found.last_year is None else (found.first_year, found.last_year)


def _unknown(choice: Choice, rows: Rows, programmes: Sequence[str], measure: str, units: Units) -> list[str]:
    """Say which of the programmes cannot tell this measure, or not at this level."""
    column = choice.currency if measure in MONEY else measure
    silent, county_alone, own_alone = [], [], []
    for programme in programmes:
        of_programme = participation.of_programmes(rows, [programme])
        name = cached.programme_names(choice.language)[programme]
        if not participation.number(participation.telling(of_programme)):
            own_alone.append(name)
        if not participation.number(of_programme):
            continue
        if column in MEASURES and column not in participation.known_measures(of_programme):
            silent.append(name)
        if units.level == "municipality" and not participation.number(of_programme, Known("municipality_code")):
            county_alone.append(name)
    notes = []
    if silent:
        money = NO_AMOUNT_AT_ALL if len(silent) == len(programmes) else NO_AMOUNT
        named = inside(measures.name(measure, choice.text))
        notes.append(
            choice.text(money if measure in MONEY else NOT_COUNTED, programmes=_listed(choice, silent), measure=named)
        )
    if county_alone:
        notes.append(choice.text(COUNTY_ALONE, programmes=_listed(choice, county_alone)))
    if own_alone:
        notes.append(choice.text(own_words.ALONE, programmes=_listed(choice, own_alone)))
    return notes


def _notes(choice: Choice, table: pd.DataFrame, measure: str, year: int) -> list[str]:
    notes = []
    if measure == "amount_per_inhabitant":
        notes.append(choice.text("Inhabitants on 1 January {year}.", year=str(year)))
    if table["estimated"].any():
        notes.append(choice.text(ESTIMATED))
    return [*notes, choice.text(HEAD_OFFICE)]


def _listed(choice: Choice, names: Sequence[str]) -> str:
    return (
        names[0] if len(names) == 1 else choice.text("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
    )
