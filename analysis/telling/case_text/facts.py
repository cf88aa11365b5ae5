"""What a case text needs to know about one county or municipality; numbers as numbers, names as readers write them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ProgrammeFacts:
    """What the loaded sources of projects count in one programme; None is unknown, never zero.

    Args:
        amount_cents: in the currency of the text.
        first_year, last_year: of the contracts, None where the source gives no years.
        period_start, period_end: for which the source speaks.
        own_projects: those of the municipality or county council itself.
        estimated: a unit since divided is shared out.
    """

    programme_id: str
    name: str
    projects: int
    participations: int | None
    organisations: int | None
    amount_cents: int | None
    first_year: int | None
    last_year: int | None
    period_start: int
    period_end: int
    own_projects: int | None
    estimated: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StateFacts:
    """The state of one programme (see standing.status), and for which period a loaded source speaks, if any."""

    programme_id: str
    name: str
    state: str
    counts_projects: bool
    period_start: int | None
    period_end: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ComparisonFacts:
    """Projects per inhabitant beside the peers: the KOSTRA group, or all other counties.

    Args:
        rate, median, norway: projects per `per` inhabitants.
        verdict: "higher", "lower", "within" or "too_few"; see analysis.comparing.intervals.
        sources: of the projects; those of the population and the group are known by their ids.
        rank: among the `ranked` ones that have `fewest` projects or more, None where it cannot be ranked.
        peers: how many the others are.
        kostra_group: its number, None for a county.
        alike: whether the group is one of alike people, costs and income, not one named by its members.
    """

    programmes: tuple[str, ...]
    projects: int
    rate: float
    median: float | None
    norway: float
    verdict: str
    rank: int | None
    ranked: int
    peers: int
    kostra_group: int | None
    alike: bool
    population_year: int
    per: int
    fewest: int
    confidence_pct: float
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One published number: what it measures, as it is written with its unit, and whether another one disagrees."""

    figure_id: str
    indicator: str
    written: str
    value: float | None
    conflict: bool


@dataclass(frozen=True, kw_only=True)
class Published:
    """Figures of one page or document about the place or a unit that lay wholly in it ("" is the place itself)."""

    area: str
    publisher: str
    programme: str
    period: str
    figures: tuple[Figure, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Named:
    """A twin town, membership or other partnership that a register names, with what it says of it.

    Args:
        kind: "twin town", "membership", "ownership" or "project".
        about: country or role in words, "" where there is nothing to say; so are time and status.
        current: False where the register says that it is over.
    """

    kind: str
    name: str
    about: str
    time: str
    status: str
    current: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceFacts:
    """Everything that the text says.

    Args:
        level: "municipality" or "county".
        council: whose partnerships the registers name: "municipality" or "county_council".
        programmes: those in which projects are found.
        sources: a ready-made line (publisher, title, period, date of the data, licence) by the ids used above, and by
            "population", "klass", "programmes", "partnerships", "twin_towns" and "exchange_rates".
    """

    level: str
    council: str
    code: str
    name: str
    population: int
    population_year: int
    programmes: tuple[ProgrammeFacts, ...]
    states: tuple[StateFacts, ...]
    comparison: ComparisonFacts | None
    published: tuple[Published, ...]
    named: tuple[Named, ...]
    sources: Mapping[str, str]
