"""Countries by project in Horizon 2020, from a cut of CORDIS of December 2020 (source: h2020_consortia).

The amounts of Horizon 2020 are those of forskningsradet; a project that is not in this file has countries that are not
known, which is not the same as none.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.sources.common import country_codes, ledger, published
from analysis.sources.common.account import Built
from analysis.sources.common.ledger import Ledger
from analysis.sources.cordis import partners
from analysis.text.translate import mark

SOURCE_ID = "h2020_consortia"
FILE = "raw/h2020_consortia/h2020_participations_of_norwegian_projects.csv"
AMOUNTS = "forskningsradet"
NO_NUMBER = mark("the project's number is not known")
OTHER_PROJECT = mark("the project is not in the Research Council's file")


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as it is: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, projects: pd.Series) -> tuple[pd.DataFrame, Ledger]:
    """Return project_countries, and the fate of every participant.

    Args:
        raw: one row per participant: project_id ("" where not known) and country.
        projects: the projects that may have rows.
    """
    fates = Ledger(raw)
    fates.leave_out(raw["project_id"].eq(""), NO_NUMBER)
    fates.leave_out(~raw["project_id"].isin(projects), OTHER_PROJECT)
    fates.leave_out(country_codes.iso(raw["country"]).isna(), ledger.NO_COUNTRY)
    kept = raw[fates.stays].assign(source_id=SOURCE_ID, programme_id="horizon_2020")
    return partners.project_countries(kept), fates


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Return project_countries of the projects that forskningsradet has in `made`."""
    raw = read_raw(raw_dir / FILE)
    participations = made["participations"]
    rows, fates = tidy(raw, participations.loc[participations["source_id"] == AMOUNTS, "project_id"])
    account = fates.account(SOURCE_ID, FILE, rows_out=int(rows["participants"].sum()))
    return Built({"project_countries": rows}, (account,))
