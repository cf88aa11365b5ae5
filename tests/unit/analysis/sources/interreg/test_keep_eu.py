import pandas as pd
import pytest

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.sources.interreg import keep_eu


def raw(*areas):
    columns = ["NAME_LATN", "keep_No_of_projects", "keep_No_of_partners", "keep_ERDF_MEUR"]
    return pd.DataFrame(areas, columns=columns, dtype="str")


def test_an_area_gives_two_figures_on_the_counties_of_2020_and_no_money():
    rows = checks.check(
        schemas.conform(keep_eu.tidy(raw(("Viken", "40.0", "41.0", "9.9"))), "figures"), "figures", file="t"
    )
    assert rows["area_code"].tolist() == ["30", "30"]
    assert dict(zip(rows["indicator_id"], rows["value"], strict=True)) == {
        "interreg_projects": 40,
        "interreg_partners": 41,
    }
    assert set(rows["geography_year"]) == {2020}


def test_a_published_zero_is_a_zero_and_not_missing():
    rows = keep_eu.tidy(raw(("Jan Mayen", "0.0", "0.0", "0.0")))
    assert rows["status"].tolist() == ["zero", "zero"]
    assert rows["area_code"].tolist() == ["22", "22"]


def test_an_unknown_area_is_an_error():
    with pytest.raises(DataError, match="'Atlantis'"):
        keep_eu.tidy(raw(("Atlantis", "1.0", "1.0", "0.0")))
