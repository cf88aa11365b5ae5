"""The paragraphs that rest on registers: programme status, published figures, twin towns and memberships."""

from collections.abc import Iterator

from analysis.telling.case_text.draft import Draft, Paragraph, Sentence
from analysis.telling.case_text.facts import Figure, Named, Published, StateFacts
from analysis.text.translate import mark

_STATES = {
    "took_part": (
        mark("Sources loaded in Europaprofil tell of participation in {number} programme: {names}."),
        mark("Sources loaded in Europaprofil tell of participation in {number} programmes: {names}."),
    ),
    "none_found": (
        mark("For {number} programme a loaded source would tell of participation, and none is found: {names}."),
        mark("For {number} programmes a loaded source would tell of participation, and none is found: {names}."),
    ),
    "not_loaded": (
        mark("For {number} programme no source that could tell is loaded, so nothing is known here: {names}."),
        mark("For {number} programmes no source that could tell is loaded, so nothing is known here: {names}."),
    ),
    "outside": (
        mark("Norway is outside {number} programme: {names}."),
        mark("Norway is outside {number} programmes: {names}."),
    ),
}
_MEANS = {
    "none_found": mark("That none is found is no proof that there is none: sources may have gaps."),
    "not_loaded": mark("That says nothing about whether {place} took part."),
}
_NONE_TOLD = mark("No source loaded in Europaprofil tells of participation in any programme.")
_KINDS = {
    "membership": mark("The registers name the following membership and network: {names}."),
    "ownership": mark("The registers name the following ownership and cooperation: {names}."),
}
_PROJECTS = (
    mark("The registers name {number} project of {council}: {names}."),
    mark("The registers name {number} projects of {council}: {names}."),
)
_TWIN_TOWNS = mark("{number} twin town"), mark("{number} twin towns")
_REGISTERS = ("partnerships", "twin_towns")


def status(draft: Draft) -> Paragraph:
    """Return the four states, each with its programmes; a source that is not loaded says nothing."""
    return Paragraph(draft.text("Programme status"), tuple(_states(draft)))


def _states(draft: Draft) -> Iterator[Sentence]:
    text = draft.text
    for state, (one, many) in _STATES.items():
        rows = [row for row in draft.facts.states if row.state == state]
        sources = [source for row in rows for source in row.sources]
        if rows:
            number = draft.whole(f"status.{state}", len(rows))
            names = draft.reader.list([_with_period(row) if state == "none_found" else row.name for row in rows])
            said = text(one if len(rows) == 1 else many, number=number, names=names)
            yield draft.sentence(said, [*sources, "programmes"])
        elif state == "took_part":
            yield draft.sentence(text(_NONE_TOLD), ["programmes"])
        if rows and state in _MEANS:
            yield draft.sentence(text(_MEANS[state], place=draft.place), [*sources, "programmes"])


def _with_period(row: StateFacts) -> str:
    return row.name if row.period_start is None else f"{row.name} ({row.period_start}–{row.period_end})"


def published(draft: Draft) -> Paragraph | None:
    """Return what others have published about the place, figures that disagree side by side; None where nothing is."""
    found = draft.facts.published
    if not found:
        return None
    text = draft.text
    sentences = [_of_publisher(draft, one) for one in found]
    disagreeing = [one.source for one in found if any(figure.conflict for figure in one.figures)]
    if disagreeing:
        sentences.append(draft.sentence(text("The sources disagree; all their figures are shown."), disagreeing))
    return Paragraph(text("Published figures"), tuple(sentences), listed=True)


def _of_publisher(draft: Draft, one: Published) -> Sentence:
    said = draft.text(
        "For {area}, {publisher} gives the following under “{programme}” for {period}: {figures}.",
        publisher=one.publisher, area=one.area or draft.place, programme=one.programme, period=one.period,
        figures="; ".join(_figure(draft, figure) for figure in one.figures),
    )  # fmt: skip
    return draft.sentence(said, [one.source])


def _figure(draft: Draft, figure: Figure) -> str:
    return f"{figure.indicator}: {draft.note(f'published.{figure.figure_id}', figure.value, figure.written)}"


def partnerships(draft: Draft) -> Paragraph:
    """Return the twin towns, memberships and projects that the registers name, or that they name none."""
    sentences = [*_twin_towns(draft), *_memberships(draft)]
    sentences.append(
        draft.sentence(
            draft.text("The registers are not complete: what is not named may exist all the same."), _REGISTERS
        )
    )
    return Paragraph(draft.text("Twin towns, networks and memberships"), tuple(sentences))


def _twin_towns(draft: Draft) -> Iterator[Sentence]:
    text = draft.text
    pairs = [one for one in draft.facts.named if one.kind == "twin town"]
    now = [one for one in pairs if one.current]
    if not now:
        yield draft.sentence(text("The registers name no twin town of {council}.", council=draft.council), _REGISTERS)
    else:
        number = draft.counted("twin_towns", len(now), *_TWIN_TOWNS)
        said = text(
            "The registers name {number} of {council}: {names}.",
            number=number,
            council=draft.council,
            names=_names(now),
        )
        yield draft.sentence(said, _sources(now))
    over = [one for one in pairs if not one.current]
    if over:
        said = text("According to the registers, the following twinning is over: {names}.", names=_names(over))
        yield draft.sentence(said, _sources(over))
    undated = [one for one in now if not one.time]
    if undated:
        yield draft.sentence(text("The lists do not date all twin towns, so a pair may have ended."), _sources(undated))


def _memberships(draft: Draft) -> Iterator[Sentence]:
    text, named = draft.text, draft.facts.named
    if not any(one.kind == "membership" for one in named):
        yield draft.sentence(
            text("The registers name no membership or network of {council}.", council=draft.council), ["partnerships"]
        )
    for kind, template in _KINDS.items():
        rows = [one for one in named if one.kind == kind]
        if rows:
            yield draft.sentence(text(template, names=_names(rows)), _sources(rows))
    projects = [one for one in named if one.kind == "project"]
    if projects:
        one, many = _PROJECTS
        number = draft.whole("named_projects", len(projects))
        said = text(one if len(projects) == 1 else many, number=number, council=draft.council, names=_names(projects))
        yield draft.sentence(said, _sources(projects))
    with_status = [one for one in named if one.kind != "twin town" and one.status]
    if with_status:
        yield draft.sentence(text("What is said of status holds for the date of the source."), _sources(with_status))


def _names(rows: list[Named]) -> str:
    return "; ".join(_with_details(row) for row in rows)


def _with_details(row: Named) -> str:
    details = ", ".join(part for part in (row.about, row.time, row.status) if part)
    if "(" in row.name + details:
        return f"{row.name}, {details}" if details else row.name
    return f"{row.name} ({details})" if details else row.name


def _sources(rows: list[Named]) -> list[str]:
    return [source for row in rows for source in row.sources]
