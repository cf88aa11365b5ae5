"""The sources page: every source with its account, what is not loaded, where sources disagree, and the data."""

import json
import re
import shutil

import pandas as pd
import pytest

from analysis.contract import descriptor
from analysis.standing import coverage
from analysis.store import catalogue, versions
from analysis.store.tables import DATA, read_table
from analysis.text import languages, translate
from pages._shared.session.query import Key
from pages._shared.sources import words as register_words
from tests.tools import page_tables
from tests.tools.pages import opened, opened_by_anything

REGISTER = catalogue.read_register()
VIEWS = ("register", "dekning", "regnskap", "uenighet", "nytt", "data")
SPACE = chr(0xA0)
# Words of the interface that only one of the languages has.
FOREIGN = {
    "nb": r"\b(ikkje|frå|berre|kommunar|the|and|loaded|sources?|rows?|publisher|licence|programmes?|not stated)\b",
    "nn": r"\b(ikke|fra|bare|kommuner|the|and|loaded|sources?|rows?|publisher|licence|programmes?|not stated)\b",
    "en": r"\b(ikke|ikkje|frå|kommuner|kommunar|kilder?|kjelder?|lisens|lastet|lasta|prosjekter|rader|utgiver)\b",
}


@pytest.fixture(autouse=True)
def _own_store(monkeypatch, tmp_path):
    monkeypatch.setenv(versions.STORE, str(tmp_path / "store"))


def page(asked=()):
    return opened("sources", asked)


def said_on(app):
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info)
    words = [str(element.value) for kind in kinds for element in kind]
    words += [str(element.label) for kind in (app.button, app.selectbox, app.toggle, app.metric) for element in kind]
    for table in page_tables.everything(app):
        words += [str(name) for name in table.columns]
        words += [str(cell) for row in table.astype(str).to_numpy() for cell in row]
    return words


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_in_the_readers_language(view, language):
    app = page({Key.SOURCES_VIEW: view, Key.LANGUAGE: language})
    quoted = re.compile(r"“[^”]*”|«[^»]*»|`[^`]*`|\S*(_|\u200b|\.csv)\S*")  # titles as published, names of files
    said = [quoted.sub("", words) for words in said_on(app)]
    assert [words for words in said if re.search(FOREIGN[language], words, re.IGNORECASE)] == []


@pytest.mark.parametrize("source_id", REGISTER)
def test_every_source_opens_with_publisher_licence_period_and_caveats(source_id):
    app, source, text = page({Key.SOURCE: source_id}), REGISTER[source_id], translate.words("nb")
    words = "\n".join(said_on(app))
    assert app.header[0].value == text(source.title)
    for said in (source.publisher, source.licence, source.period_covered, *source.caveats):
        assert text(said) in words
    loads = [code.value for code in app.code]
    if source.embedded or source_id == "own_register":
        assert loads == []
    else:
        assert loads == [f"python -m analysis.refresh {source_id}"]
        assert "Egne data" in words


def test_the_register_has_every_source_loaded_ones_apart_from_those_that_can_be():
    app, text = page(), translate.words("nb")
    loaded, offered = (list(table.value["Kilde"]) for table in app.dataframe)
    assert loaded == [text(source.title) for source in REGISTER.values() if source.embedded]
    assert offered == [text(source.title) for source in REGISTER.values() if not source.embedded]


def test_no_row_is_without_an_account():
    (metric,) = [metric for metric in page().metric if metric.label == "Rader uten regnskap"]
    assert metric.value == "0"


def test_a_sources_rows_money_and_places_are_on_its_page():
    words = "\n".join(said_on(page({Key.SOURCE: "forskningsradet"})))
    assert f"Deltakelser, én organisasjon i ett prosjekt: 2{SPACE}931" in words
    assert words.count(f"1{SPACE}672{SPACE}234{SPACE}782") == 2
    assert f"Kode fra utgiveren: 2{SPACE}924 (99,8{SPACE}%)" in words
    assert r"28\. januar 2022" in words


def test_every_programme_is_in_the_matrix_and_its_states_are_apart():
    app = page({Key.SOURCES_VIEW: "dekning"})
    (table,) = [table for table in page_tables.texts(app) if "Kommune" in table]
    rows = table.set_index("Program")
    assert "Lastet inn" in rows.loc["FP7", "Kommune"] and "CORDIS 2007–2013" in rows.loc["FP7", "Kommune"]
    assert "Lastet inn" in rows.loc["Horisont Europa", "Kommune"]
    assert "CORDIS 2021–2025" in rows.loc["Horisont Europa", "Kommune"]
    some = rows.loc["Kreativt Europa 2014–2020", "Kommune"]
    assert "Bare noen steder" in some and "kan lastes inn: EU-kommisjonen 2014–2020" in some
    others = {words.split("**")[1]: words for words in said_on(app) if re.search(r"\*\* \(\d+\): ", words)}
    assert "URBACT IV" in others["Ikke lastet inn"] and "URBACT IV" not in others["Norge utenfor"]
    assert "LIFE" in others["Norge utenfor"]
    listed = sum(int(re.search(r"\*\* \((\d+)\)", words).group(1)) for words in others.values())
    assert len(rows) + listed == len(read_table("programmes"))


def test_every_state_way_of_placing_and_table_has_a_name():
    assert set(register_words.STATES) == set(coverage.STATES)
    assert set(register_words.TABLES) == {path.stem for path in (DATA / "tables").glob("*.parquet")}
    assert set(read_table("participations")["placed_by"].dropna()) <= set(register_words.PLACED_BY)


def test_only_files_of_which_something_was_left_out():
    app = page({Key.SOURCES_VIEW: "regnskap"})
    everything = len(page_tables.texts(app)[0])
    some = page_tables.texts(page({Key.SOURCES_VIEW: "regnskap", Key.SOURCES_LEFT_OUT: "1"}))[0]
    assert len(some) < everything
    assert "ingenting" not in set(some["Utelatt, og hvorfor"])


def as_read(app):
    """Return what is said without the marks that keep values from being formatted."""
    return [said.replace("\\", "") for said in said_on(app)]


def test_both_values_of_a_disagreement_stand_with_who_says_them():
    words = as_read(page({Key.SOURCES_VIEW: "uenighet"}))
    for value in (f"**263{SPACE}kommuner (2007–2013", f"**259{SPACE}kommuner", f"10 av 21 kommuner: 47,6{SPACE}%"):
        assert any(value in said for said in words), value
    assert any("Forskjell: **0,08" in said for said in words)
    assert any("Stavangerregionen Europakontor: «Stavanger" in said for said in words)


def test_comparisons_that_agree_and_a_kind_without_any():
    agreeing = page_tables.texts(page({Key.SOURCES_VIEW: "uenighet", Key.SOURCES_DISAGREEMENTS: "enig"}))[0]
    assert agreeing["Hva som sammenliknes"].str.startswith("Trøndelag, Horisont 2020").any()
    none = page({Key.SOURCES_VIEW: "uenighet", Key.SOURCES_DISAGREEMENTS: "enig", Key.SOURCES_KINDS: "published"})
    assert any("Ingen sammenlikninger" in info.value for info in none.info)


def test_where_nothing_was_refreshed_the_page_says_so_kindly():
    app = page({Key.SOURCES_VIEW: "nytt"})
    assert "De er ikke oppdatert her" in app.info[0].value
    assert app.code[0].value == "python -m analysis.refresh"


CHANGES = {
    "since": "20261101-100000",
    "sources": {
        "forskningsradet": {
            "new_projects": 1200, "gone_projects": 2, "changed_amounts": 14, "amount_before_cents": None,
            "amount_after_cents": 123_456_700, "examples": ["101000001"],
        }
    },
    "units": [
        {"level": "municipality", "code": "5037", "name": "Levanger", "programme_id": "horizon_europe",
         "from": "not_loaded", "to": "took_part"},
    ],
}  # fmt: skip


@pytest.fixture
def refreshed():
    """A version in use in which CORDIS tells of half of Horizon 2020 too."""
    folder = versions.new_folder()
    shutil.copytree(DATA / "tables", folder / "tables")
    shutil.copy(DATA / "reconciliation.json", folder)
    rows = pd.read_parquet(folder / "tables" / "participations.parquet")
    half = rows[rows["programme_id"] == "horizon_2020"].head(1400)
    half = half.assign(source_id="cordis_h2020", participation_id="c" + half["participation_id"], placed_by="city")
    pd.concat([rows, half]).to_parquet(folder / "tables" / "participations.parquet", index=False)
    descriptor.write(folder)
    covers = {"programme_id": "horizon_2020", "first_year": 2014, "last_year": 2022, "levels": ["municipality"]}
    told = {"retrieved": "2026-11-20", "published": None, "coverage": [covers]}
    sizes = {path.name: path.stat().st_size for path in (folder / "tables").iterdir()}
    loaded = {"version": "", "made": "", "since": "", "tables": sizes, "sources": {"cordis_h2020": told}}
    (folder / "loaded.json").write_text(json.dumps(loaded), encoding="utf-8")
    (folder / "changes.json").write_text(json.dumps(CHANGES), encoding="utf-8")
    versions.switch(versions.finish(folder))


def test_after_a_refresh_the_page_says_what_changed(refreshed):
    app = page({Key.SOURCES_VIEW: "nytt"})
    words = "\n".join(said_on(app))
    assert "versjonen fra 1. november 2026" in words
    assert page_tables.texts(app)[0]["Nye prosjekter"].item() == f"1{SPACE}200"
    assert page_tables.texts(app)[0]["Euro før"].item() == "–"
    (moved,) = app.dataframe[0].value.to_dict("records")
    assert moved == {
        "Sted": "Levanger", "Program": "Horisont Europa", "Før": "Kilden er ikke lastet inn", "Nå": "Deltok",
    }  # fmt: skip


def test_after_a_refresh_the_source_is_loaded_and_compared_with_the_one_that_counts(refreshed):
    assert translate.words("nb")(REGISTER["cordis_h2020"].title) in set(page().dataframe[0].value["Kilde"])
    words = "\n".join(said_on(page({Key.SOURCE: "cordis_h2020"})))
    assert r"20\. november 2026" in words and f"Navnet på byen: 1{SPACE}400 (100,0{SPACE}%)" in words
    compared = as_read(page({Key.SOURCES_VIEW: "uenighet", Key.SOURCES_KINDS: "counts"}))
    assert any(said.startswith("Horisont 2020: deltakelser · Forskjell:") for said in compared)
    assert f"**1{SPACE}400**" in compared and f"**2{SPACE}931**" in compared


def test_a_table_is_chosen_and_described():
    words = "\n".join(said_on(page({Key.SOURCES_VIEW: "data", Key.SOURCES_TABLE: "counties"})))
    assert "`counties.csv`, `counties.parquet`" in words
    assert "Tabellen er tom" in "\n".join(said_on(page({Key.SOURCES_VIEW: "data", Key.SOURCES_TABLE: "commitments"})))


def test_the_zip_is_made_on_demand():
    app = page({Key.SOURCES_VIEW: "data"})
    assert "Last ned ZIP-filen" not in str(app.get("download_button"))
    app.button(key="make-zip").click().run()
    assert not app.exception
    assert "Last ned ZIP-filen" in str([button.proto.label for button in app.get("download_button")])


def test_a_link_with_nonsense_opens_the_register():
    keys = (
        Key.SOURCES_VIEW,
        Key.SOURCE,
        Key.SOURCES_DISAGREEMENTS,
        Key.SOURCES_KINDS,
        Key.SOURCES_TABLE,
        Key.SOURCES_LEVEL,
        Key.SOURCES_LEFT_OUT,
    )
    app = opened_by_anything("sources", dict.fromkeys(keys, "<b>1</b>" * 40))
    assert len(app.dataframe) == 2
