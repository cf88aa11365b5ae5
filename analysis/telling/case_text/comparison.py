"""The paragraph beside the peers: it says "more" or "fewer", and a rank, only where the numbers allow it."""

from collections.abc import Iterator

from analysis.telling.case_text.draft import Draft, Paragraph, Sentence
from analysis.telling.case_text.facts import ComparisonFacts
from analysis.text.translate import mark

_FEWEST_PEERS = 2
_VERDICTS = {
    "higher": mark(
        "For its population, {place} has more projects than the country, beyond what chance explains "
        "({confidence} limits)."
    ),
    "lower": mark(
        "For its population, {place} has fewer projects than the country, beyond what chance explains "
        "({confidence} limits)."
    ),
    "within": mark(
        "The number of projects lies within what chance alone explains, given the population ({confidence} limits)."
    ),
}
_TOO_FEW = mark("{place} has too few projects to rank (fewer than {fewest}).")
_NO_PEERS = mark("KOSTRA group {group} has too few other municipalities to compare with.")
_COUNTS = {
    "municipality": mark("A project counts once in every municipality that has an organisation in it."),
    "county": mark("A project counts once in every county that has an organisation in it."),
}
_MEDIAN_OF_NAMED_GROUP = mark("The median of the {peers} other municipalities in KOSTRA group {group} is {median}.")
_MEDIAN_OF_GROUP = mark(
    "The median of the {peers} other municipalities in KOSTRA group {group}, which are alike in people, bound costs "
    "and income, is {median}."
)


def paragraph(draft: Draft, compared: ComparisonFacts) -> Paragraph:
    """Return the rate beside the peers' median and the country's, the verdict, the rank, and what weighs on it."""
    return Paragraph(draft.text("Compared with others"), tuple(_sentences(draft, compared)))


def _sentences(draft: Draft, compared: ComparisonFacts) -> Iterator[Sentence]:
    projects = compared.sources
    per_head = [*projects, "population"]
    of_group = per_head if compared.kostra_group is None else [*per_head, "kostra_groups"]
    parts = ((_rate, per_head), (_median, of_group), (_norway, per_head), (_verdict, per_head), (_rank, of_group))
    for said, sources in parts:
        if written := said(draft, compared):
            yield draft.sentence(written, sources)
    text = draft.text
    yield draft.sentence(text(_COUNTS[draft.facts.level]), projects)
    yield draft.sentence(
        text("Universities and research institutes count wholly where they have their head office; that weighs here."),
        projects,
    )


def _rate(draft: Draft, compared: ComparisonFacts) -> str:
    text, programmes = draft.text, draft.reader.list(compared.programmes)
    if compared.projects == 0:
        return text("No project is found for {place} in {programmes}.", place=draft.place, programmes=programmes)
    return text(
        "{place} has {rate} projects per {per} inhabitants in {programmes} together (population of 1 January {year}).",
        place=draft.place, rate=draft.rate("comparison.rate", compared.rate), per=_per(draft, compared),
        programmes=programmes, year=str(compared.population_year),
    )  # fmt: skip


def _median(draft: Draft, compared: ComparisonFacts) -> str:
    text, group = draft.text, compared.kostra_group
    if compared.median is None or compared.peers < _FEWEST_PEERS:
        return "" if group is None else text(_NO_PEERS, group=draft.whole("comparison.kostra_group", group))
    said = {
        "peers": draft.whole("comparison.peers", compared.peers),
        "median": _value(draft, compared, "median", compared.median),
    }
    if group is None:
        return text("The median of the {peers} other counties is {median}.", **said)
    template = _MEDIAN_OF_GROUP if compared.alike else _MEDIAN_OF_NAMED_GROUP
    return text(template, group=draft.whole("comparison.kostra_group", group), **said)


def _norway(draft: Draft, compared: ComparisonFacts) -> str:
    return draft.text("Norway as a whole has {norway}.", norway=_value(draft, compared, "norway", compared.norway))


def _value(draft: Draft, compared: ComparisonFacts, key: str, value: float) -> str:
    """Write a rate; where the place has none of its own, say here per how many inhabitants."""
    written = draft.rate(f"comparison.{key}", value)
    if compared.projects:
        return written
    return draft.text("{rate} projects per {per} inhabitants", rate=written, per=_per(draft, compared))


def _per(draft: Draft, compared: ComparisonFacts) -> str:
    return draft.whole("comparison.per", compared.per)


def _verdict(draft: Draft, compared: ComparisonFacts) -> str:
    if compared.verdict == "too_few":
        fewest = draft.whole("comparison.fewest", compared.fewest)
        return draft.text(_TOO_FEW, place=draft.place, fewest=fewest)
    confidence = draft.percent("comparison.confidence", compared.confidence_pct)
    return draft.text(_VERDICTS[compared.verdict], place=draft.place, confidence=confidence)


def _rank(draft: Draft, compared: ComparisonFacts) -> str:
    if compared.rank is None or compared.ranked < _FEWEST_PEERS:
        return ""
    return draft.text(
        "{place} is number {rank} of the {ranked} in the comparison that have enough projects to be ranked "
        "(at least {fewest}).",
        place=draft.place, rank=draft.whole("comparison.rank", compared.rank),
        ranked=draft.whole("comparison.ranked", compared.ranked),
        fewest=draft.whole("comparison.fewest", compared.fewest),
    )  # fmt: skip
