import pandas as pd
import pytest

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import ledger
from analysis.sources.statistics import norges_bank
from tests.tools.tables_in_use import checked

HEADINGS = (
    "FREQ;Frequency;BASE_CUR;Base Currency;QUOTE_CUR;Quote Currency;TENOR;Tenor;DECIMALS;CALCULATED;UNIT_MULT;"
    "Unit Multiplier;COLLECTION;Collection Indicator;TIME_PERIOD;OBS_VALUE"
)
MADE = {
    "exchange_rates": schemas.conform(
        pd.DataFrame({"year": [2007, 2024, 2026], "nok_per_eur": [8.0, 11.6, 11.0], "days": [255, 256, 213]}),
        "exchange_rates",
    )
}


def line(period, value, *, freq="A", currency="EUR", unit="0"):
    return f"{freq};x;{currency};x;NOK;Norwegian krone;SP;Spot;4;false;{unit};Units;C;x;{period};{value}"


def imported(tmp_path, *lines):
    path = tmp_path / "rates.csv"
    path.write_text("\n".join([HEADINGS, *lines, ""]), "utf-8")
    return checked(norges_bank.tidy(norges_bank.read_raw(path), MADE))


def by_year(done):
    return done.tables["exchange_rates"].set_index("year").T.to_dict("list")


def test_a_year_given_replaces_the_one_in_use_and_others_stay(tmp_path):
    done = imported(tmp_path, line(2024, "11.6276"))
    assert by_year(done) == {2007: [8.0, 255.0], 2024: [11.6276, 256.0], 2026: [11.0, 213.0]}


def test_daily_rates_tell_the_days_and_the_mean_of_a_year_that_is_not_over(tmp_path):
    days = [line(f"2027-01-0{day}", value, freq="B") for day, value in ((4, "11.0"), (5, "12,0"), (6, "11.0001"))]
    assert by_year(imported(tmp_path, *days))[2027] == [11.3334, 3]


def test_the_annual_mean_is_preferred_to_that_of_the_days(tmp_path):
    done = imported(tmp_path, line(2025, "11.7"), line("2025-01-02", "11.8", freq="B"))
    assert by_year(done)[2025] == [11.7, 1]


def test_some_days_of_a_year_are_no_mean_of_it(tmp_path):
    done = imported(tmp_path, line("2024-12-31", "11.9", freq="B"), line("2024-12-30", "11.8", freq="B"))
    assert by_year(done)[2024] == [11.6, 256]
    assert by_year(imported(tmp_path, line(2024, "11.6276"), line("2024-12-31", "11.9", freq="B")))[2024] == [
        11.6276,
        256,
    ]


def test_every_row_that_is_left_out_has_a_reason(tmp_path):
    done = imported(
        tmp_path, line(1999, "8.3"), line(2024, "11.6"), line(2024, "1.1", currency="USD"), line(2024, "115", unit="2"),
        line("2024-01", "11.6", freq="M"), line(2025, "11.7"), line(2007, "not a number"),
    )  # fmt: skip
    assert dict(done.accounts[0].left_out) == {
        norges_bank.BEFORE: 1, norges_bank.OTHER: 3, norges_bank.UNKNOWN_DAYS: 1, ledger.REFUSED: 1,
    }  # fmt: skip
    assert done.rejected.to_dict("records")[0]["value"] == "not a number"
    assert 2025 not in by_year(done)


def test_a_file_without_the_columns_is_refused(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text("a;b\n1;2\n", "utf-8")
    with pytest.raises(DataError, match="no column FREQ"):
        norges_bank.read_raw(path)
