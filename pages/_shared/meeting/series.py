"""A series of views for a meeting: what the URL holds of it, and the slide behind each of its entries.

An entry is a text such as "f-50-map" (county 50, its map), "k-5037-by_year" (municipality 5037), "s-5037-nearest-use"
(5037 beside the nearest in size) or "n-horizon_2020-amount-municipality" (the country, by programme, measure, level).
"""

from dataclasses import dataclass

from analysis import participation
from analysis.comparing import layers
from analysis.geography import years
from analysis.participation import Selection
from analysis.telling.story import Slide
from analysis.text.reader import Reader
from pages._shared.choosing import filters
from pages._shared.compare import request
from pages._shared.data import this_run
from pages._shared.map import view
from pages._shared.meeting import compare_story, place_story, story_parts
from pages._shared.place import profile
from pages._shared.session import settings
from pages._shared.show import own_words
from pages._shared.show.caveats import HEAD_OFFICE

MOST = 40
_PART = "-"
_LEVELS = {"f": "county", "k": "municipality"}
_LETTERS = {level: letter for letter, level in _LEVELS.items()}


@dataclass(frozen=True)
class Entry:
    """One view: its kind ("f", "k", "s" or "n") and what it shows."""

    kind: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return _PART.join((self.kind, *self.parts))


def of_place(level: str, code: str, slide_id: str) -> Entry:
    """Return the entry of one slide of a place."""
    return Entry(_LETTERS[level], (code, slide_id))


def of_comparison(code: str, reason: str, slide_id: str) -> Entry:
    """Return the entry of one slide of a comparison."""
    return Entry("s", (code, reason, slide_id))


def of_country(programme: str, measure: str, level: str) -> Entry:
    """Return the entry of a map of the country."""
    return Entry("n", (programme, measure, level))


def read(written: str) -> list[str]:
    """Return the entries of the URL's text that mean something, in their order, at most MOST of them."""
    return [part for part in written.split(settings.LIST_SEPARATOR) if parse(part)][:MOST]


def parse(written: str) -> Entry | None:
    """Return an entry from its text; None where it names no place, slide or measure that exists."""
    reading = this_run.reading()
    kind, *parts = written.split(_PART)
    entry = Entry(kind, tuple(parts))
    if kind in _LEVELS and len(parts) == 2:
        code, slide_id = parts
        known = code in reading.units_of(_LEVELS[kind], years.TODAY).names and slide_id in place_story.MAKERS
    elif kind == "s" and len(parts) == 3:
        code, reason, slide_id = parts
        level = level_of(code)
        known = (
            code in reading.units_of(level, years.TODAY).names
            and reason in request.REASONS[level]
            and reason != "chosen"
            and slide_id in compare_story.MAKERS
        )
    else:
        known = kind == "n" and len(parts) == 3 and _is_of_country(*parts)
    return entry if known else None


def level_of(code: str) -> str:
    """Return the level of a code: counties have two digits, municipalities four."""
    return "county" if len(code) == 2 else "municipality"


def _is_of_country(programme: str, measure: str, level: str) -> bool:
    return (
        programme in this_run.reading().counted_programmes()
        and measure in layers.PARTICIPATION_MEASURES
        and level in filters.LEVELS
    )


def slide(reader: Reader, entry: Entry) -> Slide | None:
    """Return the slide of an entry; None where nothing is known of it."""
    reading = this_run.reading()
    if entry.kind == "n":
        return _country(reader, *entry.parts)
    if entry.kind == "s":
        code, reason, slide_id = entry.parts
        units = reading.units_of(level_of(code), years.TODAY)
        selection = Selection(reading.compared_programmes())
        asked = request.answer(reader, units, code, reason=reason, selection=selection)
        return compare_story.MAKERS[slide_id](reader, asked)
    code, slide_id = entry.parts
    return place_story.MAKERS[slide_id](reader, profile.open_place(_LEVELS[entry.kind], code))


def _country(reader: Reader, programme: str, measure: str, level: str) -> Slide:
    """Return the map of one measure over the whole country."""
    reading = this_run.reading()
    text = reader.text
    units = reading.units_of(level, years.TODAY)
    rows = reading.facts_of(programme)
    numbers = reading.measured(units, Selection((programme,)), measure, currency=reader.currency)
    table, year = numbers.table, numbers.population_year
    write = reader.write(measure)
    name = reading.programme_names(reader.language)[programme]
    said = view.summary(reader, table.iloc[: len(units.codes)], write)
    title = f"{reader.measure(measure)}, {name}"
    per_head = measure == "amount_per_inhabitant"
    notes = [text(HEAD_OFFICE), *own_words.notes(reader, table)]
    if per_head:
        notes.insert(0, text("Inhabitants on 1 January {year}.", year=str(year)))
    return story_parts.slide(
        reader, "country", title, f"{title}. {said}",
        view.drawing(reader, table, units, measure), alt=said, notes=notes,
        filters=text(
            "{level}; today's boundaries; all years and kinds of organisation.", level=text(filters.LEVELS[level])
        ),
        sources=[*participation.sources(rows), *(["population"] if per_head else [])],
    )  # fmt: skip
