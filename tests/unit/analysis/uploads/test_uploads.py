"""A reader's file is read whole or refused, and a hostile one ends nothing but its own process."""

import io
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from analysis import uploads
from analysis.exports.tables import workbook
from analysis.uploads import UploadError, errors, process
from tests.tools.hostile_files import of_strings


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_any_spreadsheet_is_read(separator, code):
    content = f"Forslag{separator}Dato\r\nÅ møtes{separator}01.02.2027\r\n".encode(code)
    assert uploads.read(content, "tavle.csv") == [["Forslag", "Dato"], ["Å møtes", "01.02.2027"]]


def test_a_line_break_in_quotes_stays_in_its_cell():
    assert uploads.read(b'a;b\r\n"one\r\ntwo";3\r\n', "x.csv")[1] == ["one\r\ntwo", "3"]


def test_a_workbook_is_read_as_text_with_the_row_numbers_of_the_screen():
    table = pd.DataFrame({"a": ["=1+1", "x"], "b": [pd.Timestamp("2027-01-31").date(), None], "c": [3.0, 2.5]})
    rows = uploads.read(workbook.xlsx(table, sheet="Ark"), "x.XLSX")
    assert rows == [["a", "b", "c"], ["=1+1", "2027-01-31", "3"], ["x", "", "2.5"]]


def sheet_with(cells):
    """Return a smallest workbook with these cells in its sheet, as a stranger's program may write it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sheet.main+xml"/></Types>',
        )
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        packages = "http://schemas.openxmlformats.org/package/2006/relationships"
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packages}"><Relationship Id="r1" Type="{links}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{packages}"><Relationship Id="r1" Type="{links}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
        )
    return content.getvalue()


def text_cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_empty_rows_above_the_headings_count():
    cells = f'<row r="3">{text_cell("A3", "Forslag")}</row><row r="4">{text_cell("A4", "x")}</row>'
    assert uploads.read(sheet_with(cells), "x.xlsx") == [[""], [""], ["Forslag"], ["x"]]


def test_a_workbook_that_asks_for_all_memory_is_refused():
    far = f'<row r="1">{text_cell("A1", "x")}</row><row r="1048576">{text_cell("XFD1048576", "x")}</row>'
    with pytest.raises(UploadError):
        uploads.read(sheet_with(far), "x.xlsx")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "x.csv"),
        (b"\r\n;;\r\n", "x.csv"),
        (b"a;b\n\x00\x01", "x.csv"),
        (b'"never closed', "x.csv"),
        (b"\xff\xfe\x00", "x.csv"),
        (b"PK\x03\x04 not a workbook", "x.xlsx"),
        (b"", "x.xlsx"),
        (b"a;b", "x.ods"),
        (b"x" * (uploads.MOST_BYTES + 1), "x.csv"),
        (b"a\n" * (uploads.MOST_ROWS + 5), "x.csv"),
        (b";" * 60, "x.csv"),
    ],
)
def test_a_bad_file_is_refused_in_words(content, name):
    with pytest.raises(UploadError) as refused:
        uploads.read(content, name)
    assert refused.value.words.format(**refused.value.places) == str(refused.value)


def test_a_packed_file_without_a_workbook_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UploadError):
        uploads.read(content.getvalue(), "x.xlsx")


def test_a_text_that_stands_in_too_many_cells_is_refused():
    with pytest.raises(UploadError):
        uploads.read(of_strings(["x" * 32_000], [[0] * 40] * 1_000), "x.xlsx")


def test_what_unpacks_to_too_much_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (uploads.MOST_UNPACKED_BYTES + 1))
    assert len(content.getvalue()) < uploads.MOST_BYTES
    with pytest.raises(UploadError):
        uploads.read(content.getvalue(), "x.xlsx")


@pytest.fixture
def most_at_once(monkeypatch):
    """Two files at once, as in use, but no patience; gives the number of reading processes seen at any time.

    A file of one byte is small, one of two is large.
    """
    monkeypatch.setattr(process, "SMALL_BYTES", 1)
    monkeypatch.setattr(process, "PATIENCE_SECONDS", 0.05)
    running, seen, lock = [], [], threading.Lock()
    release = threading.Event()

    def run(module, folder, seconds):
        with lock:
            running.append(folder)
            seen.append(len(running))
        release.wait(30)
        with lock:
            running.remove(folder)
        process.say(folder, {"rows": [["a"]]})
        return True

    monkeypatch.setattr(process, "_run", run)
    return seen, release


def test_so_many_files_are_read_at_once_and_a_small_one_beside_large_ones(most_at_once):
    seen, release = most_at_once
    with ThreadPoolExecutor(process.MOST_AT_ONCE) as pool, ThreadPoolExecutor(1) as pool_of_small:
        first = [pool.submit(uploads.read, b"aa", "a.csv") for _ in range(process.MOST_AT_ONCE)]
        while len(seen) < process.MOST_AT_ONCE:
            time.sleep(0.01)
        with pytest.raises(UploadError) as refused:
            uploads.read(b"aa", "a.csv")
        assert refused.value.words == errors.BUSY
        small = pool_of_small.submit(uploads.read, b"a", "a.csv")
        while len(seen) < process.MOST_AT_ONCE + 1:
            time.sleep(0.01)
        with pytest.raises(UploadError):
            uploads.read(b"a", "a.csv")
        release.set()
        assert small.result(30) == [["a"]]
        assert [future.result(30) for future in first] == [[["a"]]] * process.MOST_AT_ONCE
    assert max(seen) == process.MOST_AT_ONCE + 1
    assert uploads.read(b"aa", "a.csv") == [["a"]]


def test_a_refused_file_gives_its_turn_back():
    for _ in range(process.MOST_AT_ONCE + 2):
        with pytest.raises(UploadError) as refused:
            uploads.read(b"not a workbook", "a.xlsx")
        assert refused.value.words != errors.BUSY
