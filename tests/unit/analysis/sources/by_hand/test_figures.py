import pandas as pd
import pytest

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.sources.by_hand import figures
from analysis.sources.common.places import Found

INDICATORS = pd.DataFrame(
    [("share in Interreg", "interreg_pct", "")], columns=["indicator_name", "indicator_id", "reason"]
)
PROGRAMMES = pd.DataFrame(
    [
        ("Erasmus+", "2014", "2020", "erasmus_plus_2014_2020", ""),
        ("Erasmus+", "2021", "2027", "erasmus_plus_2021_2027", ""),
    ],
    columns=["programme_name", "first_year", "last_year", "programme_id", "reason"],
)
CONFLICTS = pd.DataFrame(
    [("F9", "7-7.5", "earlier texts", "")], columns=["figure_id", "other_value_text", "other_publisher", "reason"]
)
ROW = {
    "id": "F1",
    "area_level": "county",
    "area_code_or_name": "Buskerud",
    "period": "2007-2014",
    "programme": "Interreg study",
    "indicator": "share in Interreg",
    "value": "18",
    "unit": "%",
    "source_title": "t",
    "source_url": "",
    "publisher": "p",
    "published": "",
    "confidence": "high",
    "note": "",
}


class OnlyBuskerud:
    def find(self, name, level, year):
        return Found("06", year, None) if (name, level) == ("Buskerud", "county") else None


def tidy(*changes):
    raw = pd.DataFrame([ROW | change for change in changes], dtype="str")
    references = {"indicator_ids": INDICATORS, "programme_names": PROGRAMMES, "figure_conflicts": CONFLICTS}
    table = figures.tidy(raw, references, OnlyBuskerud())
    return checks.check(schemas.conform(table, "figures"), "figures", file="test")


def test_a_county_has_the_code_of_the_end_of_its_period():
    row = tidy({}).iloc[0]
    assert (row["area_code"], row["geography_year"], row["indicator_id"]) == ("06", 2014, "interreg_pct")


def test_a_place_that_is_not_found_stays_without_a_code():
    rows = tidy({"area_code_or_name": "Innlandet (Hedmark + Oppland)"}, {"id": "F2", "area_level": "country"})
    assert rows["area_code"].isna().all()
    assert rows["geography_year"].isna().all()


def test_values_that_disagree_about_the_same_thing_and_time_are_all_conflicts():
    rows = tidy({"note": "CONFLICT: 60"}, {"id": "F2"}, {"id": "F3", "period": "2015"}, {"id": "F4", "unit": "EUR"})
    assert rows["status"].tolist() == ["conflict", "conflict", "value", "value"]


def test_a_published_zero_has_its_own_status():
    assert tidy({"value": "0"})["status"].tolist() == ["zero"]


def test_a_range_keeps_its_text_and_has_no_number_and_other_text_is_an_error():
    row = tidy({}, {"id": "F2", "value": "1-2"}).iloc[1]
    assert (row["value_text"], row["value"] is pd.NA) == ("1-2", True)
    with pytest.raises(DataError, match="F1: 'about 5'"):
        tidy({"value": "about 5"})


def test_notes_are_not_carried_over():
    assert "a long quoted sentence" not in tidy({"note": "a long quoted sentence"}).to_string()


def test_a_programme_is_known_by_its_name_and_the_first_year_of_the_period():
    rows = tidy(
        {"programme": "Erasmus+", "period": "2018"},
        {"id": "F2", "programme": "Erasmus+", "period": "2023"},
        {"id": "F3", "programme": "Erasmus+", "period": "undated"},
    )
    assert rows["programme_id"].fillna("").tolist() == ["erasmus_plus_2014_2020", "erasmus_plus_2021_2027", ""]


def test_an_indicator_without_an_id_gets_one_from_its_name():
    assert tidy({"indicator": "EU funding (about)"})["indicator_id"].tolist() == ["eu_funding_about"]


def test_levels_are_single_words():
    assert tidy({"area_level": "county council"})["area_level"].tolist() == ["county_council"]


def test_a_value_that_stands_in_a_note_alone_is_shown_beside_the_figure():
    rows = tidy({"id": "F9", "value": "8.2"}, {"id": "F2", "area_code_or_name": "Norway", "area_level": "country"})
    assert rows.set_index("figure_id").loc["F9", ["status", "other_value_text", "other_publisher"]].tolist() == [
        "conflict", "7-7.5", "earlier texts",
    ]  # fmt: skip
    assert rows.set_index("figure_id").loc["F2", ["other_value_text", "other_publisher"]].isna().all()


def test_a_figure_has_the_programme_that_it_is_about_where_it_names_none():
    row = tidy({"programme": "Nordic Council of Ministers", "area_code_or_name": "Erasmus+", "area_level": "network"})
    assert row["programme_id"].isna().all()
    row = tidy({"programme": "The Council", "area_code_or_name": "Erasmus+", "period": "2017-2019"})
    assert row["programme_id"].tolist() == ["erasmus_plus_2014_2020"]
