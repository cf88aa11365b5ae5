"""A register of own projects: every row is read whole, or refused with the cells that cannot be read.

`signed_date`, which tells the year a row belongs to, is the start. Kroner become euro at the mean rate of that year.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analysis.contract import schemas
from analysis.geography.lookup import Gazetteer, Place
from analysis.own_data import cells, money_words
from analysis.own_data.cells import RefusedError
from analysis.own_data.fields import FIELDS, REQUIRED
from analysis.own_data.places import Places
from analysis.own_data.programmes import Programmes
from analysis.own_data.row import EXPECTED, Manner, Row, placed, project_id, time_of
from analysis.participation import OWN_REGISTER
from analysis.sources.common import importing, organisation_kind
from analysis.sources.common.partner_rows import UNNAMED
from analysis.sources.common.published import slug
from analysis.store.tables import read_reference
from analysis.text import days
from analysis.text.translate import mark

MOST_ROWS = 10_000
SOMETHING = mark("something in this column")
A_PERIOD = mark("a start, for several periods have a programme of this name")
ROUNDED = mark("Amounts with parts of a cent, rounded to cents: {number} (row {where}).")
NOT_OPENED = mark("Addresses that are left out, for they do not begin with https://: {number} (row {where}).")
_HEADINGS = {one.field_id: one.heading for one in FIELDS}
_LOOKED_AT = 40
_LABELLED = "own-"


@dataclass(frozen=True)
class Rows:
    """What came of a register's rows.

    Attributes:
        accepted: participations; `participation_id` ends in the row's label.
        rejected: refused cells; see `as_rejected`.
        told: what must be said (see Note.words) -> labels of the rows it is said of.
    """

    accepted: pd.DataFrame
    rejected: pd.DataFrame
    told: Mapping[str, Sequence[str]]


class Register:
    """Reads rows with the registers of places, programmes and rates."""

    def __init__(self, made: Mapping[str, pd.DataFrame]) -> None:
        """Take the tables in use."""
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

    def looks_like(self, field_id: str, values: Iterable[str]) -> bool:
        """Return whether half of the first cells of a column can be read as a field; those of amounts have a digit."""
        filled = [value for value in values if value.strip()][:_LOOKED_AT]
        if field_id == "amount":
            return not filled or any(letter.isdigit() for value in filled for letter in value)
        return 2 * sum(self._is_readable(field_id, value) for value in filled) >= len(filled)

    def _is_readable(self, field_id: str, value: str) -> bool:
        read: Mapping[str, Callable[[str], object]] = {
            "place": self._places.could_be,
            "place_number": self._places.could_be,
            "county": self._places.could_be,
            "programme": lambda cell: self._programmes.find(cell, None),
            "start": days.span,
            "end": days.span,
            "period": days.period,
            "currency": money_words.currency_of,
            "role": lambda cell: cells.role(cell, ""),
            "link": lambda cell: "." in cell,
        }
        try:
            return field_id not in read or bool(read[field_id](value)) or cells.says_nothing(value)
        except RefusedError:
            return False

    def tidy(self, rows: pd.DataFrame, columns: Mapping[str, str | None], manner: Manner) -> Rows:
        """Return the rows that can be read as participations, and the cells of the others that cannot.

        Args:
            rows: text by heading, the index a label of the row: its number, behind the sheet where there are several.
            columns: field id -> heading; see matching.columns.
        """
        accepted, refused, positions = [], [], {heading: at for at, heading in enumerate(rows.columns)}
        told: dict[str, list[str]] = defaultdict(list)
        for label, values in zip(rows.index, rows.to_dict("records"), strict=True):
            row = Row({name: str(values[heading]) if heading else "" for name, heading in columns.items()})
            made = self._read(row, str(label), manner)
            if row.refused:
                refused += [
                    (str(label), columns[name] or _HEADINGS[name], row.cells[name], why.expected, why.candidates)
                    for name, why in sorted(row.refused, key=lambda cell: positions.get(columns[cell[0]] or "", -1))
                ]
                continue
            accepted.append(made)
            for words in row.told:
                told[words].append(str(label))
        return Rows(self._as_table(accepted), as_rejected(refused), told)

    def _read(self, row: Row, label: str, manner: Manner) -> dict[str, object]:
        """Read one row; what cannot be read is in `row.refused` afterwards."""
        for name in REQUIRED:
            if name != "place" and not row.cells[name].strip():
                row.refuse(name, SOMETHING)
        title = row.take("project_title", cells.text)
        start, end = time_of(row, manner)
        year = start.year if start else None
        place = self._place(row, year)
        programme = row.take("programme", lambda cell: self._programme(cell, year))
        organisation = row.take("organisation", cells.text)
        number = row.take("project_number", cells.text)
        return {
            "participation_id": f"{_LABELLED}{label}",
            "source_id": OWN_REGISTER,
            "programme_id": programme,
            "project_id": project_id(title, number, programme, start, end, place if manner.apart else None, label),
            "project_title": title,
            "project_url": self._link(row),
            "organisation_id": f"own-{slug(organisation)}" if organisation else None,
            "organisation_name": organisation or UNNAMED,
            "role": row.take("role", lambda cell: cells.role(cell, EXPECTED["role"])),
            **placed(place),
            "start_date": start,
            "end_date": end,
            "signed_date": start,
            "eu_contribution_cents": self._amount(row, year, manner),
        }

    def _place(self, row: Row, year: int | None) -> Place | None:
        """Return the place that the row's name, number and county tell of together."""
        name, number, county = (row.value(one) for one in ("place", "place_number", "county"))
        if not (name or number or county):
            row.refuse("place", SOMETHING)
            return None
        told = "place" if name else "place_number" if number else "county"
        return row.take(
            told, lambda cell: self._places.find(cell, year, EXPECTED["place"], number=number, county=county)
        )

    def _programme(self, cell: str, year: int | None) -> str:
        found = self._programmes.find(cells.text(cell), year)
        if len(found) > 1:
            raise RefusedError(A_PERIOD, ", ".join(found))
        if not found:
            raise RefusedError(EXPECTED["programme"], ", ".join(self._programmes.alike(cell, year)))
        return found[0]

    def _amount(self, row: Row, year: int | None, manner: Manner) -> int | None:
        read = row.take("amount", lambda cell: cells.amount(cell, manner.decimal, manner.unit, EXPECTED["amount"]))
        if read is None:
            return None
        value, rounded = read
        if rounded:
            row.told.append(ROUNDED)
        try:
            said = (row.value("currency"), row.cells["amount"], EXPECTED["currency"], manner.currency)
            code = cells.currency(*said)
        except RefusedError as refused:
            row.refused.append(("currency", refused))
            return None
        rate = None if year is None else self._rates.get(year)
        return row.take("amount", lambda _: cells.euro_cents(value, code, rate))

    def _link(self, row: Row) -> str | None:
        address = row.take("link", lambda cell: cells.link(cell, EXPECTED["link"]))
        if address is None and row.value("link"):
            row.told.append(NOT_OPENED)
        return address

    def _as_table(self, accepted: list[dict[str, object]]) -> pd.DataFrame:
        if not accepted:
            return schemas.empty("participations")
        table = pd.DataFrame(accepted)
        kinds = organisation_kind.by_name(table["organisation_name"], self._kinds, self._known)["kind"]
        table = table.assign(organisation_kind=kinds).reindex(columns=list(schemas.TABLES["participations"].columns))
        return schemas.conform(table, "participations")


def label_of(participation_id: str) -> str:
    """Return the label of the row that an accepted participation was read from."""
    return participation_id.removeprefix(_LABELLED)


def as_rejected(refused: Sequence[tuple[str, str, str, str, str]]) -> pd.DataFrame:
    """Return refused cells as a table: row, sheet, column, value, expected, candidates.

    Args:
        refused: label of the row, heading, what stands in the cell, what was expected, and what it could mean.
    """
    dtypes = {**importing.nothing_rejected().dtypes, "candidates": "str", "sheet": "str"}
    labels = [label.rpartition("!") for label, *_ in refused]
    rows = [(int(row), *cell, sheet) for (sheet, _, row), (_, *cell) in zip(labels, refused, strict=True)]
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)
