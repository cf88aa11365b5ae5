"""Norwegian partners in the EEA and Norway Grants after 2014 (source: eea_partners).

The publisher's JSON has one object per programme, area, donor and donor programme partner, so that a partner stands in
many. Its `PJDPP` are the donor's partners in projects, by the publisher's number of the organisation, and `projects`
those they take part in. Places are NUTS 3 codes of several versions, some wrong. No amount belongs to a partner.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import importing, ledger, organisation_kind, placing, published
from analysis.sources.common.account import Account
from analysis.sources.common.ledger import Ledger
from analysis.sources.common.withheld import NATURAL_PERSON
from analysis.store.tables import read_reference
from analysis.text.translate import mark

IMPORTER_ID = "eea_partners"
SOURCE_ID = "eea_partners"
SOURCE_IDS = (SOURCE_ID,)
PARTS = MappingProxyType(
    {
        "partners": ("period", "donor", "programme", "area", "partner_id", "partner_name", "nuts3"),
        "projects": ("period", "donor", "programme", "project_id", "area", "beneficiary", "src_nuts"),
    }
)
PERIODS: Mapping[str, tuple[str, int]] = {
    "2014-2021": ("eea_grants_2014_2021", 2018),
    "2021-2028": ("eea_grants_2021_2028", 2024),
}
"""Each period's programme, and the year whose counties a row without a place is counted under."""
OLDER_PERIOD = "2009-2014"
OTHER_DONOR = mark("partner of another donor country")
FURTHER = mark("further programme areas of the same partner")
EARLIER = mark("of 2009 to 2014, which another source tells")
PERIOD = mark("a programme of 2014-2021 or 2021-2028")
NUTS3 = mark("a NUTS 3 code of Norway")
_NORWAY = "NO"
# Codes of programmes: "LT10" in 2009-2014, "LT-INNOVATION" in 2014-2021.
_CODES = ((re.compile(r"[A-Z]{2}\d{2}\w?"), OLDER_PERIOD), (re.compile(r"[A-Z]{2}-.+"), "2014-2021"))
# Larger regions than NUTS 3 are not wrong; they tell no county.
_LARGER = re.compile(r"NO\w{0,2}")


def read_raw(path: Path) -> importing.Parts:
    """Return the partners and the projects of the JSON file, every value as text; the index is the object's number.

    Raises:
        DataError: the file is not JSON, or not a list of objects with donor and programme.
    """
    try:
        objects = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise DataError(f"{path.name}: not JSON ({error}). Download the file again.") from error
    if not isinstance(objects, list) or not all(isinstance(one, dict) and "donor" in one for one in objects):
        raise DataError(f"{path.name}: no list of programmes with donors. See whether the publisher's form is new.")
    found = {part: list(_spread(objects, part)) for part in PARTS}
    return {
        part: pd.DataFrame(
            [row for _, row in rows], index=[number for number, _ in rows], columns=list(PARTS[part]), dtype="str"
        )
        for part, rows in found.items()
    }


def _spread(objects: list[dict[str, Any]], part: str) -> Iterator[tuple[int, dict[str, str]]]:
    for number, one in enumerate(objects, start=1):
        about = {key: str(one.get(key) or "") for key in ("period", "donor", "programme", "area", "beneficiary")}
        if part == "partners":
            for key, partner in (one.get("PJDPP") or {}).items():
                facts = {"partner_name": str(partner.get("name") or ""), "nuts3": str(partner.get("nuts") or "")}
                yield number, about | facts | {"partner_id": str(key)}
        else:
            for key, project in (one.get("projects") or {}).items():
                yield number, about | {"project_id": str(key), "src_nuts": ";".join(project.get("src_nuts") or [])}


def tidy(raw: importing.Parts, made: importing.Tables) -> importing.Imported:
    """Return grant_partners, one row per Norwegian partner, and grant_projects, one per project and county."""
    partners, of_partners, wrong_partners = _partners(raw["partners"], made)
    projects, of_projects, wrong_projects = _projects(raw["projects"], made)
    return importing.Imported(
        {"grant_partners": partners, "grant_projects": projects},
        (of_partners, of_projects),
        pd.concat([wrong_partners, wrong_projects], ignore_index=True),
        placing.counts(_ways(partners)),
    )


def _partners(raw: pd.DataFrame, made: importing.Tables) -> tuple[pd.DataFrame, Account, pd.DataFrame]:
    rows, fates = _norwegian(raw)
    name = published.clean_spaces(rows["partner_name"].map(html.unescape))
    rows = rows.assign(partner_id="eea-" + rows["period"] + "-" + rows["partner_id"], organisation_name=name)
    fates.leave_out(rows.duplicated("partner_id"), FURTHER)
    first = rows.drop_duplicates("partner_id")
    place, wrong = _counties(first, "nuts3", made)
    known = organisation_kind.known_kinds(made["participations"])
    kinds = organisation_kind.by_name(first["organisation_name"], read_reference("organisation_kinds"), known)["kind"]
    persons = read_reference("natural_persons")
    is_person = first["partner_id"].isin(persons.loc[persons["source_id"] == SOURCE_ID, "record_id"])
    table = first.assign(
        source_id=SOURCE_ID,
        organisation_name=first["organisation_name"].mask(is_person, NATURAL_PERSON),
        organisation_kind=kinds.mask(is_person, "other"),
        **place,
    )
    table = schemas.conform(table, "grant_partners").sort_values("partner_id", ignore_index=True)
    account = fates.account(SOURCE_ID, "partners", rows_out=len(table))
    return table, account, pd.concat([fates.rejected, wrong], ignore_index=True)


def _projects(raw: pd.DataFrame, made: importing.Tables) -> tuple[pd.DataFrame, Account, pd.DataFrame]:
    rows, fates = _norwegian(raw)
    fates.leave_out(rows.duplicated("project_id"), FURTHER)
    first = rows.drop_duplicates("project_id")
    spread = first.assign(nuts3=first["src_nuts"].str.split(";")).explode("nuts3").reset_index(names="row")
    spread = spread.astype({"nuts3": "str"}).set_index(spread.index)
    place, wrong = _counties(spread.set_index("row"), "nuts3", made)
    table = spread.assign(
        source_id=SOURCE_ID,
        programme_area=published.clean_spaces(spread["area"]),
        beneficiary_country=spread["beneficiary"].replace({"EL": "GR", "UK": "GB"}),
        **place.set_axis(spread.index, axis=0),
    )
    table = schemas.conform(table, "grant_projects").drop_duplicates(["project_id", "county_code"])
    account = fates.account(SOURCE_ID, "projects", rows_out=table["project_id"].nunique())
    wrong = pd.concat([fates.rejected, wrong], ignore_index=True)
    return table.sort_values(["project_id", "county_code"], ignore_index=True), account, wrong


def _norwegian(raw: pd.DataFrame) -> tuple[pd.DataFrame, Ledger]:
    """Return the rows of Norway in a period that is read, with its programme, and why the others are left out."""
    pairs = zip(raw["period"], raw["programme"], strict=True)
    period = pd.Series([given or _period(code) for given, code in pairs], index=raw.index, dtype="str")
    fates = Ledger(raw)
    fates.leave_out(raw["donor"] != _NORWAY, OTHER_DONOR)
    fates.leave_out(raw.duplicated(), ledger.DOUBLE)
    fates.leave_out(period == OLDER_PERIOD, EARLIER)
    fates.refuse(raw, {"programme": (~period.isin(list(PERIODS)), PERIOD)})
    rows = raw.assign(period=period)[fates.stays]
    return rows.assign(programme_id=rows["period"].map(lambda one: PERIODS[one][0])), fates


def _period(code: str) -> str:
    return next((period for form, period in _CODES if form.fullmatch(code)), "")


def _counties(rows: pd.DataFrame, column: str, made: importing.Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return county_code and geography_year, and the codes that are none of Norway's in any version."""
    codes = rows[column].str.strip().str.upper()
    place = placing.place(pd.DataFrame({"nuts3": codes}), made)
    wrong = (
        place["county_code"].isna() & ~codes.isin(["", "NAN"]) & codes.notna() & ~codes.str.fullmatch(_LARGER, na=False)
    )
    year = place["geography_year"].fillna(rows["period"].map(lambda one: PERIODS[one][1]).astype("Int16"))
    table = pd.DataFrame({"county_code": place["county_code"], "geography_year": year}, index=rows.index)
    return table, importing.rejected(rows[wrong], column, NUTS3)


def _ways(partners: pd.DataFrame) -> pd.Series:
    return pd.Series("country", index=partners.index, dtype="str").mask(partners["county_code"].notna(), "nuts3")
