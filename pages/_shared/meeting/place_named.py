"""What registers and published pages name of a place, for a case text, with a source line for each."""

from collections.abc import Sequence

import pandas as pd

from analysis.geography import oslo
from analysis.telling.case_text import Figure, Named, Published
from analysis.text import numbers
from analysis.text.reader import Reader
from pages._shared.data import this_run
from pages._shared.place import partnerships, published
from pages._shared.place.profile import Place
from pages._shared.show import example_words, published_figure
from pages._shared.show.citing import Row

KINDS = {
    "membership": "membership", "network": "membership", "ownership": "ownership", "cooperation": "ownership",
    "project": "project",
}  # fmt: skip
"""Under what the text names a partnership; events and activities are left to the profile."""
_REFERENCE = "(reference)"
_CITED = ("publisher", "source_title", "published")


def _first_name(name: str) -> str:
    return name.split(" - ")[0]


def published_facts(reader: Reader, place: Place) -> tuple[tuple[Published, ...], dict[str, str]]:
    """Return the published figures by page or document, and a source line for each."""
    rows = published.rows_of(place.level, published.codes_of(place))
    if rows.empty:
        return (), {}
    keys = ["area_level", "area_code", "area_name", *_CITED, "period_text"]
    programmes = rows["programme_name"].where(rows["programme_name"] != _REFERENCE)
    only = programmes.groupby([rows[key] for key in keys], dropna=False, sort=False).transform("first")
    rows = rows.assign(programme_name=programmes.fillna(only)).dropna(subset="programme_name")
    lines: dict[str, str] = {}
    found = []
    for _, group in rows.groupby([*keys, "programme_name"], dropna=False, sort=False):
        found.append(_of_page(reader, place, group.to_dict("records"), lines))
    return tuple(found), lines


def _of_page(reader: Reader, place: Place, rows: Sequence[Row], lines: dict[str, str]) -> Published:
    first = rows[0]
    figures = tuple(
        Figure(
            figure_id=str(row["figure_id"]),
            indicator=reader.text(str(row["indicator_name"])),
            written=published_figure.value(reader, row),
            value=None if numbers.is_missing(row["value"]) else float(row["value"]),
            conflict=bool(row["status"] == "conflict"),
        )
        for row in rows
    )
    return Published(
        area=_area(reader, place, first),
        publisher=str(first["publisher"]),
        programme=reader.text(str(first["programme_name"])),
        period=published_figure.period(reader, first),
        figures=figures,
        source=_cite(reader, first, lines),
    )


def _area(reader: Reader, place: Place, row: Row) -> str:
    """Return whom a published figure is about; an earlier unit of the place's name had other boundaries."""
    name = str(row["area_name"])
    if row["area_level"] != place.level or name != _first_name(place.name):
        return name
    if row["area_code"] == place.code:
        return ""
    return reader.text("{name} on the boundaries of {year}", name=name, year=str(row["geography_year"]))


def named_facts(reader: Reader, place: Place) -> tuple[tuple[Named, ...], dict[str, str]]:
    """Return twin towns (each once) and other partnerships, and a source line for each page or document."""
    lines: dict[str, str] = {}
    found = [_twin_town(reader, row, lines) for row in _pairs(place).to_dict("records")]
    rows = partnerships.of(place)
    others = rows[rows["kind"].isin(list(KINDS))]
    found += [_partnership(reader, place, row, lines) for row in others.to_dict("records")]
    return tuple(found), lines


def _pairs(place: Place) -> pd.DataFrame:
    pairs = this_run.reading().twin_town_pairs()
    code = oslo.both(place.level, place.code).get("municipality", "")
    return pairs[pairs["municipality_code"].eq(code).fillna(False)]


def _twin_town(reader: Reader, row: Row, lines: dict[str, str]) -> Named:
    told = this_run.reading().table("partnerships")
    rows = told[told["partnership_id"].isin(row["partnership_ids"])]
    code = row["country_code"]
    country = "" if numbers.is_missing(code) else reader.country(str(code))
    details = [reader.text(str(one)) for one in rows["details"].dropna()]
    return Named(
        kind="twin town",
        name=str(row["town"]),
        about=", ".join(part for part in (country, *details) if part),
        time=_years(reader, row),
        status="" if row["current"] else reader.text(str(row["status"])),
        current=bool(row["current"]),
        sources=tuple(dict.fromkeys(_cite(reader, one, lines) for one in rows.to_dict("records"))),
    )


def _partnership(reader: Reader, place: Place, row: Row, lines: dict[str, str]) -> Named:
    written = partnerships.written(reader, place, row)
    with_role = row["kind"] in ("network", "ownership", "cooperation") and not numbers.is_missing(row["role"])
    about = (reader.text(str(row["role"])) if with_role else "", written["note"])
    return Named(
        kind=KINDS[str(row["kind"])],
        name=written["partner"],
        about="; ".join(part for part in about if part),
        time=_years(reader, row) or _as_listed(reader, row),
        status=written["status"],
        current=True,
        sources=tuple(dict.fromkeys(_cite(reader, one, lines) for one in row["together"])),
    )


def _years(reader: Reader, row: Row) -> str:
    if numbers.is_missing(row["end"]) and not numbers.is_missing(row["start"]):
        return reader.text("since {year}", year=reader.time(row["start"]))
    return reader.span(row["start"], row["end"])


def _as_listed(reader: Reader, row: Row) -> str:
    """Return for which year a membership is known; lists of twin towns give none."""
    if numbers.is_missing(row["as_of"]):
        return ""
    return reader.text("as listed {time}", time=example_words.as_of(reader, str(row["as_of"])))


def _cite(reader: Reader, row: Row, lines: dict[str, str]) -> str:
    """Return the id of the page or document a row comes from, and keep its line; a source of its own has its entry."""
    if row["source_id"] == "twin_towns":
        return "twin_towns"
    key = "cited: " + "|".join(str(row[name]) for name in _CITED)
    if key not in lines:
        citation = published_figure.citation(reader, row)
        lines[key] = reader.text("Source: {citation}; licence: not stated.", citation=citation)
    return key
