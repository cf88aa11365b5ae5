import pandas as pd
import pytest

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.sources.by_hand import programmes

IDS = pd.DataFrame([("", "fp7", "FP7", "", ""), ("G001", "horizon_2020", "", "framework", "")])
IDS.columns = ["register_id", "programme_id", "short_name_nb", "part_of", "reason"]
DETAILS = pd.DataFrame([("G001", "few from the north", "")], columns=["record_id", "detail", "reason"])
ADDED = pd.DataFrame(
    [("fp7", "FP7", "FP7", "EU research", "Horisont 2020", "2007-2013", "yes", "")],
    columns=[
        "programme_id", "programme_name", "programme_name_en", "family", "successor", "period_text",
        "norway_takes_part", "reason",
    ],
    dtype="str",
)  # fmt: skip
COLUMNS = [
    "id",
    "programme",
    "name_en",
    "family",
    "named_in_case",
    "predecessor",
    "successor",
    "period",
    "total_budget_eur",
    "budget_note",
    "norway_takes_part",
    "norway_since",
    "norwegian_contribution",
    "norwegian_regions",
    "national_contact_point",
    "who_can_apply",
    "municipality",
    "county_council",
    "school",
    "company",
    "official_url",
    "url_seen_in_stored_page",
    "source_title",
    "source_url",
    "publisher",
    "published",
    "confidence",
    "note",
]
ROW = dict.fromkeys(COLUMNS, "") | {
    "id": "G001",
    "programme": "Horisont 2020",
    "name_en": "Horizon 2020",
    "family": "EU research",
    "period": "2014-2020",
    "total_budget_eur": "80000000000",
    "norway_takes_part": "yes",
    "municipality": "yes",
    "official_url": "https://example.org/",
    "url_seen_in_stored_page": "no",
    "note": "a running note",
}


def tidy(**changes):
    rows = programmes.tidy(pd.DataFrame([ROW | changes], dtype="str"), IDS, ADDED, DETAILS)
    table = checks.check(schemas.conform(rows, "programmes"), "programmes", file="test")
    return table.set_index("programme_id", drop=False)


def test_a_programme_has_a_readable_id_a_period_and_a_budget():
    row = tidy().loc["horizon_2020"]
    assert (row["period_start"], row["period_end"], row["total_budget_eur"]) == (2014, 2020, 80_000_000_000)


def test_the_predecessor_whose_participations_are_loaded_is_added():
    row = tidy().loc["fp7"]
    assert (row["period_start"], row["period_end"]) == (2007, 2013)
    assert pd.isna(row["register_id"])


def test_an_address_from_general_knowledge_is_marked_as_not_checked():
    assert not tidy().loc["horizon_2020", "official_url_checked"]
    assert tidy(url_seen_in_stored_page="yes").loc["horizon_2020", "official_url_checked"]


def test_notes_are_not_carried_over_and_blanks_are_null():
    rows = tidy()
    assert "a running note" not in rows.to_string()
    assert pd.isna(rows.loc["horizon_2020", "open_to_school"])


def test_a_programme_without_an_id_is_an_error():
    with pytest.raises(DataError, match="no id for G999"):
        tidy(id="G999")


def test_a_programme_says_what_it_is_a_part_of_and_what_else_is_known():
    rows = tidy()
    assert rows.loc["horizon_2020", ["part_of", "details"]].tolist() == ["framework", "few from the north"]
    assert rows.loc["fp7", ["part_of", "details"]].isna().all()


NAMES = pd.DataFrame(
    [
        ("Erasmus+", "2014", "2020", "erasmus_plus_2014_2020"),
        ("Erasmus+", "2021", "2027", "erasmus_plus_2021_2027"),
        ("Interreg", "", "", "interreg"),
    ],
    columns=["programme_name", "first_year", "last_year", "programme_id"],
)


@pytest.mark.parametrize(
    ("name", "first_year", "known_in", "programme_id"),
    [
        ("Erasmus+", 2018, 2024, "erasmus_plus_2014_2020"),
        ("Erasmus+", None, 2020, "erasmus_plus_2014_2020"),
        ("Erasmus+", None, 2024, None),
        ("Erasmus+", None, None, None),
        ("Erasmus+", 2009, 2010, None),
        ("Interreg", None, None, "interreg"),
        ("Unknown", None, 2020, None),
    ],
)
def test_something_without_years_is_of_the_only_programme_that_had_begun_when_it_was_written_down(
    name, first_year, known_in, programme_id
):
    assert programmes.id_of(name, first_year, NAMES, known_in=known_in) == programme_id
