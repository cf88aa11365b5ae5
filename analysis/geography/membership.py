"""Which unit of each vintage a piece of a municipality of 2020 belonged to."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.errors import DataError
from analysis.geography import crosswalk, years

BASE_YEAR = 2020
"""The year of the polygons, which the pieces are cut from."""

Names = Sequence[tuple[str, str]]
"""Of each piece: its municipality of 2020, and the code of the part ("0627+0628" for two), "" for the rest."""


def unit_of_pieces(names: Names, tables: Mapping[str, pd.DataFrame], level: str, vintage: int) -> list[str]:
    """Return the code of the unit that each piece belongs to in a vintage.

    Args:
        names: of each piece.
        tables: municipalities and municipality_changes.
        level: "municipality" or "county".
        vintage: one of units.VINTAGES[level].

    Raises:
        DataError: a piece lay in several units then, so that a part is missing.
    """
    members = _municipalities_of(names, tables, vintage)
    county = years.county_of(tables["municipalities"], vintage)
    found = [{county[code] for code in codes} if level == "county" else set(codes) for codes in members]
    for (municipality, part), codes in zip(names, found, strict=True):
        if len(codes) != 1:
            raise DataError(
                f"municipality_parts_2020.geojson: {municipality} {part or 'without its parts'} lay in "
                f"{', '.join(sorted(codes)) or 'no unit'} in {vintage}. Add the part that is missing."
            )
    return [codes.pop() for codes in found]


def _municipalities_of(names: Names, tables: Mapping[str, pd.DataFrame], vintage: int) -> list[set[str]]:
    """Return the municipalities of a vintage that each piece may have lain in; parts are told apart by their code."""
    lies_in = _municipalities_by_base(tables, vintage)
    parts: dict[str, set[str]] = {}
    for municipality, part in names:
        parts.setdefault(municipality, set()).update(part.split("+"))
    result = []
    for municipality, part in names:
        all_of_it = lies_in[municipality]
        own = set(part.split("+")) & all_of_it
        result.append(own or (all_of_it - parts[municipality] or all_of_it))
    return result


def _municipalities_by_base(tables: Mapping[str, pd.DataFrame], vintage: int) -> dict[str, set[str]]:
    changes = crosswalk.changes_of(tables["municipality_changes"])
    early, late = min(vintage, BASE_YEAR), max(vintage, BASE_YEAR)
    result: dict[str, set[str]] = {}
    for code in years.in_force(tables["municipalities"], early)["municipality_code"]:
        for target in crosswalk.follow(changes, code, early, late):
            base, other = (code, target) if vintage >= BASE_YEAR else (target, code)
            result.setdefault(base, set()).add(other)
    return result
