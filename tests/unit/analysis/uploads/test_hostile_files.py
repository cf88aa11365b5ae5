"""Files made to do harm end nothing but their own process, soon, in words, and leave the server as it was."""

import resource
import threading
from pathlib import Path

import pytest

from analysis import own_data
from analysis.own_data import Asked
from analysis.text import translate
from analysis.uploads import UploadError
from tests.tools.hostile_files import HEADINGS, READ, ROW, all_files

FILES = all_files()
MEGABYTES = 50
GOOD = f"{HEADINGS}\n{ROW}".encode()


def memory_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1_000_000


@pytest.fixture(scope="module", autouse=True)
def _warm():
    """Load what reading any file loads, so that what a hostile one takes shows."""
    own_data.read(GOOD, "good.csv", Asked())


def test_there_are_at_least_thirty():
    assert len(FILES) + len(READ) >= 70


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_words_and_leaves_the_server_as_it_was(name):
    before = memory_mb()
    try:
        reading = own_data.read(FILES[name], name, Asked())
        assert len(reading.accepted) == 0, "nothing of it may count"
    except UploadError as refused:
        words = translate.words("nb")(refused.words, **refused.places)
        assert words
        assert words != refused.words
    assert memory_mb() - before < MEGABYTES
    assert not Path("/tmp/europaprofil-slipped").exists()


@pytest.mark.parametrize("name", READ)
def test_text_that_looks_dangerous_is_read_as_text(name):
    reading = own_data.read(READ[name], name, Asked())
    assert reading.kind == "own_register"
    titles = " ".join(reading.accepted["project_title"])
    assert not any(ord(letter) < 32 or letter in "\u202e\u202c" for letter in titles)


def test_cells_that_would_run_stay_text_in_the_file_of_errors():
    reading = own_data.read(READ["formulas.csv"], "formulas.csv", Asked())
    written = own_data.errors_file(reading, {"row": "Rad", "column": "Kolonne", "value": "Verdi", "expected": "Ventet"})
    assert "'=2" in written.decode("utf-8-sig")


def test_a_row_with_cells_beyond_the_headings_is_refused_and_the_others_are_read():
    reading = own_data.read(READ["too-long-rows.csv"], "x.csv", Asked())
    assert list(reading.rejected["row"]) == [2]
    assert len(reading.accepted) == 1


def test_a_number_beyond_all_measure_is_refused():
    reading = own_data.read(READ["huge-number.csv"], "x.csv", Asked())
    assert list(reading.rejected["column"]) == ["Beløp", "Beløp"]


def test_another_reader_is_served_while_a_hostile_file_is_read():
    refused = []

    def read_slowly():
        try:
            own_data.read(FILES["laughs.xlsx"], "x.xlsx", Asked())
        except UploadError as error:
            refused.append(error)

    slow = threading.Thread(target=read_slowly)
    slow.start()
    assert len(own_data.read(GOOD, "good.csv", Asked()).accepted) == 1
    slow.join()
    assert refused


def test_what_ends_the_process_ends_it_alone(monkeypatch):
    monkeypatch.setattr("analysis.own_data.reading._SECONDS", 0.05)
    with pytest.raises(UploadError):
        own_data.read(GOOD, "good.csv", Asked())
