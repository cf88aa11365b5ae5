"""A register of own projects: every row is read whole, or refused with the cells that cannot be read.

`signed_date`, which tells the year a row belongs to, is the start. Kroner become euro at the mean rate of that year.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import pandas as pd

from analysis.contract import schemas
from analysis.geography import years
from analysis.geography.lookup import Gazetteer, Place
from analysis.own_data import cells
from analysis.own_data.cells import RefusedError
from analysis.own_data.model import FIELDS
from analysis.own_data.places import Places
from analysis.own_data.programmes import Programmes
from analysis.participation import OWN_REGISTER
from analysis.sources.common import importing, organisation_kind
from analysis.sources.common.partner_rows import UNNAMED
from analysis.sources.common.published import slug
from analysis.store.tables import read_reference
from analysis.text.translate import mark

MOST_ROWS = 10_000
SOMETHING = mark("something in this column")
A_PERIOD = mark("a start, for several periods have a programme of this name")
NOT_BEFORE_THE_START = mark("an end that is not before the start")
_HEADINGS = {field.field_id: field.heading for field in FIELDS}
_EXPECTED = {field.field_id: field.expected for field in FIELDS}
REQUIRED = [field.field_id for field in FIELDS if field.required]
T = TypeVar("T")


class Register:
    """Reads rows with the registers of places, programmes and rates."""

    def __init__(self, made: Mapping[str, pd.DataFrame], decimal: str) -> None:
        """Take the tables in use and the file's decimal sign."""
        self._decimal = decimal
        self._places = Places(
            Gazetteer(
                made["municipalities"], made["counties"], made["municipality_changes"], read_reference("place_names")
            )
        )
        self._programmes = Programmes(made["programmes"])
        rates = made["exchange_rates"]
        self._rates = {
            int(year): Decimal(str(rate)) for year, rate in zip(rates["year"], rates["nok_per_eur"], strict=True)
        }
        self._kinds = read_reference("organisation_kinds")
        self._known = organisation_kind.known_kinds(made["participations"])

    def tidy(self, rows: pd.DataFrame, columns: Mapping[str, str | None]) -> importing.Imported:
        """Return the rows that can be read as participations, and the cells of the others that cannot.

        Args:
            rows: text by heading, the index the row number.
            columns: field id -> heading; see matching.columns.
        """
        accepted, refused, places = [], [], {heading: at for at, heading in enumerate(rows.columns)}
        for number, row in zip(rows.index, rows.to_dict("records"), strict=True):
            found = _Row({name: str(row[heading]) if heading else "" for name, heading in columns.items()})
            made = self._read(found, int(number))
            if found.refused:
                refused += [
                    (int(number), columns[name] or _HEADINGS[name], found.cells[name], why.expected, why.candidates)
                    for name, why in sorted(found.refused, key=lambda cell: places.get(columns[cell[0]] or "", -1))
                ]
            else:
                accepted.append(made)
        table = self._as_table(accepted)
        rejected = as_rejected(refused)
        return importing.Imported(
            {"participations": table}, (), rejected, {"publisher": len(table)} if len(table) else {}
        )

    def _read(self, row: "_Row", number: int) -> dict[str, object]:
        """Read one row; what cannot be read is in `row.refused` afterwards."""
        for name in REQUIRED:
            if not row.cells[name].strip():
                row.refused.append((name, RefusedError(SOMETHING)))
        title = row.take("project_title", cells.text)
        start = row.take("start", lambda cell: cells.day(cell, _EXPECTED["start"]))
        end = row.take("end", lambda cell: cells.day(cell, _EXPECTED["end"], last=True))
        if start and end and end < start:
            row.refused.append(("end", RefusedError(NOT_BEFORE_THE_START)))
        year = start.year if start else None
        place = row.take("place", lambda cell: self._places.find(cell, year, _EXPECTED["place"]))
        programme = row.take("programme", lambda cell: self._programme(cell, year))
        organisation = row.take("organisation", cells.text)
        return {
            "participation_id": f"own-{number}",
            "source_id": OWN_REGISTER,
            "programme_id": programme,
            "project_id": f"own-{slug(title or '') or number}",
            "project_title": title,
            "project_url": row.take("link", lambda cell: cells.link(cell, _EXPECTED["link"])),
            "organisation_id": f"own-{slug(organisation)}" if organisation else None,
            "organisation_name": organisation or UNNAMED,
            "role": row.take("role", lambda cell: cells.role(cell, _EXPECTED["role"])),
            **_place(place),
            "start_date": start,
            "end_date": end,
            "signed_date": start,
            "eu_contribution_cents": self._amount(row, year),
        }

    def _programme(self, cell: str, year: int | None) -> str:
        found = self._programmes.find(cells.text(cell), year)
        if len(found) > 1:
            raise RefusedError(A_PERIOD)
        if not found:
            raise RefusedError(_EXPECTED["programme"])
        return found[0]

    def _amount(self, row: "_Row", year: int | None) -> int | None:
        cell = row.cells["amount"]
        if not cell.strip():
            return None
        try:
            code = cells.currency(row.cells["currency"], cell, _EXPECTED["currency"])
        except RefusedError as refused:
            row.refused.append(("currency", refused))
            return None
        rate = None if year is None else self._rates.get(year)
        return row.take("amount", lambda said: cells.euro_cents(said, self._decimal, code, rate, _EXPECTED["amount"]))

    def _as_table(self, accepted: list[dict[str, object]]) -> pd.DataFrame:
        if not accepted:
            return schemas.empty("participations")
        table = pd.DataFrame(accepted)
        kinds = organisation_kind.by_name(table["organisation_name"], self._kinds, self._known)["kind"]
        table = table.assign(organisation_kind=kinds).reindex(columns=list(schemas.TABLES["participations"].columns))
        return schemas.conform(table, "participations")


def as_rejected(refused: Sequence[tuple[int, str, str, str, str]]) -> pd.DataFrame:
    """Return refused cells as a table: row, column, value, expected, and `candidates`, which are told in names."""
    dtypes = {**importing.nothing_rejected().dtypes, "candidates": "str"}
    return pd.DataFrame(refused, columns=list(dtypes)).astype(dtypes)


class _Row:
    """One row: its cells by field, and those that are refused with what was expected."""

    def __init__(self, cells_of_row: Mapping[str, str]) -> None:
        self.cells = cells_of_row
        self.refused: list[tuple[str, RefusedError]] = []

    def take(self, name: str, read: Callable[[str], T]) -> T | None:
        """Return what a cell means, None where it is empty or refused."""
        cell = self.cells[name]
        if not cell.strip():
            return None
        try:
            return read(cell)
        except RefusedError as refused:
            self.refused.append((name, refused))
            return None


def _place(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    municipality = place.code if place.level == "municipality" else None
    return {
        "municipality_code": municipality,
        "county_code": place.code[:2],
        "geography_year": years.TODAY,
        "placed_by": "publisher",
    }
