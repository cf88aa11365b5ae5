import pandas as pd
import pytest

from analysis.sources.common import councils

COUNTIES = pd.DataFrame(
    [
        (2013, "02", "Akershus"), (2013, "16", "Sør-Trøndelag"), (2013, "17", "Nord-Trøndelag"),
        (2013, "18", "Nordland"),
        (2013, "14", "Sogn og Fjordane"), (2013, "08", "Telemark"), (2013, "15", "Møre og Romsdal"),
        (2018, "50", "Trøndelag - Trööndelage"), (2018, "18", "Nordland - Nordlánda"), (2018, "02", "Akershus"),
    ],
    columns=["geography_year", "county_code", "county_name"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "year", "county"),
    [
        ("Akershus County Council", 2006, ("02", 2013)),
        ("Conseil de Comté de Sogn og Fjordane", 2013, ("14", 2013)),
        ("Sogn and Fjordane County Municipality", 2013, ("14", 2013)),
        ("County Council of Moere and Romsdal", 2013, ("15", 2013)),
        ("North Troendelag County Council", 2013, ("17", 2013)),
        ("Sør-Trøndelag fylkeskommune", 2018, ("16", 2013)),
        ("Sør-Trøndelag County Municipality (repr. Nord-Trøndelag)", 2013, ("16", 2013)),
        ("Trøndelag fylkeskommune", 2013, ("50", 2018)),
        ("Telemarks Fylkeskommune", 2013, ("08", 2013)),
        ("Nordlands fylke", 2020, ("18", 2018)),
        ("Region Värmland", 2013, None),
    ],
)
def test_a_council_has_the_county_that_its_name_holds_first(name, year, county):
    assert councils.county_in(name, year, COUNTIES) == county


MADE = {
    "counties": COUNTIES,
    "municipalities": pd.DataFrame(
        [(2013, "1850", "Tysfjord", "18"), (2013, "0301", "Oslo", "03"), (2024, "0301", "Oslo", "03"),
         (2024, "1806", "Narvik", "18"), (2024, "1875", "Hamarøy", "18")],
        columns=["geography_year", "municipality_code", "municipality_name", "county_code"],
    ),
    "municipality_changes": pd.DataFrame(
        [(2020, "1850", "1806", "split_and_merge", 0.4, "estimated", ""),
         (2020, "1850", "1875", "split_and_merge", 0.6, "estimated", "")],
        columns=["valid_from", "old_code", "new_code", "change_type", "share", "status", "share_basis"],
    ),
}  # fmt: skip


def test_councils_lie_where_their_name_says_and_others_at_their_address():
    placed = pd.DataFrame(
        {"municipality_code": ["0301", "1806", "0301"], "county_code": ["03", "18", "03"], "placed_by": "postal_code"}
    ).assign(geography_year=pd.array([2024] * 3, dtype="Int16"))
    found = councils.placed_by_name(
        placed,
        pd.Series(["Akershus County Council", "Municipality of Tysfjord", "City of Oslo"]),
        pd.Series(["county_council", "municipality", "municipality"]),
        pd.Series([2013, 2013, 2013]),
        MADE,
    )
    assert pd.isna(found["municipality_code"].iloc[0])
    assert found["county_code"].tolist()[:1] == ["02"]
    assert (found["municipality_code"].iloc[1], found["geography_year"].iloc[1]) == ("1850", 2013)
    assert found.loc[2, ["municipality_code", "placed_by"]].tolist() == ["0301", "postal_code"]
