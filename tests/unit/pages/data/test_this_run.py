"""What belongs to a run reads the version of that run, whenever it is done."""

from functools import partial

from pages._shared.data import this_run


def folder_read(*, plus=""):
    return f"{this_run.shared().folder.name}{plus}"


def test_a_file_that_is_taken_along_later_is_made_of_the_version_that_was_shown(tmp_path):
    shown, newer = tmp_path / "shown", tmp_path / "newer"
    with this_run.reading_from(shown):
        make = this_run.staying(partial(folder_read, plus="!"))
    with this_run.reading_from(newer):
        assert make() == "shown!"
        assert folder_read() == "newer"


def test_a_part_that_runs_alone_goes_on_with_the_version_of_its_page_while_that_is_there(tmp_path):
    with this_run.reading_from(tmp_path / "newer"):
        assert this_run.go_on(tmp_path)
        assert folder_read() == tmp_path.name
        assert not this_run.go_on(tmp_path / "removed")
