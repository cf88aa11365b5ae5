"""What the reader of the map page asks for in the side bar: all but the measure and the unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import participation
from analysis.comparing import layers
from analysis.comparing.layers import PUBLISHED, Units
from analysis.participation import Selection
from analysis.text.reader import Reader
from pages._shared.choosing import filters
from pages._shared.data import this_run
from pages._shared.show import own_words


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A layer on some units, with the measures that it has; participation has a selection as well.

    It names what is asked for and holds no rows: a session keeps it for the part of the page that runs alone.
    """

    layer: str
    level: str
    vintage: int
    measures: Sequence[str]
    selection: Selection | None = None

    @property
    def units(self) -> Units:
        """Return the units that the map shows."""
        return this_run.reading().units_of(self.level, self.vintage)


def ask(reader: Reader) -> Wanted | None:
    """Draw the filters and return what is asked for, or None while no programme is chosen."""
    layer = filters.layer(reader)
    if layer == "participation":
        return _participation(reader)
    if layer == "students":
        place = filters.place(reader)
        return Wanted(layer=layer, level=place.level, vintage=place.vintage, measures=layers.STUDENT_MEASURES)
    published = PUBLISHED[layer]
    return Wanted(layer=layer, level=published.level, vintage=published.vintage, measures=published.indicators)


def _participation(reader: Reader) -> Wanted | None:
    own_words.switch(reader)
    programmes = filters.programmes(reader)
    if not programmes:
        return None
    place = filters.place(reader)
    span = filters.period(
        reader, participation.years(participation.of_programmes(this_run.reading().facts(), programmes))
    )
    first, last = span or (None, None)
    kinds, organisations = filters.without_kinds(reader), filters.without_organisations(reader, programmes)
    return Wanted(
        layer="participation",
        level=place.level,
        vintage=place.vintage,
        measures=layers.PARTICIPATION_MEASURES,
        selection=Selection(programmes, first, last, kinds, organisations),
    )
