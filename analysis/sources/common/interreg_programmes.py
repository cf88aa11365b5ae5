"""Which programme of the register an Interreg programme's published name means."""

import re
from collections.abc import Mapping

import pandas as pd

from analysis.sources.common import published

WHOLE_SCHEME = "interreg"
# Words of the normalised name -> programme; the first that fits and has the period counts.
PHRASES: tuple[tuple[str, str], ...] = (
    ("NORTHERN PERIPHERY", "interreg_northern_periphery_arctic"),
    ("BOTNIA ATLANTICA", "interreg_botnia_atlantica"),
    ("KOLARCTIC", "kolarctic"),
    ("AURORA", "interreg_aurora"),
    ("KATTEGAT", "interreg_oresund_kattegat_skagerrak"),
    ("FINLAND NORWAY NORD", "interreg_nord"),
    ("INTERREG NORD", "interreg_nord"),
    ("V A NORD", "interreg_nord"),
    ("VA NORD", "interreg_nord"),
    ("SWEDEN NORWAY", "interreg_sverige_norge_2014_2020"),
    ("SWEDEN NORWAY", "interreg_sverige_norge_2021_2027"),
    ("SVERIGE NORGE", "interreg_sverige_norge_2014_2020"),
    ("SVERIGE NORGE", "interreg_sverige_norge_2021_2027"),
    ("NORTH SEA", "interreg_north_sea"),
    ("BALTIC SEA REGION", "interreg_baltic_sea"),
    ("INTERREG EUROPE", "interreg_europe"),
    ("URBACT III", "urbact_iii"),
    ("URBACT IV", "urbact_iv"),
    ("ESPON", "espon"),
)
_PERIOD = re.compile(r"\b((?:19|20)\d{2})\s*-\s*((?:19|20)\d{2})\b")


def of(names: pd.Series, programmes: pd.DataFrame) -> pd.Series:
    """Return the programme of each name such as "2014 - 2020 INTERREG VB North Sea"; the whole scheme where unknown.

    A programme counts only where it ran in the period that the name gives: one that came before or after under the
    same name is another programme.

    Args:
        names: as published, with the period; null means the whole scheme.
        programmes: the built table, whose periods decide.
    """
    rows = programmes.dropna(subset=["period_start", "period_end"])
    periods = zip(rows["programme_id"], rows["period_start"].astype(int), rows["period_end"].astype(int), strict=True)
    spans = {str(programme_id): range(start, end + 1) for programme_id, start, end in periods}
    found = {name: _one(name, spans) for name in names.dropna().unique()}
    return names.map(found).fillna(WHOLE_SCHEME).astype("str")


def _one(name: str, spans: Mapping[str, range]) -> str:
    period = _PERIOD.search(name)
    if not period:
        return WHOLE_SCHEME
    years = int(period[1]), int(period[2])
    words = f" {published.normalised(name)} "
    named = [programme_id for phrase, programme_id in PHRASES if f" {phrase} " in words]
    return next((one for one in named if all(year in spans.get(one, range(0)) for year in years)), WHOLE_SCHEME)
