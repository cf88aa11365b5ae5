"""What projects are about: fields of science (EuroSciVoc), the Union's policy priorities, and missions."""

import re
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from analysis.contract import schemas
from analysis.sources.common import partner_rows

FIELD, PRIORITY, MISSION = "field_of_science", "policy_priority", "mission"
LEVELS = 2
"""Of the fields of science the first levels are kept: "natural sciences", "natural sciences/biological sciences"."""
PRIORITIES: Mapping[str, str] = MappingProxyType(
    {
        "ai": "artificial intelligence", "biodiversity": "biodiversity", "cleanAir": "clean air", "climate": "climate",
        "digitalAgenda": "digital agenda",
    }
)  # fmt: skip
MISSIONS: Mapping[str, str] = MappingProxyType(
    {
        "CANCER": "cancer", "CIT": "climate-neutral and smart cities", "CITIES": "climate-neutral and smart cities",
        "CLIMA": "adaptation to climate change", "OCEAN": "ocean and waters", "SOIL": "healthy soils",
    }
)  # fmt: skip
"""Each mission by the word that its calls have; a call may be of two missions."""
_CODES = {"CITIES": "CIT"}
_CALL = re.compile(r"HORIZON-MISS-\d{4}-(?P<words>[A-Z]+(?:-[A-Z]+)*)-")
_COLUMNS = ["project_id", "topic_kind", "topic_code", "topic_name", "weight_pct"]


def fields_of_science(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each project's fields at the first levels.

    Args:
        rows: projectID, euroSciVocCode ("/29/91/521") and euroSciVocPath ("/social sciences/economics and business").
    """
    codes, names = (rows[column].str.strip("/").str.split("/") for column in ("euroSciVocCode", "euroSciVocPath"))
    parts = [
        pd.DataFrame(
            {
                "project_id": rows["projectID"],
                "topic_code": codes.str[:level].str.join("/"),
                "topic_name": names.str[level - 1],
            }
        )
        for level in range(1, LEVELS + 1)
    ]
    found = pd.concat(parts, ignore_index=True).dropna().drop_duplicates(["project_id", "topic_code"])
    return found.assign(topic_kind=FIELD, weight_pct=None)[_COLUMNS]


def policy_priorities(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each project's priorities with their weight in per cent.

    A weight of zero says that the project is not marked, and is left out.

    Args:
        rows: projectID, and a column of weights ("40", "100.0") for each of PRIORITIES; blank where there is none.
    """
    long = rows.melt("projectID", list(PRIORITIES), "topic_code", "weight")
    weight = pd.to_numeric(partner_rows.given(long["weight"]).str.replace(",", "."), errors="coerce")
    found = long.assign(weight_pct=weight, topic_kind=PRIORITY, topic_name=long["topic_code"].map(dict(PRIORITIES)))
    marked = found[weight.between(0, 100, inclusive="right")].rename(columns={"projectID": "project_id"})
    return marked.drop_duplicates(["project_id", "topic_code"])[_COLUMNS]


def missions(projects: pd.DataFrame) -> pd.DataFrame:
    """Return the missions of each project, read from the name of its call.

    Args:
        projects: id and topics ("HORIZON-MISS-2023-OCEAN-SOIL-01-01").
    """
    words = projects["topics"].str.extract(_CALL, expand=True)["words"].str.split("-")
    found = pd.DataFrame({"project_id": projects["id"], "topic_code": words}).explode("topic_code").dropna()
    found = found[found["topic_code"].isin(list(MISSIONS))]
    found["topic_name"] = found["topic_code"].map(dict(MISSIONS))
    found["topic_code"] = found["topic_code"].replace(_CODES)
    return found.drop_duplicates().assign(topic_kind=MISSION, weight_pct=None)[_COLUMNS]


def together(*parts: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """Return project_topics of the projects that are known.

    Args:
        parts: see above.
        about: source_id and programme_id by project_id, which is the index.
    """
    rows = pd.concat([part.astype({"weight_pct": "Float64"}) for part in parts], ignore_index=True)
    known = rows.merge(about.reset_index(), on="project_id", validate="many_to_one")
    whole = known.assign(weight_pct=known["weight_pct"].round())
    return schemas.conform(whole, "project_topics").sort_values(
        list(schemas.TABLES["project_topics"].key), ignore_index=True
    )
