import pandas as pd
import pytest

from analysis.contract import schemas
from analysis.sources.by_hand import partnerships, twin_towns
from analysis.sources.common.places import Found

PLACES = {
    "Askim": Found("0124", 2019, "3118"),
    "Indre Østfold": Found("3118", 2024, "3118"),
    "Levanger": Found("5037", 2020, "5037"),
    "Tysfjord": Found("1850", 2017, None),
}
CORRECTIONS = pd.DataFrame(
    [
        ("twin_towns_wikidata", "origincountry", "source_file", "denmark.tsv", "Denmark", "Sweden", ""),
        ("twin_towns_wikipedia", "sister_country", "", "", "Island", "Iceland", ""),
    ],
    columns=["source_id", "column", "where_column", "where_value", "published", "corrected", "reason"],
    dtype="str",
)
NO_CORRECTIONS = CORRECTIONS.iloc[:0]
NO_PROGRAMMES = pd.DataFrame(columns=["programme_name", "first_year", "last_year", "programme_id", "reason"])
TOWNS = pd.DataFrame(
    [("Pietarsaari", "Jakobstad", ""), ("Wyborg", "Vyborg", "")], columns=["town_name", "same_as", "reason"]
)
COLUMNS = [
    "id",
    "area_level",
    "area_code_or_name",
    "kind",
    "name",
    "programme",
    "role",
    "partners",
    "partner_countries",
    "start",
    "end",
    "status",
    "municipal_unit",
    "theme",
    "amount",
    "currency",
    "amount_basis",
    "source_title",
    "source_url",
    "publisher",
    "published",
    "confidence",
    "note",
]
LISTED = dict.fromkeys(COLUMNS, "") | {
    "id": "P0001",
    "area_level": "municipality",
    "area_code_or_name": "Askim",
    "kind": "twin town",
    "name": "Vantaa",
    "partners": "Vantaa",
    "partner_countries": "Finland",
}


class Places:
    def find(self, name, level, year):
        if level == "county":
            return Found("42", 2024, None) if name == "Agder" else None
        return PLACES.get(name)


def listed(*changes):
    raw = pd.DataFrame([LISTED | change for change in changes], dtype="str")
    empty = {
        "corrections": NO_CORRECTIONS,
        "details": pd.DataFrame(columns=["record_id", "detail", "reason"], dtype="str"),
        "network_names": pd.DataFrame(columns=["network_name", "network_id"], dtype="str"),
        "partnership_partners": pd.DataFrame(
            columns=["partnership_id", "area_level", "area_name", "reason"], dtype="str"
        ),
        "programme_names": NO_PROGRAMMES,
    }
    return schemas.conform(partnerships.tidy(raw, empty, Places()), "partnerships")


def wikipedia(*pairs, corrections=NO_CORRECTIONS):
    raw = pd.DataFrame(pairs, columns=["norwegian_place", "sister_city", "sister_country"], dtype="str")
    raw["knr_2024"] = "3903"
    return schemas.conform(twin_towns.tidy_wikipedia(raw, corrections, Places()), "partnerships")


def wikidata(*pairs, corrections=NO_CORRECTIONS):
    columns = ["source_file", "origincityLabel", "origincountry", "sistercityLabel"]
    raw = pd.DataFrame(pairs, columns=columns, dtype="str")
    return schemas.conform(twin_towns.tidy_wikidata(raw, corrections, Places()), "partnerships")


def of_2026(*pairs):
    columns = ["norwegian_place", "sister_place", "sister_country", "place_method"]
    raw = pd.DataFrame(pairs, columns=columns, dtype="str")
    return schemas.conform(twin_towns.tidy_wikipedia_2026(raw, NO_CORRECTIONS, Places()), "partnerships")


def all_of(first, *additions):
    reasons = (twin_towns.IN_WIKIPEDIA, twin_towns.IN_WIKIDATA, twin_towns.TWICE)
    return twin_towns.merge(first, list(zip(additions, reasons, strict=False)), TOWNS)


def merged(first, *additions):
    rows, left_out = all_of(first, *additions)
    return rows[~rows["partnership_id"].isin(first["partnership_id"])], left_out


def test_an_old_name_is_kept_beside_the_code_of_its_time_and_of_today():
    row = listed({}).iloc[0]
    assert row[["area_name", "area_code", "geography_year", "municipality_code_today"]].tolist() == [
        "Askim", "0124", 2019, "3118",
    ]  # fmt: skip
    assert pd.isna(row["start"])


def test_an_amount_keeps_its_currency_and_notes_are_not_carried_over():
    rows = listed({"amount": "62000", "currency": "SEK", "note": "a running note"})
    assert rows[["amount", "currency"]].iloc[0].tolist() == [62000, "SEK"]
    assert "a running note" not in rows.to_string()


def test_an_ambiguous_place_has_no_code_whatever_the_file_guesses():
    row = wikipedia(("Sande", "Akaa", "Finland")).iloc[0]
    assert row[["area_code", "municipality_code_today"]].isna().all()
    assert row["partnership_id"] == "w2023-sande-akaa"


def test_island_is_iceland_and_the_swapped_files_have_their_countries():
    assert wikipedia(("Askim", "Norðurþing", "Island"), corrections=CORRECTIONS)["partner_countries"].tolist() == [
        "Iceland"
    ]
    rows = wikidata(("denmark.tsv", "Solna", "Denmark", "Askim"), corrections=CORRECTIONS)
    assert rows[["name", "area_name", "partner_countries"]].iloc[0].tolist() == ["Solna", "Askim", "Sweden"]


def test_a_pair_already_published_is_left_out_also_under_the_new_name_of_the_municipality():
    new, (left_out,) = merged(
        listed({}), wikipedia(("Indre Østfold", "Vantaa", "Finland"), ("Askim", "Huddinge", "Sweden"))
    )
    assert new["name"].tolist() == ["Huddinge"]
    assert left_out == {twin_towns.IN_PUBLISHED: 1}


def test_another_spelling_or_the_word_for_the_unit_is_the_same_town():
    first = listed({"partners": "Wyborg", "partner_countries": ""}, {"id": "P2", "partners": "Thisted Kommune"})
    _, (left_out,) = merged(first, wikipedia(("Askim", "Vyborg", "Russia"), ("Askim", "Thisted", "Finland")))
    assert left_out == {twin_towns.IN_PUBLISHED: 2}


def test_one_published_row_may_name_several_towns():
    first = listed({"partners": "Eslöv; Pietarsaari (Jakobstad)", "partner_countries": "Sweden; Finland"})
    new, _ = merged(first, wikipedia(("Askim", "Jakobstad", "Finland"), ("Askim", "Eslöv", "Denmark")))
    assert new["partner_countries"].tolist() == ["Denmark"]


def test_doubles_are_counted_by_the_source_that_already_has_them():
    data = wikidata(
        ("sweden.tsv", "Solna Municipality", "Sweden", "Askim"),
        ("sweden.tsv", "Solna", "Sweden", "Askim"),
        ("finland.tsv", "Vantaa", "Finland", "Askim"),
        ("finland.tsv", "Inari", "Finland", "Levanger"),
    )
    new, left_out = merged(listed({}), wikipedia(("Askim", "Solna", "Sweden")), data)
    assert new["partnership_id"].tolist() == ["w2023-askim-solna", "w2017-levanger-inari"]
    reasons = {twin_towns.IN_WIKIPEDIA: 1, twin_towns.TWICE: 1, twin_towns.IN_PUBLISHED: 1}
    assert left_out == [{}, reasons]


def test_all_published_rows_stay_even_where_two_name_the_same_pair():
    assert len(listed({}, {"id": "P0002"})) == 2


def test_a_county_council_is_not_a_municipality():
    row = listed({"area_level": "county council", "area_code_or_name": "Trøndelag fylkeskommune"}).iloc[0]
    assert row["area_level"] == "county_council"


def test_a_pair_has_the_date_of_the_last_list_that_names_it():
    rows, left_out = all_of(
        listed({}, {"id": "P0002", "name": "Odense", "partners": "Odense", "partner_countries": "Denmark"}),
        wikipedia(("Askim", "Vantaa", "Finland"), ("Askim", "Solna", "Sweden")),
        wikidata(("denmark.tsv", "Inari", "Finland", "Levanger")),
        of_2026(("Askim", "Vantaa", "Finland", "municipality name"), ("Levanger", "Inari", "Finland", "")),
    )
    assert rows.set_index("partnership_id")["as_of"].to_dict() == {
        "P0001": "2026-02", "P0002": pytest.approx(float("nan"), nan_ok=True), "w2023-askim-solna": "2023",
        "w2017-levanger-inari": "2026-02",
    }  # fmt: skip
    assert left_out[2] == {twin_towns.IN_PUBLISHED: 1, twin_towns.IN_WIKIDATA: 1}


def test_a_county_of_the_list_of_2026_is_its_county_council_and_a_district_nobody():
    rows = of_2026(("Agder", "Kaunas", "Lithuania", "county or district"), ("Nordhordland", "Fergus Falls", "", ""))
    assert rows["area_level"].tolist() == ["county_council", "municipality"]
    assert rows["area_code"].tolist()[0] == "42"
    assert pd.isna(rows["area_code"].iloc[1])
