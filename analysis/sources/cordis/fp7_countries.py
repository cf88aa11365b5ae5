"""Countries by project in FP7 (source: cordis_fp7)."""

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import country_codes, ledger, published
from analysis.sources.common.ledger import Ledger
from analysis.sources.common.withheld import SOURCE_ID
from analysis.text.translate import mark

FILE = "raw/cordis_fp7/fp7_partner_countries_by_project_norway.csv"
SAME_COUNTRY = mark("another code of the same country")


def tidy(raw: pd.DataFrame, participations: pd.DataFrame) -> tuple[pd.DataFrame, Ledger]:
    """Return project_countries, and the fate of every row.

    Args:
        raw: projectRcn, country and participants of other countries; one country may have two codes (EL and GR).
        participations: of FP7, which tell how many Norwegian participants a project has.

    Raises:
        DataError: the file has a project without a Norwegian participant.
    """
    codes = country_codes.iso(raw["country"])
    fates = Ledger(raw)
    fates.leave_out(codes.isna(), ledger.NO_COUNTRY)
    fates.leave_out(raw.assign(country=codes).duplicated(["projectRcn", "country"]), SAME_COUNTRY)
    abroad = pd.DataFrame(
        {
            "project_id": "rcn-" + raw["projectRcn"],
            "country_code": codes,
            "participants": raw["participants"].map(published.whole_number),
        }
    )
    strange = abroad[~abroad["project_id"].isin(participations["project_id"])]
    if len(strange):
        raise DataError(
            f"{FILE}: {strange['project_id'].iloc[0]} has no Norwegian participant ({len(strange)} rows in all). See "
            "whether the files belong together."
        )
    here = participations.groupby("project_id").size().rename("participants").reset_index()
    both = pd.concat([abroad.dropna(), here.assign(country_code="NO")], ignore_index=True)
    keys = ["project_id", "country_code"]
    summed = both.groupby(keys)["participants"].sum().reset_index()
    rows = schemas.conform(summed.assign(source_id=SOURCE_ID, programme_id="fp7"), "project_countries")
    return rows.sort_values(keys, ignore_index=True), fates
