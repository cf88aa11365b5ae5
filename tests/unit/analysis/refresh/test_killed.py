import json
import subprocess
import sys
from collections import Counter

import pytest

from tests.tools.lanes import THOROUGH
from tests.tools.project import ROOT

KILLS, SEEDS = (200 if THOROUGH else 20), (6, 7)


@pytest.mark.skipif(sys.platform != "linux", reason="the clock of another process is Linux's")
def test_killed_at_random_points_the_data_in_use_are_the_old_or_the_new_ones_and_whole(tmp_path):
    at_work = [begun(tmp_path / str(seed), seed) for seed in SEEDS]
    found = Counter()
    for process in at_work:
        said, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors[-2000:]
        found.update(json.loads(said.splitlines()[-1]))
    assert found["kills"] == KILLS
    # Killed early and late: some left half a version behind, some had put the new one in use already.
    assert found["old"] + found["new"] == KILLS
    if THOROUGH:
        assert found["old"] > KILLS / 2
        assert found["leftovers"] > KILLS / 10
        assert found["new"] + found["ended_before"] > 0


def begun(folder, seed):
    """Start killing refreshes of a store of its own; two at a time take half as long."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.tools.killed_refresh", str(folder), str(KILLS // len(SEEDS)), str(seed)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
