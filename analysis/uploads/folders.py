"""The temporary folder that holds readers' files while they are read; it does not outlive its server.

Each process has one with a lock in it, which ends with the process however that ends. A folder whose lock is free
belongs to nobody any more.
"""

import os
import shutil
import tempfile
import threading
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX, _LOCK = "europaprofil-", "in-use.lock"
_making = threading.Lock()
_own: list[tuple[Path, FileLock]] = []


def own() -> Path:
    """Return this process's folder; it is made when it is asked for first."""
    with _making:
        if not _own or not _own[0][0].is_dir():
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
            lock = FileLock(folder / _LOCK, thread_local=False)
            lock.acquire()
            _own[:] = [(folder, lock)]
        return _own[0][0]


def remove_own() -> None:
    """Remove this process's folder with the files in it, where it has one."""
    with _making:
        for folder, lock in _own:
            shutil.rmtree(folder, ignore_errors=True)
            lock.release()
        _own.clear()


def remove_left() -> int:
    """Remove the folders of processes that are gone; return how many there were."""
    return sum(map(_remove, Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}")))


def _remove(path: Path) -> bool:
    """Remove the folder of a lock where nobody holds the lock; those of other users are left alone."""
    user = getattr(os, "getuid", lambda: 0)()
    try:
        if path.parent.is_symlink() or path.parent.stat().st_uid != user:
            return False
        with FileLock(path, timeout=0, thread_local=False):
            shutil.rmtree(path.parent, ignore_errors=True)
    except (OSError, Timeout):
        return False
    return not path.parent.exists()
