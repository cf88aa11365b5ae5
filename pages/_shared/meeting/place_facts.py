"""What a case text says of a place, gathered from the same functions as the profiles and the comparison."""

from collections.abc import Sequence

import pandas as pd

from analysis import participation
from analysis.comparing import comparison, intervals, rates
from analysis.geography import oslo
from analysis.participation import Selection
from analysis.registers import profiles
from analysis.telling.case_text import ComparisonFacts, Figure, Named, PlaceFacts, ProgrammeFacts, Published, StateFacts
from analysis.text import numbers
from analysis.text.reader import Reader
from pages._shared.compare import request
from pages._shared.data import this_run
from pages._shared.place import municipality_blocks, partnerships, profile
from pages._shared.place.profile import Place
from pages._shared.show import citing, example_words, published_figure
from pages._shared.show.citing import Row

KINDS = {
    "membership": "membership", "network": "membership", "ownership": "ownership", "cooperation": "ownership",
    "project": "project",
}  # fmt: skip
"""Under what the text names a partnership; events and activities are left to the profile."""
_REFERENCE = "(reference)"
_CITED = ("publisher", "source_title", "published")


def of(reader: Reader, level: str, code: str) -> PlaceFacts:
    """Return the facts of a place, with names, source lines and amounts as the reader has them."""
    reading = this_run.reading()
    place = profile.open_place(level, code)
    people, year = profiles.population_now(reading.table("population"), level, code)
    states = reading.statuses(level)
    rows = states[states["area_code"] == code].to_dict("records")
    published, cited = _published(reader, place)
    named, named_by = _named(reader, place)
    known = (*reading.sources(), *reading.sources_counted())
    register = {source_id: citing.lines(reader, [source_id])[0] for source_id in known}
    return PlaceFacts(
        level=level,
        council="municipality" if level == "municipality" or code == oslo.COUNTY else "county_council",
        code=code,
        name=place.name,
        population=people,
        population_year=year,
        programmes=tuple(_programmes(reader, place, rows)),
        states=tuple(_state(reader, row) for row in rows),
        comparison=_comparison(reader, place),
        published=published,
        named=named,
        sources={**register, **cited, **named_by},
    )


def _programmes(reader: Reader, place: Place, states: Sequence[Row]) -> list[ProgrammeFacts]:
    by_programme = {str(row["programme_id"]): row for row in states}
    found = []
    for counted in profile.of_programmes(reader, place).to_dict("records"):
        programme = str(counted["programme_id"])
        rows, state = participation.of_programmes(place.rows, [programme]), by_programme[programme]
        found_in = participation.summary(rows)
        period = _period(state)
        if not counted["projects"] or period is None:
            continue
        found.append(
            ProgrammeFacts(
                programme_id=programme,
                name=str(counted["programme_name"]),
                projects=int(counted["projects"]),
                participations=_known(counted["participations"]),
                organisations=_known(counted["organisations"]),
                amount_cents=_known(counted["amount"]),
                first_year=found_in.first_year,
                last_year=found_in.last_year,
                period_start=period[0],
                period_end=period[1],
                own_projects=_known(state["own_projects"]),
                estimated=bool(counted["status"] == "estimated"),
                sources=tuple(participation.sources(rows)),
            )
        )
    return found


def _period(state: Row) -> tuple[int, int] | None:
    """Return for which period the sources speak, else the programme's own; own rows speak of none."""
    register = this_run.reading().table("programmes").set_index("programme_id").loc[str(state["programme_id"])]
    for told in (state, register):
        first, last = _known(told["period_start"]), _known(told["period_end"])
        if first is not None and last is not None:
            return first, last
    return None


def _state(reader: Reader, row: Row) -> StateFacts:
    programme = str(row["programme_id"])
    return StateFacts(
        programme_id=programme,
        name=this_run.reading().programme_names(reader.language)[programme],
        state=str(row["state"]),
        counts_projects=programme in this_run.reading().counted_programmes(),
        period_start=_known(row["period_start"]),
        period_end=_known(row["period_end"]),
        sources=tuple(row["source_ids"]),
    )


def _comparison(reader: Reader, place: Place) -> ComparisonFacts | None:
    """Return the place beside its KOSTRA group, or all other counties; None where it has no rate."""
    reading = this_run.reading()
    of_county = place.level == "county"
    selection = Selection(reading.compared_programmes())
    reason = "counties" if of_county else "kostra_group"
    asked = request.answer(reader, place.units, place.code, reason=reason, selection=selection)
    own = asked.shown.iloc[0]
    if numbers.is_missing(own["rate"]) or numbers.is_missing(own["verdict"]):
        return None
    ranked = comparison.ranked(asked.shown, "rate")
    group = None if of_county else str(reading.of_today("kostra_groups", place.code)["kostra_group"])
    names = reading.programme_names(reader.language)
    return ComparisonFacts(
        programmes=tuple(names[programme] for programme in asked.programmes),
        projects=int(own["projects"]),
        rate=float(own["rate"]),
        median=comparison.median_of_peers(asked.shown, place.code, "rate"),
        norway=comparison.national_rate(asked.everyone),
        verdict=str(own["verdict"]),
        rank=_known(ranked.loc[ranked["area_code"] == place.code, "rank"].iloc[0]),
        ranked=int(ranked["rank"].notna().sum()),
        peers=len(asked.peers),
        kostra_group=None if group is None else int(group.removeprefix("EKG")),
        alike=group not in municipality_blocks.NAMED_GROUPS,
        population_year=asked.population_year,
        per=intervals.INHABITANTS,
        fewest=rates.FEWEST_PROJECTS_TO_RANK,
        confidence_pct=intervals.WARNING * 100,
        sources=tuple(participation.sources(asked.rows)),
    )


def _known(value: object) -> int | None:
    return None if numbers.is_missing(value) else int(str(value))


def _first_name(name: str) -> str:
    return name.split(" - ")[0]


def _published(reader: Reader, place: Place) -> tuple[tuple[Published, ...], dict[str, str]]:
    """Return the published figures by page or document, and a source line for each."""
    rows = profile.published_rows(place.level, profile.published_codes(place))
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


def _named(reader: Reader, place: Place) -> tuple[tuple[Named, ...], dict[str, str]]:
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
