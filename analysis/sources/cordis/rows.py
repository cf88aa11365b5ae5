"""Participants of CORDIS as participations: names, kinds, organisation numbers, places and ids."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from analysis.sources.common import importing, organisation_kind, partner_rows, persons, placing, published
from analysis.sources.common.withheld import WITHHELD_NAME
from analysis.sources.cordis import projects
from analysis.store.tables import read_reference

# Third parties, associated and international partners are neither.
ROLES: Mapping[str, str] = MappingProxyType({"coordinator": "coordinator", "participant": "participant"})
# Of public bodies and others the name tells more.
KINDS: Mapping[str, str] = MappingProxyType({"HES": "university", "REC": "institute", "PRC": "company"})
# Rules of organisation_kind that weigh more than the activity that CORDIS gives.
SURER = ("state in the county", "name of a county or municipality", "hand-kept table", "same name in Horizon 2020")


def participations(rows: pd.DataFrame, about: pd.DataFrame, cents: pd.Series, made: importing.Tables) -> pd.DataFrame:
    """Return the columns of participations, and is_person, for rows as published with what is known of the project."""
    names = published.clean_spaces(published.repaired(rows["name"]))
    pic, numbers = rows["organisationID"].str.strip(), _numbers(rows)
    found = organisation_kind.by_name(
        names, read_reference("organisation_kinds"), organisation_kind.known_kinds(made["participations"])
    )
    where = {"postal_code": rows["postCode"], "city": rows["city"], "nuts3": rows["nutsCode"]}
    ids = about["programme_id"].map(projects.SOURCES).str.replace("_", "-") + "-" + rows["projectID"] + "-" + pic
    again = ids.groupby(ids).cumcount()
    table = pd.DataFrame(
        {
            **about,
            "participation_id": ids.mask(again > 0, ids + "-" + (again + 1).astype("str")),
            "source_id": about["programme_id"].map(projects.SOURCES),
            "project_id": rows["projectID"],
            "project_acronym": about["project_acronym"].fillna(partner_rows.given(rows["projectAcronym"])),
            "organisation_id": numbers.fillna(("pic-" + pic).mask(pic == "")),
            "organisation_number": numbers,
            "organisation_name": names.mask(names == "", partner_rows.UNNAMED),
            "organisation_kind": _kinds(found, numbers, rows["activityType"], made["participations"]),
            "role": rows["role"].str.strip().map(ROLES),
            **placing.place(pd.DataFrame({"organisation_number": numbers, **where}), made, by_city=True),
            "eu_contribution_cents": cents,
            "is_person": persons.are_persons(rows, names, found["rule"] != organisation_kind.NO_RULE),
        }
    )
    is_firm = persons.withheld(
        table["participation_id"],
        numbers,
        table["organisation_name"],
        read_reference("natural_persons"),
        made["participations"],
    )
    return table.assign(
        organisation_name=table["organisation_name"].mask(is_firm, WITHHELD_NAME),
        organisation_kind=table["organisation_kind"].mask(is_firm, "company"),
    )


def _numbers(rows: pd.DataFrame) -> pd.Series:
    """Return organisation numbers, those that another row of the same participant has included."""
    numbers = placing.organisation_numbers(rows["vatNumber"])
    of_pic = pd.DataFrame({"pic": rows["organisationID"], "number": numbers}).dropna().drop_duplicates()
    one = of_pic.drop_duplicates("pic", keep=False).set_index("pic")["number"]
    return numbers.fillna(rows["organisationID"].map(one).astype("str"))


def _kinds(found: pd.DataFrame, numbers: pd.Series, activity: pd.Series, participations: pd.DataFrame) -> pd.Series:
    """Return the kind: of the number where a source with sectors has it, else by sure rules, activity, other rules."""
    of_sector = participations[participations["source_id"] == "forskningsradet"].drop_duplicates("organisation_number")
    of_number = of_sector.dropna(subset=["organisation_number"]).set_index("organisation_number")["organisation_kind"]
    surer = found["rule"].isin(SURER) | found["kind"].eq("health")
    by_activity = activity.str.strip().map(KINDS).astype("str").mask(surer)
    return numbers.map(of_number).astype("str").fillna(by_activity).fillna(found["kind"])
