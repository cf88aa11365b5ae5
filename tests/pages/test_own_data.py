"""The own data page: a file is shown before it is used, refused without harm, and taken out again."""

import pandas as pd
import pytest

from analysis import own_data
from analysis.own_data import FIELDS, Asked, Reading
from analysis.text import languages, translate
from analysis.text.reader import Reader
from analysis.uploads import UploadError
from pages._shared.own_data import files as own_files
from pages._shared.own_data import upload
from tests.tools.own_rows_in_hand import NOTHING, register
from tests.tools.own_rows_in_hand import here as at
from tests.tools.page_words import words_on
from tests.tools.pages import opened

WORDS = translate.words("nb")
HEADINGS = {field.field_id: WORDS(field.heading) for field in FIELDS}
UNCHANGED = "Dataene som er i bruk, er uendret."
GOOD = {"project_title": "Les mer", "programme": "Erasmus+ 2021–2027", "place": "Levanger", "start": "2022"}


def csv(*rows, headings=HEADINGS, separator=";"):
    lines = [separator.join(headings.values())]
    lines += [separator.join(row.get(field, "") for field in headings) for row in rows]
    return "\r\n".join(lines).encode("utf-8-sig")


def page(*files):
    return opened("own_data", (), *files)


def uploaded(app, content, name="mine.csv"):
    app.file_uploader[0].upload(name, content, "text/csv")
    app.run()
    assert not app.exception
    return app


def keys(app):
    return [button.key for button in app.button]


def counts(app):
    return {metric.label: metric.value for metric in app.metric}


def widget(app, start):
    return next(box for box in app.selectbox if box.key.startswith(start))


def test_an_empty_page_says_what_can_be_uploaded_and_offers_the_template():
    app = page()
    assert app.title[0].value == "Egne data"
    assert "own-template" in [button.key for button in app.get("download_button")] or app.get("download_button")
    assert "CORDIS" in words_on(app)
    assert "own-use" not in keys(app)


def test_a_good_register_is_shown_and_nothing_is_in_use_yet():
    app = uploaded(page(), csv(GOOD, GOOD | {"place": "5001"}))
    assert counts(app) == {"Rader lest": "2", "Rader godtatt": "2", "Rader avvist": "0"}
    assert "Register over egne prosjekter" in words_on(app)
    assert UNCHANGED in words_on(app)
    assert app.dataframe[0].value.iloc[0].tolist()[0] == "Les mer"
    assert widget(app, "egen-encoding").value.startswith("utf-8")
    assert widget(app, "egen-separator").value == ";"
    assert "I bruk i denne fanen" not in [header.value for header in app.header]


def test_only_the_button_takes_the_rows_into_use_and_they_can_be_taken_out_and_brought_back():
    app = uploaded(page(), csv(GOOD))
    app.button(key="own-use").click().run()
    assert "I bruk i denne fanen" in [header.value for header in app.header]
    assert "own-use" not in keys(app)
    assert "Erasmus+ 2021–2027" in words_on(app)
    app.button(key="own-out-0").click().run()
    assert "I bruk i denne fanen" not in [header.value for header in app.header]
    app.button(key="own-undo").click().run()
    assert "I bruk i denne fanen" in [header.value for header in app.header]
    assert "mine\\.csv" in words_on(app) or "mine.csv" in words_on(app)


def test_a_corrected_file_of_the_same_name_takes_the_place_of_the_earlier_one():
    amounts = {"amount": "150000,50", "currency": "EUR"}
    app = uploaded(page(), csv(GOOD | amounts, GOOD | {"place": "Verdal"}))
    app.button(key="own-use").click().run()
    uploaded(app, csv(GOOD | amounts | {"amount": "160000,50"}, GOOD | {"place": "Verdal"}))
    app.button(key="own-use").click().run()
    assert not app.exception
    file, *others = app.session_state["egne rader"]
    assert (file.name, others) == ("mine.csv", [])
    assert file.rows["eu_contribution_cents"].fillna(-1).tolist() == [16_000_050, -1]
    app.button(key="own-undo").click().run()
    assert app.session_state["egne rader"][0].rows["eu_contribution_cents"].iloc[0] == 15_000_050


def test_the_first_ten_errors_say_row_column_value_and_what_was_expected():
    bad = [GOOD | {"place": f"Ingensteds {number}"} for number in range(12)]
    app = uploaded(page(), csv(GOOD, *bad))
    assert counts(app) == {"Rader lest": "13", "Rader godtatt": "1", "Rader avvist": "12"}
    errors = app.table[0].value
    assert list(errors.columns) == ["Rad", "Kolonne", "Verdi", "Ventet"]
    assert len(errors) == 10
    assert errors.iloc[0].tolist()[:3] == ["3", HEADINGS["place"], "Ingensteds 0"]
    assert "10 av 12" in words_on(app)
    assert "own-use" in keys(app)


@pytest.mark.parametrize(("language", "said"), [("nb", "med navn eller nummer"), ("en", "by name or number")])
def test_the_file_of_errors_is_in_the_readers_language(language, said):
    reader = Reader(language, "EUR")
    found = own_data.read(csv(GOOD | {"place": "=Ingensteds"}), "mine.csv", Asked())
    told = own_files.errors(reader, found).decode("utf-8-sig")
    assert said in told
    assert "'=Ingensteds" in told


def test_a_cell_of_a_file_is_never_read_as_markdown():
    app = uploaded(page(), csv(GOOD | {"place": "![x](https://example.org/x.png)"}))
    assert app.table[0].value.iloc[0, 2] == "!\\[x\\](https:\u2060//example.org/x.png)"


def test_a_file_without_an_accepted_row_cannot_be_used():
    app = uploaded(page(), csv(GOOD | {"place": "Ingensteds"}))
    assert "own-use" not in keys(app)
    assert "Ingen rad er godtatt" in words_on(app)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x00", b"PK\x03\x04 this is no workbook"])
def test_a_bad_file_is_refused_with_a_reason_and_the_rows_in_use_stay(content):
    app = uploaded(page(register(at("5037"))), content, "bad.xlsx")
    assert len(app.error) == 1
    assert UNCHANGED in words_on(app)
    assert "I bruk i denne fanen" in [header.value for header in app.header]
    assert "own-use" not in keys(app)


def test_a_column_with_another_heading_is_chosen_by_hand():
    headings = HEADINGS | {"place": "Der det skjer"}
    app = uploaded(page(), csv(GOOD, headings=headings))
    assert "own-use" not in keys(app) or counts(app)["Rader godtatt"] == "0"
    widget(app, "egen-kolonne-place").set_value("Der det skjer").run()
    assert counts(app)["Rader godtatt"] == "1"
    assert "own-use" in keys(app)


def test_a_wrong_separator_is_corrected_and_the_correction_can_be_undone():
    app = uploaded(page(), csv(GOOD))
    widget(app, "egen-separator").set_value(",").run()
    assert not app.exception
    if app.error:
        next(button for button in app.button if button.label == "Les filen slik den ble funnet").click().run()
    else:
        widget(app, "egen-separator").set_value(";").run()
    assert counts(app)["Rader godtatt"] == "1"


def reading(**given):
    return Reading(**{
        "kind": "fts", "part": "rows", "encoding": "", "separator": "", "decimal": "", "sheets": ("A", "B"),
        "sheet": "A", "headings": ("Year", "Year"), "preview": (("2020", "x"),), "columns": {"Year": "Year"},
        "rows_read": 1, "accepted": NOTHING, "tables": {}, "placed": {}, "left_out": {},
        "rejected": pd.DataFrame({"row": [], "column": [], "value": [], "expected": []}),
    } | given)  # fmt: skip


def test_a_publishers_file_without_participations_is_shown_but_has_nothing_to_use(monkeypatch):
    commitments = pd.DataFrame({"commitment_id": ["1"], "source_id": ["fts"]})
    told = reading(tables={"commitments": commitments}, left_out={"not in Norway": 3}, placed={"postal_code": 1})
    monkeypatch.setattr(upload.own_data, "read", lambda *_: told)
    app = uploaded(page(), b"x", "fts.xlsx")
    assert "EU-budsjettet" in words_on(app)
    assert "postnummer: 1" in words_on(app)
    assert "Utelatt: " in words_on(app)
    assert counts(app)["Rader godtatt"] == "1"
    assert "own-use" not in keys(app)
    assert widget(app, "egen-sheet").options == ["A", "B"]


def test_a_file_is_read_once_however_often_the_page_runs(monkeypatch):
    calls = []

    def read(content, name, asked):
        calls.append(asked)
        if asked.sheet == "B":
            raise UploadError("The file holds no rows. Nothing was changed.")
        return reading()

    monkeypatch.setattr(upload.own_data, "read", read)
    app = uploaded(page(), b"x", "fts.xlsx").run().run()
    assert calls == [Asked()]
    widget(app, "egen-sheet").set_value("B").run().run()
    assert calls == [Asked(), Asked(sheet="B")]
    assert len(app.error) == 1


def test_a_file_of_the_same_name_takes_the_place_of_the_earlier_one():
    app = uploaded(page(), csv(GOOD))
    app.button(key="own-use").click().run()
    uploaded(app, csv(GOOD, GOOD | {"project_title": "Mer"}))
    app.button(key="own-use").click().run()
    assert [key for key in keys(app) if key.startswith("own-out")] == ["own-out-0"]
    assert "Rader: 2" in words_on(app)


@pytest.mark.parametrize("language", languages.CODES)
def test_the_template_is_accepted_as_it_is_and_so_are_saved_rows(language):
    words = translate.words(language)
    found = own_data.read(own_data.template(words), "template.xlsx", Asked())
    assert found.kind == "own_register"
    assert found.rejected.empty
    assert len(found.accepted) == found.rows_read > 0


def test_what_a_refused_cell_could_mean_stands_behind_what_was_expected():
    rejected = pd.DataFrame({
        "row": [2, 3], "column": ["Kommune", "Currency"], "value": ["Herøy", ""],
        "expected": ["the name of the project", "the name of the project"],
        "candidates": ["Herøy (1515), Herøy (1818)", None],
    })  # fmt: skip
    told = own_files.in_words(Reader("nb", "EUR"), rejected)
    assert told["expected"].tolist() == [
        "navnet på prosjektet: Herøy (1515), Herøy (1818)", "navnet på prosjektet",
    ]  # fmt: skip
    assert told["column"].tolist() == ["Kommune", "Valuta"]


def test_rows_in_doubt_are_shown_with_a_question_and_count_when_the_reader_says_so():
    app = uploaded(page(), csv(GOOD, GOOD))
    assert counts(app) == {"Rader lest": "2", "Rader godtatt": "1", "Rader avvist": "0", "Utelatte rader": "1"}
    assert "Rader som er like en annen: 1" in words_on(app)
    next(box for box in app.checkbox if box.key.startswith("egen-tell-equal")).check().run()
    assert counts(app)["Rader godtatt"] == "2"


def test_rows_of_another_file_in_use_count_once_until_the_reader_says_so():
    app = uploaded(page(), csv(GOOD), "register.csv")
    app.button(key="own-use").click().run()
    uploaded(app, csv(GOOD, GOOD | {"place": "Verdal"}), "register (1).csv")
    assert "Rader som er i bruk fra før: 1, fra register" in app.warning[0].value
    app.button(key="own-use").click().run()
    assert [(file.name, len(file.rows)) for file in app.session_state["egne rader"]] == [
        ("register.csv", 1), ("register (1).csv", 1),
    ]  # fmt: skip


def test_the_currency_of_a_file_without_one_is_chosen_once_for_all_rows():
    app = uploaded(page(), csv(GOOD | {"amount": "1000"}))
    assert counts(app)["Rader avvist"] == "1"
    widget(app, "egen-currency").select("EUR").run()
    assert counts(app)["Rader godtatt"] == "1"
