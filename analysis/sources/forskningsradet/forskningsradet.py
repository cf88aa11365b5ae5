"""Horizon 2020 grants to Norwegian participants (source: forskningsradet).

The place of a row is the organisation's head office, and its municipality code is one of 2020 to 2023.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import organisation_kind, published
from analysis.sources.common.account import Account, Built
from analysis.sources.common.withheld import WITHHELD_NAME
from analysis.store.tables import read_reference

SOURCE_ID = "forskningsradet"
FILE = "raw/forskningsradet/bevilgningereu.csv"
GEOGRAPHY_YEAR = 2020
AMOUNT = "Innvilget beløp organisasjon EUR"
ROLES = {"COORDINATOR": "coordinator", "PARTICIPANT": "participant"}
# Stands in a name for a letter that the publisher's export lost.
LOST_LETTER = "\x1a"


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path, separator=";")


def tidy(raw: pd.DataFrame, corrections: pd.DataFrame, natural_persons: pd.DataFrame) -> pd.DataFrame:
    """Return participations, one row per participant of a project; see schemas.TABLES.

    Args:
        raw: the file as read_raw gives it.
        corrections: data/reference/corrections.csv.
        natural_persons: data/reference/natural_persons.csv; their names are withheld, the rows stay.

    Raises:
        DataError: a lost letter, a new role, sector or date form, or a county that is not the municipality's.
    """
    rows = published.correct(raw, SOURCE_ID, corrections)
    _check_letters(rows)
    project, number = rows["Prosjektnr"], published.null_if_blank(rows["Organisasjonsnummer"])
    places = _places(rows)
    participations = pd.DataFrame(
        {
            "participation_id": "h2020-" + project + "-" + rows["Deltakernr"],
            "source_id": SOURCE_ID,
            "programme_id": "horizon_2020",
            "project_id": project,
            "project_acronym": published.null_if_blank(published.clean_spaces(rows["Prosjektkortnavn"])),
            "project_title": published.null_if_blank(published.clean_spaces(rows["Prosjektnavn"])),
            "project_url": "https://cordis.europa.eu/project/id/" + project,
            "area_of_programme": published.null_if_blank(rows["Program (H2020)"]),
            "topic": published.null_if_blank(published.clean_spaces(rows["Topic"])),
            "organisation_id": number,
            "organisation_number": number,
            "organisation_name": published.clean_spaces(rows["Organisasjonsnavn"]),
            "organisation_kind": organisation_kind.by_sector(rows["Organisasjonsnavn"], rows["FoU sektorkode"]),
            "role": published.mapped(rows["Organisasjon rolle"], ROLES, file=FILE),
            **places,
            "start_date": _dates(rows["Kontrakt startdato"]),
            "end_date": _dates(rows["Kontrakt sluttdato"]),
            "signed_date": _dates(rows["Kontrakt signeringsdato"]),
            "call_year": _dates(rows["Søknadsfrist"]).dt.year,
            "eu_contribution_cents": rows[AMOUNT].map(published.cents),
        }
    )
    return withhold(participations, natural_persons)


def withhold(participations: pd.DataFrame, natural_persons: pd.DataFrame) -> pd.DataFrame:
    """Return the rows without the names of firms that are one person; their numbers, counts and amounts stay.

    Raises:
        DataError: the table of natural persons names a participation that is not there.
    """
    source_id = participations["source_id"].iloc[0]
    ids = natural_persons.loc[natural_persons["source_id"] == source_id, "record_id"]
    missing = ids[~ids.isin(participations["participation_id"])]
    if len(missing):
        raise DataError(
            f"natural_persons.csv: {source_id} has no {missing.iloc[0]!r}. Remove the row, or see what changed."
        )
    hit = participations["participation_id"].isin(ids)
    return participations.assign(
        organisation_name=participations["organisation_name"].mask(hit, WITHHELD_NAME),
        organisation_kind=participations["organisation_kind"].mask(hit, "company"),
    )


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the file below `raw_dir` and return its participations with an account of every row and cent."""
    raw = read_raw(raw_dir / FILE)
    rows = tidy(raw, read_reference("corrections"), read_reference("natural_persons"))
    table = schemas.conform(rows, "participations").sort_values("participation_id", ignore_index=True)
    account = Account(
        SOURCE_ID,
        FILE,
        rows_in=len(raw),
        rows_out=len(table),
        money_in_cents=published.total_cents(raw[AMOUNT]),
        money_out_cents=int(table["eu_contribution_cents"].sum()),
    )
    return Built({"participations": table}, (account,))


def _places(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return codes with the zero that the publisher's file lost, and null where it gives no place."""
    municipality = published.null_if_blank(rows["Adresse kommunenummer"]).str.zfill(4)
    county = published.null_if_blank(rows["Adresse fylkenummer"]).str.zfill(2)
    wrong = rows[(municipality.str[:2] != county) & (municipality.notna() | county.notna())]
    if len(wrong):
        first = wrong.iloc[0]
        raise DataError(
            f"{FILE}: municipality {first['Adresse kommunenummer']} is not in county {first['Adresse fylkenummer']} "
            f"({len(wrong)} rows in all). Correct it in data/reference/corrections.csv."
        )
    year = pd.Series(GEOGRAPHY_YEAR, index=rows.index, dtype="Int16").mask(municipality.isna())
    by = pd.Series("publisher", index=rows.index, dtype="str").mask(municipality.isna(), "country")
    return {"municipality_code": municipality, "county_code": county, "geography_year": year, "placed_by": by}


def _dates(column: pd.Series) -> pd.Series:
    given = published.null_if_blank(column)
    try:
        return pd.to_datetime(given, format="%d.%m.%Y %H:%M").dt.normalize()
    except ValueError as error:
        raise DataError(f"{FILE}: column {column.name}: {error}. Dates are expected as dd.mm.yyyy HH:MM.") from error


def _check_letters(rows: pd.DataFrame) -> None:
    for column in rows:
        values = rows[column]
        lost = values[values.str.contains(LOST_LETTER, regex=False)]
        if len(lost):
            raise DataError(
                f"{FILE}: column {column}: {lost.iloc[0]!r} lacks a letter ({len(lost)} in all). "
                "Add the right text to data/reference/corrections.csv."
            )
