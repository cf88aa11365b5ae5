"""One definition per filter. All are remembered, and kept in the URL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from analysis import participation
from analysis.geography import years as units
from analysis.text import hidden, languages, measures
from analysis.text.reader import Reader
from analysis.text.translate import inside, mark
from pages._shared.data import this_run
from pages._shared.session import settings
from pages._shared.session.query import Key

LAYERS = {
    "participation": mark("Participation in projects"),
    "students": mark("Erasmus+ student exchange 2014–2020"),
    "interreg_keep": mark("Interreg 2014–2020 (keep.eu)"),
    "interreg_nibr": mark("Interreg 2007–2014 (NIBR)"),
    "all_programmes_nibr": mark("All EU programmes 2007–2014 (NIBR)"),
}
LEVELS = {"county": mark("Counties"), "municipality": mark("Municipalities")}
CURRENCIES = {"EUR": mark("Euro"), "NOK": mark("Kroner")}
_ORGANISATIONS_OFFERED = 40

_ALL = "alle"
_ALONE = {
    "selv": participation.COUNCILS,
    "selv_og_foretak": (*participation.COUNCILS, *participation.UNDERTAKINGS),
}
WHO = {
    _ALL: mark("All organisations"),
    "selv": mark("Municipalities and county councils"),
    "selv_og_foretak": mark("Their undertakings as well"),
}
_ONLY = {
    "selv": mark("only municipalities and county councils"),
    "selv_og_foretak": mark("only municipalities, county councils and their undertakings (KF, IKS)"),
}
WITHOUT_RESEARCH = mark("Without universities and research institutes")


@dataclass(frozen=True)
class Place:
    """Which units a map shows: their level and whose year's boundaries."""

    level: str
    vintage: int


def currency(reader: Reader) -> str:
    """Draw the choice between euro and kroner; shared by all pages, so dashboard.py alone draws it."""
    return _segments(
        Key.CURRENCY,
        reader.text("Currency"),
        list(CURRENCIES),
        "EUR",
        lambda code: reader.text(CURRENCIES[code]),
        width="content",
    )


def language(reader: Reader) -> str:
    """Draw the choice of language, each by its own name; shared by all pages, so dashboard.py alone draws it."""
    return _segments(
        Key.LANGUAGE,
        reader.text("Language"),
        languages.CODES,
        languages.CODES[0],
        lambda code: languages.ALL[code].name,
        width="content",
    )


def layer(reader: Reader) -> str:
    """Draw the choice of what the map shows."""
    return _select(
        Key.LAYER, reader.text("Show"), list(LAYERS), "participation", lambda name: reader.text(LAYERS[name])
    )


def programmes(reader: Reader, options: Sequence[str] | None = None) -> tuple[str, ...]:
    """Draw the choice of programmes; an empty choice means none and is said so by the page."""
    options = this_run.reading().shown_programmes() if options is None else options
    names = this_run.reading().programme_names(reader.language)
    default = [this_run.reading().newest_programme()]
    settings.recall(Key.PROGRAMMES, default, settings.some_of(options))
    settings.put(Key.PROGRAMMES, [name for name in _listed(Key.PROGRAMMES) if name in options])
    asked = st.pills(
        reader.text("Programmes"), options, selection_mode="multi", wrap=True, key=Key.PROGRAMMES,
        format_func=lambda programme: names[programme],
    )  # fmt: skip
    return tuple(settings.keep(Key.PROGRAMMES, asked, default, settings.write_list))


def measure(reader: Reader, options: Sequence[str]) -> str:
    """Draw the choice of measure among those the layer has."""
    first = "amount_per_inhabitant" if "amount_per_inhabitant" in options else options[0]
    return one_of(
        reader, Key.MEASURE, reader.text("Measure"), options, first, lambda name: reader.text(measures.NAMES[name])
    )


def place(reader: Reader) -> Place:
    """Draw the choices of level and boundaries."""
    text = reader.text
    level = _segments(Key.LEVEL, text("Level"), list(LEVELS), "county", lambda name: text(LEVELS[name]))
    vintages = [str(vintage) for vintage in reversed(units.VINTAGES[level])]
    asked = _select(
        Key.BOUNDARIES,
        text("Boundaries"),
        vintages,
        vintages[0],
        lambda year: boundaries_name(reader, level, int(year)),
    )
    return Place(level, int(asked))


def boundaries_name(reader: Reader, level: str, vintage: int) -> str:
    """Return the name of a set of boundaries: its years and how many units it has."""
    number = reader.number(len(this_run.reading().geometry(level, vintage)["codes"]))
    later = [year for year in units.VINTAGES[level] if year > vintage]
    if not later:
        return reader.text("Today's, since {year} ({number})", year=str(vintage), number=number)
    first = units.FIRST_YEAR if vintage == units.VINTAGES["county"][0] else vintage
    return reader.text("{first}–{last} ({number})", first=str(first), last=str(later[0] - 1), number=number)


def period(reader: Reader, years: Sequence[int]) -> tuple[int, int] | None:
    """Draw the choice of the contract's years; None where the whole period is chosen or no row has a year."""
    if len(years) < 2:
        return None
    whole = (min(years), max(years))
    settings.recall(Key.YEARS, whole, lambda written: _read_years(written, whole))
    if not _within(settings.chosen(Key.YEARS), whole):
        settings.put(Key.YEARS, whole)
    asked: Any = st.slider(reader.text("Contract signed"), *whole, key=Key.YEARS, format="%d")
    kept = settings.keep(Key.YEARS, (asked[0], asked[1]), whole, lambda span: f"{span[0]}-{span[1]}")
    return None if kept == whole else kept


def without_kinds(reader: Reader) -> tuple[str, ...]:
    """Draw the choice of whose participation counts, and return the kinds of organisation left out."""
    who = _segments(Key.WHO, reader.text("Who"), list(WHO), _ALL, lambda name: reader.text(WHO[name]), width="content")
    if who != _ALL:
        return tuple(kind for kind in participation.KINDS if kind not in _ALONE[who])
    off = switch(reader, Key.WITHOUT_RESEARCH, reader.text(WITHOUT_RESEARCH))
    return participation.UNIVERSITIES_AND_INSTITUTES if off else ()


def kinds_in_words(reader: Reader, left_out: tuple[str, ...]) -> str:
    """Return, as within a sentence, whose participation counts where some kinds of organisation are left out."""
    if not left_out:
        return ""
    counted = {kind for kind in participation.KINDS if kind not in left_out}
    alone = [who for who, kinds in _ALONE.items() if counted == set(kinds)]
    return reader.text(_ONLY[alone[0]]) if alone else inside(reader.text(WITHOUT_RESEARCH))


def without_organisations(reader: Reader, programme_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Draw the choice of organisations to leave out, among those with the largest amounts, or most projects."""
    largest = this_run.reading().largest_organisations(programme_ids, _ORGANISATIONS_OFFERED)
    names = dict(zip(largest["organisation_id"], largest["organisation_name"], strict=True))
    nobody: list[str] = []
    settings.recall(Key.WITHOUT_ORGANISATIONS, nobody, settings.some_of(list(names)))
    settings.put(Key.WITHOUT_ORGANISATIONS, [code for code in _listed(Key.WITHOUT_ORGANISATIONS) if code in names])
    asked = st.multiselect(
        reader.text("Leave out organisations"), list(names), key=Key.WITHOUT_ORGANISATIONS,
        format_func=lambda code: names[code], placeholder=reader.text("None left out"),
    )  # fmt: skip
    return tuple(settings.keep(Key.WITHOUT_ORGANISATIONS, asked, nobody, settings.write_list))


def one_of(
    reader: Reader, key: Key, label: str, options: Sequence[str], default: str, write: Callable[[str], str]
) -> str:
    """Draw a choice between a few options that only one page has."""
    return _segments(key, label, options, default, write, width="content")


def choose(
    reader: Reader, key: Key, label: str, options: Sequence[str], default: str, write: Callable[[str], str]
) -> str:
    """Draw a choice between more options than a row has room for."""
    return _select(key, label, options, default, write)


def switch(reader: Reader, key: Key, label: str) -> bool:
    """Draw a switch that is off from the start."""
    settings.recall(key, False, lambda written: written == "1")
    return settings.keep(key, st.toggle(label, key=key), False, lambda _: "1")


def search(reader: Reader, key: Key, label: str) -> str:
    """Draw a field for words to look for; kept in the URL."""
    settings.recall(key, "", lambda written: written[: key.form.longest])
    asked = st.text_input(label, key=key, icon=":material/search:", max_chars=key.form.longest)
    return settings.keep(key, hidden.removed(asked).strip(), "")


def _listed(key: Key) -> list[str]:
    value = settings.chosen(key)
    return list(value) if isinstance(value, (list, tuple)) else []


def _segments(
    key: Key,
    label: str,
    options: Sequence[str],
    default: str,
    write: Callable[[str], str],
    width: Literal["stretch", "content"] = "stretch",
) -> str:
    _recall_option(key, options, default)
    asked = st.segmented_control(label, options, key=key, format_func=write, required=True, width=width, wrap=True)
    return settings.keep(key, asked or default, default)


def _select(key: Key, label: str, options: Sequence[str], default: str, write: Callable[[str], str]) -> str:
    _recall_option(key, options, default)
    return settings.keep(key, st.selectbox(label, options, key=key, format_func=write), default)


def _recall_option(key: Key, options: Sequence[str | None], default: str | None) -> None:
    settings.recall(key, default, settings.one_of([option for option in options if option]))
    if settings.chosen(key) not in options:
        settings.put(key, default)


def _read_years(written: str, whole: tuple[int, int]) -> tuple[int, int] | None:
    first, _, last = written.partition("-")
    span = (int(first), int(last)) if first.isdigit() and last.isdigit() else None
    return span if _within(span, whole) else None


def _within(span: object, whole: tuple[int, int]) -> bool:
    return isinstance(span, tuple) and whole[0] <= span[0] <= span[1] <= whole[1]
