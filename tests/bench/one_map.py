"""The map that all three ways of drawing it show: its units, and their classes and colours by measure.

They come from the same functions that the map page calls.
"""

from dataclasses import dataclass
from functools import lru_cache

from analysis import in_use
from analysis.comparing.layers import with_status
from analysis.participation import Selection
from analysis.text.reader import Reader
from pages._shared.map import view

LEVEL, VINTAGE, PROGRAMME = "municipality", 2024, "horizon_2020"
# In this order no map looks like one of the last two runs, which Streamlit's browser side would have kept.
MEASURES = ("amount_per_inhabitant", "projects", "amount", "organisations")


@dataclass(frozen=True)
class Coloured:
    """One measure on the map: its name in bokmål, a class per unit in the geometry's order, a colour per class."""

    name: str
    classes: tuple[int, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    legend: tuple[str, ...]


def geometry():
    """Return the geometry file of the map, as the dashboard's browser side fetches it."""
    return in_use.newest().shapes(LEVEL, VINTAGE)


@lru_cache(maxsize=1)
def measured():
    """Return the measures on the map, in the order in which they are shown."""
    reader = Reader("nb", "EUR")
    units = in_use.newest().units_of(LEVEL, VINTAGE)
    rows = in_use.newest().facts_of(PROGRAMME)
    year = in_use.newest().population_year(units, rows, None)
    table = in_use.newest().counted(Selection((PROGRAMME,)), units, currency=reader.currency, year=year)
    return [_coloured(reader, units, with_status(table, measure), measure) for measure in MEASURES]


def _coloured(reader, units, table, measure):
    drawn = view.drawing(reader, table, units, measure)
    return Coloured(
        name=reader.measure(measure),
        classes=drawn.classes.class_of_unit,
        colours=tuple(entry.colour for entry in drawn.classes.legend),
        labels=drawn.labels,
        legend=tuple(entry.label for entry in drawn.classes.legend),
    )
