"""An answer of the map page with its map and its table ready to be drawn, kept for all who ask for the same."""

from dataclasses import dataclass, replace

import pandas as pd

from analysis import in_use
from analysis.comparing.layers import with_status
from analysis.text.reader import Reader
from pages._shared.data import own_rows, this_run
from pages._shared.map import answer
from pages._shared.map import view as map_view
from pages._shared.map.answer import Asked
from pages._shared.map.component import Preview
from pages._shared.map.request import Wanted
from pages._shared.map.view import Prepared
from pages._shared.session.query import Key
from pages._shared.show import show

_KEPT = 40
"""How many answers are kept: each has a map and a table of up to 428 units, a third of a megabyte."""
_HEIGHT = 820


@dataclass(frozen=True)
class Ready:
    """What the page draws for everyone alike; `ranked` is the table with its units' numbers, `written` without them."""

    asked: Asked
    map: Prepared
    ranked: pd.DataFrame
    written: show.Written


def ready(reader: Reader, wanted: Wanted, measure: str) -> Ready:
    """Return the answer by one measure; nothing is kept of what has a reader's own rows in it.

    The map is told where the measures are chosen and what colours each gives, and shows them at the press.
    """
    if own_rows.held():
        return _make(reader, wanted, measure)
    version = this_run.shared()
    made = version.answer(_make, reader, wanted, measure, most=_KEPT)
    previews = version.answer(_previews, reader, wanted, most=_KEPT)
    view = replace(made.map.view, previews=previews, previewed_by=Key.MEASURE)
    return replace(made, map=replace(made.map, view=view))


def _make(reader: Reader, wanted: Wanted, measure: str) -> Ready:
    asked = answer.answer(reader, wanted, measure)
    pictured = map_view.prepare(reader, asked.table, asked.units, measure, title=asked.title, height=_HEIGHT)
    ranked = _ranked(asked)
    # Names tell units apart already, and their numbers would be a sixth of what a change of measure sends.
    return Ready(asked, pictured, ranked, show.write(reader, ranked.drop(columns="area_code")))


def _previews(reader: Reader, wanted: Wanted) -> tuple[Preview, ...]:
    """Return the colours of all measures, in their order, so that the browser need not wait for those of another."""
    numbers = answer.numbers_of(reader, wanted)
    return tuple(
        map_view.preview(reader, with_status(numbers, measure), wanted.units, measure) for measure in wanted.measures
    )


def _ranked(asked: Asked) -> pd.DataFrame:
    """Return the map's numbers in the order of the table beside it."""
    known = [column for column in asked.columns if asked.table[column].notna().any()]
    only_own = in_use.COLUMN in asked.table and asked.table["value"].isna().all()
    by = [in_use.COLUMN] if only_own else ["rank", "value"]
    shown = asked.table.sort_values(by, ascending=[name == "rank" for name in by], na_position="last")
    return shown[in_use.with_column(shown, ["rank", "area_name", *known, "area_code"])].reset_index(drop=True)
