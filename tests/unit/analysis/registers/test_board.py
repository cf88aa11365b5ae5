"""The follow-up board: what comes out of its file is what went in, and a bad file changes nothing."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import uploads
from analysis.exports.tables import spreadsheet, workbook
from analysis.registers import board, registers
from analysis.store.tables import read_table
from analysis.text.translate import words
from analysis.uploads import UploadError

TEXT = words("nb")
WORDS = {
    "columns": {column: TEXT(word) for column, word in board.COLUMNS.items()},
    "statuses": {status: TEXT(word) for status, word in board.STATUSES.items()},
}
HEADINGS = list(WORDS["columns"].values())


def start():
    networks = read_table("networks")
    workshop = networks[networks["named_in_case"] == registers.WORKSHOP]
    said = (board.TEST_TOGETHER, board.BUILD_ON, board.THEME_MEETING)
    return board.from_workshop(workshop, {word: TEXT(word) for word in said})


def saved(rows):
    return rows.assign(status=rows["status"].map(WORDS["statuses"])).rename(columns=WORDS["columns"])


def test_the_board_starts_with_every_network_of_the_workshop_and_nobody_in_charge():
    rows = start()
    assert len(rows) == 13
    assert set(rows["responsible"]) == {""}
    assert set(rows["status"]) == {"suggested"}
    assert rows.loc[0, "network"] == ""
    assert "Fylkeskultursjefnettverket" in set(rows["network"])


LETTERS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "suggestion": LETTERS,
            "network": LETTERS,
            "responsible": LETTERS,
            "status": st.sampled_from(list(board.STATUSES)),
            "date": st.none() | st.dates(board.FIRST_DAY, board.LAST_DAY),
        }
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_a_board_comes_back_from_csv_as_it_was(rows):
    before = board.tidy(pd.DataFrame(rows))
    content = spreadsheet.csv(saved(before))
    after = board.read(uploads.read(content, "tavle.csv"), WORDS).board
    assert after.to_dict("records") == before.to_dict("records")


@settings(max_examples=8, deadline=None)
@given(ROWS)
def test_a_board_comes_back_from_a_workbook_as_it_was(rows):
    before = board.tidy(pd.DataFrame(rows))
    content = workbook.xlsx(saved(before), sheet="Oppfølging")
    after = board.read(uploads.read(content, "tavle.xlsx"), WORDS).board
    assert after.to_dict("records") == before.to_dict("records")


def test_the_first_board_comes_back_from_both():
    before = start()
    for name, content in (
        ("x.csv", spreadsheet.csv(saved(before))),
        ("x.xlsx", workbook.xlsx(saved(before), sheet="A")),
    ):
        after = board.read(uploads.read(content, name), WORDS).board
        assert after.to_dict("records") == before.to_dict("records")


def row_with(**cells):
    values = {"suggestion": "Møte", "network": "", "responsible": "", "status": "", "date": ""} | cells
    return [HEADINGS, list(values.values())]


def test_headings_may_stand_in_any_order_and_other_columns_are_told():
    found = board.read([["Merknad", *reversed(HEADINGS)], ["x", "1.3.2027", "i gang", "", "KS", "Møte"]], WORDS)
    assert found.left_out == ("Merknad",)
    assert found.board.to_dict("records") == [
        {"suggestion": "Møte", "network": "KS", "responsible": "", "status": "under_way", "date": date(2027, 3, 1)}
    ]


@pytest.mark.parametrize(
    ("rows", "words_of"),
    [
        ([["Forslag", "Nettverk"], ["x", "y"]], "NO_HEADINGS"),
        ([[*HEADINGS, "forslag"], ["x"] * 6], "TWICE"),
        (row_with(status="kanskje"), "BAD_STATUS"),
        (row_with(date="31.02.2027"), "BAD_DATE"),
        (row_with(date="i morgen"), "BAD_DATE"),
        (row_with(date="01.01.1066"), "BAD_DATE"),
        (row_with(suggestion="x" * 501), "TOO_LONG"),
        ([HEADINGS, ["x"] + [""] * 5 + ["beyond"]], "TOO_WIDE"),
        ([HEADINGS, *[["x"]] * 501], "TOO_MANY"),
    ],
)
def test_a_bad_row_refuses_the_whole_file_and_says_where(rows, words_of):
    with pytest.raises(UploadError) as refused:
        board.read(rows, WORDS)
    assert refused.value.words == getattr(board, words_of)
    if "row" in refused.value.places:
        assert refused.value.places["row"] == ("1" if words_of == "NO_HEADINGS" else "2")


def test_control_characters_and_formulas_do_no_harm():
    rows = board.tidy(pd.DataFrame([{"suggestion": "a\x00b\x07\n c", "network": "=HYPERLINK()", "responsible": "'=1"}]))
    assert rows.loc[0, "suggestion"] == "a b c"
    assert rows.loc[0, "responsible"] == "=1"
    assert b"'=HYPERLINK" in spreadsheet.csv(saved(rows))
    assert uploads.read(workbook.xlsx(saved(rows), sheet="A"), "x.xlsx")[1][1] == "=HYPERLINK()"


@pytest.mark.parametrize("said", ["Kari Nordmann", "Ola Nord-Hansen", "Anne Berit Åsen"])
def test_a_persons_name_is_warned_of(said):
    assert board.may_be_a_person(said)


@pytest.mark.parametrize(
    "said",
    ["", "Kultursjef", "Trøndelag fylkeskommune", "KS", "Norsk Kulturforum", "Osloregionens Europakontor"],
)  # fmt: skip
def test_roles_and_organisations_are_not_taken_for_people(said):
    assert not board.may_be_a_person(said)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_board_saved_in_another_language_below_a_title_and_with_short_days_is_read(language):
    other = words(language)
    headings = [other(word) for word in board.COLUMNS.values()]
    rows = [["Tavle", "", "", "", ""], headings, ["Møte", "KS", "Plan", other("Under way"), "1.3.27"]]
    after = board.read(rows, WORDS).board
    assert after[["status", "date"]].values.tolist() == [["under_way", date(2027, 3, 1)]]
