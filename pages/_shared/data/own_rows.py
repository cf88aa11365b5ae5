"""The files whose rows this session has of its own: taken into use, taken out, and brought back."""

from analysis.in_use import OwnFile
from pages._shared.session import settings

COUNTED = "egne_rader_telles"
"""Whether own rows count; never in the address, for who gets a link does not get the rows."""
_FILES, _BEFORE = "egne rader", "egne rader før"


def held() -> tuple[OwnFile, ...]:
    """Return the files whose rows are in use in this session."""
    files = settings.chosen(_FILES)
    return files if isinstance(files, tuple) else ()


def counted() -> bool:
    """Return whether own rows count in this session."""
    return bool(settings.chosen(COUNTED)) and bool(held())


def use(file: OwnFile) -> None:
    """Take a file's rows into use, in the place of those of an earlier file of the same name; for callbacks."""
    links = file.rows["project_url"].where(file.rows["project_url"].str.startswith("https://").fillna(False))
    named = file.rows.assign(participation_id=f"{file.name}: " + file.rows["participation_id"], project_url=links)
    _replace((*_others(file.name), OwnFile(file.name, file.kind, named, file.tables)))


def take_out(name: str) -> None:
    """Take a file's rows out again; for callbacks."""
    _replace(_others(name))


def before() -> tuple[OwnFile, ...] | None:
    """Return the files that were in use before the last change, or None."""
    files = settings.chosen(_BEFORE)
    return files if isinstance(files, tuple) else None


def bring_back() -> None:
    """Put the files in use that were so before the last change; for callbacks."""
    _replace(before() or ())


def _others(name: str) -> tuple[OwnFile, ...]:
    return tuple(file for file in held() if file.name != name)


def _replace(files: tuple[OwnFile, ...]) -> None:
    settings.put(_BEFORE, held())
    settings.put(_FILES, files)
