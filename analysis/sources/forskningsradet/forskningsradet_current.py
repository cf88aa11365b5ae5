"""Horizon 2020 grants to Norwegian participants, from the current file of Forskningsrådet (source: forskningsradet).

The same columns as the file that comes with the project, which forskningsradet reads. Here the codes may be those of
2020 to 2023 or of 2024, a letter that the publisher lost need not be in the table of corrections, and a firm that is
one person is found by its legal form or by having been withheld before.
"""

from pathlib import Path
from types import MappingProxyType

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.geography import years as units
from analysis.sources.common import importing, ledger, persons, placing, published
from analysis.sources.common.ledger import Ledger
from analysis.sources.common.withheld import WITHHELD_NAME
from analysis.sources.forskningsradet import forskningsradet
from analysis.store.tables import read_reference
from analysis.text.translate import mark

IMPORTER_ID = "forskningsradet"
SOURCE_ID = forskningsradet.SOURCE_ID
SOURCE_IDS = (SOURCE_ID,)
PARTS = MappingProxyType(
    {
        "rows": (
            "Prosjektnr", "Prosjektkortnavn", "Prosjektnavn", "Program (H2020)", "Topic", "Deltakernr",
            "Organisasjonsnummer", "Organisasjonsnavn", "Organisasjon rolle", "FoU sektorkode", "Adresse kommunenummer",
            "Adresse fylkenummer", "Søknadsfrist", "Kontrakt startdato", "Kontrakt sluttdato",
            "Kontrakt signeringsdato", forskningsradet.AMOUNT,
        )
    }
)  # fmt: skip
AN_AMOUNT = mark("an amount in euro")
A_PARTICIPANT = mark("the number of a project, and of a participant that no other row has")
_AMOUNT = r"\d{1,12}(\.\d{1,20})?"
# What stands for a letter that the publisher's export lost is shown as one that is missing.
_LOST = {forskningsradet.LOST_LETTER: "\N{REPLACEMENT CHARACTER}"}


def read_raw(path: Path) -> importing.Parts:
    """Read the file as published; raises DataError where a column is missing."""
    try:
        rows = forskningsradet.read_raw(path)
    except (ValueError, OSError) as error:
        raise DataError(f"{path.name}: {error}. Download dataset.csv again.") from error
    missing = [heading for heading in PARTS["rows"] if heading not in rows]
    if missing:
        raise DataError(f"{path.name}: no column {', '.join(missing)}. See whether the publisher has changed the file.")
    return {"rows": rows.set_axis(pd.RangeIndex(2, len(rows) + 2), axis=0)}


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return participations, one row per participant of a project, with an account of every row and cent.

    Raises:
        DataError: a new role, sector or form of dates, or a county that is not the municipality's.
    """
    everyone = raw["rows"]
    readable = everyone[forskningsradet.AMOUNT].str.fullmatch(_AMOUNT)
    numbered = everyone["Prosjektnr"].str.fullmatch(r"\d+") & everyone["Deltakernr"].ne("")
    key = everyone[["Prosjektnr", "Deltakernr"]]
    fates = Ledger(everyone)
    fates.leave_out(everyone.duplicated(), ledger.DOUBLE)
    again = key[fates.stays].duplicated().reindex(everyone.index, fill_value=False)
    cells = {forskningsradet.AMOUNT: (~readable, AN_AMOUNT), "Prosjektnr": (~numbered | again, A_PARTICIPANT)}
    fates.refuse(everyone, cells)
    table = _participations(everyone[fates.stays], made)
    account = fates.account(
        SOURCE_ID,
        "rows",
        rows_out=len(table),
        cents=everyone[forskningsradet.AMOUNT].where(readable, "0").map(published.cents),
        cents_out=int(table["eu_contribution_cents"].sum()),
    )
    return importing.Imported({"participations": table}, (account,), fates.rejected, placing.counts(table["placed_by"]))


def _participations(rows: pd.DataFrame, made: importing.Tables) -> pd.DataFrame:
    """Return the rows as the older file's module reads them, on the boundaries that their codes belong to."""
    if rows.empty:
        return schemas.empty("participations")
    known = read_reference("corrections")
    rows = published.correct(rows, SOURCE_ID, known[_fitting(rows, known)])
    rows = rows.replace(_LOST, regex=True)
    nobody = read_reference("natural_persons").iloc[:0]
    table = forskningsradet.tidy(rows, read_reference("corrections").iloc[:0], nobody)
    table = table.assign(geography_year=_years(table, made["municipalities"]))
    hit = persons.withheld(
        table["participation_id"], table["organisation_number"], table["organisation_name"],
        read_reference("natural_persons"), made["participations"],
    )  # fmt: skip
    table = table.assign(
        organisation_name=table["organisation_name"].mask(hit, WITHHELD_NAME),
        organisation_kind=table["organisation_kind"].mask(hit, "company"),
    )
    return schemas.conform(table, "participations").sort_values("participation_id", ignore_index=True)


def _fitting(rows: pd.DataFrame, corrections: pd.DataFrame) -> list[bool]:
    """Return which corrections have something to correct in this file."""
    fitting = []
    for index in range(len(corrections)):
        one = corrections.iloc[[index]]
        columns = [column for column in one[["column", "where_column"]].iloc[0] if column in rows]
        try:
            published.correct(rows[columns], SOURCE_ID, one)
            fitting.append(True)
        except DataError:
            fitting.append(False)
    return fitting


def _years(table: pd.DataFrame, municipalities: pd.DataFrame) -> pd.Series:
    """Return the year whose municipalities a row's code is of: the one that fits most of the file, else the other."""
    years = (forskningsradet.GEOGRAPHY_YEAR, units.TODAY)
    fits = {
        year: table["municipality_code"].isin(
            [*units.in_force(municipalities, year)["municipality_code"], *units.OUTSIDE["municipality"]]
        )
        for year in years
    }
    best = max(years, key=lambda year: int(fits[year].sum()))
    other = years[0] if best == years[1] else years[1]
    year = pd.Series(best, index=table.index, dtype="Int16").mask(~fits[best] & fits[other], other)
    return year.where(table["municipality_code"].notna())
