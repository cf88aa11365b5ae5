"""The programmes of the register by any name they have in three languages or in the published lists."""

from collections import defaultdict

import pandas as pd

from analysis.sources.common.published import normalised
from analysis.store.tables import read_reference
from analysis.text import languages


class Programmes:
    """Finds a programme by name; a name of several periods needs the year that tells which."""

    def __init__(self, programmes: pd.DataFrame) -> None:
        """Take the table of programmes; short names and names of periods come from data/reference."""
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._spans: dict[str, tuple[int, int]] = {}
        for row in programmes.to_dict("records"):
            self._spans[str(row["programme_id"])] = _year(row["period_start"], 0), _year(row["period_end"], 9999)
            for name in (row["programme_id"], row["programme_name"], row["programme_name_en"]):
                self._add(str(name), str(row["programme_id"]))
        short = read_reference("programme_ids")
        for column in (f"short_name_{code}" for code in languages.CODES):
            for name, programme_id in zip(short[column], short["programme_id"], strict=True):
                self._add(str(name), str(programme_id))
        for row in read_reference("programme_names").to_dict("records"):
            self._add(str(row["programme_name"]), str(row["programme_id"]))

    def _add(self, name: str, programme_id: str) -> None:
        if normalised(name):
            self._by_name[normalised(name)].add(programme_id)

    def find(self, name: str, year: int | None) -> list[str]:
        """Return the ids of the programmes that a name may mean; of several those whose period has the year."""
        found = sorted(self._by_name.get(normalised(name), ()))
        if len(found) < 2 or year is None:
            return found
        return [one for one in found if self._spans[one][0] <= year <= self._spans[one][1]]


def _year(value: object, unknown: int) -> int:
    return unknown if pd.isna(value) else int(str(value))  # type: ignore[call-overload]
