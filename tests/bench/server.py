"""The dashboard as it is measured: one process, with the data that come with it unless a store is named."""

import os
import subprocess
import tempfile
from contextlib import contextmanager

from analysis.store.versions import STORE
from tests.tools.server import serve


@contextmanager
def reading_from(store):
    """Have what is started meanwhile read the data of a store."""
    before = os.environ.get(STORE)
    os.environ[STORE] = str(store)
    try:
        yield
    finally:
        os.environ.pop(STORE)
        if before is not None:
            os.environ[STORE] = before


@contextmanager
def served(store=None, script="dashboard.py"):
    """Serve the dashboard; yields its address and process id."""
    with tempfile.TemporaryDirectory() as empty:
        with reading_from(store or empty):
            process, address = serve(script)
        try:
            yield address, process.pid
        finally:
            ended(process)


def ended(process):
    """End a process of ours, and insist where it does not listen."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
