"""Write data/README.md: every table with its columns, and the boundaries with their differences in area."""

from collections.abc import Mapping

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.store.tables import read_reference

_INTRODUCTION = """# Data dictionary

Everything in `tables/`, `boundaries/`, `reconciliation.json` and this page is written by
`python -m analysis.build`, and `europe/` by `python -m analysis.geography.countries`; `sources.toml` and `reference/`
are kept by hand. Codes are text and belong to the year in `geography_year`; money is whole euro cents; an empty cell
means "not known", never zero.
Publishers, addresses, licences and caveats of all sources are in `sources.toml`.
"""
_BOUNDARIES = """## Boundaries

`boundaries/<level>_<year>.geojson` has the units of a level on the boundaries of a year, in longitude and latitude.
© Kartverket (CC BY 4.0), simplified here. Before simplification {near} of {total} municipalities of 2024 lie within
5 % of Statistics Norway's total area; in the others, most of them island municipalities, the polygons leave out
skerries. Simplified to the detail of the country, {kept} keep their area within 5 %, and none keeps less than
{least} % of it.

| municipality | number | polygons, km² | Statistics Norway, km² | difference |
|---|---|---|---|---|
"""


def describe(tables: Mapping[str, pd.DataFrame], areas: pd.DataFrame) -> str:
    """Return the page.

    Args:
        tables: all built tables by name.
        areas: one row per municipality of 2024: municipality_code, municipality_name, polygon_km2, area_km2,
            difference_pct.

    Raises:
        DataError: a column has no description in data/reference/columns.csv.
    """
    meanings = read_reference("columns").set_index("column")["meaning"].astype(str)
    sections = [_table(name, rows, dict(meanings)) for name, rows in sorted(tables.items())]
    return "\n".join([_INTRODUCTION, *sections, _boundaries(areas)])


def _table(name: str, rows: pd.DataFrame, meanings: Mapping[str, str]) -> str:
    table = schemas.TABLES[name]
    unknown = [column for column in table.columns if column not in meanings]
    if unknown:
        raise DataError(f"columns.csv: no meaning for {', '.join(unknown)} of table {name}. Add a row for each.")
    lines = [
        f"## {name}",
        "",
        f"{len(rows):,} rows; key: {', '.join(table.key)}.",
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    for column, spec in table.columns.items():
        kind = f"{spec.dtype}, may be empty" if spec.nullable else str(spec.dtype)
        lines.append(f"| {column} | {kind} | {meanings[column]} |")
    return "\n".join([*lines, ""])


def _boundaries(areas: pd.DataFrame) -> str:
    far = areas[areas["difference_pct"].abs() > 5].sort_values("difference_pct")
    lines = [
        f"| {row.municipality_name} | {row.municipality_code} | {row.polygon_km2:.1f} | {row.area_km2:.1f} "
        f"| {row.difference_pct:+.1f} % |"
        for row in far.itertuples()
    ]
    kept = int(areas["drawn_pct"].sub(100).abs().lt(5).sum())
    least = f"{areas['drawn_pct'].min():.1f}"
    head = _BOUNDARIES.format(near=len(areas) - len(far), total=len(areas), kept=kept, least=least)
    return head + "\n".join(lines) + "\n"
