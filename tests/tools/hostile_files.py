"""Files made to break what reads them, each small enough to be uploaded or refused for its size; name -> bytes."""

import io
import struct
import zipfile

from analysis.sources.cordis import cordis

CORDIS = cordis.COLUMNS["organization"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGES = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADINGS = "Prosjekt;Kommune;Program;Beløp;Valuta"


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(cells):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def xlsx(worksheet=None, *, before="", sheets=1, extra=(), strings=None, workbook=None):
    """Return a smallest workbook with what is asked for in place of its usual parts."""
    worksheet = sheet(f'<row r="1">{cell("A1", "x")}</row>') if worksheet is None else worksheet
    listed = "".join(f'<sheet name="S{at}" sheetId="{at + 1}" r:id="r{at + 1}"/>' for at in range(sheets))
    relations = "".join(
        f'<Relationship Id="r{at + 1}" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        for at in range(sheets)
    )
    if strings is not None:
        relations += f'<Relationship Id="s" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            "</Types>",
        )
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGES}"><Relationship Id="r1" Type="{LINKS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        whole = f'{before}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>'
        packed.writestr("xl/workbook.xml", whole if workbook is None else workbook)
        packed.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGES}">{relations}</Relationships>')
        packed.writestr("xl/worksheets/sheet1.xml", worksheet)
        if strings is not None:
            packed.writestr("xl/sharedStrings.xml", strings)
        for name, part in extra:
            packed.writestr(name, part)
    return content.getvalue()


def packed(*parts, compression=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return content.getvalue()


def lying_about_its_size():
    """Return a workbook whose sheet unpacks to 200 MB and says that it is 100 bytes."""
    content = bytearray(xlsx(sheet(f'<row r="1">{cell("A1", "x" * 200_000_000)}</row>')))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        found = content.find(mark)
        while found >= 0:
            if struct.unpack_from("<I", content, found + at)[0] > 1_000_000:
                struct.pack_into("<I", content, found + at, 100)
            found = content.find(mark, found + 4)
    return bytes(content)


LAUGHS = '<!DOCTYPE w [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
CYCLE = '<!DOCTYPE w [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'
OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0" + b"\0" * 4096
ROW = "Grønn by;Levanger;Interreg;1;EUR\n"


def of_strings(strings, rows):
    """Return a workbook whose cells are strings that it holds once each: a small file for a large table."""
    listed = "".join(f"<si><t>{one}</t></si>" for one in strings)
    cells = "".join(
        f'<row r="{at}">' + "".join(f'<c t="s"><v>{one}</v></c>' for one in row) + "</row>"
        for at, row in enumerate(rows, start=1)
    )
    return xlsx(sheet(cells), strings=f'<sst xmlns="{MAIN}">{listed}</sst>')


def of_cordis(line, *, times):
    """Return a zip file with the headings of CORDIS above a line that is there many times."""
    headings = ";".join(f'"{name}"' for name in CORDIS)
    return packed(("organization.csv", f"{headings}\n" + line * times), ("project.csv", "id;title\n"))


def workbooks():
    far = f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'
    numbered = '<row r="1"><c r="A1"><v>1e308</v></c><c r="B1"><v>1e999</v></c><c r="C1"><v>NaN</v></c></row>'
    formulas = (
        '<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>A1</f></c><c r="C1"><f>WEBSERVICE("http://x")</f></c></row>'
    )
    wide = "".join(f'<c r="{at}"><v>1</v></c>' for at in ("A1", "XFD1"))
    return {
        "bomb.xlsx": bomb(),
        "wide-headings.xlsx": of_strings(["x" * 32_000], [[0] * 1_000] * 6),
        "long-cells.xlsx": of_strings(
            ["Prosjekt", "Kommune", "Program", "x" * 32_000], [[0, 1, 2], *[[0, 3, 2]] * 9_000]
        ),
        "lying.xlsx": lying_about_its_size(),
        "far.xlsx": xlsx(sheet(far)),
        "laughs.xlsx": xlsx(LAUGHS + sheet(f'<row r="1">{cell("A1", "&a11;")}</row>')),
        "laughs-workbook.xlsx": xlsx(before=LAUGHS),
        "outside.xlsx": xlsx(OUTSIDE + sheet(f'<row r="1">{cell("A1", "&secret;")}</row>')),
        "cycle.xlsx": xlsx(CYCLE + sheet(f'<row r="1">{cell("A1", "&a;")}</row>')),
        "formulas.xlsx": xlsx(sheet(formulas)),
        "numbers.xlsx": xlsx(sheet(numbered)),
        "wide.xlsx": xlsx(sheet(f'<row r="1">{wide}</row>')),
        "many-sheets.xlsx": xlsx(sheets=50_000),
        "deep.xlsx": xlsx("<a>" * 200_000 + "</a>" * 200_000),
        "strings.xlsx": xlsx(strings=f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"></sst>'),
        "no-string.xlsx": xlsx(sheet('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'), strings="<sst/>"),
        "no-sheet.xlsx": xlsx(workbook=f'<workbook xmlns="{MAIN}"><sheets/></workbook>'),
        "broken.xlsx": xlsx("<worksheet><sheetData><row"),
        "half.xlsx": xlsx()[:400],
        "slip.xlsx": xlsx(extra=[("../../../../tmp/europaprofil-slipped", "x")]),
        "parts.xlsx": packed(*((f"xl/x{at}", "") for at in range(20_000))),
        "locked.xlsx": OLD_CONTAINER,
        "page.xlsx": b"<html><body><table><tr><td>Prosjekt</td></tr></table></body></html>",
        "text.xlsx": (HEADINGS + "\n").encode(),
        "zip-in-zip.xlsx": packed(("a.zip", packed(("b.zip", packed(("c.txt", "x")))))),
        "rows.xlsx": xlsx(sheet("".join(f'<row r="{at}"/>' for at in range(1, 300_000)))),
        "dates.xlsx": xlsx(sheet('<row r="1"><c r="A1" t="d"><v>9999-99-99</v></c><c r="B1"><v>-1e9</v></c></row>')),
        "places.xlsx": xlsx(sheet('<row r="0"><c r="0"/></row><row r="-5"><c r="ZZZZZZ9"><v>1</v></c></row>')),
    }  # fmt: skip


def bomb():
    """Return a workbook that unpacks to two gigabytes, made without holding them."""
    content = io.BytesIO(xlsx())
    with (
        zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/media/x.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(100):
            part.write(bytes(20_000_000))
    return content.getvalue()


def texts():
    return {
        "one-line.csv": b"x" * 300_000_000,
        "one-line-that-fits.csv": b"x" * 19_000_000,
        "columns.csv": b";" * 100_000 + b"\n" + b";" * 100_000,
        "nulls.csv": f"{HEADINGS}\nA\x00B;Levanger;Interreg;1;EUR\n".encode(),
        "quote.csv": f'{HEADINGS}\n"never closed;Levanger\n'.encode() + ROW.encode() * 1000,
        "quotes.csv": b'"' * 5_000_000,
        "bytes.csv": bytes(range(256)) * 2000,
        "undefined.csv": f"{HEADINGS}\n".encode() + b"\x81\x8d\x8f;Levanger;Interreg;1;EUR\n",
        "surrogates.csv": b"\xff\xfe" + b"\x00\xd8" * 1000,
        "odd.csv": b"\xff\xfe\x41",
        "lines.csv": b"\n" * 10_000_000,
        "returns.csv": b"a\r" * 1_000_000,
        "rows.csv": b"a;b\n" * 4_000_000,
        "tarred.csv": b"\x1f\x8b\x08" + b"\x00" * 1000,
        "program.csv": b"MZ\x90\x00" + b"\x00" * 1000,
        "workbook.csv": xlsx(),
        "empty.csv": b"",
        "blank.csv": b" \r\n;;;\r\n\t\r\n",
        "mark.csv": b"\xef\xbb\xbf",
        "headings.csv": (";".join(["prosjektkommuneprogram" * 40] * 990) + "\n").encode() * 20,
        "near-headings.csv": (";".join(f"prosjkt{at:03}" for at in range(990)) + "\n").encode() * 25,
        "cells.csv": (b"1;" * 39 + b"1\n") * 119_000,
        "lines.zip": of_cordis("\n", times=390_000_000),
        "rows.zip": of_cordis(";" * (len(CORDIS) - 1) + "\n", times=10_000_000),
        "objects.zip": packed(("organization.json", "[" + "{}," * 100_000_000 + "{}]"), ("project.json", "[]")),
        "deep.zip": packed(("organization.json", "[" * 50_000_000), ("project.json", "[]")),
        "objects.json": b"[" + b"{}," * 6_000_000 + b"{}]",
        "surrogates.json": b'[{"name": "\\ud800"}]',
        "deep.json": b"[" * 1_000_000,
        "page.json": b"<html></html>",
        "numbers.json": b"[" + b"1e999," * 100_000 + b"1]",
        "none.zip": packed(("readme.txt", "x")),
        "bomb.zip": bomb(),
        "half.zip": packed(("organization.csv", "x;y\n" * 1000))[:60],
        "slip.zip": packed(("../../organization.csv", '"projectID";"country"\n')),
        "macro.xlsm": xlsx(),
        "program.exe": b"MZ",
        "no-ending": b"a;b",
        "..%2f..%2fetc%2fpasswd": b"root",
    }  # fmt: skip


def all_files():
    return workbooks() | texts()


# Read as what they are, with nothing run and nothing guessed.
READ = {
    "formulas.csv": f"{HEADINGS}\n=1+1;Levanger;Interreg;=2;EUR\n+cmd|' /C calc'!A0;Levanger;Interreg;1;EUR\n".encode(),
    "control.csv": f"{HEADINGS}\nA\x01\x07\x1b[31mB;Levanger;Interreg;1;EUR\n".encode(),
    "direction.csv": f"{HEADINGS}\n\u202eelgnaver\u202c;Levanger;Interreg;1;EUR\n".encode(),
    "twice.csv": f"{HEADINGS};Prosjekt\nA;Levanger;Interreg;1;EUR;B\n".encode(),
    "script.csv": f"{HEADINGS}\n<script>alert(1)</script>;Levanger;Interreg;1;EUR\n".encode(),
    "long-cell.csv": f"{HEADINGS}\n{'x' * 30_000};Levanger;Interreg;1;EUR\n".encode(),
    "too-long-rows.csv": f"{HEADINGS}\n{ROW.strip()};more;cells\n{ROW}".encode(),
    "many-errors.csv": f"{HEADINGS}\nA;Levanger;Interreg;1;EUR\n".encode() + b"B;zz;zz;zz;zz\n" * 9_900,
    "huge-number.csv": f"{HEADINGS}\nA;Levanger;Interreg;{'9' * 39};EUR\nB;Levanger;Interreg;1e308;EUR\n".encode(),
}
