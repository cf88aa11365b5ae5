import hashlib
import json
import shutil

import pytest

from analysis.errors import DataError
from analysis.store import versions
from tests.tools import small_data


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    return small_data.write(tmp_path_factory.mktemp("embedded"))


@pytest.fixture
def store(tmp_path, embedded, monkeypatch):
    monkeypatch.setenv(versions.STORE, str(tmp_path / "store"))
    monkeypatch.setattr(versions, "DATA", embedded)
    return tmp_path / "store"


def made(embedded, *, since="", sources=None):
    """Make a version as a refresh does, and return its id."""
    folder = versions.new_folder()
    shutil.copytree(embedded, folder, dirs_exist_ok=True)
    told = {
        "made": "2026-01-01",
        "since": since,
        "tables": {path.name: path.stat().st_size for path in (folder / "tables").iterdir()},
        "sources": sources or {},
    }
    (folder / versions.LOADED).write_text(json.dumps(told), "utf-8")
    return versions.finish(folder)


def chain(embedded, number):
    """Make versions each from the one before, the last one in use."""
    ids = [""]
    for _ in range(number):
        ids.append(made(embedded, since=ids[-1]))
        versions.switch(ids[-1])
    return ids[1:]


def test_without_a_store_the_data_that_come_with_the_project_are_in_use(store, embedded):
    assert (versions.in_use(), versions.current_id(), versions.versions()) == (embedded, "", [])


def test_a_version_is_in_use_only_once_the_pointer_names_it(store, embedded):
    version_id = made(embedded)
    assert versions.in_use() == embedded
    versions.switch(version_id)
    assert versions.in_use() == store / "versions" / version_id
    assert versions.current_id() == version_id


@pytest.mark.parametrize(
    "pointer",
    [b"", b"nonsense", b"../../etc", b"20200101-000000", b"\xff\xfe\x00", b"/etc", b"20200101-000000\n20200101"],
)
def test_a_pointer_that_names_no_version_means_the_data_that_come_with_the_project(store, embedded, pointer):
    store.mkdir()
    (store / versions.POINTER).write_bytes(pointer)
    assert (versions.in_use(), versions.current_id()) == (embedded, "")


def test_a_pointer_that_is_a_folder_means_the_data_that_come_with_the_project(store, embedded):
    (store / versions.POINTER).mkdir(parents=True)
    assert versions.in_use() == embedded


def test_a_store_that_is_a_file_means_the_data_that_come_with_the_project(store, embedded):
    store.write_text("no folder", "utf-8")
    assert (versions.in_use(), versions.versions()) == (embedded, [])


def without_a_table(folder):
    (folder / "tables" / "population.parquet").unlink()


def with_half_a_table(folder):
    path = folder / "tables" / "population.parquet"
    path.write_bytes(path.read_bytes()[:-1])


def without_account(folder):
    (folder / "reconciliation.json").unlink()


def without_what_was_loaded(folder):
    (folder / versions.LOADED).unlink()


def with_half_of_what_was_loaded(folder):
    path = folder / versions.LOADED
    path.write_text(path.read_text("utf-8")[:50], "utf-8")


def with_a_list_of_what_was_loaded(folder):
    (folder / versions.LOADED).write_text("[1, 2]", "utf-8")


def of_another_release(folder):
    path = folder / "datapackage.json"
    content = json.loads(path.read_text("utf-8"))
    content["resources"][0]["schema"]["fields"].pop()
    path.write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize(
    "harm",
    [
        without_a_table, with_half_a_table, without_account, without_what_was_loaded, with_half_of_what_was_loaded,
        with_a_list_of_what_was_loaded, of_another_release,
    ],
)  # fmt: skip
def test_a_version_that_is_not_whole_is_not_used(store, embedded, harm):
    (version_id,) = chain(embedded, 1)
    harm(store / "versions" / version_id)
    assert (versions.in_use(), versions.current_id(), versions.versions()) == (embedded, "", [])


def emptied(store, ids):
    (store / versions.POINTER).write_text("", "utf-8")


def cut(store, ids):
    (store / versions.POINTER).write_text(ids[-1][:9], "utf-8")


def naming_no_version(store, ids):
    (store / versions.POINTER).write_text("20200101-000000", "utf-8")


def gone(store, ids):
    (store / versions.POINTER).unlink()


def going_in_circles(store, ids):
    gone(store, ids)
    (store / versions.POINTER).symlink_to(store / versions.POINTER)


POINTERS = [emptied, cut, naming_no_version, gone, going_in_circles]


@pytest.mark.parametrize("harm", POINTERS)
def test_with_a_damaged_pointer_the_version_that_was_in_use_stays_in_use_and_the_log_says_so(
    store, embedded, harm, caplog
):
    ids = chain(embedded, 3)
    harm(store, ids)
    assert versions.current_id() == ids[-1]
    now = versions.standing()
    assert ids[-1] in now.fault and now.fault in caplog.text
    assert str(store / versions.POINTER) in now.fault or "20200101-000000" in now.fault
    versions.standing()
    assert caplog.text.count(now.fault) == 1  # once, not with each click


@pytest.mark.parametrize("harm", POINTERS)
def test_after_a_rollback_a_damaged_pointer_does_not_bring_back_what_was_rolled_back_from(store, embedded, harm):
    ids = chain(embedded, 3)
    assert versions.rollback() == ids[1]
    harm(store, ids)
    assert versions.current_id() == ids[1]


def test_a_version_that_was_never_in_use_does_not_come_into_use_by_a_damaged_pointer(store, embedded):
    (first,) = chain(embedded, 1)
    made(embedded, since=first)
    emptied(store, [])
    assert versions.current_id() == first


def with_one_bit_changed(folder):
    path = folder / "tables" / "population.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def with_another_account(folder):
    path = folder / "reconciliation.json"
    path.write_text(path.read_text("utf-8").replace("3", "4"), "utf-8")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (without_a_table, "population.parquet is missing"), (with_half_a_table, "population.parquet is missing or not"),
        (with_one_bit_changed, "population.parquet is not as it was written"),
        (with_another_account, "reconciliation.json is not as it was written"),
        (without_account, "reconciliation.json is missing"), (without_what_was_loaded, "loaded.json is missing"),
        (with_half_of_what_was_loaded, "loaded.json is missing"), (of_another_release, "another release"),
        (shutil.rmtree, "no version of that name"),
    ],
)  # fmt: skip
def test_the_newest_whole_version_takes_the_place_of_a_damaged_one(store, embedded, harm, said):
    ids = chain(embedded, 3)
    harm(store / "versions" / ids[-1])
    assert versions.in_use() == store / "versions" / ids[1]
    assert said in versions.standing().fault
    with pytest.raises(DataError, match=r"The data in use are unchanged"):
        versions.switch(ids[-1])


def test_the_sums_are_those_of_all_files_as_sha256sum_writes_them(store, embedded):
    folder = store / "versions" / made(embedded)
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    right = {f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}" for path in files}
    assert set(lines) == right


def test_what_a_damaged_version_held_and_its_stand_in_lacks_is_told(store, embedded):
    (first,) = chain(embedded, 1)
    second = made(embedded, since=first, sources={"cordis_horizon": {}, "fts": {}})
    versions.switch(second)
    with_one_bit_changed(store / "versions" / second)
    now = versions.standing()
    assert (now.version.version_id, now.lost) == (first, ("cordis_horizon", "fts"))


def test_rollback_settles_for_the_version_that_took_the_place_of_a_damaged_one(store, embedded):
    ids = chain(embedded, 3)
    with_one_bit_changed(store / "versions" / ids[-1])
    assert versions.rollback() == ids[1]
    assert (versions.current_id(), versions.standing().fault) == (ids[1], "")


def test_pruning_keeps_the_last_version_that_holds_a_source_which_the_others_lack(store, embedded):
    of_old = made(embedded, sources={"cordis_horizon": {}})
    versions.switch(of_old)
    of_older_release = made(embedded, since=of_old, sources={"cordis_horizon": {}, "keep_export": {}})
    of_another_release(store / "versions" / of_older_release)
    versions.switch("")
    ids = chain(embedded, 3)
    versions.prune(2)
    assert [path.name for path in sorted((store / "versions").iterdir())] == [of_old, of_older_release, *ids[1:]]
    versions.switch(made(embedded, since=ids[-1], sources={"cordis_horizon": {}, "keep_export": {}}))
    versions.prune(2)
    assert next(path.name for path in sorted((store / "versions").iterdir())) == ids[-1]


def test_a_version_that_is_not_there_cannot_be_put_in_use(store, embedded):
    (version_id,) = chain(embedded, 1)
    with pytest.raises(DataError, match="The data in use are unchanged"):
        versions.switch("20200101-000000")
    assert versions.current_id() == version_id


def test_versions_of_one_second_have_their_own_names_in_order(store, embedded):
    ids = chain(embedded, 12)
    assert [version.version_id for version in versions.versions()] == ids
    assert len(set(ids)) == 12


def test_rollback_goes_to_the_version_that_the_one_in_use_was_made_from(store, embedded):
    first, _, rejected = chain(embedded, 3)
    versions.switch(first)
    later = made(embedded, since=first)
    versions.switch(later)
    assert rejected < later
    assert versions.rollback() == first


def test_rollback_from_the_first_version_goes_to_the_data_that_come_with_the_project(store, embedded):
    chain(embedded, 1)
    assert versions.rollback() == ""
    assert versions.in_use() == embedded
    with pytest.raises(DataError, match="none before them"):
        versions.rollback()


def test_the_last_three_versions_stay(store, embedded):
    ids = chain(embedded, 5)
    assert versions.prune() == ids[:2]
    assert [version.version_id for version in versions.versions()] == ids[2:]
    assert versions.current_id() == ids[-1]


def test_pruning_keeps_the_way_back_rather_than_versions_that_were_rolled_back_from(store, embedded):
    first, second, rejected = chain(embedded, 3)
    versions.switch(second)
    fourth = made(embedded, since=second)
    versions.switch(fourth)
    versions.prune()
    kept = [version.version_id for version in versions.versions()]
    assert kept == [first, second, fourth]
    assert rejected not in kept


def test_what_a_killed_refresh_left_is_removed_and_nothing_else(store, embedded):
    (version_id,) = chain(embedded, 1)
    (versions.new_folder() / "tables").mkdir()
    (store / "versions" / ".going-20200101-000000").mkdir()
    (store / ".current-abc").write_text("x", "utf-8")
    (store / "notes.txt").write_text("the user's own", "utf-8")
    versions.clean()
    assert sorted(path.name for path in store.iterdir()) == ["current", "notes.txt", "versions"]
    assert [path.name for path in (store / "versions").iterdir()] == [version_id]


def test_only_sources_that_say_what_they_cover_are_told_as_loaded(store, embedded):
    whole = {"retrieved": "2026-01-01", "published": None, "coverage": []}
    (version_id,) = [made(embedded, sources={"fts": whole, "klass": {"retrieved": "2026-01-01"}, "x": None})]
    versions.switch(version_id)
    assert dict(versions.loaded(versions.in_use())) == {"fts": whole}
    assert versions.loaded(embedded) == {}
