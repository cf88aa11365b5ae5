"""A few rows of the tables that importers look places, programmes and known organisations up in."""

import pandas as pd

from analysis.contract import checks, schemas


def tables():
    """Return the tables in use, small enough to read."""
    return {
        "municipalities": pd.DataFrame(
            [[2018, "1719", "Levanger", "17"], [2024, "5037", "Levanger", "50"], [2024, "0301", "Oslo", "03"]],
            columns=["geography_year", "municipality_code", "municipality_name", "county_code"],
        ),
        "counties": pd.DataFrame(
            [
                [2017, "17", "Nord-Trøndelag"],
                [2018, "50", "Trøndelag"],
                [2024, "50", "Trøndelag"],
                [2024, "03", "Oslo"],
            ],
            columns=["geography_year", "county_code", "county_name"],
        ),
        "municipality_changes": pd.DataFrame(
            columns=["valid_from", "old_code", "new_code", "change_type", "share", "status", "share_basis"]
        ),
        "postal_codes": pd.DataFrame(
            [["7600", "LEVANGER", "5037"], ["0153", "OSLO", "0301"], ["6856", "BØ", "4640"], ["3800", "BØ", "4020"]],
            columns=["postal_code", "postal_place", "municipality_code"],
        ).assign(geography_year=2024, in_use=True),
        "nuts3_counties": pd.DataFrame(
            [
                [2016, "NO062", "17"],
                [2016, "NO072", "19"],
                [2024, "NO072", "55"],
                [2024, "NO060", "50"],
                [2024, "NO071", "18"],
            ],
            columns=["nuts_version", "nuts3_code", "county_code"],
        ),
        "participations": schemas.empty("participations"),
        "programmes": pd.DataFrame(
            [
                ["interreg_north_sea", 2014, 2027],
                ["interreg_sverige_norge_2014_2020", 2014, 2020],
                ["interreg_sverige_norge_2021_2027", 2021, 2027],
                ["interreg_northern_periphery_arctic", 2014, 2020],
            ],
            columns=["programme_id", "period_start", "period_end"],
        ),
    }


def checked(imported):
    """Return what was imported, once its tables keep their schemas and its accounts add up."""
    for name, rows in imported.tables.items():
        checks.check(rows, name, file="test")
    for account in imported.accounts:
        account.check()
    return imported
