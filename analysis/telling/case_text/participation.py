"""The paragraph on projects, and the table of key figures per programme."""

from collections.abc import Iterator

from analysis.telling.case_text.draft import Draft, Paragraph, Sentence, Table
from analysis.telling.case_text.facts import ProgrammeFacts
from analysis.text import numbers
from analysis.text.translate import mark

_PROJECTS = mark("{number} project"), mark("{number} projects")
_PARTICIPATIONS = mark("{number} participation"), mark("{number} participations")
_ORGANISATIONS = mark("{number} organisation"), mark("{number} organisations")


def paragraph(draft: Draft) -> Paragraph:
    """Return what is counted in each programme, or that nothing is found and what that means."""
    return Paragraph(draft.text("Participation in projects"), tuple(_sentences(draft)))


def _sentences(draft: Draft) -> Iterator[Sentence]:
    text, facts = draft.text, draft.facts
    yield draft.sentence(
        text(
            "{name} had {people} inhabitants on 1 January {year}.",
            name=facts.name, people=draft.whole("population", facts.population), year=str(facts.population_year),
        ),
        ["population"],
    )  # fmt: skip
    for programme in facts.programmes:
        yield from _of_programme(draft, programme)
    yield from _nothing_found(draft)
    if facts.programmes:
        yield from _how_counted(draft)


def _of_programme(draft: Draft, programme: ProgrammeFacts) -> Iterator[Sentence]:
    yield draft.sentence(_counted(draft, programme), programme.sources)
    if _itself(programme):
        yield draft.sentence(_own(draft, programme), programme.sources)
    yield draft.sentence(_when(draft, programme), programme.sources)
    money = [*programme.sources, *(["exchange_rates"] if draft.reader.currency == "NOK" else [])]
    yield draft.sentence(_amount(draft, programme), money if programme.amount_cents is not None else programme.sources)


def _counted(draft: Draft, programme: ProgrammeFacts) -> str:
    text, key = draft.text, programme.programme_id
    projects = draft.counted(f"{key}.projects", programme.projects, *_PROJECTS)
    said = {"programme": programme.name, "place": draft.place, "projects": projects}
    if programme.organisations is None:
        return text("In {programme}, the source counts {projects} in {place}.", **said)
    said["organisations"] = draft.counted(f"{key}.organisations", programme.organisations, *_ORGANISATIONS)
    if programme.participations is None:
        if programme.estimated:
            return text("In {programme}, {place} is reckoned to have {projects} and {organisations}.", **said)
        return text("In {programme}, the source counts {projects} and {organisations} in {place}.", **said)
    said["participations"] = draft.counted(f"{key}.participations", programme.participations, *_PARTICIPATIONS)
    if programme.estimated:
        return text(
            "In {programme}, {place} is reckoned to have {projects}, {participations} and {organisations}.", **said
        )
    return text(
        "In {programme}, {organisations} with head office in {place} took part in {projects}, {participations} in all.",
        **said,
    )


def _itself(programme: ProgrammeFacts) -> bool:
    return bool(programme.own_projects) and not programme.estimated


def _own(draft: Draft, programme: ProgrammeFacts) -> str:
    text, own = draft.text, programme.own_projects or 0
    if programme.projects == 1:
        return text("{council} itself took part in the project.", council=draft.council)
    number = draft.whole(f"{programme.programme_id}.own_projects", own)
    return text("{council} itself took part in {number} of the projects.", council=draft.council, number=number)


def _when(draft: Draft, programme: ProgrammeFacts) -> str:
    text, first, last = draft.text, programme.first_year, programme.last_year
    if first is None or last is None:
        return text("The source covers {period} and does not date the projects.", period=_span(programme))
    if programme.estimated and first != last:
        return text("The contracts that are shared out were signed from {first} to {last}.", **_years(first, last))
    if programme.projects == 1 and first == last:
        return text("The contract was signed in {year}.", year=str(first))
    if first == last:
        return text("The contracts were signed in {year}.", year=str(first))
    return text("The contracts were signed from {first} to {last}.", **_years(first, last))


def _years(first: int, last: int) -> dict[str, str]:
    return {"first": str(first), "last": str(last)}


def _amount(draft: Draft, programme: ProgrammeFacts) -> str:
    text, cents = draft.text, programme.amount_cents
    if cents is None:
        return text("The source gives no amounts.")
    amount = draft.amount(f"{programme.programme_id}.amount", cents)
    if programme.estimated:
        return text("Its share of the grants is reckoned as {amount}.", amount=amount)
    if programme.participations == 1:
        return text("The source gives the grant as {amount}.", amount=amount)
    return text("The source gives the grants as {amount} in all.", amount=amount)


def _nothing_found(draft: Draft) -> Iterator[Sentence]:
    text = draft.text
    silent = [state for state in draft.facts.states if state.state == "none_found" and state.counts_projects]
    if not silent:
        return
    sources = [source for state in silent for source in state.sources]
    names = draft.reader.list([f"{state.name} ({state.period_start}–{state.period_end})" for state in silent])
    yield draft.sentence(
        text(
            "No project with an organisation in {place} is found in {programmes}.", place=draft.place, programmes=names
        ),
        sources,
    )
    yield draft.sentence(
        text("That is no proof that nothing happened: many programmes are not loaded."), [*sources, "programmes"]
    )


def _how_counted(draft: Draft) -> Iterator[Sentence]:
    text, programmes = draft.text, draft.facts.programmes
    sources = [source for programme in programmes for source in programme.sources]
    yield draft.sentence(text("All numbers of projects are on today's boundaries."), [*sources, "klass"])
    estimated = [source for programme in programmes if programme.estimated for source in programme.sources]
    if estimated:
        yield draft.sentence(
            text("Estimated in part: a source knows only a unit since divided, which is shared out by people."),
            [*estimated, "population"],
        )
    yield draft.sentence(
        text(
            "Projects are placed where the organisation has its legal head office, not where the work is done, so "
            "{place} may have more activity than the numbers show, or less.",
            place=draft.place,
        ),
        sources,
    )


def table(draft: Draft) -> Table | None:
    """Return the key figures per programme, None where no project is found."""
    text, programmes = draft.text, draft.facts.programmes
    if not programmes:
        return None
    columns = ("projects", "participations", "organisations", "amount")
    names = (draft.reader.measure_with_currency(column) for column in columns)
    sources = [source for programme in programmes for source in programme.sources]
    return Table(
        text("Key figures per programme"),
        (text("Programme"), *names, text("Period")),
        tuple(_row(draft, programme) for programme in programmes),
        (1, 2, 3, 4),
        draft.refer(sources),
    )


def _row(draft: Draft, programme: ProgrammeFacts) -> tuple[str, ...]:
    unknown = draft.text("not in the source")
    counts = (programme.projects, programme.participations, programme.organisations)
    cents = programme.amount_cents
    amount = unknown if cents is None else draft.reader.whole_units(cents)
    counted = (unknown if count is None else draft.reader.number(count) for count in counts)
    return (programme.name, *counted, amount, _span(programme))


def _span(programme: ProgrammeFacts) -> str:
    first = programme.period_start if programme.first_year is None else programme.first_year
    last = programme.period_end if programme.last_year is None else programme.last_year
    return numbers.span(first, last)
