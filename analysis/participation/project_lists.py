"""The projects themselves, with their titles, dates and links."""

import pandas as pd

from analysis.participation import engines
from analysis.participation.engines import R


def project_list(rows: R, participations: R) -> pd.DataFrame:
    """Return one row per organisation in a project, newest first, with how many Norwegian organisations share it.

    Args:
        rows: facts, for example of one place; those of grants, which name no organisation in a project, are left out.
        participations: the whole table, for titles and for the other participants; see engines.beside.

    Returns:
        programme_id, project_acronym, project_title, organisation_name, organisation_kind, role, norwegian_partners
        (others in the same project), start_date, end_date, EUR and NOK (cents, null where unknown), project_url,
        participation_id.
    """
    return engines.of(rows).listed(rows, participations)


def projects(participations: pd.DataFrame, grant_projects: pd.DataFrame) -> pd.DataFrame:
    """Return what is known of each project.

    Returns:
        programme_id, project_id, project_acronym, project_title (of a grant its field, for it has no title),
        start_date and project_url; null where the source does not say.
    """
    about = ["project_acronym", "project_title", "start_date", "project_url"]
    grants = grant_projects.rename(columns={"programme_area": "project_title"})
    both = pd.concat([participations, grants], ignore_index=True)
    return both.groupby(["programme_id", "project_id"], sort=True)[about].first().reset_index()
