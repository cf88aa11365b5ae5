"""Population on 1 January from Statistics Norway's table 07459, read with its own client (source: population).

Counties are the sums of their municipalities, as in the table that comes with the project. The series on today's
boundaries keeps a year whose figures have not changed; of other years divided units are shared out and marked.
"""

import threading
from pathlib import Path
from types import MappingProxyType

import pandas as pd
from pxweb import PxApi

from analysis.contract.schemas import conform
from analysis.errors import DataError
from analysis.geography import crosswalk
from analysis.geography import years as units
from analysis.sources.common import importing, sheets
from analysis.sources.common.ledger import Ledger
from analysis.text.translate import mark

IMPORTER_ID = "ssb_population"
SOURCE_ID = "population"
SOURCE_IDS = (SOURCE_ID,)
PARTS = MappingProxyType({"rows": ("Region", "Tid", "value")})
TABLE, API = "07459", "https://data.ssb.no/api/pxwebapi/v2"
FIRST_YEAR = 2007
COUNTRY = "0"
NOT_IN_FORCE = mark("not a municipality in force that year, nor the whole country")
UNKNOWN_YEAR = mark("a year whose municipalities are not known here")
A_COUNT = mark("a whole number of persons")
_KEY = ["year", "area_level", "area_code", "geography_year"]


def fetch(path: Path, *, address: str = API, seconds: float = 300) -> None:
    """Write the table's rows since 2007 to a CSV file with the headings of PARTS.

    Raises:
        DataError: Statistics Norway does not answer, or not with what was asked for.
    """
    found: list[list[dict[str, object]]] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.append(_rows(PxApi(address, language="no", disable_cache=True)))
        except Exception as error:  # whatever the client fails with, the user is told
            failed.append(error)

    # The client sets no limit of time of its own.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if not found:
        why = f"{type(failed[0]).__name__}: {failed[0]}" if failed else f"no answer within {seconds:.0f} seconds"
        raise DataError(f"Table {TABLE} of Statistics Norway could not be read ({why}). Try again later.")
    rows = pd.DataFrame(found[0], columns=list(PARTS["rows"]))
    rows.sort_values(["Region", "Tid"]).to_csv(path, index=False, sep=";")


def _rows(api: PxApi) -> list[dict[str, object]]:
    """Ask for all regions, one total for both sexes and all ages; a heading is the variable's label or its code."""
    variables = api.get_table_variables(TABLE)
    years = [year for year in variables["Tid"]["category"]["label"] if int(year) >= FIRST_YEAR]
    asked: dict[str, list[str] | str] = {"Region": ["*"], "ContentsCode": ["Personer1"], "Tid": years}
    labels = {variables[code]["label"]: code for code in ("Region", "Tid")}
    rows = api.get_table_data(TABLE, value_codes=asked, show="code")
    return [{labels.get(heading, heading): value for heading, value in row.items()} for row in rows]


def read_raw(path: Path) -> importing.Parts:
    """Read the rows that `fetch` wrote; raises DataError where a column is missing."""
    rows = sheets.read(path).get("", pd.DataFrame())
    missing = [heading for heading in PARTS["rows"] if heading not in rows]
    if missing:
        raise DataError(
            f"{path.name}: no column {', '.join(missing)}. Give the table as CSV with region, year and value."
        )
    return {"rows": rows}


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return population: the years of the file, and those of the table in use that it does not have.

    Raises:
        DataError: a municipality of a year is missing, or the municipalities do not add up to the country.
    """
    rows = raw["rows"]
    year = pd.to_numeric(rows["Tid"], errors="coerce").astype("Int64")
    number = pd.to_numeric(rows["value"], errors="coerce").astype("Float64")
    fates = _fates(rows, year, number, made["municipalities"])
    kept = pd.DataFrame({"year": year, "area_code": rows["Region"], "population": number})[fates.stays]
    own = kept.astype({"year": "int16", "population": "int64"})
    own = own.assign(area_level=own["area_code"].ne(COUNTRY).map({True: "municipality", False: "country"}))
    own = own.assign(geography_year=own["year"], status="value")
    _expect_whole(own, made["municipalities"])
    before = made["population"]
    of_year = pd.concat([own, _counties(own, made["municipalities"])], ignore_index=True)
    older = before[before["geography_year"].eq(before["year"]) & ~before["year"].isin(own["year"])]
    of_year = pd.concat([of_year, older], ignore_index=True)
    table = pd.concat([of_year, _series(of_year, made)], ignore_index=True).sort_values(_KEY, ignore_index=True)
    return importing.Imported(
        {"population": conform(table, "population")},
        (fates.account(SOURCE_ID, "rows", rows_out=len(own)),),
        fates.rejected,
    )


def _fates(rows: pd.DataFrame, year: pd.Series, number: pd.Series, municipalities: pd.DataFrame) -> Ledger:
    """Return why each row is left out."""
    known = set(municipalities["geography_year"].astype(int))
    in_force = set(
        zip(municipalities["geography_year"].astype(int), municipalities["municipality_code"], strict=True)
    ) | {(year, COUNTRY) for year in known}
    pairs = pd.Series(list(zip(year.fillna(0), rows["Region"], strict=True)), index=rows.index, dtype="object")
    whole = (number.ge(0) & number.mod(1).eq(0)).fillna(False)
    fates = Ledger(rows)
    fates.leave_out(~year.isin(known), UNKNOWN_YEAR)
    fates.leave_out(~pairs.isin(in_force), NOT_IN_FORCE)
    fates.refuse(rows, {"value": (~whole.astype(bool), A_COUNT)})
    return fates


def _expect_whole(own: pd.DataFrame, municipalities: pd.DataFrame) -> None:
    for year, rows in own.groupby("year"):
        codes = units.in_force(municipalities, int(str(year)))["municipality_code"]
        missing = sorted(set(codes) - set(rows["area_code"]))
        if missing:
            raise DataError(f"Table {TABLE}: {len(missing)} municipalities of {year} are missing, {missing[0]} first.")
        country = rows.loc[rows["area_level"] == "country", "population"].sum()
        total = rows.loc[rows["area_level"] == "municipality", "population"].sum()
        if country != total:
            raise DataError(
                f"Table {TABLE}: the municipalities of {year} add up to {total}, and the country has {country}."
            )


def _counties(own: pd.DataFrame, municipalities: pd.DataFrame) -> pd.DataFrame:
    keys = ["geography_year", "municipality_code"]
    of_municipalities = own[own["area_level"] == "municipality"].rename(columns={"area_code": "municipality_code"})
    placed = of_municipalities.merge(municipalities[[*keys, "county_code"]], on=keys, validate="many_to_one")
    sums = placed.groupby(["year", "geography_year", "county_code"])["population"].sum().reset_index()
    return sums.rename(columns={"county_code": "area_code"}).assign(area_level="county", status="value")


def _series(of_year: pd.DataFrame, made: importing.Tables) -> pd.DataFrame:
    """Return municipalities and counties on today's boundaries, of every year but today's own."""
    before = made["population"]
    years = _changed(of_year, before) - {units.TODAY}
    kept = before[
        before["geography_year"].eq(units.TODAY) & before["year"].ne(units.TODAY) & ~before["year"].isin(years)
    ]
    changed = of_year[of_year["year"].isin(years) & of_year["area_level"].eq("municipality")]
    if changed.empty:
        return kept
    tables = {**made, "population": of_year}
    columns = ["year", "geography_year", "municipality_code", "population", "status"]
    values = changed.rename(columns={"area_code": "municipality_code"})[columns]
    carried = crosswalk.recode(values, tables, to_year=units.TODAY, measure="population", by=["year"])
    county = carried["municipality_code"].map(units.county_of(made["municipalities"], units.TODAY))
    sums = carried.assign(area_code=county).groupby(["year", "area_code"]).agg({"population": "sum", "status": "min"})
    parts = [
        carried.rename(columns={"municipality_code": "area_code"}).assign(area_level="municipality"),
        sums.reset_index().assign(area_level="county"),
    ]
    return pd.concat([kept, *(part.assign(geography_year=units.TODAY) for part in parts)], ignore_index=True)


def _changed(of_year: pd.DataFrame, before: pd.DataFrame) -> set[int]:
    """Return the years whose municipalities have other figures than in the table in use."""
    key = ["year", "area_code", "population"]
    parts = [table[table["area_level"].eq("municipality") & table["geography_year"].eq(table["year"])][key]
             for table in (of_year, before)]  # fmt: skip
    once = pd.concat(parts).drop_duplicates(keep=False)
    return set(once["year"].astype(int))
