import json
from datetime import date

import pandas as pd
import pytest

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.statistics import klass_api
from tests.tools.tables_in_use import checked

UNITS = [(2023, "0301", "Oslo"), (2023, "5001", "Trondheim"), (2024, "0301", "Oslo"), (2024, "5001", "Trondheim")]
MADE = {
    "municipalities": schemas.conform(
        pd.DataFrame(UNITS, columns=["geography_year", "municipality_code", "municipality_name"]).assign(
            county_code=lambda rows: rows["municipality_code"].str[:2]
        ),
        "municipalities",
    ),
    "counties": schemas.conform(
        pd.DataFrame(
            [(year, code, name) for year in (2023, 2024) for code, name in (("03", "Oslo"), ("50", "Trøndelag"))],
            columns=["geography_year", "county_code", "county_name"],
        ),
        "counties",
    ),
}


def code(number, name, begins="2007-01-01", ends="2026-03-01"):
    return {
        "code": number, "parentCode": None, "level": "1", "name": name, "shortName": "",
        "validFromInRequestedRange": begins, "validToInRequestedRange": ends,
    }  # fmt: skip


def imported(tmp_path, *codes):
    path = tmp_path / "codes.json"
    path.write_text(json.dumps({"codes": codes}), "utf-8")
    return checked(klass_api.tidy(klass_api.read_raw(path), MADE))


def test_new_years_are_added_and_known_years_keep_their_rows(tmp_path):
    done = imported(tmp_path, code("0301", "OSLO"), code("5001", "Trondheim"))
    rows = done.tables["municipalities"]
    assert rows[rows["geography_year"] <= 2024].equals(MADE["municipalities"])
    assert rows.loc[rows["geography_year"] == 2026, "municipality_name"].tolist() == ["OSLO", "Trondheim"]
    assert rows["geography_year"].max() == 2026
    counties = done.tables["counties"]
    assert counties.loc[counties["geography_year"] == 2026, "county_name"].tolist() == ["Oslo", "Trøndelag"]


def test_a_name_counts_from_the_day_it_begins(tmp_path):
    done = imported(
        tmp_path, code("0301", "Oslo"), code("5001", "Trondheim", ends="2025-06-01"),
        code("5001", "Trondheim - Tråante", begins="2025-06-01"),
    )  # fmt: skip
    rows = done.tables["municipalities"].query("municipality_code == '5001'").set_index("geography_year")
    assert rows["municipality_name"].loc[[2025, 2026]].tolist() == ["Trondheim", "Trondheim - Tråante"]


def test_the_day_a_list_ends_is_not_in_it(tmp_path):
    done = imported(
        tmp_path, code("0301", "Oslo", ends="2026-01-01"), code("5001", "Trondheim", ends="2026-01-01")
    )  # fmt: skip
    assert done.tables["municipalities"]["geography_year"].max() == 2025


def test_codes_that_end_on_no_day_are_in_force_this_year(tmp_path):
    done = imported(tmp_path, code("0301", "Oslo", ends=""), code("5001", "Trondheim", ends=None))
    assert done.tables["municipalities"]["geography_year"].max() == max(date.today().year, 2024)


def test_svalbard_and_what_is_not_stated_are_no_municipalities(tmp_path):
    done = imported(
        tmp_path, code("0301", "Oslo"), code("5001", "Trondheim"), code("2111", "Spitsbergen"), code("9999", "Uoppgitt")
    )  # fmt: skip
    assert set(done.tables["municipalities"]["municipality_code"]) == {"0301", "5001"}
    assert dict(done.accounts[0].left_out) == {klass_api.NOT_NEW: 2}


def test_a_year_with_other_units_is_refused_for_no_boundaries_of_it_are_here(tmp_path):
    with pytest.raises(DataError, match=r"municipalities change in 2026: 5001, 5099 .2 in all.*new release"):
        imported(
            tmp_path, code("0301", "Oslo"), code("5001", "Trondheim", ends="2026-01-01"),
            code("5099", "Ny", begins="2026-01-01"),
        )  # fmt: skip


def test_another_list_for_a_known_year_is_refused(tmp_path):
    with pytest.raises(DataError, match="other municipalities in 2023 than in the table: 5001"):
        imported(tmp_path, code("0301", "Oslo"), code("5001", "Trondheim", begins="2024-01-01"))


@pytest.mark.parametrize("text", ["[]", '{"error": "x"}', '{"codes": [1]}', '{"codes": [{"code": "0301"}]}', "{"])
def test_another_file_is_refused(tmp_path, text):
    path = tmp_path / "codes.json"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError):
        klass_api.read_raw(path)
