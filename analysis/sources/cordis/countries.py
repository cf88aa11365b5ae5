"""All of a framework programme by country, year of signature and legal basis."""

import pandas as pd

from analysis.contract import schemas
from analysis.sources.common import country_codes
from analysis.sources.cordis import money

KEYS = ["source_id", "programme_id", "country_code", "year", "area_of_programme"]


def participation(everyone: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """Return country_participation for all participants of all countries.

    Args:
        everyone: participants as CORDIS publishes them; the file must have all projects.
        about: source_id, programme_id, signed_date and area_of_programme of each row's project, with the index of
            `everyone`.
    """
    rows = pd.DataFrame(
        {
            "source_id": about["source_id"],
            "programme_id": about["programme_id"],
            "country_code": country_codes.iso(everyone["country"]),
            "year": about["signed_date"].dt.year.astype("Int16"),
            "area_of_programme": about["area_of_programme"],
            "project_id": everyone["projectID"],
            "coordinator": everyone["role"].str.strip().eq("coordinator"),
            "cents": money.of_rows(everyone, everyone).cents,
        }
    )
    groups = rows.dropna(subset=["country_code"]).groupby(KEYS, dropna=False)
    counted = groups.agg(
        participations=("project_id", "size"),
        projects=("project_id", "nunique"),
        coordinators=("coordinator", "sum"),
        eu_contribution_cents=("cents", "sum"),
    )
    return schemas.conform(counted.reset_index(), "country_participation").sort_values(KEYS, ignore_index=True)
