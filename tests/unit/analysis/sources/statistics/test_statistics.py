import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.sources.statistics import area, centrality, exchange_rates, kostra_groups, population, postal_codes

COLUMNS = ["code", "name", "level", "year", "value", "unit", "source"]


def table(*rows, extra=()):
    return pd.DataFrame(rows, columns=[*COLUMNS, *extra])


def test_population_of_a_year_has_the_boundaries_of_that_year():
    raw = table(("0101", "Halden", "municipality", "2007", "27835", "persons", "SSB"))
    assert population.tidy(raw).iloc[0].tolist() == [2007, "municipality", "0101", 2007, 27835, "value"]


def test_the_series_on_2024_boundaries_leaves_out_2024_and_marks_parts_of_divided_units():
    raw = table(
        ("3905", "Tønsberg", "municipality", "2016", "51637", "persons", "SSB", "exact"),
        ("3909", "Larvik", "municipality", "2016", "43867", "persons", "SSB", "exact"),
        ("1508", "Ålesund", "municipality", "2016", "1", "persons", "SSB", "estimated"),
        ("3905", "Tønsberg", "municipality", "2024", "59000", "persons", "SSB", "exact"),
        extra=["quality"],
    )
    municipalities = pd.DataFrame(
        [(2016, "0720", "Stokke", "07"), (2016, "0712", "Larvik", "07")],
        columns=["geography_year", "municipality_code", "municipality_name", "county_code"],
    )
    changes = pd.DataFrame(
        [(2017, "0720", "3905", 0.2), (2017, "0720", "3907", 0.8), (2024, "0712", "3909", 1.0)],
        columns=["valid_from", "old_code", "new_code", "share"],
    )
    rows = population.tidy_series(raw, municipalities, changes)
    assert rows["status"].tolist() == ["estimated", "value", "estimated"]
    assert (rows["geography_year"] == 2024).all()


def test_summed_land_areas_keep_the_year_they_were_measured_in():
    land = "km2, land (excl. fresh water), 2016 areas summed to 2024 boundaries"
    raw = table(
        ("0301", "Oslo", "municipality", "2024", "426.38", land, ""),
        ("0301", "Oslo", "municipality", "2024", "454.12", "km2, total incl. fresh water", ""),
    )
    rows = area.tidy(raw)
    assert rows["area_kind"].tolist() == ["land", "total"]
    assert rows["area_year"].tolist() == [2016, 2024]


def test_an_unknown_unit_of_area_is_refused():
    with pytest.raises(DataError, match="'acres' is not known"):
        area.tidy(table(("0301", "Oslo", "municipality", "2024", "1", "acres", "")))


def test_centrality_has_class_and_index_side_by_side():
    rows = [
        ("0301", "Oslo", "municipality", "2024", "1", "centrality class 1-6", ""),
        ("0301", "Oslo", "municipality", "2024", "1000", "centrality index 0-1000", ""),
    ]
    assert centrality.tidy(table(*rows)).iloc[0].tolist() == [2024, "0301", 1, 1000]
    with pytest.raises(DataError, match="1 rows for 0 municipalities"):
        centrality.tidy(table(rows[0]))


def test_an_exchange_rate_says_how_many_days_it_is_the_mean_of():
    raw = table(("EURNOK", "", "currency", "2026", "11.0391", "NOK per EUR (year to date)", "ECB; n=213"))
    assert exchange_rates.tidy(raw).iloc[0].tolist() == [2026, 11.0391, 213]
    with pytest.raises(DataError, match="2026 gives no number of days"):
        exchange_rates.tidy(raw.assign(source="ECB"))


def test_kostra_groups_keep_their_codes_and_an_empty_band_is_null():
    raw = table(("0301", "Oslo", "municipality", "2020", "EKG13", "KOSTRA group", ""))
    assert kostra_groups.tidy(raw).iloc[0].tolist() == [2020, "0301", "EKG13"]
    definitions = pd.DataFrame(
        [("EKG13", "KOSTRA-gruppe 13", "Oslo kommune", "Lave", "", "1")],
        columns=[
            "code", "kostragruppe", "folkemengde", "bundekostnader", "frie_disponible_inntekter", "antall_kommuner",
        ],
    )  # fmt: skip
    assert kostra_groups.tidy_definitions(definitions)["free_disposable_income"].isna().all()


def test_withdrawn_postal_codes_are_kept_and_marked():
    raw = pd.DataFrame(
        [("0001", "OSLO", "0301", "current 2026-05-26"), ("6483", "ONA", "1508", "withdrawn; last seen 2022-06-27")],
        columns=["postnummer", "poststed", "kommune_2024", "status"],
    )
    rows = postal_codes.tidy(raw)
    assert rows["postal_code"].tolist() == ["0001", "6483"]
    assert rows["in_use"].tolist() == [True, False]
