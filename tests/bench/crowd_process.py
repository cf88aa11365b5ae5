"""Start a crowd in a process of its own and hear what it has to say."""

import json
import subprocess
import sys
import tempfile

from tests.bench.server import ended
from tests.tools.project import ROOT


def clicking(servers, plan):
    """Yield what the crowd says of each stretch of a plan, as it comes; see tests.bench.crowd.

    Args:
        servers: address and process id of each.

    Raises:
        RuntimeError: the crowd's process failed; with the end of its words.
    """
    command = [sys.executable, "-m", "tests.bench.crowd", json.dumps(servers), json.dumps(plan)]
    with tempfile.TemporaryFile("w+") as errors:
        crowd = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True)
        try:
            for line in crowd.stdout:
                yield json.loads(line)
            if crowd.wait():
                errors.seek(0)
                raise RuntimeError(f"The crowd's process failed: {errors.read()[-2000:]}")
        finally:
            ended(crowd)
