"""Years that are not over in the data: what stands for them is no fall."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from analysis.store.catalogue import Source


def last_days(participations: pd.DataFrame, programmes: pd.DataFrame, sources: Mapping[str, Source]) -> dict[str, date]:
    """Return by programme the last day of its data, where it still runs then and its source was not published later.

    A programme that is over has all its contracts. Rows with a year alone are of years that the publisher had closed.

    Args:
        participations: programme_id, source_id, signed_date (null where the source gives a year alone).
        programmes: programme_id, period_end (year, null where it is open).
        sources: by id; a source published in a later year has the year whole.
    """
    dated = participations.dropna(subset="signed_date").sort_values("signed_date", kind="stable")
    latest = dated.drop_duplicates("programme_id", keep="last")
    ends = programmes.set_index("programme_id")["period_end"].dropna()
    last = {}
    for programme, source_id, day in latest[["programme_id", "source_id", "signed_date"]].itertuples(index=False):
        published = sources[source_id].published[:4] if source_id in sources else ""
        runs = ends.get(programme, day.year) >= day.year
        if runs and not (published.isdigit() and int(published) > day.year):
            last[programme] = day
    return last


def of_programmes(last: Mapping[str, date], programme_ids: Iterable[str]) -> dict[int, date]:
    """Return by year the day that the data of all these programmes reach, for years that are not whole in one."""
    days = sorted((last[programme] for programme in programme_ids if programme in last), reverse=True)
    return {day.year: day for day in days}
