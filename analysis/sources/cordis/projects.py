"""What CORDIS says of each project: programme, title, dates; and the cells of it that cannot be read."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from analysis.errors import DataError
from analysis.sources.common import importing, partner_rows
from analysis.text.translate import mark

PROGRAMMES: Mapping[str, str] = MappingProxyType({"FP7": "fp7", "H2020": "horizon_2020", "HORIZON": "horizon_europe"})
"""The programme of each framework programme, as CORDIS writes it."""
SOURCES: Mapping[str, str] = MappingProxyType(
    {"fp7": "cordis_fp7", "horizon_2020": "cordis_h2020", "horizon_europe": "cordis_horizon"}
)
"""The source of each programme's rows."""
ADDRESS = "https://cordis.europa.eu/project/id/"
A_DATE = mark("a date such as 2024-01-31")
A_FRAMEWORK = mark("FP7, H2020 or HORIZON")
_TEXTS: Mapping[str, str] = MappingProxyType(
    {"project_acronym": "acronym", "project_title": "title", "area_of_programme": "legalBasis", "topic": "topics"}
)
_DATES: Mapping[str, str] = MappingProxyType(
    {"start_date": "startDate", "end_date": "endDate", "signed_date": "ecSignatureDate"}
)


def described(projects: pd.DataFrame) -> pd.DataFrame:
    """Return the projects by their number, with the columns that participations have of them, and is_readable.

    Args:
        projects: the project file as read, each project once.

    Raises:
        DataError: no project is of a framework programme that is known here.
    """
    programmes = _programmes(projects)
    if len(projects) and programmes.isna().all():
        raise DataError(
            f"project.csv: frameworkProgramme is {projects['frameworkProgramme'].iloc[0]!r} where one of "
            f"{', '.join(PROGRAMMES)} was expected ({len(projects)} rows). Take the file of one of these."
        )
    texts = {name: partner_rows.given(projects[heading]) for name, heading in _TEXTS.items()}
    dates = {name: partner_rows.dates(projects[heading]) for name, heading in _DATES.items()}
    bad = pd.concat([_unreadable(projects[heading]) for heading in _DATES.values()], axis=1).any(axis=1)
    about = pd.DataFrame({"programme_id": programmes, **texts, **dates, "is_readable": ~bad & programmes.notna()})
    return about.set_axis(projects["id"], axis=0).assign(project_url=ADDRESS + projects["id"].to_numpy())


def known(participations: pd.DataFrame) -> pd.DataFrame:
    """Return what `described` does for the projects of the data in use, of which the programme alone is told."""
    rows = participations[participations["programme_id"].isin(list(SOURCES))].drop_duplicates("project_id")
    texts = {name: pd.Series(pd.NA, index=rows.index, dtype="str") for name in _TEXTS}
    dates = {name: pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]") for name in _DATES}
    about = rows[["programme_id", "project_url"]].assign(**texts, **dates, is_readable=True)
    return about.set_axis(rows["project_id"], axis=0)


def rejected(projects: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the cells that cannot be read, as tables of importing.REJECTED."""
    dates = [
        importing.rejected(projects[_unreadable(projects[heading])], heading, A_DATE) for heading in _DATES.values()
    ]
    framework = importing.rejected(projects[_programmes(projects).isna()], "frameworkProgramme", A_FRAMEWORK)
    return [*dates, framework]


def _programmes(projects: pd.DataFrame) -> pd.Series:
    return projects["frameworkProgramme"].str.strip().str.upper().map(PROGRAMMES).astype("str")


def _unreadable(dates: pd.Series) -> "pd.Series[bool]":
    return partner_rows.given(dates).notna() & partner_rows.dates(dates).isna()
