"""Where sources give different values for the same thing: tables in, one row per pair of values out.

Nothing is chosen between. Compared is only what can be: the same area, measure, unit and period. Rows that agree are
kept too and say so, since a check that was made and passed is worth knowing.
"""

import pandas as pd

from analysis.participation import Rows
from analysis.standing.disagreements.lists import MEASURES, counts, twin_town_lists
from analysis.standing.disagreements.pairs import COLUMNS, COUNTED, COUNTS, KINDS, PUBLISHED, WITHIN, Origin
from analysis.standing.disagreements.published import published
from analysis.standing.disagreements.shares import counted, within

__all__ = [
    "COLUMNS", "COUNTED", "COUNTS", "KINDS", "MEASURES", "PUBLISHED", "WITHIN", "Origin", "counted", "counts",
    "of_figures", "published", "twin_town_lists", "within",
]  # fmt: skip


def of_figures(figures: pd.DataFrame, programmes: pd.DataFrame, facts: Rows, counties: pd.DataFrame) -> pd.DataFrame:
    """Return all that published figures can be held against; see published, within and counted.

    A figure that stands alone is left out where its own numbers already show what is wrong with it.
    """
    pairs, own = published(figures, programmes), within(figures)
    place = ["area_level", "area_code", "programme_id"]
    shown = pd.MultiIndex.from_frame(own.loc[~own["agrees"], place])
    again = pairs["other_value"].isna() & pd.MultiIndex.from_frame(pairs[place]).isin(shown)
    parts = [pairs[~again], own, counted(figures, facts, counties)]
    return pd.concat([part for part in parts if len(part)] or [pairs], ignore_index=True)
