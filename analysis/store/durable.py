"""Files that are on the disk before the next step is taken, so that a loss of power leaves the old or the new."""

import os
import tempfile
from pathlib import Path


def write_through(folder: Path) -> None:
    """Have a folder and all that is in it written to disk."""
    for path in sorted(folder.rglob("*"), reverse=True):
        flush(path)
    flush(folder)


def replace(path: Path, text: str, prefix: str) -> None:
    """Put a text in the place of a file in one step; what is on its way has a name that begins with `prefix`."""
    handle, name = tempfile.mkstemp(prefix=prefix, dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Have a file or folder written to disk; Windows knows no such thing for folders."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if path.is_file() and os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
