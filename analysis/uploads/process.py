"""Start the process that reads a file, wait for it no longer than allowed, and hand over what it says."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.uploads import folders
from analysis.uploads.errors import BUSY, NOT_READ, TOO_SLOW, UploadError

ROOT = Path(__file__).resolve().parents[2]
MOST_SAID_BYTES = 10_000_000
MOST_AT_ONCE = 2
"""Files read at the same time for all readers of this server; the others wait their turn."""
SMALL_BYTES = 500_000
"""Files up to this size have one more place, where no large one is before them."""
PATIENCE_SECONDS = 30.0
FILE, REQUEST, ANSWER, REFUSED = "file", "request.json", "answer.json", "refused.json"
_places = threading.BoundedSemaphore(MOST_AT_ONCE)
_place_of_small = threading.BoundedSemaphore(1)


@contextmanager
def answer(module: str, content: bytes, request: Mapping[str, Any], *, seconds: float) -> Iterator[tuple[Path, Any]]:
    """Run a module on a file and give the folder it wrote to and its answer; the folder is removed afterwards.

    Args:
        module: run as `python -m module FOLDER`; see `told` for its side.
        request: what it is told besides the file, as JSON can hold it.
        seconds: the longest to wait.

    Raises:
        UploadError: the module refused the file, the file ended the module, or others were being read all the time.
    """
    with _place(len(content)), tempfile.TemporaryDirectory(dir=folders.own()) as name:
        folder = Path(name)
        (folder / FILE).write_bytes(content)
        (folder / REQUEST).write_text(json.dumps(dict(request)), encoding="utf-8")
        ended_itself = _run(module, folder, seconds)
        try:
            refused = _heard(folder / REFUSED) if (folder / REFUSED).exists() else None
            said = None if refused else _heard(folder / ANSWER)
        except (OSError, ValueError):
            raise UploadError(NOT_READ if ended_itself else TOO_SLOW) from None
        if refused:
            raise UploadError(refused["words"], **refused["places"])
        yield folder, said


@contextmanager
def _place(size: int) -> Iterator[None]:
    places = _places
    if size > SMALL_BYTES or not places.acquire(blocking=False):
        places = _places if size > SMALL_BYTES else _place_of_small
        if not places.acquire(timeout=PATIENCE_SECONDS):
            raise UploadError(BUSY)
    try:
        yield
    finally:
        places.release()


def _heard(path: Path) -> dict[str, Any]:
    """Return what the process wrote; raises UploadError where it is more than any file of its kind says."""
    if path.stat().st_size > MOST_SAID_BYTES:
        raise UploadError(TOO_SLOW)
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return said


def _run(module: str, folder: Path, seconds: float) -> bool:
    """Return whether the module came to an end by itself; a limit ends it otherwise."""
    # One thread: others would take address space that the limits do not leave.
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "ARROW_NUM_THREADS"), "1")
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, str(folder)], cwd=ROOT, env={**os.environ, **one_thread},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UploadError(TOO_SLOW) from None
    return done.returncode >= 0


@contextmanager
def told(folder: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Give the process its file and request, and write down for what reason it refuses the file, if it does."""
    request = json.loads((folder / REQUEST).read_text(encoding="utf-8"))
    try:
        yield (folder / FILE).read_bytes(), request
    except UploadError as refused:
        _say(folder / REFUSED, {"words": refused.words, "places": refused.places})
    except (MemoryError, RecursionError):
        _say(folder / REFUSED, {"words": TOO_SLOW, "places": {}})


def say(folder: Path, answer: Mapping[str, Any]) -> None:
    """Write the answer for the process that waits."""
    _say(folder / ANSWER, answer)


def _say(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=True), encoding="utf-8")
