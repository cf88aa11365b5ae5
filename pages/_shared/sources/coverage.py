"""Which source can tell of which programme at which level, and how the rows of each source were placed."""

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from analysis.standing import coverage
from analysis.text import numbers
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.show import citing, take_away
from pages._shared.show.take_away import View
from pages._shared.sources.words import PLACED_BY, STATES

LEVELS = {"municipality": mark("Municipality"), "county": mark("County")}
_WITHIN = {"municipality": mark("municipality"), "county": mark("county")}
_SAID = {
    coverage.NAMED: mark("{source} (rows: {number})"),
    coverage.OFFERED: mark("can be loaded: {source} {years}"),
}
_WITH_SOURCES = (coverage.COVERED, coverage.NAMED, coverage.OFFERED)
_MEANINGS = {
    coverage.COVERED: mark("a source covers the programme at this level, so “none found” can be said"),
    coverage.NAMED: mark("some rows name places; a place without a row may still take part"),
    coverage.OFFERED: mark("no loaded source, but one that a refresh or an upload loads"),
    coverage.NOT_LOADED: mark("no source here can tell; this is not zero"),
    coverage.OUTSIDE: mark("Norway takes no part in the programme"),
}


def levels(reader: Reader, given: Sequence[str]) -> str:
    """Return the levels of a source in words: "kommune og fylke"."""
    words = [reader.text(_WITHIN[level]) for level in _WITHIN if level in given]
    return reader.list(words)


def draw(reader: Reader) -> None:
    """Draw the matrix of programmes, levels and sources, with what each state means."""
    reading = this_run.reading()
    text = reader.text
    matrix = reading.coverage_matrix()
    names = reading.programme_names(reader.language)
    grouped = matrix.groupby(["programme_id", "level"], sort=False)
    cells = {(str(programme), str(level)): rows for (programme, level), rows in grouped}
    best = {key: coverage.state_of(rows) for key, rows in cells.items()}
    state_of = {
        programme: min((best[programme, level] for level in coverage.LEVELS), key=coverage.STATES.index)
        for programme in sorted(names, key=lambda programme: reader.sort_key(names[programme]))
    }
    st.markdown("  \n".join(f"{_sign(reader, state)}: {text(meaning)}" for state, meaning in _MEANINGS.items()))
    told = [programme for state in _WITH_SOURCES for programme in state_of if state_of[programme] == state]
    st.header(text("Programmes that a source can tell of"))
    st.table(_matrix(reader, told, cells, best, signs=True), border="horizontal", hide_index=True)
    st.header(text("The other programmes"))
    for state in (coverage.NOT_LOADED, coverage.OUTSIDE):
        of = [names[programme] for programme in state_of if state_of[programme] == state]
        if of:
            number = reader.number(len(of))
            st.markdown(f"{_sign(reader, state)} ({number}): " + " · ".join(of))
    plain = _matrix(reader, [*told, *(one for one in state_of if one not in told)], cells, best, signs=False)
    take_away.menu(reader, View(name="dekning", title=text("Coverage by programme and level"), table=plain, sources=()))
    placing(reader)


def _matrix(
    reader: Reader,
    programmes: Iterable[str],
    cells: dict[tuple[str, str], pd.DataFrame],
    best: dict[tuple[str, str], str],
    *,
    signs: bool,
) -> pd.DataFrame:
    text, names = reader.text, this_run.reading().programme_names(reader.language)
    rows = []
    for programme in programmes:
        row = {text("Programme"): names[programme]}
        for level, name in LEVELS.items():
            state = best[programme, level]
            said = [_cell(reader, found, state) for found in cells[programme, level].to_dict("records")]
            lines = [_sign(reader, state) if signs else text(STATES[state][0]), *(line for line in said if line)]
            row[text(name)] = "  \n".join(lines) if signs else "; ".join(lines)
        rows.append(row)
    return pd.DataFrame(rows, columns=[text("Programme"), *(text(name) for name in LEVELS.values())])


def _sign(reader: Reader, state: str) -> str:
    name, icon, colour = STATES[state]
    return f":{colour}[{icon}] **{reader.text(name)}**"


def _cell(reader: Reader, row: citing.Row, state: str) -> str:
    """Return what one source tells, in a cell headed by the best state of its programme and level."""
    if numbers.is_missing(row["source_id"]):
        return ""
    text = reader.text
    source = short_name(reader, str(row["source_id"]))
    years = "" if numbers.is_missing(row["first_year"]) else f"{row['first_year']}–{row['last_year']}"
    if row["state"] in _SAID and not row["state"] == state == coverage.OFFERED:
        number = reader.number(row["rows"])
        return text(_SAID[str(row["state"])], source=source, years=years, number=number).rstrip()
    return f"{source} {years}"


def short_name(reader: Reader, source_id: str) -> str:
    """Return what a source is called in a cell."""
    source = this_run.reading().register()[source_id]
    return reader.text(source.short_title or source.title)


def placing(reader: Reader) -> None:
    """Draw how the rows of every source of participations were given their place."""
    text = reader.text
    st.header(text("How rows were placed"))
    st.markdown(
        text(
            "A row is put on the map by the surest thing known of it: a code from the publisher, the organisation's "
            "number, post code and city, the name of the city, or the region. Where only Norway is known, the row "
            "counts in the national total alone."
        )
    )
    placed = coverage.placed_by(this_run.reading().table("participations"))
    table = pd.DataFrame([_placed(reader, str(source_id), rows) for source_id, rows in placed.groupby("source_id")])
    lines = table.assign(**{text("Placed by"): table[text("Placed by")].str.replace("; ", "  \n")})
    st.table(lines, border="horizontal", hide_index=True)
    take_away.menu(reader, View(name="plassering", title=text("How rows were placed"), table=table, sources=()))


def placing_of(reader: Reader, source_id: str) -> None:
    """Draw how the rows of one source were placed, where it has participations."""
    placed = coverage.placed_by(this_run.reading().table("participations"))
    rows = placed[placed["source_id"] == source_id]
    if len(rows):
        st.subheader(reader.text("How rows were placed"))
        st.markdown("\n".join(f"- {way}" for way in _ways(reader, rows)))


def _placed(reader: Reader, source_id: str, rows: pd.DataFrame) -> dict[str, str]:
    text = reader.text
    return {
        text("Source"): text(this_run.reading().register()[source_id].title),
        text("Rows in all"): reader.number(int(rows["rows"].sum())),
        text("Placed by"): "; ".join(_ways(reader, rows)),
    }


def _ways(reader: Reader, rows: pd.DataFrame) -> list[str]:
    """Return each way of placing with its number of rows and their share, the surest first."""
    by = {row["placed_by"]: row for row in rows.to_dict("records")}
    return [
        f"{reader.text(name)}: {reader.number(by[way]['rows'])} ({reader.percent(by[way]['share_pct'])})"
        for way, name in PLACED_BY.items()
        if way in by
    ]
