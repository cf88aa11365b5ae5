"""What a case text says of a place, gathered from the same functions as the profiles and the comparison."""

from collections.abc import Sequence

from analysis import participation
from analysis.comparing import comparison, intervals, rates
from analysis.geography import oslo
from analysis.participation import Selection
from analysis.registers import profiles
from analysis.telling.case_text import ComparisonFacts, PlaceFacts, ProgrammeFacts, StateFacts
from analysis.text import numbers
from analysis.text.reader import Reader
from pages._shared.compare import request
from pages._shared.data import this_run
from pages._shared.meeting import place_named
from pages._shared.place import municipality_blocks, profile
from pages._shared.place.profile import Place
from pages._shared.show import citing
from pages._shared.show.citing import Row


def of(reader: Reader, level: str, code: str) -> PlaceFacts:
    """Return the facts of a place, with names, source lines and amounts as the reader has them."""
    reading = this_run.reading()
    place = profile.open_place(level, code)
    people, year = profiles.population_now(reading.table("population"), level, code)
    states = reading.statuses(level)
    rows = states[states["area_code"] == code].to_dict("records")
    published, cited = place_named.published_facts(reader, place)
    named, named_by = place_named.named_facts(reader, place)
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
