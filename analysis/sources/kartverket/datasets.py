"""Kartverket's files as GDAL may open them: one data set of a known form, out of its zip, in a folder of its own.

GDAL guesses a file's form from its first bytes, and some forms (VRT, WFS, GDALG) make it read other files or ask
servers. So the form is told here, by the name and by the content, before GDAL sees the file.
"""

import json
import mmap
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import MappingProxyType
from xml.parsers import expat

from analysis.errors import DataError

MOST_UNPACKED_MEGABYTES = 2_000
"""What the files of a zip may take in all; those of the whole country take less than 500."""
TAKE = "Take «Administrative enheter kommuner» from geonorge.no as GeoJSON."
GDB = ".gdb"
_FORMS = MappingProxyType({
    ".geojson": "GeoJSON", ".json": "GeoJSON", ".gml": "GML", ".gpkg": "GeoPackage", ".shp": "shapefile",
    GDB: "FileGDB",
})  # fmt: skip
GEOJSON = "GeoJSON:"
"""In front of a file's name it lets GDAL ask the driver for GeoJSON and no other."""
_JSON_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}]', re.DOTALL)
_BESIDE_SHAPES = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_START = MappingProxyType({".gpkg": b"SQLite format 3\0", ".shp": b"\x00\x00\x27\x0a"})


@contextmanager
def opened(path: Path) -> Iterator[Mapping[str, str]]:
    """Give what GDAL may open of a file, or of the one data set in a zip, for as long as the context lasts.

    Gives:
        Of GeoJSON what to open for each of its layers, by the layer's name ("" where it is one layer); of all other
        forms the one data set, under "".

    Raises:
        DataError: it is of no form that is known, or not what its name says; a zip holds none or several data sets,
            leads out of its folder, or unpacks to too much.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        if zipfile.is_zipfile(path):
            content = _unpacked(path, folder)
        elif path.suffix.lower() in _FORMS and path.suffix.lower() not in (GDB, ".shp"):
            # A copy: GDAL writes files of its own beside what it reads.
            content = Path(shutil.copyfile(path, folder / f"units{path.suffix.lower()}"))
        else:
            raise DataError(f"{path.name}: {', '.join(dict.fromkeys(_FORMS.values()))} can be read. {TAKE}")
        _expect(content, path.name)
        yield _layers(content) if _FORMS.get(content.suffix) == "GeoJSON" else {"": str(content)}


def _layers(content: Path) -> dict[str, str]:
    """Return where in a GeoJSON each layer is, if its outermost object holds them by name, else all of it.

    GDAL reads such a file too, but all at once: a quarter of a gigabyte then takes 5.8 GB, and 0.6 GB layer by layer.
    """
    layers: dict[str, str] = {}
    depth, start, name = 0, 0, b'""'
    with content.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        for token in _JSON_TOKENS.finditer(text):
            if token[0] == b"{":
                depth += 1
                start = token.start() if depth == 2 else start
            elif token[0] == b"}":
                depth -= 1
                if depth == 1 and text.find(b'"features"', start, token.end()) >= 0:
                    layers[json.loads(name)] = f"{GEOJSON}/vsisubfile/{start}_{token.end() - start},{content}"
            elif depth == 1:
                name = token[0]
                if name == b'"features"':
                    break
    return layers or {"": f"{GEOJSON}{content}"}


def _unpacked(path: Path, folder: Path) -> Path:
    """Return the data set of a zip, unpacked: a file, or a folder of shapefiles or of a file geodatabase."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _expect_safe(members, path.name)
            form, chosen = _data_set(members, path.name)
            several = {GDB: folder / f"units{GDB}", ".shp": folder / "units"}.get(form)
            if several:
                several.mkdir()
            for member in chosen:
                file = several / PurePosixPath(member.filename).name if several else folder / f"units{form}"
                with archive.open(member) as packed, file.open("xb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise DataError(f"{path.name}: cut short, damaged or locked ({error}). {TAKE}") from error
    return several or folder / f"units{form}"


def _expect_safe(members: Sequence[zipfile.ZipInfo], name: str) -> None:
    for member in members:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or parts[:1] == ("/",) or ":" in member.filename:
            raise DataError(f"{name}: {member.filename!r} in it leads out of the folder it belongs in. It is refused.")
    megabytes = sum(member.file_size for member in members) / 1e6
    if megabytes > MOST_UNPACKED_MEGABYTES:
        raise DataError(
            f"{name}: unpacks to {megabytes:,.0f} MB, where {MOST_UNPACKED_MEGABYTES:,} are allowed. It is refused."
        )


def _data_set(members: Sequence[zipfile.ZipInfo], name: str) -> tuple[str, list[zipfile.ZipInfo]]:
    """Return the form of the one data set in a zip, as the ending of its name, and its files."""
    sets: dict[tuple[str, str], list[zipfile.ZipInfo]] = {}
    for member in members:
        path = PurePosixPath(member.filename)
        ending = path.suffix.lower()
        if path.parent.suffix.lower() == GDB:
            sets.setdefault((GDB, str(path.parent)), []).append(member)
        elif ending in _BESIDE_SHAPES:
            sets.setdefault((".shp", str(path.parent)), []).append(member)
        elif ending in _FORMS:
            sets[ending, member.filename] = [member]
    if len(sets) != 1:
        held = ", ".join([one for _, one in sets] or [member.filename for member in members]) or "nothing"
        raise DataError(
            f"{name}: one file of {', '.join(dict.fromkeys(_FORMS.values()))} was expected in it, {held} found. {TAKE}"
        )
    ((form, _),) = sets
    return form, sets[form, next(iter(sets))[1]]


def _expect(content: Path, name: str) -> None:
    """Raise DataError where a data set does not begin as its form does; GDAL would take it for another."""
    if content.suffix == ".gml":
        _expect_gml(content, name)
    for file in content.glob("*") if content.is_dir() else [content]:
        with file.open("rb") as opened_file:
            start = opened_file.read(64)
        if not start.startswith(_START.get(file.suffix.lower(), b"")):
            raise DataError(f"{name}: not a {_FORMS[file.suffix.lower()]}, as its name says. {TAKE}")


def _expect_gml(content: Path, name: str) -> None:
    """Read the whole XML, for what it declares and for its outermost element."""
    parser = expat.ParserCreate(namespace_separator=" ")
    outermost: list[str] = []

    def declares(*_: object) -> None:
        raise DataError(f"{name}: declares a document type, which no file of Kartverket does. It is refused.")

    def begins(element: str, _: object) -> None:
        outermost.append(element)
        parser.StartElementHandler = None

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = declares, begins
    try:
        with content.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise DataError(f"{name}: no polygons of municipalities or counties in it: {error}. {TAKE}") from error
    with content.open("rb") as file:
        if b"\0" in file.read(64):
            raise DataError(f"{name}: in UTF-16, where UTF-8 was expected. {TAKE}")
    if outermost[0].rpartition(" ")[2] != "FeatureCollection":
        raise DataError(f"{name}: no polygons of municipalities or counties in it, but {outermost[0]!r}. {TAKE}")
