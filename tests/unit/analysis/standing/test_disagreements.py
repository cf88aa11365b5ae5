"""Sources that disagree stand side by side, each with who says it; what cannot be compared is not."""

import pandas as pd
import pytest

from analysis.standing import disagreements
from analysis.standing.disagreements import Origin

FIGURE = {
    "figure_id": "F1", "area_level": "country", "area_code": None, "area_name": "Norway", "geography_year": None,
    "period_text": "2007-2014", "period_start": 2007, "period_end": 2014, "programme_name": "Interreg",
    "programme_id": "interreg", "indicator_id": "projects", "indicator_name": "projects", "value": 10.0,
    "value_text": "10", "other_value": None, "other_value_text": None, "other_publisher": None, "unit": "projects",
    "status": "value", "source_id": "figures", "source_title": "Report", "source_url": None, "publisher": "A",
    "published": "2016", "confidence": "high",
}  # fmt: skip
PROGRAMMES = pd.DataFrame(
    {
        "programme_id": ["horizon_2020"], "total_budget_eur": pd.array([80_000_000_000], dtype="Int64"),
        "source_id": ["programmes"], "publisher": ["B"], "source_title": ["Register"], "published": ["2020"],
    }
)  # fmt: skip


def figures(*changes):
    rows = pd.DataFrame([{**FIGURE, "figure_id": f"F{number}", **change} for number, change in enumerate(changes)])
    return rows.astype({"value": "Float64", "status": "string", "indicator_id": "string"})


def published(*changes):
    return disagreements.published(figures(*changes), PROGRAMMES)


def test_two_values_of_the_same_thing_stand_with_both_who_say_them_and_the_difference():
    (row,) = published({"value": 10.0, "publisher": "A"}, {"value": 12.0, "publisher": "B"}).to_dict("records")
    assert (row["value"], row["other_value"], row["difference"], row["agrees"]) == (12, 10, 2, False)
    assert row["said_by"] == (Origin("figures", "B", "Report", "2016"),)
    assert row["other_said_by"] == (Origin("figures", "A", "Report", "2016"),)
    assert row["period"] == row["other_period"] == ("2007-2014",)


def test_all_who_say_the_same_value_stand_together():
    (row,) = published({"publisher": "A"}, {"publisher": "B"}, {"value": 12.0, "publisher": "C"}).to_dict("records")
    assert [origin.publisher for origin in row["other_said_by"]] == ["A", "B"]


def test_three_values_give_three_pairs():
    found = published(*({"value": value} for value in (60.0, 62.0, 63.0)))
    assert list(found["difference"]) == [1, 3, 2]


@pytest.mark.parametrize(
    "other",
    [
        {"value": 10.0},
        {"value": 12.0, "period_text": "2020 round 1"},
        {"value": 12.0, "area_level": "county", "area_code": "50", "area_name": "Trøndelag"},
        {"value": 12.0, "area_name": "Another network"},
        {"value": 12.0, "unit": "%"},
        {"value": 12.0, "indicator_id": "partners"},
        {"value": 12.0, "programme_id": "fp7", "programme_name": "FP7"},
        {"value": None},
    ],
)
def test_another_place_period_measure_or_unit_is_no_disagreement(other):
    assert published({}, other).empty


def test_two_periods_that_the_register_marks_as_conflicting_disagree():
    one, other = {"status": "conflict"}, {"status": "conflict", "value": 11.0, "period_text": "2007-2013"}
    (row,) = published(one, other).to_dict("records")
    assert (row["period"], row["other_period"]) == (("2007-2013",), ("2007-2014",))


def test_about_eighty_and_eighty_are_one_measure():
    (row,) = published({"indicator_id": "projects_about"}, {"value": 12.0}).to_dict("records")
    assert row["difference"] == 2


def test_a_conflicting_figure_whose_other_is_not_in_the_tables_stands_alone():
    (row,) = published({"status": "conflict"}).to_dict("records")
    assert (row["value"], row["other_value"], row["difference"], row["other_said_by"]) == (10, None, None, ())


def test_a_figure_that_stands_alone_stands_beside_the_value_of_its_note():
    noted = {"status": "conflict", "other_value_text": "12", "other_publisher": "B"}
    (row,) = published(noted).to_dict("records")
    assert (row["value"], row["other_value"], row["difference"], row["agrees"]) == (10, 12, -2, False)
    assert [origin.publisher for origin in row["other_said_by"]] == ["B"]
    assert row["period"] == ("2007-2014",) and row["other_period"] == ()


def test_a_note_that_gives_no_single_number_is_told_as_written():
    (row,) = published({"status": "conflict", "other_value_text": "10 or 12", "other_publisher": "B"}).to_dict(
        "records"
    )
    assert (row["other_value"], row["other_text"], row["difference"]) == (None, "10 or 12", None)
    assert [origin.publisher for origin in row["other_said_by"]] == ["B"]


def test_the_budget_of_the_register_counts_as_one_more_value_in_the_figures_unit():
    about = {"programme_id": "horizon_2020", "programme_name": "Horizon 2020", "area_level": "programme",
             "indicator_id": "total_budget_about", "unit": "billion EUR", "value": 75.0}  # fmt: skip
    (row,) = published(about).to_dict("records")
    assert (row["value"], row["other_value"]) == (80, 75)
    assert row["said_by"] == (Origin("programmes", "B", "Register", "2020"),)
    assert published({**about, "value": 80.0}).empty


COUNTY = {"area_level": "county", "area_code": "06", "area_name": "Buskerud"}


def county(municipalities, took_part, printed):
    return figures(
        {**COUNTY, "indicator_id": "municipalities_in_county", "value": municipalities},
        {**COUNTY, "indicator_id": "municipalities_in_interreg", "value": took_part},
        {**COUNTY, "indicator_id": "municipalities_in_interreg_pct", "value": printed, "unit": "%"},
    )


def test_a_share_that_its_own_numbers_do_not_give_is_found():
    (row,) = disagreements.within(county(21.0, 10.0, 18.0)).to_dict("records")
    assert (row["value"], round(row["other_value"], 1), row["parts"], row["agrees"]) == (18, 47.6, (10, 21), False)


@pytest.mark.parametrize("printed", [7.0, 8.0])
def test_a_share_that_is_rounded_or_cut_off_agrees(printed):
    assert disagreements.within(county(26.0, 2.0, printed))["agrees"].all()


def test_a_share_without_its_numbers_is_not_compared():
    assert disagreements.within(county(26.0, 2.0, 7.0).iloc[1:]).empty


def test_a_figure_that_stands_alone_is_left_out_where_its_own_numbers_tell_more():
    rows = county(21.0, 10.0, 18.0).assign(status="conflict")
    none = FACTS.head(0)
    found = disagreements.of_figures(rows.iloc[1:], PROGRAMMES, none, COUNTIES)
    assert len(found) == 2 and found["other_value"].isna().all()
    assert list(disagreements.of_figures(rows, PROGRAMMES, none, COUNTIES)["kind"]) == [disagreements.WITHIN]


SHARE = {"area_level": "county", "area_code": "50", "area_name": "Trøndelag", "geography_year": 2018,
         "programme_id": "horizon_2020", "indicator_id": "share_of_norwegian_funding", "unit": "%", "value": 26.0,
         "period_text": "2014-2015", "period_start": 2014, "period_end": 2015}  # fmt: skip
FACTS = pd.DataFrame(
    {
        "source_id": "forskningsradet", "programme_id": "horizon_2020", "county_code": ["50", "03", "50", None],
        "geography_year": pd.array([2020, 2020, 2020, None], dtype="Int16"),
        "year": pd.array([2014, 2015, 2019, 2015], dtype="Int16"),
        "EUR": pd.array([2600, 7000, 99_999, 400], dtype="Int64"), "NOK": pd.array([None] * 4, dtype="Int64"),
        "project_id": "p", "participation_id": "a", "organisation_id": "o",
    }
)  # fmt: skip
COUNTIES = pd.DataFrame(
    {
        "geography_year": [2018, 2020, 2018, 2020],
        "county_code": ["50", "50", "03", "03"],
        "county_name": ["Trøndelag - Trööndelage", "Trøndelag - Trööndelage", "Oslo", "Oslo"],
    }
)


def test_a_printed_share_stands_beside_that_of_the_loaded_rows_of_its_years():
    (row,) = disagreements.counted(figures(SHARE), FACTS, COUNTIES).to_dict("records")
    assert (row["value"], row["other_value"], row["agrees"]) == (26, 26, True)
    assert row["other_said_by"] == (Origin("forskningsradet"),)
    (row,) = disagreements.counted(figures({**SHARE, "value": 31.0}), FACTS, COUNTIES).to_dict("records")
    assert (row["difference"], row["agrees"]) == (5, False)


@pytest.mark.parametrize(
    ("figure", "facts", "counties"),
    [
        (SHARE, FACTS[FACTS["year"] != 2015], COUNTIES),
        (SHARE, FACTS, COUNTIES.assign(county_name=["Trøndelag", "Another", "Oslo", "Oslo"])),
        ({**SHARE, "programme_id": "fp7"}, FACTS, COUNTIES),
        ({**SHARE, "period_start": None}, FACTS, COUNTIES),
    ],
    ids=["a year is not loaded", "the county is another", "the programme is not loaded", "no period"],
)
def test_a_share_is_compared_only_where_the_rows_can_tell(figure, facts, counties):
    assert disagreements.counted(figures(figure), facts, counties).empty


def rows(source_id, *projects):
    return pd.DataFrame(
        [
            {"source_id": source_id, "programme_id": "horizon_2020", "project_id": project, "organisation_id": who,
             "participation_id": f"{source_id}-{project}-{who}", "eu_contribution_cents": cents}
            for project, who, cents in projects
        ]
    ).astype({"eu_contribution_cents": "Int64"})  # fmt: skip


def test_a_source_that_gives_way_is_compared_and_never_added():
    told = pd.concat(
        [
            rows("forskningsradet", ("1", "a", 100), ("2", "a", 200)),
            rows("cordis_h2020", ("1", "a", 100), ("3", "b", 50), ("4", "b", 25)),
        ]
    )
    found = disagreements.counts(told, {"cordis_h2020": ("forskningsradet",)}).set_index("indicator")
    pairs = {name: (row["value"], row["other_value"], row["difference"]) for name, row in found.iterrows()}
    assert pairs == {
        "projects": (2, 3, -1), "participations": (2, 3, -1), "organisations": (1, 2, -1),
        "projects only here": (1, 2, -1), "amount": (300, 175, 125),
    }  # fmt: skip
    assert found["said_by"].iloc[0] == (Origin("forskningsradet"),)


def test_unknown_amounts_are_not_zero():
    told = pd.concat([rows("eea_grants", ("1", "a", None)), rows("eea_partners", ("1", "a", 5))])
    found = disagreements.counts(told, {"eea_partners": ("eea_grants",)}).set_index("indicator")
    assert found.loc["amount", "value"] is None
    assert found.loc["amount", "difference"] is None
    assert not found.loc["amount", "agrees"]
    assert found.loc["projects", "agrees"]


def test_sources_of_different_programmes_are_not_compared():
    other = rows("cordis_h2020", ("1", "a", 1)).assign(programme_id="horizon_europe")
    told = pd.concat([rows("forskningsradet", ("1", "a", 1)), other])
    assert disagreements.counts(told, {"cordis_h2020": ("forskningsradet",)}).empty
    assert disagreements.counts(told, {}).empty


def test_twin_towns_that_wikipedia_alone_names():
    pairs = pd.DataFrame(
        {
            "municipality_code": ["3403", "3403", "3403", "0301", None],
            "area_name": ["Hamar", "Hamar", "Hamar", "Oslo", "Sande"],
            "town": ["Fargo", "Viborg", "Lund", "Berlin", "Husby"],
            "source_id": ["twin_towns", "twin_towns", "partnerships", "partnerships", "twin_towns"],
        }
    )
    found = disagreements.twin_town_lists(pairs)
    assert list(found["area_name"]) == ["Hamar", "Sande"]
    assert list(found["only"]) == [("Fargo", "Viborg"), ("Husby",)]
    assert list(found["elsewhere"]) == [1, 0]


def test_lists_that_agree_give_an_empty_table():
    pairs = pd.DataFrame({"municipality_code": ["0301"], "area_name": ["Oslo"], "town": ["Berlin"], "source_id": ["x"]})
    assert disagreements.twin_town_lists(pairs).empty
