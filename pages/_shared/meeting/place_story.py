"""The story of one county or municipality: the slides and pages that are made of it, in the language of a choice."""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis import participation
from analysis.comparing import rates
from analysis.comparing.layers import with_status
from analysis.geography import years
from analysis.participation import Selection
from analysis.registers import profiles
from analysis.standing import status
from analysis.telling.story import Bars, Card, Cards, Columns, Slide, Story
from analysis.text import measures, numbers
from pages._shared.compare import request
from pages._shared.data import cached, own_rows, placed
from pages._shared.map import view
from pages._shared.meeting import compare_story, place_registers, story_parts
from pages._shared.place import county_blocks, partnerships, profile
from pages._shared.place.profile import Place
from pages._shared.session.settings import Choice
from pages._shared.show import citing, messages, own_words
from pages._shared.show.caveats import HEAD_OFFICE

_MOST_ORGANISATIONS = 10
_MOST_PROGRAMMES = 3
_MAP_MEASURE = "projects"


def of(choice: Choice, level: str, code: str, *, link: str = "") -> Story:
    """Return the story of a place; slides of which nothing is known are left out, with one exception.

    The exception is the slide of key figures, which says that nothing was found and that this is no proof.
    """
    place = profile.open_place(level, code)
    made = [slide for maker in MAKERS.values() if (slide := maker(choice, place))]
    return story_parts.story(choice, place.name, subtitle(choice, place), made, link=link)


def subtitle(choice: Choice, place: Place) -> str:
    """Return the number of a place and its people."""
    people, year = profiles.population_now(cached.table("population"), place.level, place.code)
    return choice.text(
        "Number {code} · {people} inhabitants on 1 January {year}",
        code=place.code, people=numbers.decimal(people, choice.language), year=str(year),
    )  # fmt: skip


def key_figures(choice: Choice, place: Place) -> Slide:
    """Return the projects and amounts per programme."""
    text = choice.text
    counted = profile.of_programmes(choice, place)
    found = counted[counted["projects"].fillna(0) > 0]
    notes = [text(HEAD_OFFICE)]
    if found.empty:
        message = text("No project with an organisation in {name} is found in the loaded sources", name=place.name)
        notes.insert(0, text("That is no proof that nothing happened: many programmes are not loaded."))
    else:
        told = [f"{_projects(choice, row['projects'])} ({row['programme_name']})" for row in found.to_dict("records")]
        message = text(
            "Organisations in {name} took part in {projects}",
            name=place.name,
            projects=story_parts.listed(choice, told),
        )
    largest = counted.sort_values("projects", ascending=False, kind="stable").head(_MOST_PROGRAMMES).sort_index()
    if len(largest) < len(counted):
        notes.append(text("The programmes with the most projects; all are on the place's page in the dashboard."))
    cards = [card for row in largest.to_dict("records") for card in _cards(choice, row)]
    cards += _other_cards(choice, place)
    sources = participation.sources(own_rows.facts())
    return story_parts.slide(
        choice, "key", text("Key figures"), message, Cards(tuple(cards)),
        filters=profile.whole_view(choice, place), notes=notes, sources=sources,
    )  # fmt: skip


def _cards(choice: Choice, row: citing.Row) -> list[Card]:
    text = choice.text
    name = str(row["programme_name"])
    projects = numbers.decimal(row["projects"], choice.language)
    write = measures.writer("amount", text, choice.language, choice.currency)
    organisations = text("Organisations: {number}", number=numbers.decimal(row["organisations"], choice.language))
    cards = [Card(text("Projects, {programme}", programme=name), projects, organisations)]
    if not numbers.is_missing(row["amount"]):
        cards.append(Card(text("Amount, {programme}", programme=name), write(row["amount"])))
    return cards


def _other_cards(choice: Choice, place: Place) -> list[Card]:
    """Return in how many programmes the place took part, and how many twin towns it has."""
    text, language = choice.text, choice.language
    rows = own_rows.statuses(place.level)
    states = rows.loc[rows["area_code"] == place.code, "state"]
    took_part, none_found = int((states == status.TOOK_PART).sum()), int((states == status.NONE_FOUND).sum())
    told = text("of {total} that a loaded source can tell of", total=numbers.decimal(took_part + none_found, language))
    cards = [Card(text("Programmes it took part in"), numbers.decimal(took_part, language), told)]
    towns = int(partnerships.of(place)["kind"].eq("twin town").sum())
    if towns:
        cards.append(Card(text("Twin towns"), numbers.decimal(towns, language), text("in the registers")))
    return cards


def _projects(choice: Choice, count: float) -> str:
    number = numbers.decimal(count, choice.language)
    return (
        choice.text("{number} project", number=number)
        if count == 1
        else choice.text("{number} projects", number=number)
    )


def by_year(choice: Choice, place: Place) -> Slide | None:
    """Return the amounts by year and kind of organisation, or the projects where no amount is known."""
    text = choice.text
    dated = participation.dated(place.rows)
    found = participation.summary(dated)
    if not found.number:
        return None
    measure = "amount" if choice.currency in found.known else "projects"
    table = profile.yearly(choice, dated)
    visual = Columns(
        table=table.assign(series=table["kind"], value=table[measure].astype("float64"))[["year", "series", "value"]],
        series=tuple(name for name in (text(kind) for kind in profile.KINDS.values()) if name in set(table["kind"])),
        measure=measure,
        axis_title=measures.name(measure, text, choice.currency),
        write=measures.writer(measure, text, choice.language, choice.currency),
        write_axis=measures.limits_writer(measure, text, choice.language),
    )
    notes = [text("By the year the contract was signed.")]
    left = participation.number(place.rows) - found.number
    if left:
        notes.append(
            text("Rows without a year, not in this figure: {count}.", count=numbers.decimal(left, choice.language))
        )
    return story_parts.slide(
        choice, "by_year", text("By year"), messages.peak(choice, table, measure, name=place.name), visual,
        filters=profile.whole_view(choice, place), notes=notes, sources=participation.sources(dated),
    )  # fmt: skip


def against_peers(choice: Choice, place: Place) -> Slide | None:
    """Return the projects per inhabitant beside the KOSTRA group, or all counties."""
    reason = "kostra_group" if place.level == "municipality" else "counties"
    selection = Selection(cached.compared_programmes())
    asked = request.answer(choice, place.units, place.code, reason=reason, selection=selection)
    return compare_story.bars(choice, asked)


def municipalities(choice: Choice, place: Place) -> Slide | None:
    """Return the map of the county's municipalities; a municipality is marked on that of its county."""
    text, code = choice.text, place.code
    of_county = place.level == "county"
    county = code if of_county else str(cached.of_today("municipalities", code)["county_code"])
    county_name = cached.units_of("county", years.TODAY).names[county]
    programmes = cached.compared_programmes()
    rows = participation.of_programmes(own_rows.facts(), programmes)
    everywhere = cached.units_of("municipality", years.TODAY)
    year = placed.population_year(everywhere, rows, None)
    table = with_status(
        own_rows.by_unit(everywhere, Selection(programmes), currency=choice.currency, year=year), _MAP_MEASURE
    )
    table = own_rows.marked(table, everywhere, Selection(programmes))
    members = set(county_blocks.members_of(county)["area_code"])
    if len(members) < 2:
        return None  # Oslo: one municipality is no map
    here = table[table["area_code"].isin(members)]
    took_part = int((here["projects"] > 0).sum())
    names = [cached.programme_names(choice.language)[programme] for programme in programmes]
    message = text(
        "{number} of {total} municipalities in {county} took part in {programmes}",
        number=numbers.decimal(took_part, choice.language), total=numbers.decimal(len(here), choice.language),
        county=county_name, programmes=story_parts.either(choice, names),
    )  # fmt: skip
    drawn = view.drawing(choice, table, everywhere, _MAP_MEASURE, selected=None if of_county else code, focus=county)
    write = measures.writer(_MAP_MEASURE, text, choice.language, choice.currency)
    return story_parts.slide(
        choice, "map", text("The municipalities"), message, drawn,
        alt=view.summary(choice, here.assign(rank=rates.ranks(here["value"], list(here["status"]))), write),
        filters=text(
            "{measure}; {programmes}; today's boundaries.",
            measure=measures.name(_MAP_MEASURE, text), programmes=", ".join(names),
        ),
        notes=[text(HEAD_OFFICE), *own_words.notes(choice, here)], sources=participation.sources(rows),
    )  # fmt: skip


def organisations(choice: Choice, place: Place) -> Slide | None:
    """Return the organisations with the largest amounts, or most projects."""
    text = choice.text
    rows = participation.of_organisations(place.rows)
    if not participation.number(rows):
        return None
    found = participation.largest_organisations(rows, _MOST_ORGANISATIONS).rename(columns={choice.currency: "amount"})
    measure = "projects" if found["amount"].isna().all() or not (found["amount"] > 0).any() else "amount"
    found = found[found[measure].notna() & (found[measure] > 0)]
    blank = pd.array([pd.NA] * len(found), dtype="Float64")
    visual = Bars(
        table=pd.DataFrame({
            "name": found["organisation_name"].tolist(), "value": found[measure].astype("float64").tolist(),
            "low": blank, "high": blank, "greyed": False,
        }),
        measure=measure,
        axis_title=measures.name(measure, text, choice.currency),
        write=measures.writer(measure, text, choice.language, choice.currency),
        write_axis=measures.limits_writer(measure, text, choice.language),
    )  # fmt: skip
    first = found.iloc[0]
    value = _projects(choice, first["projects"]) if measure == "projects" else visual.write(float(first[measure]))
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
        choice, "organisations", text("Organisations"), message, visual,
        filters=profile.whole_view(choice, place), notes=notes, sources=participation.sources(rows),
    )  # fmt: skip


MAKERS: Mapping[str, Callable[[Choice, Place], Slide | None]] = {
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
