"""Who takes part together with Norwegian organisations: countries by project, and organisations abroad by name."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from analysis.contract import schemas
from analysis.sources.common import country_codes, organisation_kind, partner_rows, persons, published
from analysis.sources.common.withheld import NATURAL_PERSON
from analysis.store.tables import read_reference

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "coordinator": "coordinator", "participant": "participant", "thirdParty": "third_party",
        "associatedPartner": "associated_partner", "internationalPartner": "international_partner",
    }
)  # fmt: skip
TYPES: Mapping[str, str] = MappingProxyType(
    {"HES": "university", "REC": "institute", "PRC": "company", "PUB": "public_body", "OTH": "other"}
)


def project_countries(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many participants each country has in each project; one in two roles counts twice.

    Args:
        rows: one per participant: source_id, programme_id, project_id and country (the Commission's code).
    """
    keys = ["source_id", "programme_id", "project_id", "country_code"]
    known = rows.assign(country_code=country_codes.iso(rows["country"])).dropna(subset=["country_code"])
    counted = known.groupby(keys).size().rename("participants").reset_index()
    return schemas.conform(counted, "project_countries").sort_values(keys, ignore_index=True)


def partner_organisations(rows: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """Return the participants of other countries, numbered in each project in the order of the file.

    Args:
        rows: participants as CORDIS publishes them.
        about: source_id and programme_id of each row's project, with the index of `rows`.

    Returns:
        A natural person has neither name nor city nor PIC.
    """
    names = published.clean_spaces(published.repaired(rows["name"]))
    found = organisation_kind.by_name(names, read_reference("organisation_kinds"), {})
    pic = rows["organisationID"].str.strip()
    person = persons.are_persons(rows, names, found["rule"] != organisation_kind.NO_RULE)
    table = pd.DataFrame(
        {
            "source_id": about["source_id"],
            "programme_id": about["programme_id"],
            "project_id": rows["projectID"],
            "partner_number": rows.groupby("projectID").cumcount() + 1,
            "pic": pic.where(pic.str.fullmatch(r"\d{9}") & ~person),
            "organisation_name": names.mask(names == "", partner_rows.UNNAMED).mask(person, NATURAL_PERSON),
            "organisation_type": rows["activityType"].str.strip().map(TYPES).astype("str"),
            "country_code": country_codes.iso(rows["country"]),
            "city": partner_rows.given(published.repaired(rows["city"])).mask(person),
            "role": rows["role"].str.strip().map(ROLES).astype("str"),
        }
    )
    return schemas.conform(table, "partner_organisations").sort_values(
        list(schemas.TABLES["partner_organisations"].key), ignore_index=True
    )
