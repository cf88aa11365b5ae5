"""A server of the dashboard on a free port, which may talk to this machine alone."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from tests.tools.project import ROOT

GUARD = ROOT / "tests" / "browser" / "guard"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(script, cwd=ROOT, calls=os.devnull, environment=None, log=subprocess.DEVNULL):
    """Start Streamlit on a script and return the process and its address once it answers.

    The server may talk to this machine alone; what it tries beyond that is refused and written to the file `calls`.
    What it says goes to the open file `log`; `environment` is set for it besides this process's own.
    """
    port = free_port()
    guarded = {"PYTHONPATH": os.pathsep.join([str(GUARD), str(ROOT)]), "REFUSED_CALLS": str(calls)}
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"],
        cwd=cwd, stdout=log, stderr=log, env={**os.environ, **guarded, **(environment or {})},
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return process, address
        except urllib.error.HTTPError:  # it is there, and says that it is not ready
            return process, address
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError("The server did not answer within 30 seconds.")
