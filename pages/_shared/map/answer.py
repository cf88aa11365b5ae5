"""The numbers that answer what the reader of the map page asks for, with what has to be said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis import participation
from analysis.comparing import layers
from analysis.comparing.layers import PUBLISHED, Units, with_status
from analysis.participation import COUNTS, MEASURES, Known, Rows
from analysis.text.reader import Reader
from analysis.text.translate import inside, mark
from pages._shared.choosing import filters
from pages._shared.data import this_run
from pages._shared.map.request import Wanted
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


def answer(reader: Reader, wanted: Wanted, measure: str) -> Asked:
    """Return what is asked for by one measure."""
    if wanted.layer == "participation":
        return _participation(reader, wanted, measure)
    return (_students if wanted.layer == "students" else _published)(reader, wanted, measure)


def numbers_of(reader: Reader, wanted: Wanted) -> pd.DataFrame:
    """Return all measures of what is asked for, by unit; layers.with_status makes the table of one measure of it."""
    reading = this_run.reading()
    if wanted.selection is not None:
        year = _population_year(wanted)
        return reading.by_unit(wanted.units, wanted.selection, currency=reader.currency, year=year)
    if wanted.layer == "students":
        return layers.students(reading.table("student_exchange"), wanted.units, reading.geography())
    return layers.published(reading.table("figures"), PUBLISHED[wanted.layer], wanted.units)


def _population_year(wanted: Wanted) -> int:
    reading = this_run.reading()
    assert wanted.selection is not None
    rows = participation.of_programmes(reading.facts(), wanted.selection.programme_ids)
    return reading.population_year(wanted.units, rows, wanted.selection.last_year)


def _participation(reader: Reader, wanted: Wanted, measure: str) -> Asked:
    reading = this_run.reading()
    assert wanted.selection is not None
    selection, units = wanted.selection, wanted.units
    programmes = selection.programme_ids
    all_rows = participation.of_programmes(reading.facts(), programmes)
    chosen = reading.chosen(selection)
    first, last = selection.first_year, selection.last_year
    span = None if first is None or last is None else (first, last)
    table = reading.marked(with_status(numbers_of(reader, wanted), measure), units, selection)
    sources = participation.sources(all_rows)
    names = reading.programme_names(reader.language)
    title = _title(reader, [names[programme] for programme in programmes], measure)
    per_head = ("population",) if measure == "amount_per_inhabitant" else ()
    return Asked(
        measure=measure,
        units=units,
        table=table,
        columns=tuple(dict.fromkeys((measure, "amount", *COUNTS, *per_head))),
        title=own_words.titled(reader, title, participation.sources(chosen.rows)),
        subtitle=_subtitle(reader, units, span or _whole_period(all_rows), selection.without_kinds),
        notes=[
            *_unknown(reader, all_rows, programmes, measure, units),
            *_notes(reader, table, measure, _population_year(wanted)),
            *(
                [reader.text(YEAR_OF_CALL)]
                if span and set(sources) & this_run.reading().sources_dated_by_call()
                else []
            ),
            *own_words.notes(reader, table),
        ],
        sources=[*sources, *per_head],
        hidden={
            **chosen.hidden,
            **participation.unplaced(chosen.rows, units.level),
            **reading.elsewhere(units, selection),
        },
        rows=chosen.rows,
    )


def _students(reader: Reader, wanted: Wanted, measure: str) -> Asked:
    units = wanted.units
    table = with_status(numbers_of(reader, wanted), measure)
    return Asked(
        measure=measure,
        units=units,
        table=table,
        columns=layers.STUDENT_MEASURES,
        title=_title(reader, [reader.text(filters.LAYERS["students"])], measure),
        subtitle=_subtitle(reader, units, None),
        notes=[reader.text(STUDENTS)],
        sources=["erasmus_higher_education"],
    )


def _published(reader: Reader, wanted: Wanted, measure: str) -> Asked:
    layer, units = PUBLISHED[wanted.layer], wanted.units
    table = with_status(numbers_of(reader, wanted), measure)
    rows = layers.rows_of(this_run.reading().table("figures"), layer)
    boundaries = filters.boundaries_name(reader, layer.level, layer.vintage)
    notes = [reader.text(OWN_BORDERS, boundaries=boundaries)]
    disagreeing = list(table.loc[table["conflict"], "area_name"])
    if disagreeing:
        notes.append(reader.text(CONFLICT, names=", ".join(disagreeing)))
    return Asked(
        measure=measure,
        units=units,
        table=table,
        columns=layer.indicators,
        title=_title(reader, [reader.text(filters.LAYERS[wanted.layer])], measure),
        subtitle=_subtitle(reader, units, None),
        notes=notes,
        sources=[source_id for source_id in layer.source_ids if source_id != "figures"],
        cited=citing.citations(reader, rows) if "figures" in layer.source_ids else (),
    )


def _title(reader: Reader, names: Sequence[str], measure: str) -> str:
    return f"{reader.measure(measure)}: {reader.list(names)}"


def _subtitle(reader: Reader, units: Units, span: tuple[int, int] | None, without_kinds: tuple[str, ...] = ()) -> str:
    boundaries = filters.boundaries_name(reader, units.level, units.vintage)
    parts = [reader.text(filters.LEVELS[units.level]), reader.text("boundaries: {name}", name=inside(boundaries))]
    if span:
        parts.append(reader.text("contracts signed {first}–{last}", first=str(span[0]), last=str(span[1])))
    return " · ".join([*parts, *filter(None, [filters.kinds_in_words(reader, without_kinds)])])


def _whole_period(rows: Rows) -> tuple[int, int] | None:
    found = participation.summary(rows)
    return None if found.first_year is None or found.last_year is None else (found.first_year, found.last_year)


def _unknown(reader: Reader, rows: Rows, programmes: Sequence[str], measure: str, units: Units) -> list[str]:
    """Say which of the programmes cannot tell this measure, or not at this level."""
    column = reader.currency if measure in MONEY else measure
    silent, county_alone, own_alone = [], [], []
    for programme in programmes:
        of_programme = participation.of_programmes(rows, [programme])
        name = this_run.reading().programme_names(reader.language)[programme]
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
        named = inside(reader.measure(measure))
        notes.append(
            reader.text(money if measure in MONEY else NOT_COUNTED, programmes=reader.list(silent), measure=named)
        )
    if county_alone:
        notes.append(reader.text(COUNTY_ALONE, programmes=reader.list(county_alone)))
    if own_alone:
        notes.append(reader.text(own_words.ALONE, programmes=reader.list(own_alone)))
    return notes


def _notes(reader: Reader, table: pd.DataFrame, measure: str, year: int) -> list[str]:
    notes = []
    if measure == "amount_per_inhabitant":
        notes.append(reader.text("Inhabitants on 1 January {year}.", year=str(year)))
    if table["estimated"].any():
        notes.append(reader.text(ESTIMATED))
    return [*notes, reader.text(HEAD_OFFICE)]
