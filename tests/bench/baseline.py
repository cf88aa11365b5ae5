"""Start the server of a page to compare with."""

import subprocess
import time
import urllib.request
from contextlib import contextmanager

from tests.bench.server import ended
from tests.tools.project import ROOT
from tests.tools.server import free_port


@contextmanager
def started(command, environment=None):
    """Start what `command(port)` names and yield its address once it answers.

    Raises:
        RuntimeError: no answer within half a minute.
    """
    port = free_port()
    process = subprocess.Popen(
        command(port), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        ended(process)


def _wait_for(address):
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within 30 seconds.")
