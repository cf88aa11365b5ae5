"""Data as they come with the project, of two counties since 2020 only, and files of publishers that fit them."""

import csv
import io
import json
import zipfile

from analysis.contract import descriptor, schemas
from analysis.sources.cordis import cordis
from analysis.store.tables import read_table

COUNTIES = ("03", "11")
FIRST_YEAR = 2020
_OF_UNITS = ("municipalities", "counties")
_WHOLE = ("exchange_rates", "postal_codes", "nuts3_counties")


def write(folder):
    """Write all tables into a folder, quick to read and check, and return it."""
    (folder / "tables").mkdir(parents=True)
    for name, rows in _tables().items():
        rows.to_parquet(folder / "tables" / f"{name}.parquet", index=False)
    accounts = [{"source_id": "forskningsradet", "file": "bevilgningereu.csv", "rows_in": 3, "rows_out": 3}]
    (folder / "reconciliation.json").write_text(json.dumps(accounts), "utf-8")
    descriptor.write(folder)
    return folder


def _tables():
    tables = {name: schemas.empty(name) for name in schemas.TABLES}
    for name in _OF_UNITS:
        rows = read_table(name)
        kept = rows["county_code"].isin(COUNTIES) & (rows["geography_year"] >= FIRST_YEAR)
        tables[name] = rows[kept].reset_index(drop=True)
    codes = [*COUNTIES, *tables["municipalities"]["municipality_code"], "0"]
    people = read_table("population")
    kept = people["area_code"].isin(codes) & (people["year"] >= FIRST_YEAR)
    tables["population"] = people[kept].reset_index(drop=True)
    for name in _WHOLE:
        tables[name] = read_table(name)
    places = tables["postal_codes"]
    tables["postal_codes"] = places[places["municipality_code"].isin(codes)].head(50).reset_index(drop=True)
    programmes = read_table("programmes")
    known = ["horizon_2020", "horizon_europe", "fp7", "erasmus_plus_2021_2027"]
    tables["programmes"] = programmes[programmes["programme_id"].isin(known)].reset_index(drop=True)
    rows = read_table("participations")
    kept = rows["source_id"].eq("forskningsradet") & rows["municipality_code"].isin(["0301", "1103"])
    tables["participations"] = rows[kept].head(40).reset_index(drop=True)
    return {name: schemas.conform(rows, name) for name, rows in tables.items()}


def cordis_zip(path, amounts, *, programme="HORIZON", columns=None):
    """Write a zip as CORDIS has it, with a project for each amount (text) of an organisation in Oslo."""
    projects = [
        {
            "id": str(101000000 + number), "acronym": f"P{number}", "title": f"Project {number}",
            "startDate": "2022-09-01", "endDate": "2025-08-31", "ecSignatureDate": "2022-06-10",
            "frameworkProgramme": programme, "legalBasis": "HORIZON.2.6", "topics": "T",
        }
        for number in range(len(amounts))
    ]  # fmt: skip
    organisations = [
        {
            "projectID": project["id"], "organisationID": "999", "name": "OSLO KOMMUNE", "shortName": "OSLO",
            "vatNumber": "NO958935420MVA", "activityType": "PUB", "street": "RADHUSPLASSEN 1", "postCode": "0037",
            "city": "OSLO", "country": "NO", "nutsCode": "NO081", "order": "1", "role": "coordinator",
            "ecContribution": amount, "netEcContribution": amount,
        }
        for project, amount in zip(projects, amounts, strict=True)
    ]  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        for part, records in (("organization", organisations), ("project", projects)):
            headings = (columns or {}).get(part, cordis.COLUMNS[part])
            text = io.StringIO()
            writer = csv.DictWriter(
                text, headings, delimiter=";", quoting=csv.QUOTE_ALL, restval="", extrasaction="ignore"
            )
            writer.writeheader()
            writer.writerows(records)
            archive.writestr(f"{part}.csv", text.getvalue())
    return path


RATES = "FREQ;BASE_CUR;QUOTE_CUR;UNIT_MULT;TIME_PERIOD;OBS_VALUE"


def rates_csv(path, rates, *, headings=RATES):
    """Write rates by year as Norges Bank has them; the table in use tells the days."""
    rows = [f"A;EUR;NOK;0;{year};{rate}" for year, rate in rates.items()]
    path.write_text("\n".join([headings, *rows, ""]), "utf-8")
    return path


def all_rates(**changed):
    """Return a rate for each year of the table in use, some of them changed: y2024="12.5"."""
    return {year: changed.get(f"y{year}", "10.5") for year in range(2007, 2027)}
