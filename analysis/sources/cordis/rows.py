"""Participants of CORDIS as participations: names, kinds, organisation numbers, places and ids."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from analysis.sources.common import (
    importing,
    organisation_kind,
    organisation_numbers,
    partner_rows,
    persons,
    placing,
    published,
)
from analysis.sources.common.withheld import NATURAL_PERSON, WITHHELD_NAME
from analysis.sources.cordis import projects
from analysis.store.tables import read_reference

# Third parties, associated and international partners are neither.
ROLES: Mapping[str, str] = MappingProxyType({"coordinator": "coordinator", "participant": "participant"})
# Of public bodies and others the name tells more.
KINDS: Mapping[str, str] = MappingProxyType({"HES": "university", "REC": "institute", "PRC": "company"})
# Rules of organisation_kind that weigh more than the activity that CORDIS gives.
SURER = ("state in the county", organisation_kind.PUBLIC, "hand-kept table", "same name in Horizon 2020")


def participations(rows: pd.DataFrame, about: pd.DataFrame, cents: pd.Series, made: importing.Tables) -> pd.DataFrame:
    """Return the columns of participations for rows as published, with what is known of their projects.

    A natural person keeps the row, without the name.
    """
    names = published.clean_spaces(published.repaired(rows["name"]))
    pic, numbers = rows["organisationID"].str.strip(), numbers_of(rows, made["organisation_pics"])
    organisation = numbers.fillna(("pic-" + pic).mask(pic == ""))
    found = organisation_kind.by_name(
        names, read_reference("organisation_kinds"), organisation_kind.known_kinds(made["participations"])
    )
    where = {
        "organisation_id": organisation,
        "postal_code": rows["postCode"],
        "city": rows["city"],
        "nuts3": rows["nutsCode"],
    }
    ids = about["programme_id"].map(projects.SOURCES).str.replace("_", "-") + "-" + rows["projectID"] + "-" + pic
    again = ids.groupby(ids).cumcount()
    table = pd.DataFrame(
        {
            **about,
            "participation_id": ids.mask(again > 0, ids + "-" + (again + 1).astype("str")),
            "source_id": about["programme_id"].map(projects.SOURCES),
            "project_id": rows["projectID"],
            "project_acronym": about["project_acronym"].fillna(partner_rows.given(rows["projectAcronym"])),
            "organisation_id": organisation,
            "organisation_number": numbers,
            "organisation_name": names.mask(names == "", partner_rows.UNNAMED),
            "organisation_kind": _kinds(found, numbers, rows["activityType"], made["participations"]),
            "role": rows["role"].str.strip().map(ROLES),
            **placing.place(pd.DataFrame(where), made, by_city=True),
            "call_year": pd.Series(pd.NA, index=rows.index, dtype="Int16"),
            "eu_contribution_cents": cents,
        }
    )
    is_person = persons.are_persons(rows, names, found["rule"] != organisation_kind.NO_RULE)
    is_firm = persons.withheld(
        table["participation_id"], numbers, names, read_reference("natural_persons"), made["participations"]
    )
    shown = table["organisation_name"].mask(is_person, NATURAL_PERSON).mask(is_firm, WITHHELD_NAME)
    kinds = table["organisation_kind"].mask(is_person, "other").mask(is_firm, "company")
    return table.assign(organisation_name=shown, organisation_kind=kinds)


def numbers_of(rows: pd.DataFrame, pics: pd.DataFrame) -> pd.Series:
    """Return organisation numbers: of the VAT number, of another row of the same participant, or of the PIC.

    Args:
        rows: participants as published.
        pics: the table organisation_pics.
    """
    numbers, pic = organisation_numbers.in_vat_numbers(rows["vatNumber"]), rows["organisationID"].str.strip()
    of_pic = pd.DataFrame({"pic": pic, "number": numbers}).dropna().drop_duplicates()
    one = of_pic.drop_duplicates("pic", keep=False).set_index("pic")["number"]
    known = pics.set_index("pic")["organisation_number"]
    return numbers.fillna(pic.map(one).astype("str")).fillna(pic.map(known).astype("str"))


def _kinds(found: pd.DataFrame, numbers: pd.Series, activity: pd.Series, participations: pd.DataFrame) -> pd.Series:
    """Return the kind: of the number where a source with sectors has it, else by sure rules, activity, other rules."""
    of_sector = participations[participations["source_id"] == "forskningsradet"].drop_duplicates("organisation_number")
    of_number = of_sector.dropna(subset=["organisation_number"]).set_index("organisation_number")["organisation_kind"]
    surer = found["rule"].isin(SURER) | found["kind"].eq("health")
    by_activity = activity.str.strip().map(KINDS).astype("str").mask(surer)
    return numbers.map(of_number).astype("str").fillna(by_activity).fillna(found["kind"])
