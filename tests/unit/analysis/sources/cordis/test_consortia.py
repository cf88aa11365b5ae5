import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.sources.common import ledger
from analysis.sources.cordis import fp7_countries, h2020_consortia


def test_countries_of_horizon_2020_are_those_of_projects_that_have_a_number_in_the_councils_file():
    raw = pd.DataFrame(
        [("1", "NO"), ("1", "EL"), ("1", "EL"), ("1", ""), ("", "SE"), ("9", "SE")],
        columns=["project_id", "country"],
    )
    rows, fates = h2020_consortia.tidy(raw, pd.Series(["1", "2"]))
    assert rows[["project_id", "country_code", "participants"]].to_numpy().tolist() == [["1", "GR", 2], ["1", "NO", 1]]
    account = fates.account("h2020_consortia", "f", rows_out=int(rows["participants"].sum()))
    account.check()
    assert account.left_out == {
        h2020_consortia.NO_NUMBER: 1, h2020_consortia.OTHER_PROJECT: 1, ledger.NO_COUNTRY: 1,
    }  # fmt: skip


PARTICIPATIONS = pd.DataFrame({"project_id": ["rcn-1", "rcn-1", "rcn-2"]})


def fp7(*rows):
    raw = pd.DataFrame(rows, columns=["projectRcn", "country", "participants"], dtype="str")
    return fp7_countries.tidy(raw, PARTICIPATIONS)


def test_countries_of_fp7_have_norway_from_the_participations_and_one_code_each():
    rows, fates = fp7(("1", "EL", "2"), ("1", "GR", "1"), ("1", "UK", "3"), ("1", "", "1"))
    assert rows[["project_id", "country_code", "participants"]].to_numpy().tolist() == [
        ["rcn-1", "GB", 3], ["rcn-1", "GR", 3], ["rcn-1", "NO", 2], ["rcn-2", "NO", 1],
    ]  # fmt: skip
    fates.account("cordis_fp7", "f", rows_out=2).check()


def test_a_project_of_fp7_without_a_norwegian_participant_is_an_error():
    with pytest.raises(DataError, match="rcn-3"):
        fp7(("3", "SE", "1"))
