import json
import shutil
from dataclasses import replace

import pytest
from filelock import FileLock

from analysis.refresh import changes, fetch, run
from analysis.refresh.__main__ import main
from analysis.refresh.targets import TARGETS, Address
from analysis.sources.cordis import cordis
from analysis.sources.statistics import norges_bank
from analysis.store import catalogue, since_last_time, versions
from analysis.store.tables import read_table
from tests.tools import refusing_server, small_data

QUICK = fetch.Limits(answer_seconds=1, seconds=5, attempts=2, pause_seconds=0.01, any_scheme=True)
ZIP, RATES = "cordis-HORIZONprojects-csv.zip", "norges-bank-eur.csv"
TEN = ["1000.5"] * 10


@pytest.fixture(scope="module")
def come_with(tmp_path_factory):
    return small_data.write(tmp_path_factory.mktemp("embedded"))


@pytest.fixture
def whole_store(tmp_path, come_with, monkeypatch):
    monkeypatch.setenv(versions.STORE, str(tmp_path / "store"))
    monkeypatch.setattr(versions, "DATA", come_with)
    return tmp_path / "store"


@pytest.fixture
def store(whole_store, monkeypatch):
    """Give a store without the status of units, which takes most of the time."""
    monkeypatch.setattr(changes, "of_units", lambda *_: [])
    return whole_store


@pytest.fixture
def given(tmp_path):
    folder = tmp_path / "given"
    folder.mkdir()
    return folder


def files_in(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def in_use():
    return versions.current_id(), files_in(versions.in_use())


def refreshed(given, *arguments):
    return main(["--from", str(given), *arguments])


def told(name):
    return json.loads((versions.in_use() / name).read_text("utf-8"))


def test_files_by_hand_make_a_version_and_leave_what_comes_with_the_project(whole_store, given, come_with, capsys):
    before = files_in(come_with)
    small_data.cordis_zip(given / ZIP, TEN)
    small_data.rates_csv(given / RATES, small_data.all_rates(y2024="12.5"))
    assert refreshed(given) == 0
    assert files_in(come_with) == before
    rates = read_table("exchange_rates", versions.in_use()).set_index("year")["nok_per_eur"]
    assert (rates[2024], rates[2023]) == (12.5, 10.5)
    rows = read_table("participations", versions.in_use())
    assert rows.groupby("source_id").size().to_dict() == {"cordis_horizon": 10, "forskningsradet": 40}
    assert set(rows.loc[rows["source_id"] == "cordis_horizon", "municipality_code"]) == {"0301"}
    assert {path.name for path in (versions.in_use() / "tables").iterdir()} == {
        path.name for path in (come_with / "tables").iterdir()
    }
    assert "In use now" in capsys.readouterr().out


def test_a_version_tells_what_was_loaded_and_what_it_rests_on(store, given, come_with):
    small_data.cordis_zip(given / ZIP, TEN)
    refreshed(given)
    loaded = versions.loaded(versions.in_use())["cordis_horizon"]
    assert (loaded["rows"], loaded["published"], list(loaded["files"])) == (10, None, [ZIP])
    assert sum(loaded["placed"].values()) == 10
    coverage = {"programme_id": "horizon_europe", "first_year": 2022, "last_year": 2022}
    assert loaded["coverage"] == [{**coverage, "levels": ["municipality", "county"]}]
    accounts = {record["source_id"]: record["file"] for record in told("reconciliation.json")}
    assert accounts == {"forskningsradet": "bevilgningereu.csv", "cordis_horizon": f"{ZIP}: project"}
    register = catalogue.updated(catalogue.read_register(), versions.loaded(versions.in_use()))
    assert register["cordis_horizon"].embedded and register["cordis_horizon"].coverage[0].last_year == 2022
    described = {one["name"]: one["rowsBySource"] for one in told("datapackage.json")["resources"]}
    assert described["participations"]["cordis_horizon"] == 10


def test_rates_of_norges_bank_are_told_as_theirs(store, given):
    small_data.rates_csv(given / RATES, small_data.all_rates())
    refreshed(given)
    register = catalogue.updated(catalogue.read_register(), versions.loaded(versions.in_use()))
    assert register["exchange_rates"].publisher == "Norges Bank"
    assert catalogue.read_register()["exchange_rates"].publisher == "European Central Bank"


def test_the_first_time_tells_new_projects_and_units_that_moved(whole_store, given):
    small_data.cordis_zip(given / ZIP, TEN)
    refreshed(given)
    read = since_last_time.read(versions.in_use())
    (row,) = read.sources.to_dict("records")
    assert (read.since, row["source_id"], row["new_projects"], row["gone_projects"]) == ("", "cordis_horizon", 10, 0)
    assert (row["changed_amounts"], row["amount_after_cents"]) == (0, 1000500)
    assert read.sources["amount_before_cents"].isna().all()
    assert row["examples"][0] == "101000000"
    moved = read.units.set_index(["level", "code"])
    assert moved.loc[("municipality", "0301"), ["from", "to"]].tolist() == ["none_found", "took_part"]
    assert ("county", "11") not in moved.index, "none was found before, and none now"


def test_the_next_time_tells_changed_amounts_and_projects_that_are_gone(whole_store, given):
    small_data.cordis_zip(given / ZIP, TEN)
    refreshed(given)
    first = versions.current_id()
    small_data.cordis_zip(given / ZIP, ["2000", *TEN[:8]])
    refreshed(given)
    read = since_last_time.read(versions.in_use())
    (row,) = read.sources.to_dict("records")
    assert (read.since, row["new_projects"], row["gone_projects"], row["changed_amounts"]) == (first, 0, 1, 1)
    assert (row["amount_before_cents"], row["amount_after_cents"]) == (1000500, 1000400)
    assert read.units.empty


def test_projects_with_another_kind_of_number_are_counted_and_not_called_new():
    rows = read_table("participations").query("source_id == 'cordis_fp7'").drop_duplicates("project_id").head(3)
    none = rows.iloc[:0].assign(grant_cents=None, amount_cents=None, commitment_id="")
    empty = dict.fromkeys(("project_grants", "grant_projects", "commitments"), none)
    before = {"participations": rows, **empty}
    after = {"participations": rows.head(2).assign(project_id=["101", "102"]), **empty}
    told = changes.of_source("cordis_fp7", before, after)
    assert (told["new_projects"], told["gone_projects"], told["examples"]) == (0, 1, [])


def test_the_same_file_again_is_nothing_new(store, given, capsys):
    small_data.cordis_zip(given / ZIP, TEN)
    refreshed(given)
    before = in_use()
    assert refreshed(given) == 0
    assert in_use() == before
    assert "nothing new since" in capsys.readouterr().out


def fewer_rows(given):
    small_data.cordis_zip(given / ZIP, TEN[:7])


def more_rows(given):
    small_data.cordis_zip(given / ZIP, [*TEN, *TEN[:3]])


def unknown_column(given):
    columns = (*cordis.COLUMNS["organization"], "newColumn")
    small_data.cordis_zip(given / ZIP, ["7"] * 10, columns={"organization": columns})


def missing_column(given):
    columns = [column for column in cordis.COLUMNS["project"] if column != "keywords"]
    small_data.cordis_zip(given / ZIP, ["7"] * 10, columns={"project": columns})


@pytest.mark.parametrize(
    ("drift", "words"),
    [
        (fewer_rows, "7 rows where there were 10 (-30 %)"),
        (more_rows, "13 rows where there were 10"),
        (unknown_column, "1 unknown columns in organization: newColumn"),
        (missing_column, "1 missing columns in project: keywords"),
    ],
)
def test_a_file_that_has_drifted_is_refused_until_the_user_has_looked(store, given, capsys, drift, words):
    small_data.cordis_zip(given / ZIP, TEN)
    refreshed(given)
    before = in_use()
    drift(given)
    assert refreshed(given) == 1
    assert in_use() == before
    said = capsys.readouterr().out
    assert words in said and "--accept-drift cordis_horizon" in said
    assert run.UNCHANGED in said
    assert refreshed(given, "--accept-drift", "cordis_horizon") == 0
    assert versions.current_id() != before[0]


def test_a_fifth_more_or_fewer_rows_are_taken(store, given):
    for number in (10, 12, 10):
        small_data.cordis_zip(given / ZIP, ["1000"] * number)
        assert refreshed(given) == 0
    assert len(versions.versions()) == 3


def test_unknown_columns_are_refused_the_first_time_where_all_columns_are_known(store, given, come_with):
    unknown_column(given)
    assert refreshed(given) == 1
    assert versions.in_use() == come_with


def test_columns_that_were_accepted_are_the_known_ones_the_next_time(store, given):
    unknown_column(given)
    assert refreshed(given, "--accept-drift", "cordis_horizon") == 0
    columns = {"organization": (*cordis.COLUMNS["organization"], "newColumn")}
    small_data.cordis_zip(given / ZIP, ["8"] * 10, columns=columns)
    assert refreshed(given) == 0


def of_another_programme(given):
    small_data.cordis_zip(given / ZIP, TEN, programme="H2020")


def without_what_is_needed(given):
    columns = [column for column in cordis.COLUMNS["organization"] if column != "country"]
    small_data.cordis_zip(given / ZIP, TEN, columns={"organization": columns})


def without_rows(given):
    small_data.cordis_zip(given / ZIP, [])


def a_page(given):
    (given / ZIP).write_bytes(b"<!DOCTYPE html><html>Sorry</html>")


def half_a_zip(given):
    path = small_data.cordis_zip(given / ZIP, TEN)
    path.write_bytes(path.read_bytes()[:-200])


@pytest.mark.parametrize("harm", [of_another_programme, without_what_is_needed, without_rows, a_page, half_a_zip])
def test_a_file_that_is_not_right_is_refused_and_nothing_is_replaced(store, given, harm, capsys):
    small_data.rates_csv(given / RATES, small_data.all_rates())
    refreshed(given, "exchange_rates")
    before = in_use()
    harm(given)
    assert refreshed(given, "cordis_horizon") == 1
    assert in_use() == before
    said = capsys.readouterr()
    assert run.UNCHANGED in said.out and "cordis_horizon" in said.err


def test_an_importer_that_fails_in_an_unknown_way_refuses_its_source_alone(store, given, monkeypatch, capsys):
    def fail(raw, made):
        raise KeyError("no such thing")

    small_data.cordis_zip(given / ZIP, TEN)
    small_data.rates_csv(given / RATES, small_data.all_rates())
    monkeypatch.setattr(norges_bank, "tidy", fail)
    assert refreshed(given) == 1
    assert list(versions.loaded(versions.in_use())) == ["cordis_horizon"]
    assert "exchange_rates: refused, its rows stay as they were" in capsys.readouterr().out


def test_a_disk_that_is_full_leaves_the_data_in_use(store, given, come_with, monkeypatch, capsys):
    def full(*_):
        raise OSError(28, "No space left on device")

    small_data.cordis_zip(given / ZIP, TEN)
    monkeypatch.setattr(shutil, "copyfile", full)
    assert refreshed(given) == 1
    assert versions.in_use() == come_with
    assert run.UNCHANGED in capsys.readouterr().err


@pytest.fixture
def server():
    with refusing_server.running() as running:
        yield running


def from_server(url):
    target = TARGETS["cordis_horizon"]
    targets = {"cordis_horizon": replace(target, addresses=(Address(url, ZIP, "zip"),))}
    return main(["cordis_horizon"], targets=targets, limits=QUICK)


def test_a_file_of_the_network_is_put_in_use_with_the_day_it_was_published(store, server, tmp_path):
    body = small_data.cordis_zip(tmp_path / ZIP, TEN).read_bytes()
    server.at("/real", body, kind="application/zip", headers={"Last-Modified": "Wed, 05 Aug 2026 10:00:00 GMT"})
    url = server.at("/moved", statuses=(302,), headers={"Location": "/real"})
    assert from_server(url) == 0
    assert versions.loaded(versions.in_use())["cordis_horizon"]["published"] == "2026-08-05"
    assert not list(store.glob(".*"))


@pytest.mark.parametrize(
    "how",
    [
        {"statuses": (500,)}, {"statuses": (404,)}, {"cut": 100}, {"pause": 9}, {"kind": "text/html"},
        {"kind": "image/png"}, {"statuses": (302,), "headers": {"Location": "/f"}},
        {"tell_length": False, "cut": 100},
    ],
)  # fmt: skip
def test_a_server_that_answers_badly_changes_nothing(store, server, tmp_path, come_with, how, capsys):
    body = small_data.cordis_zip(tmp_path / ZIP, TEN).read_bytes()
    assert from_server(server.at("/f", body, **how)) == 1
    assert versions.in_use() == come_with
    assert run.UNCHANGED in capsys.readouterr().out
    assert [path.name for path in store.iterdir()] == ["refresh.lock"]


def test_a_second_refresh_at_the_same_time_is_refused(store, given, capsys):
    store.mkdir()
    with FileLock(store / run.LOCK):
        assert refreshed(given) == 1
        assert main(["--rollback"]) == 1
    assert "Another refresh is at work" in capsys.readouterr().err


def test_what_a_killed_refresh_left_goes_with_the_next(store, given):
    left = versions.new_folder()
    (store / ".downloads-abc").mkdir()
    small_data.cordis_zip(given / ZIP, TEN)
    refreshed(given)
    assert not left.exists()
    assert sorted(path.name for path in store.iterdir()) == ["current", "refresh.lock", "versions"]


def test_rollback_puts_the_version_before_back(store, given, capsys):
    for amount in ("1", "2"):
        small_data.cordis_zip(given / ZIP, [amount] * 10)
        refreshed(given)
    second = versions.current_id()
    assert main(["--rollback"]) == 0
    assert versions.current_id() not in ("", second)
    assert main(["--rollback"]) == 0
    assert versions.current_id() == ""
    assert main(["--rollback"]) == 1
    assert "none before them" in capsys.readouterr().err


def test_sources_files_and_versions_are_listed(store, given, capsys):
    small_data.cordis_zip(given / ZIP, TEN)
    refreshed(given)
    capsys.readouterr()
    assert main(["--list"]) == 0
    said = capsys.readouterr().out
    assert all(target_id in said for target_id in TARGETS)
    assert f"* {versions.current_id()}: cordis_horizon" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no_such_source"], "no such source. Choose from klass"),
        (["--accept-drift", "no_such_source"], "no such source"),
        (["--from", "/no/such/folder"], "no such folder"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told(store, capsys, arguments, words):
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert words in said and run.UNCHANGED in said


def test_a_source_that_is_named_must_have_a_file(store, given, capsys):
    assert refreshed(given, "fts") == 1
    assert "no file of it" in capsys.readouterr().out
    assert refreshed(given) == 0


def test_a_store_that_cannot_be_written_is_told(tmp_path, given, come_with, monkeypatch, capsys):
    (tmp_path / "file").write_text("x", "utf-8")
    monkeypatch.setattr(versions, "DATA", come_with)
    monkeypatch.setenv(versions.STORE, "")
    assert main(["--from", str(given), "--store", str(tmp_path / "file" / "store")]) == 1
    assert run.UNCHANGED in capsys.readouterr().err


def one_bit_of(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_after_damage_a_refresh_builds_on_the_newest_whole_version_and_loses_no_source(store, given, capsys):
    small_data.cordis_zip(given / ZIP, TEN)
    refreshed(given, "cordis_horizon")
    with_rows = versions.current_id()
    small_data.rates_csv(given / RATES, small_data.all_rates(y2024="12.5"))
    refreshed(given, "exchange_rates")
    one_bit_of(versions.in_use() / "tables" / "participations.parquet")
    assert versions.current_id() == with_rows
    capsys.readouterr()
    for number in range(3):
        small_data.rates_csv(given / RATES, small_data.all_rates(y2024=f"9.{number}"))
        assert refreshed(given, "exchange_rates") == 0
        said = capsys.readouterr().out
        assert ("participations.parquet is not as it was written" in said) == (number == 0)
    rows = read_table("participations", versions.in_use())
    assert rows["source_id"].eq("cordis_horizon").sum() == 10
    assert versions.standing() == versions.Standing(versions.standing().version)


def test_a_source_that_no_whole_version_holds_is_told_as_lost_and_its_version_kept_until_it_is_loaded_again(
    store, given, capsys
):
    small_data.cordis_zip(given / ZIP, TEN)
    refreshed(given, "cordis_horizon")
    damaged = versions.current_id()
    one_bit_of(versions.in_use() / "tables" / "participations.parquet")
    for number in range(4):
        small_data.rates_csv(given / RATES, small_data.all_rates(y2024=f"9.{number}"))
        capsys.readouterr()
        assert refreshed(given, "exchange_rates") == 0
        assert "Loaded before and not in the new data" in capsys.readouterr().out
        assert versions.standing().lost == ("cordis_horizon",)
        assert (store / "versions" / damaged).is_dir()
    assert main(["--list"]) == 0
    said = capsys.readouterr().out
    assert f"  {damaged}: not whole, participations.parquet" in said.replace("tables/", "")
    assert "Lost: cordis_horizon." in said
    assert refreshed(given, "cordis_horizon") == 0
    assert versions.standing().lost == ()
    assert not (store / "versions" / damaged).exists()
