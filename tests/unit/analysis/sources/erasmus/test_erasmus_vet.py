import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.sources.erasmus import erasmus_vet

CORRECTIONS = pd.DataFrame(
    [("erasmus_vet", "organisation_name_added", "", "", "TROMS FYLKESKOMMUNE", "Troms fylkeskommune", "")],
    columns=["source_id", "column", "where_column", "where_value", "published", "corrected", "reason"],
)
COUNCILS = pd.DataFrame(
    [("Troms fylkeskommune", "2023", "54", "")], columns=["organisation_name", "call_year", "county_code", "reason"]
)
SCHOOL = {
    "call_year": "2023",
    "organisation_in_source": "verdal videregående skole",
    "organisation_name_added": "Verdal videregående skole",
    "kind_added": "upper secondary school",
    "ka121_vet_projects": "1",
    "ka122_vet_projects": "0",
    "grant_eur": "55021.26",
    "knr_2024_added": "5038",
    "fylke_2024_added": "50",
    "placed_by_added": "hand: known seat of the school or body; check",
}
COUNCIL = SCHOOL | {
    "organisation_in_source": "troms fylkeskommune",
    "organisation_name_added": "TROMS FYLKESKOMMUNE",
    "kind_added": "county council",
    "knr_2024_added": "",
    "fylke_2024_added": "",
    "placed_by_added": "county council; not placed: in 2022 the council here was another",
}


def tidy(*rows):
    return erasmus_vet.tidy(pd.DataFrame(rows, dtype="str"), CORRECTIONS, COUNCILS)


def totals(*rows):
    raw = pd.DataFrame(rows, columns=["call_year", "action", "projects", "grant_eur"], dtype="str")
    return erasmus_vet.national(raw)


def test_a_grant_is_one_project_of_one_action_in_whole_cents():
    row = tidy(SCHOOL, COUNCIL).iloc[0]
    assert row[["area_of_programme", "eu_contribution_cents", "role"]].tolist() == [
        "KA121-VET",
        5_502_126,
        "coordinator",
    ]
    assert row[["municipality_code", "county_code", "geography_year", "placed_by"]].tolist() == [
        "5038", "50", 2024, "hand",
    ]  # fmt: skip


def test_a_council_under_a_later_name_lies_in_the_county_of_the_call():
    earlier, later = tidy(COUNCIL, COUNCIL | {"call_year": "2024", "fylke_2024_added": "55"}).to_dict("records")
    assert (earlier["county_code"], earlier["geography_year"], earlier["placed_by"]) == ("54", 2023, "name")
    assert (later["county_code"], later["geography_year"]) == ("55", 2024)


def test_a_row_of_two_projects_is_an_error():
    with pytest.raises(DataError, match="not one project"):
        tidy(COUNCIL, SCHOOL | {"ka122_vet_projects": "1"})


def test_a_new_way_of_placing_is_an_error():
    with pytest.raises(DataError, match="'by dice'"):
        tidy(COUNCIL, SCHOOL | {"placed_by_added": "by dice"})


@pytest.mark.parametrize(
    ("projects", "amount", "error"), [("1", "55021.26", None), ("2", "55021.26", "2023"), ("1", "55021.27", "2023")]
)
def test_coordinators_and_national_totals_agree_to_the_project_and_the_cent(projects, amount, error):
    grants = tidy(SCHOOL, COUNCIL).iloc[[0]]
    of_norway = totals(("2014", "KA102", "51", "3319902.0"), ("2023", "KA121", projects, amount))
    if error is None:
        erasmus_vet.reconcile(grants, of_norway)
    else:
        with pytest.raises(DataError, match=error):
            erasmus_vet.reconcile(grants, of_norway)
