import pandas as pd

from analysis.registers import profiles

UNITS = pd.DataFrame(
    [
        (2007, "0124", "Askim"),
        (2007, "0125", "Eidsberg"),
        (2019, "0124", "Askim"),
        (2020, "3014", "Indre Østfold"),
        (2024, "3118", "Indre Østfold"),
    ],
    columns=["geography_year", "municipality_code", "municipality_name"],
)


def crosswalk(year, level):
    from_code = {2007: ["0124", "0125"], 2019: ["0124"], 2020: ["3014"]}.get(year, [])
    status = ["value" if code != "0125" else "estimated" for code in from_code]
    return pd.DataFrame({"from_code": from_code, "to_code": "3118", "weight": 1.0, "status": status})


def test_former_units_come_latest_first_each_with_its_last_year():
    found = profiles.former_units(UNITS, "municipality", "3118", crosswalk)
    assert [(unit.name, unit.code, unit.last_year) for unit in found] == [
        ("Indre Østfold", "3014", 2020), ("Askim", "0124", 2019), ("Eidsberg", "0125", 2007),
    ]  # fmt: skip


def test_a_unit_that_was_divided_is_said_to_be_a_part():
    found = {unit.name: unit.whole for unit in profiles.former_units(UNITS, "municipality", "3118", crosswalk)}
    assert found == {"Indre Østfold": True, "Askim": True, "Eidsberg": False}


def test_the_population_is_the_latest_one():
    rows = [(2024, "county", "50", 2024, 10), (2026, "county", "50", 2024, 12), (2025, "county", "03", 2025, 99)]
    table = pd.DataFrame(rows, columns=["year", "area_level", "area_code", "geography_year", "population"])
    assert profiles.population_now(table, "county", "50") == (12, 2026)
