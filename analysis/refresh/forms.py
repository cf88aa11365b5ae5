"""Whether a file is what it should be, before anyone reads it: a whole zip, a workbook, CSV or JSON; no web page."""

import zipfile
import zlib
from pathlib import Path

from analysis.errors import DataError
from analysis.refresh.targets import CSV, FORMS, GML, GPKG, JSON, XLSX, ZIP

_ZIPPED = b"PK\x03\x04"
_SQLITE = b"SQLite format 3\0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"
_START = 4096
_SAME_AS = {".geojson": JSON}
_MOST_UNPACKED = 60
"""How many times its own size a zip may unpack to; those of CORDIS stay below ten."""
_ALWAYS_ALLOWED = 50_000_000
_AGAIN = "Try again later, or download the file by hand and give its folder with --from."


def form_of(path: Path) -> str:
    """Return the form that a file's name tells; raises DataError where it tells none."""
    form = _SAME_AS.get(path.suffix.lower(), path.suffix.lower().removeprefix("."))
    if form not in FORMS:
        raise DataError(f"{path.name}: {', '.join(FORMS)} files can be read, and no others. Rename or remove it.")
    return form


def check(path: Path, form: str) -> None:
    """Raise DataError where a file is not what it should be: of another form, cut short, or a web page."""
    with path.open("rb") as file:
        start = file.read(_START)
    if not start.strip():
        raise DataError(f"{path.name}: the file is empty. {_AGAIN}")
    if _is_page(start, xml=form != GML):
        raise DataError(f"{path.name}: a web page came where {form} was expected. {_AGAIN}")
    if form in (ZIP, XLSX):
        _check_zip(path, start)
    elif form == GPKG:
        if not start.startswith(_SQLITE):
            raise DataError(f"{path.name}: not a GeoPackage. {_AGAIN}")
    elif start.startswith(_ZIPPED) or (b"\0" in start and not start.startswith(_UTF_16)):
        raise DataError(f"{path.name}: not text where {form} was expected. {_AGAIN}")
    elif form == JSON and start.removeprefix(_BOM).lstrip()[:1] not in (b"{", b"["):
        raise DataError(f"{path.name}: not JSON. {_AGAIN}")
    elif form == CSV and start.removeprefix(_BOM).lstrip()[:1] in (b"{", b"["):
        raise DataError(f"{path.name}: JSON came where CSV was expected, perhaps with a message. {_AGAIN}")


def _is_page(start: bytes, *, xml: bool) -> bool:
    pages = ("<!doctype html", "<html", "<head", "<body", "<script", *(("<!doctype", "<?xml") if xml else ()))
    for encoding in ("utf-8-sig", "utf-16"):
        text = start.decode(encoding, errors="ignore").lstrip().lower()
        if text.startswith(pages):
            return True
    return False


def _check_zip(path: Path, start: bytes) -> None:
    if not start.startswith(_ZIPPED):
        raise DataError(f"{path.name}: not a {form_of(path)} file. {_AGAIN}")
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > max(_ALWAYS_ALLOWED, _MOST_UNPACKED * path.stat().st_size):
                raise DataError(
                    f"{path.name}: unpacks to {unpacked:,} bytes, far too many for its size. It is refused."
                )
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise DataError(f"{path.name}: cut short or damaged ({error}). {_AGAIN}") from error
    if damaged:
        raise DataError(f"{path.name}: {damaged} in it is damaged. {_AGAIN}")
