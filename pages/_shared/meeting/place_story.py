"""The story of one county or municipality: the slides and pages that are made of it, in the language of a choice."""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis import participation
from analysis.comparing import rates
from analysis.geography import years
from analysis.participation import Selection
from analysis.registers import profiles
from analysis.standing import status
from analysis.telling.story import Bars, Card, Cards, Columns, Slide, Story
from analysis.text import numbers
from analysis.text.reader import Reader
from pages._shared.compare import request
from pages._shared.data import this_run
from pages._shared.map import view
from pages._shared.meeting import compare_story, place_registers, story_parts
from pages._shared.place import county_blocks, partnerships, profile
from pages._shared.place.profile import Place
from pages._shared.show import citing, messages, own_words, unfinished
from pages._shared.show.caveats import HEAD_OFFICE

_MOST_ORGANISATIONS = 10
_MOST_PROGRAMMES = 3
_MAP_MEASURE = "projects"


def of(reader: Reader, level: str, code: str, *, link: str = "") -> Story:
    """Return the story of a place; slides of which nothing is known are left out, with one exception.

    The exception is the slide of key figures, which says that nothing was found and that this is no proof.
    """
    place = profile.open_place(level, code)
    made = [slide for maker in MAKERS.values() if (slide := maker(reader, place))]
    return story_parts.story(reader, place.name, subtitle(reader, place), made, link=link)


def subtitle(reader: Reader, place: Place) -> str:
    """Return the number of a place and its people."""
    people, year = profiles.population_now(this_run.reading().table("population"), place.level, place.code)
    return reader.text(
        "Number {code} · {people} inhabitants on 1 January {year}",
        code=place.code, people=reader.number(people), year=str(year),
    )  # fmt: skip


def key_figures(reader: Reader, place: Place) -> Slide:
    """Return the projects and amounts per programme."""
    text = reader.text
    counted = profile.of_programmes(reader, place)
    found = counted[counted["projects"].fillna(0) > 0]
    notes = [text(HEAD_OFFICE)]
    if found.empty:
        message = text("No project with an organisation in {name} is found in the loaded sources", name=place.name)
        notes.insert(0, text("That is no proof that nothing happened: many programmes are not loaded."))
    else:
        told = [f"{_projects(reader, row['projects'])} ({row['programme_name']})" for row in found.to_dict("records")]
        message = text(
            "Organisations in {name} took part in {projects}",
            name=place.name,
            projects=reader.list(told),
        )
    largest = counted.sort_values("projects", ascending=False, kind="stable").head(_MOST_PROGRAMMES).sort_index()
    if len(largest) < len(counted):
        notes.append(text("The programmes with the most projects; all are on the place's page in the dashboard."))
    cards = [card for row in largest.to_dict("records") for card in _cards(reader, row)]
    cards += _other_cards(reader, place)
    sources = participation.sources(this_run.reading().facts())
    return story_parts.slide(
        reader, "key", text("Key figures"), message, Cards(tuple(cards)),
        filters=profile.whole_view(reader, place), notes=notes, sources=sources,
    )  # fmt: skip


def _cards(reader: Reader, row: citing.Row) -> list[Card]:
    text = reader.text
    name = str(row["programme_name"])
    projects = reader.number(row["projects"])
    write = reader.write("amount")
    organisations = text("Organisations: {number}", number=reader.number(row["organisations"]))
    cards = [Card(text("Projects, {programme}", programme=name), projects, organisations)]
    if not numbers.is_missing(row["amount"]):
        cards.append(Card(text("Amount, {programme}", programme=name), write(row["amount"])))
    return cards


def _other_cards(reader: Reader, place: Place) -> list[Card]:
    """Return in how many programmes the place took part, and how many twin towns it has."""
    text = reader.text
    rows = this_run.reading().statuses(place.level)
    states = rows.loc[rows["area_code"] == place.code, "state"]
    took_part, none_found = int((states == status.TOOK_PART).sum()), int((states == status.NONE_FOUND).sum())
    told = text("of {total} that a loaded source can tell of", total=reader.number(took_part + none_found))
    cards = [Card(text("Programmes it took part in"), reader.number(took_part), told)]
    towns = int(partnerships.of(place)["kind"].eq("twin town").sum())
    if towns:
        cards.append(Card(text("Twin towns"), reader.number(towns), text("in the registers")))
    return cards


def _projects(reader: Reader, count: float) -> str:
    number = reader.number(count)
    return (
        reader.text("{number} project", number=number)
        if count == 1
        else reader.text("{number} projects", number=number)
    )


def by_year(reader: Reader, place: Place) -> Slide | None:
    """Return the amounts by year and kind of organisation, or the projects where no amount is known."""
    text = reader.text
    dated = participation.dated(place.rows)
    found = participation.summary(dated)
    if not found.number:
        return None
    measure = "amount" if reader.currency in found.known else "projects"
    table, days = profile.yearly(reader, dated), this_run.reading().unfinished(dated)
    visual = Columns(
        table=table.assign(series=table["kind"], value=table[measure].astype("float64"))[["year", "series", "value"]],
        series=tuple(name for name in (text(kind) for kind in profile.KINDS.values()) if name in set(table["kind"])),
        measure=measure,
        axis_title=reader.measure_with_currency(measure),
        write=reader.write(measure),
        write_axis=reader.write_limit(measure),
        unfinished=unfinished.ticks(reader, days),
    )
    notes = [text("By the year the contract was signed.")]
    if told := unfinished.sentence(reader, days, table):
        notes.append(told)
    left = participation.number(place.rows) - found.number
    if left:
        notes.append(text("Rows without a year, not in this figure: {count}.", count=reader.number(left)))
    return story_parts.slide(
        reader, "by_year", text("By year"), messages.peak(reader, table, measure, name=place.name), visual,
        filters=profile.whole_view(reader, place), notes=notes, sources=participation.sources(dated),
    )  # fmt: skip


def against_peers(reader: Reader, place: Place) -> Slide | None:
    """Return the projects per inhabitant beside the KOSTRA group, or all counties."""
    reason = "kostra_group" if place.level == "municipality" else "counties"
    selection = Selection(this_run.reading().compared_programmes())
    asked = request.answer(reader, place.units, place.code, reason=reason, selection=selection)
    return compare_story.bars(reader, asked)


def municipalities(reader: Reader, place: Place) -> Slide | None:
    """Return the map of the county's municipalities; a municipality is marked on that of its county."""
    reading = this_run.reading()
    text, code = reader.text, place.code
    of_county = place.level == "county"
    county = code if of_county else str(reading.of_today("municipalities", code)["county_code"])
    county_name = reading.units_of("county", years.TODAY).names[county]
    programmes = reading.compared_programmes()
    rows = participation.of_programmes(reading.facts(), programmes)
    everywhere = reading.units_of("municipality", years.TODAY)
    table = reading.measured(everywhere, Selection(programmes), _MAP_MEASURE, currency=reader.currency).table
    members = set(county_blocks.members_of(county)["area_code"])
    if len(members) < 2:
        return None  # Oslo: one municipality is no map
    here = table[table["area_code"].isin(members)]
    took_part = int((here["projects"] > 0).sum())
    names = [reading.programme_names(reader.language)[programme] for programme in programmes]
    message = text(
        "{number} of {total} municipalities in {county} took part in {programmes}",
        number=reader.number(took_part), total=reader.number(len(here)),
        county=county_name, programmes=reader.either(names),
    )  # fmt: skip
    drawn = view.drawing(reader, table, everywhere, _MAP_MEASURE, selected=None if of_county else code, focus=county)
    write = reader.write(_MAP_MEASURE)
    return story_parts.slide(
        reader, "map", text("The municipalities"), message, drawn,
        alt=view.summary(reader, here.assign(rank=rates.ranks(here["value"], list(here["status"]))), write),
        filters=text(
            "{measure}; {programmes}; today's boundaries.",
            measure=reader.measure(_MAP_MEASURE), programmes=", ".join(names),
        ),
        notes=[text(HEAD_OFFICE), *own_words.notes(reader, here)], sources=participation.sources(rows),
    )  # fmt: skip


def organisations(reader: Reader, place: Place) -> Slide | None:
    """Return the organisations with the largest amounts, or most projects."""
    text = reader.text
    rows = participation.of_organisations(place.rows)
    if not participation.number(rows):
        return None
    found = participation.largest_organisations(rows, _MOST_ORGANISATIONS).rename(columns={reader.currency: "amount"})
    measure = "projects" if found["amount"].isna().all() or not (found["amount"] > 0).any() else "amount"
    found = found[found[measure].notna() & (found[measure] > 0)]
    blank = pd.array([pd.NA] * len(found), dtype="Float64")
    visual = Bars(
        table=pd.DataFrame({
            "name": found["organisation_name"].tolist(), "value": found[measure].astype("float64").tolist(),
            "low": blank, "high": blank, "greyed": False,
        }),
        measure=measure,
        axis_title=reader.measure_with_currency(measure),
        write=reader.write(measure),
        write_axis=reader.write_limit(measure),
    )  # fmt: skip
    first = found.iloc[0]
    value = _projects(reader, first["projects"]) if measure == "projects" else visual.write(float(first[measure]))
    said = {"organisation": str(first["organisation_name"]), "name": place.name, "value": value}
    alone = len(found) == 1 or found[measure].iloc[1] < first[measure]
    message = (
        text("{organisation} has the most in {name}: {value}", **said)
        if alone
        else text("Several organisations share the first place in {name}: {value} each", name=place.name, value=value)
    )
    notes = [text(HEAD_OFFICE)]
    if participation.largest_organisations(rows, _MOST_ORGANISATIONS + 1).shape[0] > _MOST_ORGANISATIONS:
        notes.insert(0, text("The ten largest organisations."))
    return story_parts.slide(
        reader, "organisations", text("Organisations"), message, visual,
        filters=profile.whole_view(reader, place), notes=notes, sources=participation.sources(rows),
    )  # fmt: skip


MAKERS: Mapping[str, Callable[[Reader, Place], Slide | None]] = {
    "key": key_figures,
    "by_year": by_year,
    "compare": against_peers,
    "map": municipalities,
    "status": place_registers.programme_status,
    "organisations": organisations,
    "partners": place_registers.partners,
    "published": place_registers.published,
}
"""The slides of a place by their id, in the order of the story."""
